"""What stands in the place of something that is empty, busy or failed: why, and the one thing to do, or a few to choose from."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.tone import Tone
from ui.widgets.buttons import button
from ui.widgets.flow_row import FlowRow
from ui.widgets.text import body, section_title, set_tone

GAP = 8

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
        self._others: list[QPushButton] = []
        self._buttons = FlowRow(GAP, centred=True)
        self._buttons.add(self._button)
        column.addWidget(self._buttons)
        column.addStretch(1)

    def show_empty(
        self,
        title: str,
        sentence: str,
        action_label: str = "",
        action: Callable[[], object] | None = None,
        others: Iterable[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Say why nothing is here, and the one thing to do about it, or what else may be done."""
        self._show(title, sentence, Tone.QUIET, action_label if action else "", action)
        for label, do in others:
            other = button(label.replace("&", "&&"), do, weight="quiet")
            other.setAccessibleName(label)
            self._others.append(other)
            self._buttons.add(other)
            self._buttons.show()

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
        for other in self._others:
            self._buttons.remove(other)
        self._others = []
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._sentence.setText(sentence)
        set_tone(self._sentence, tone)
        self._bar.hide()
        self._action = action
        self._button.setText((action_label or "Try again").replace("&", "&&"))
        self._button.setAccessibleName(action_label or "Try again")
        self._button.setVisible(bool(action_label))
        self._buttons.setVisible(bool(action_label))
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
