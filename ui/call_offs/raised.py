"""After raising: the references, what happens next, who has it now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.services.call_off_standing import CallOffStanding
from ui import formats
from ui.call_offs.raise_words import raised_words
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.facts import Facts
from ui.widgets.page_header import PageHeader
from ui.widgets.text import body


class RaisedView(QWidget):
    """What was raised.

    Signals:
        open_pressed(int): show the call-off of this number.
        list_pressed(): go to the list.
    """

    open_pressed = Signal(int)
    list_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._first = 0
        self._header = PageHeader("Raised")
        self._facts = Facts()
        self._notes = body()
        self.open = button("Open it", lambda: self.open_pressed.emit(self._first), weight="primary")
        card = Card("What happens next")
        card.add(self._facts)
        card.add(self._notes)
        card.add(row(self.open, button("To the list", self.list_pressed.emit), None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._header)
        column.addWidget(card)
        column.addStretch(1)

    def show_raised(self, raised: tuple[CallOffStanding, ...]) -> None:
        """Show these references and what comes next."""
        self._first = raised[0].call_off_id
        self._header.say(
            "The prices and the list it was chosen from are frozen with it, and the place is held.",
            f"✓ {raised_words([standing.reference for standing in raised])}",
        )
        self._facts.show_facts(
            [(standing.reference, f"{formats.words(standing.state)}. {standing.next_step}") for standing in raised]
            + [("Who has it now", "An approver whose limit is high enough. Nobody approves their own.")]
        )
        notes = " ".join(dict.fromkeys(note for standing in raised for note in standing.notes))
        self._notes.setText(f"▲ {notes}" if notes else "")
        self._notes.setVisible(bool(notes))
