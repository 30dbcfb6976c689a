"""One line of text that wraps where the page is narrow, so that all of it can be read; it holds no line breaks."""

from math import ceil

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from ui.look import Look

_LEAST, _PADDING, _BORDER, _MARGIN = 24, 4, 2, 2
"""As the style sheet has them for a line, so that both stand alike side by side."""
_MOST_LINES = 6


class WrappedLine(QPlainTextEdit):
    """As tall as its text; Enter and Tab leave it as they leave a line, and pasted line breaks become spaces."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(_MARGIN)
        self.textChanged.connect(self._fit)
        look.changed.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def set_text(self, words: str) -> None:
        """Show these words from their beginning."""
        self.setPlainText(" ".join(words.splitlines()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(" ".join(source.text().splitlines()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self.height())

    def _fit(self) -> None:
        lines = min(max(round(self.document().size().height()), 1), _MOST_LINES)  # Qt counts lines here, not pixels
        is_long = lines == _MOST_LINES
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        words = max(lines * self._line_height() + 2 * _MARGIN + 1, self._look.px(_LEAST))
        height = words + 2 * (self._look.px(_PADDING) + _BORDER)
        if height != self.height():
            self.setFixedHeight(height)

    def _line_height(self) -> int:
        return ceil(QFontMetricsF(self._look.font()).lineSpacing())
