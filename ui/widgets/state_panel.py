"""What stands in the place of something that is empty, busy or failed: why, and the one thing to do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.tone import Tone
from ui.widgets.buttons import button
from ui.widgets.text import body, section_title, set_tone

if TYPE_CHECKING:
    from ui.failures import Failure


class StatePanel(QWidget):
    """A title, a sentence, a button, or a bar that moves. Its place is that of what it stands for."""

    def __init__(self) -> None:
        super().__init__()
        self._title = section_title("")
        self._sentence = body()
        set_tone(self._sentence, Tone.QUIET)
        self._bar = busy_bar()
        self._action: Callable[[], object] | None = None
        self._button = button("Try again", self._press)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(1)
        for widget in (self._title, self._sentence):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(widget)
        column.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def show_empty(
        self, title: str, sentence: str, action_label: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """Say why nothing is here, and the one thing to do about it."""
        self._show(title, sentence, Tone.QUIET, action_label if action else "", action)

    def show_busy(self, sentence: str) -> None:
        """Say what is being waited for."""
        self._show("", sentence, Tone.QUIET, "", None)
        self._bar.show()

    def show_failed(self, failure: "Failure", retry: Callable[[], object] | None = None) -> None:
        """Say what failed and offer to try again."""
        self._show("That did not work", failure.sentence, Tone.BAD, "Try again" if retry else "", retry)

    def _show(
        self, title: str, sentence: str, tone: Tone, action_label: str, action: Callable[[], object] | None
    ) -> None:
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._sentence.setText(sentence)
        set_tone(self._sentence, tone)
        self._bar.hide()
        self._action = action
        self._button.setText(action_label or "Try again")
        self._button.setAccessibleName(action_label or "Try again")
        self._button.setVisible(bool(action_label))
        self.setAccessibleName(" ".join(filter(None, (title, sentence))))

    def _press(self) -> None:
        if self._action is not None:
            self._action()


def busy_bar() -> QProgressBar:
    """A thin bar that moves while something is waited for."""
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setFixedWidth(200)
    bar.setAccessibleName("Working")
    return bar
