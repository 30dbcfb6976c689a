"""Text that wraps in a box as tall as what is typed in it, between so many lines and so many; it may hold line breaks."""

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from ui.look import Look

_LEAST, _PADDING, _BORDER, _MARGIN = 24, 4, 2, 2
"""As the style sheet has them for a line, so that both stand alike side by side."""


class WrappedText(QPlainTextEdit):
    """The box. Tab leaves it as it leaves a line; more than the most lines scroll."""

    def __init__(self, look: Look, least_lines: int = 2, most_lines: int = 10) -> None:
        super().__init__()
        self._look, self._least_lines, self._most_lines = look, least_lines, most_lines
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
        self.setPlainText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self.height())

    def _fit(self) -> None:
        needed = round(self.document().size().height())  # Qt counts lines here, not pixels
        lines = min(max(needed, self._least_lines), self._most_lines)
        is_long = lines == self._most_lines
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        words = max(lines * self._line_height() + 2 * _MARGIN + 1, self._look.px(_LEAST))
        height = words + 2 * (self._look.px(_PADDING) + _BORDER)
        if height != self.height():
            self.setFixedHeight(height)

    def _line_height(self) -> int:
        return ceil(QFontMetricsF(self._look.font()).lineSpacing())
