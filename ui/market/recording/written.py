"""What the provider answers and offers, while its application is recorded: left for later, or typed at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.application_written import NOTHING_WRITTEN, AskedToWrite, WrittenTyped
from ui.look import Look
from ui.market.recording import written_words as words
from ui.market.recording.written_editor import WrittenEditor
from ui.widgets.buttons import button
from ui.widgets.card import GAP, row
from ui.widgets.labelled import Labelled


class RecordWritten(QWidget):
    """The button that opens the fields, and the fields. What is typed stays while they are closed, and is not kept then.

    Signals:
        wanted(QWidget): this part of it is to be seen now.
    """

    wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.turn = button(words.TO_COME, self._turn)
        self.editor = WrittenEditor(look, self.turn)
        self.editor.wanted.connect(self.wanted)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addLayout(row(self.turn, None))
        whole.addWidget(self.editor)
        self.editor.hide()

    @property
    def fields(self) -> dict[str, Labelled]:
        """Every field that is asked for, by the name that refusals call it."""
        return {} if self.editor.isHidden() else self.editor.fields

    def show_asked(self, asked: Sequence[AskedToWrite]) -> None:
        """Ask for these."""
        self.editor.show_asked(asked)

    def typed(self) -> WrittenTyped | None:
        """What is typed, nothing where it is left for later; None where something of it cannot be, which stands at its field."""
        if self.editor.isHidden():
            return NOTHING_WRITTEN
        return self.editor.typed() if self.editor.is_sound() else None

    def clear(self) -> None:
        """Begin anew, with nothing asked for."""
        self.editor.clear()
        self._open(wanted=False)

    def _turn(self) -> None:
        self._open(wanted=self.editor.isHidden())
        if not self.editor.isHidden():
            self.editor.focus_first()

    def _open(self, *, wanted: bool) -> None:
        self.editor.setVisible(wanted)
        self.turn.setText(words.LEFT_OUT if wanted else words.TO_COME)
        self.turn.setAccessibleName(self.turn.text())
