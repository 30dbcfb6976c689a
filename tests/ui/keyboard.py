"""Working with the keyboard alone, and how long the window was held up meanwhile."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer
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

    def key(self, key: Qt.Key) -> None:
        """Press one key."""
        QTest.keyClick(self._focus(), key)

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


@contextmanager
def longest_gap() -> Iterator[Callable[[], float]]:
    """Yield a question answered with the longest time, in seconds, the window's thread worked without looking up.

    Its own working time is counted, not the clock: on a busy machine the clock tells of others' work.
    """
    gaps = [0.0]
    last = time.thread_time()

    def look_up() -> None:
        nonlocal last
        now = time.thread_time()
        gaps.append(now - last)
        last = now

    tick = QTimer(interval=1)
    tick.timeout.connect(look_up)
    tick.start()
    yield lambda: max(gaps)
    look_up()
    tick.stop()
