"""The top of a page: its title, a quiet sentence under it, and its actions at the right, or below where there is little room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from ui.widgets.card import GAP, column, row
from ui.widgets.text import caption, page_title

_MOST_LINES = 2


class PageHeader(QWidget):
    """Title, sentence, actions."""

    def __init__(self, title: str, sentence: str = "", *, actions: tuple[QWidget, ...] = ()) -> None:
        super().__init__()
        self._title = page_title(title)
        self._sentence = caption(sentence)
        self._actions = actions
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(GAP)
        self._line.addLayout(column(self._title, self._sentence, gap=4), 1)
        self._line.addLayout(row(*actions, None))  # none is wider than its words where they stand alone
        self._sentence.setVisible(bool(sentence))

    def say(self, sentence: str, title: str | None = None) -> None:
        """Put other words under the title, or another title."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        if title is not None:
            self._title.setText(title)
            self._arrange()

    def show_words(self, *, shown: bool) -> None:
        """Show title and sentence, or the actions alone where the text is so large that the page would have little room."""
        self._title.setVisible(shown)
        self._sentence.setVisible(shown and bool(self._sentence.text()))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its actions: the title may stand above them."""
        return QSize(self._width_of_actions(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Set the actions below the words where, beside them, the title would break or the sentence run on and on."""
        room = self.width() - GAP - self._width_of_actions()
        is_narrow = _width(self._title) > room or _width(self._sentence) > _MOST_LINES * room
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    def _width_of_actions(self) -> int:
        shown = [action.sizeHint().width() for action in self._actions if not action.isHidden()]
        return sum(shown) + GAP * max(len(shown) - 1, 0)


def _width(label: QLabel) -> int:
    return QFontMetrics(label.font()).horizontalAdvance(label.text())
