"""Records the decision that takes the next extension of a purchasing system; asked for in the page, for commissioners."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from brokerage.domain.changes import Done
from brokerage.domain.scheme_overview import SchemeOverview
from ui.desk import Desk
from ui.market.schemes import extension_words
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.day_field import DayField, day_of, needed_day_of
from ui.widgets.faults import refuse_faults
from ui.widgets.form_run import FormRun
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.text import body
from ui.widgets.who_may import MayUse

if TYPE_CHECKING:
    from brokerage.services.run_scheme import ExtensionAsked, ExtensionTold

_NARROWEST_FIELD = 230
_LONGEST_REFERENCE = 100


class ExtensionForm(Card):
    """The form; it hides where no extension is left. What is typed stays until another extension is the next.

    Signals:
        stale(): a colleague was first; the scheme is needed as it stands now.
    """

    stale = Signal()

    def __init__(self, desk: Desk) -> None:
        self.save = button("Record the decision", self._record, weight="primary")
        super().__init__("Next extension", actions=(self.save,))
        self._desk = desk
        self._scheme: SchemeOverview | None = None
        self._what = body()
        self.reference = QLineEdit()
        self.reference.setMaxLength(_LONGEST_REFERENCE)
        self.decided = DayField("Decided on", desk.icons)
        self.last_call_off = DayField("New last day for call-offs", desk.icons)
        self.fields = {
            "decision": Labelled("Reference of the decision", self.reference, "The one it is on record by."),
            "on": Labelled("Decided on", self.decided),
            "last-call-off-day": Labelled("New last day for call-offs", self.last_call_off, "Empty where it stays."),
        }
        self.run = FormRun(desk, self.fields, on_stale=self.stale.emit)
        used = (self.reference, self.decided, self.last_call_off, self.save)
        self.may_use = MayUse(desk, extension_words.why_not, used)
        fields = Reflow(desk.look, _NARROWEST_FIELD, (1, 1, 1))
        for field in self.fields.values():
            fields.add(field)
        for part in (self._what, fields):
            self.add(part)

    def show_scheme(self, scheme: SchemeOverview) -> None:
        """Ask for the next extension of this scheme, if one is left."""
        before, self._scheme = self._scheme, scheme
        self.setVisible(scheme.next_extension is not None)
        if before is None or extension_words.asked_for(before) != extension_words.asked_for(scheme):
            self._clear()
        self._what.setText(extension_words.consequence(scheme))
        self.may_use.tell()

    def _clear(self) -> None:
        self.reference.clear()
        for day in (self.decided, self.last_call_off):
            day.set_day(None)
        self.run.clear_errors()

    def _record(self) -> None:
        self.run.send(self._change, self._recorded, self.save)

    def _change(self) -> "Callable[[], Done[ExtensionTold]]":
        from brokerage.services.run_scheme import extend_scheme

        return partial(extend_scheme, self._desk.database, self._desk.actor, self._typed(), self._desk.now())

    def _typed(self) -> "ExtensionAsked":
        from brokerage.services.run_scheme import ExtensionAsked
        from brokerage.services.typed_text import needed_text

        assert self._scheme is not None and self._scheme.next_extension is not None  # noqa: S101, PT018 - else the form is hidden
        decided = partial(needed_day_of, self.decided, "on")
        last_call_off = partial(day_of, self.last_call_off, "last-call-off-day")
        reference = partial(needed_text, self.reference.text(), extension_words.WITHOUT_REFERENCE, "decision")
        refuse_faults({"decision": reference, "on": decided, "last-call-off-day": last_call_off})
        return ExtensionAsked(
            self._scheme.summary.reference,
            self._scheme.next_extension.term.ordinal,
            reference(),
            decided(),
            last_call_off(),
            self._scheme.version,
        )

    def _recorded(self, told: "ExtensionTold") -> None:
        self._clear()
        self._desk.say(extension_words.recorded(told.ordinal, told.scheme, told.contract_end, told.left))
