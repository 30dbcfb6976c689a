"""What every form does from the press to the answer: read what is typed, send it, and put a refusal where it belongs."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput
from ui.desk import Desk
from ui.failures import Family, describe
from ui.widgets.faults import place_error
from ui.widgets.labelled import Labelled

ResultT = TypeVar("ResultT")
_Told = Callable[[], object]


class FormRun:
    """The run of one form with its fields; a form of two parts has one for each.

    A colleague who was first is told in the banner, and `on_stale` is called; a refusal stands at the field it names, which
    `on_wrong` then gets to bring it into sight; any other is told in the banner, as is every refusal once the form is closed. What
    was typed stays.
    """

    def __init__(
        self,
        desk: Desk,
        fields: Mapping[str, Labelled],
        *,
        on_stale: _Told | None = None,
        on_wrong: Callable[[Labelled], object] | None = None,
    ) -> None:
        self._desk, self._fields = desk, fields
        self._on_stale, self._on_wrong = on_stale, on_wrong

    def clear_errors(self) -> None:
        """Take every sentence at a field away."""
        for field in self._fields.values():
            field.clear_error()

    def send(
        self, make: Callable[[], Callable[[], Done[ResultT]]], on_done: Callable[[ResultT], None], pressed: QWidget
    ) -> None:
        """Let `make` read what is typed into a change, and send it; what cannot be read is refused before it goes out."""
        self.clear_errors()
        try:
            change = make()
        except BadInput as error:
            self.refused(error)
            return
        self._desk.writes.run(change, on_done, self.refused, while_running=pressed)

    def refused(self, error: Exception) -> None:
        """Tell the refusal where it belongs."""
        if not all(isValid(field) for field in self._fields.values()):
            self._desk.fail(error)
            return
        failure = describe(error)
        if place_error(error, failure, self._fields):
            if self._on_wrong is not None:
                self._on_wrong(self._fields[failure.field or ""])
            return
        self._desk.fail(error)
        if failure.family is Family.CONFLICT and self._on_stale is not None:
            self._on_stale()
