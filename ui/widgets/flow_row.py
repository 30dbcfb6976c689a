"""Widgets side by side that go on in the next line where there is too little room.

The row sets them out itself. A layout of our own would hold Qt's layout items; Qt deletes those without telling Python, gives their
addresses to others, and a row would then ask a dead one for its size.
"""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid


class FlowRow(QWidget):
    """Left to right, then down; each line from the left, or in the middle. It is as high as its width asks for."""

    def __init__(self, gap: int = 8, *, centred: bool = False) -> None:
        super().__init__()
        self._gap = gap
        self._centred = centred
        self._added: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end. One that is deleted, or given to another, leaves its place to the next."""
        is_hidden = widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        widget.setParent(self)
        self._added.append(widget)
        if self.isVisible() and not is_hidden:
            widget.show()
        self._set_out_anew()

    def remove(self, widget: QWidget) -> None:
        """Take the widget out of the row and delete it."""
        self._added.remove(widget)
        widget.hide()
        widget.deleteLater()
        self._set_out_anew()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return len(lines) * (self._line_height() + self._gap) - self._gap if lines else 0

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        size = QSize(0, 0)
        for widget in self._in_sight():
            size = size.expandedTo(_smallest(widget))
        return size

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._set_out_anew()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_out_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_out()

    def _in_sight(self) -> list[QWidget]:
        self._added = [widget for widget in self._added if isValid(widget) and widget.parentWidget() is self]
        return [widget for widget in self._added if not widget.isHidden()]

    def _set_out_anew(self) -> None:
        self.updateGeometry()
        self._set_out()

    def _set_out(self) -> None:
        height = self._line_height()
        for number, line in enumerate(self._lines(self.width())):
            y = number * (height + self._gap)
            wide = sum(_wanted(widget).width() for widget in line) + self._gap * (len(line) - 1)
            x = max(self.width() - wide, 0) // 2 if self._centred else 0
            for widget in line:
                size = _wanted(widget)
                widget.setGeometry(QRect(x, y + (height - size.height()) // 2, size.width(), size.height()))
                x += size.width() + self._gap

    def _line_height(self) -> int:
        return max((_wanted(widget).height() for widget in self._in_sight()), default=0)

    def _lines(self, width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        taken = 0
        for widget in self._in_sight():
            wide = _wanted(widget).width()
            if not lines or taken + wide > width:
                lines.append([])
                taken = 0
            lines[-1].append(widget)
            taken += wide + self._gap
        return lines


def _wanted(widget: QWidget) -> QSize:
    """The size that the widget asks for, within the limits it was given."""
    hint = widget.sizeHint().expandedTo(widget.minimumSizeHint())
    return hint.boundedTo(widget.maximumSize()).expandedTo(widget.minimumSize())


def _smallest(widget: QWidget) -> QSize:
    """The least size it can do with: narrower than it asks for only where its policy lets it shrink."""
    wanted, policy = _wanted(widget), widget.sizePolicy()
    least = widget.minimumSizeHint().expandedTo(widget.minimumSize())
    shrink = QSizePolicy.PolicyFlag.ShrinkFlag.value
    width = least.width() if policy.horizontalPolicy().value & shrink else wanted.width()
    height = least.height() if policy.verticalPolicy().value & shrink else wanted.height()
    return QSize(width, height)
