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
        lines, height = self._lines(width)
        return len(lines) * (height + self._gap) - self._gap if lines else 0

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
        if self.isVisible():  # asked before it is seen, each widget would be dressed once too often
            self._set_out()

    def _set_out(self) -> None:
        lines, height = self._lines(self.width())
        for number, line in enumerate(lines):
            y = number * (height + self._gap)
            wide = sum(size.width() for _widget, size in line) + self._gap * (len(line) - 1)
            x = max(self.width() - wide, 0) // 2 if self._centred else 0
            for widget, size in line:
                widget.setGeometry(QRect(x, y + (height - size.height()) // 2, size.width(), size.height()))
                x += size.width() + self._gap

    def _lines(self, width: int) -> tuple[list[list[tuple[QWidget, QSize]]], int]:
        """What stands in each line, with the size it wants, and how high a line is."""
        lines: list[list[tuple[QWidget, QSize]]] = []
        taken = height = 0
        for widget in self._in_sight():
            size = _wanted(widget)
            if not lines or taken + size.width() > width:
                lines.append([])
                taken = 0
            lines[-1].append((widget, size))
            taken += size.width() + self._gap
            height = max(height, size.height())
        return lines, height


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
