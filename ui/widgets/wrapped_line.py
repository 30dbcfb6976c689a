"""One line of text that wraps where the page is narrow, so that all of it can be read; it holds no line breaks."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent

from ui.look import Look
from ui.widgets.wrapped_text import WrappedText

_MOST_LINES = 6


class WrappedLine(WrappedText):
    """As tall as its text; Enter and Tab leave it as they leave a line, and pasted line breaks become spaces."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, 1, _MOST_LINES)

    def set_text(self, words: str) -> None:
        super().set_text(" ".join(words.splitlines()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(" ".join(source.text().splitlines()))
