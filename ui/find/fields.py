"""What every group of criteria fields is: it shows its part of a form and reads it back."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from brokerage.domain.errors import BadInput
from brokerage.domain.search_choices import SearchChoices
from ui.find.form import Fault, FindForm
from ui.widgets.card import GAP
from ui.widgets.labelled import Labelled

ValueT = TypeVar("ValueT")
Counts = Mapping[tuple[str, str], int]


class Fields(QWidget):
    """A group of fields. Made inside its parent: moving many styled widgets to another costs more than making them.

    Attributes:
        labelled: the fields at which a sentence can be shown, by their names in a fault.

    Signals:
        changed(): something was typed, ticked or chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.labelled: dict[str, Labelled] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)

    def offer(self, choices: SearchChoices) -> None:
        """Offer what the council has."""

    def show_counts(self, counts: Counts) -> None:
        """Show how many services there are behind each choice."""

    def put(self, form: FindForm) -> None:
        """Show this group's part of the form, telling nobody."""
        raise NotImplementedError

    def take(self, form: FindForm, faults: list[Fault]) -> FindForm:
        """The form with this group's fields as they stand; one that cannot be used keeps `form`'s and adds a fault."""
        raise NotImplementedError

    def asked(self, form: FindForm) -> int:
        """How many criteria of this group the form asks."""
        raise NotImplementedError


def read_or_keep(field: str, read: Callable[[], ValueT], kept: ValueT, faults: list[Fault]) -> ValueT:
    """What the field says, or what it said before where it now says nothing usable; the fault is added."""
    try:
        return read()
    except BadInput as error:
        faults.append(Fault(field, error.sentence))
        return kept


def counts_of(counts: Counts, question: str) -> Mapping[str, int]:
    """The counts of one question, by code."""
    return {code: number for (asked, code), number in counts.items() if asked == question}


def set_quietly(box: QCheckBox, *, ticked: bool) -> None:
    """Tick or untick the box, telling nobody."""
    was_blocked = box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
    box.setChecked(ticked)
    box.blockSignals(was_blocked)
