"""Working with the keyboard alone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


class Presses:
    """Presses keys where the focus is."""

    def __init__(self, qtbot: QtBot, widget: QWidget) -> None:
        window = widget.window()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        if QApplication.focusWidget() is None:
            widget.focusNextChild()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key, with those held down that are named."""
        QTest.keyClick(self._focus(), key, held)

    def text(self, words: str) -> None:
        """Type."""
        QTest.keyClicks(self._focus(), words)

    def tab_to(self, wanted: QWidget, most: int = 80) -> None:
        """Press Tab until the cursor is there; fail when it never comes there."""
        for _ in range(most):
            if self._focus() is wanted:
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError("The Tab key does not lead there.")

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus
