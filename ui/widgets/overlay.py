"""Something that drops down over the page from a button. Part of the window itself, so it is placed right on every platform."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

GAP_BELOW, WINDOW_MARGIN = 4, 8


class Overlay(QFrame):
    """Opens under an anchor; Escape closes it, and so does going elsewhere. The focus then returns to the anchor."""

    def __init__(self, name: str, anchor: QWidget) -> None:
        super().__init__(anchor.window())
        self.setObjectName("popup")
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self._anchor = anchor
        self.hide()
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # a window has one

    def open_under_anchor(self, size: QSize, first: QWidget) -> None:
        """Open so that it lies within the window, as near under the anchor as may be, with the cursor in `first`."""
        window = self._anchor.window()
        room = window.size() - QSize(2 * WINDOW_MARGIN, 2 * WINDOW_MARGIN)
        self.resize(size.boundedTo(room))
        below = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + GAP_BELOW))
        left = min(below.x(), window.width() - self.width() - WINDOW_MARGIN)
        top = min(below.y(), window.height() - self.height() - WINDOW_MARGIN)
        self.move(max(left, WINDOW_MARGIN), max(top, WINDOW_MARGIN))
        self.show()
        self.raise_()
        first.setFocus()

    def close_overlay(self) -> None:
        """Close for good and give the focus back."""
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self._anchor)
        self._leave()
        if had_focus:
            self._anchor.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
        else:
            super().keyPressEvent(event)

    def closed(self) -> None:
        """Called once when it closes, for what has to be put away."""

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and now is not self and not self.isAncestorOf(now):
            self._leave()

    def _leave(self) -> None:
        if self.isVisible():
            self.hide()
            self.closed()
            self.deleteLater()
