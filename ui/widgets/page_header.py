"""The top of a page: its title, a quiet sentence under it, and its actions at the right."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.card import column
from ui.widgets.text import caption, page_title


class PageHeader(QWidget):
    """Title, sentence, actions."""

    def __init__(self, title: str, sentence: str = "", *, actions: tuple[QWidget, ...] = ()) -> None:
        super().__init__()
        self._title = page_title(title)
        self._sentence = caption(sentence)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(column(self._title, self._sentence, gap=4), 1)
        for action in actions:
            line.addWidget(action)
        self._sentence.setVisible(bool(sentence))

    def say(self, sentence: str, title: str | None = None) -> None:
        """Put other words under the title, or another title."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        if title is not None:
            self._title.setText(title)
