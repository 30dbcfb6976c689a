"""Asks for an uplift: what for, by how much, from when. It is looked at first, and applied in one press."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from brokerage.domain.errors import BadInput
from brokerage.domain.uplift import UpliftKind, UpliftRounding
from brokerage.domain.uplift_choices import UpliftScheme
from brokerage.domain.uplift_summary import UpliftAsked, UpliftKept, UpliftPreview
from ui.desk import Desk
from ui.failures import Family, describe
from ui.market.uplifts import words as uplift_words
from ui.market.uplifts.preview_view import UpliftPreviewView
from ui.market.uplifts.scope_fields import UpliftScopeFields
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.choice import ChoiceField
from ui.widgets.day_field import DayField, needed_day_of
from ui.widgets.faults import place_error, refuse_faults
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.wrapped_line import WrappedLine

_NARROWEST_FIELD = 200
_LONGEST_AMOUNT = 20
_PREVIEW = "market: preview of an uplift"


class UpliftForm(Card):
    """The form and, below it, the preview of what was asked for last; whatever is changed in the form takes that away.

    Signals:
        previewed(): the preview stands below the form.
        applied(int): the uplift of this number was applied.
    """

    previewed = Signal()
    applied = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("New uplift")
        self._desk = desk
        self._asked: UpliftAsked | None = None
        self._request_id = ""
        self.scope = UpliftScopeFields(desk)
        self.kind: ChoiceField[UpliftKind] = ChoiceField("By", uplift_words.KIND_WORDS.items())
        self.amount, self.note = QLineEdit(), WrappedLine(desk.look)
        self.amount.setMaxLength(_LONGEST_AMOUNT)
        self.rounding: ChoiceField[UpliftRounding] = ChoiceField("Rounded to", uplift_words.ROUNDING_WORDS.items())
        self.first_day = DayField("First day", desk.icons)
        self.look = button("Preview", self.preview)
        self.view = UpliftPreviewView(desk)
        self.view.apply.clicked.connect(self._apply)
        self.fields = {
            **self.scope.fields,
            "amount": Labelled("By how much", self.amount, "As 4 or 3.5 percent; as 50 pence."),
            "kind": Labelled("Percent or pence", self.kind),
            "rounding": Labelled("Rounded to", self.rounding, "Half goes up."),
            "first_day": Labelled("First day of the new prices", self.first_day),
            "note": Labelled("Note", self.note, "What was agreed, and where. Kept with the uplift and its rates."),
        }
        self._lay_out(desk)
        self._forget_when_changed()

    def offer(self, schemes: tuple[UpliftScheme, ...]) -> None:
        """Offer these schemes; what is half typed stays."""
        self.scope.offer(schemes)

    def preview(self) -> None:
        """Ask what the uplift would do."""
        from brokerage.services.uplift import preview_uplift

        self._forget()
        for field in self.fields.values():
            field.clear_error()
        try:
            asked = self._typed()
        except BadInput as error:
            self._refused(error)
            return
        self._request_id = str(uuid4())
        self.view.show_busy()
        ask = partial(preview_uplift, self._desk.database, asked)
        self._desk.reads.latest(_PREVIEW, ask, partial(self._show, asked), self._not_previewed)

    def _typed(self) -> UpliftAsked:
        first_day = partial(needed_day_of, self.first_day, "first_day")
        of_any_day = partial(self._from, self._desk.today())
        scope: dict[str, Callable[[], object]] = {"scheme": self._scheme, "provider": self._check_providers}
        refuse_faults({**scope, "amount": of_any_day, "first_day": first_day})
        return self._from(first_day())

    def _scheme(self) -> str:
        scheme = self.scope.scheme.value()
        if scheme is None:
            raise BadInput("There is no scheme yet whose rates could be raised.", "scheme")
        return scheme

    def _check_providers(self) -> None:
        if self.scope.some_providers.isChecked() and not self.scope.chosen_providers():
            raise BadInput("Tick the providers whose rates are raised, or untick this for all of them.", "provider")

    def _from(self, first_day: date) -> UpliftAsked:
        """What is asked for, from this day on."""
        from brokerage.services.uplift_typed import UpliftTyped, read_uplift

        is_percent = self.kind.value() is UpliftKind.PERCENT
        return read_uplift(
            UpliftTyped(
                self.scope.scheme.value() or "",
                first_day.isoformat(),
                self.amount.text() if is_percent else None,
                None if is_percent else self.amount.text(),
                (self.rounding.value() or UpliftRounding.PENNY).value,
                self.scope.chosen_lots(),
                self.scope.chosen_providers(),
            )
        )

    def _show(self, asked: UpliftAsked, preview: UpliftPreview) -> None:
        self._asked = asked
        self.view.show_preview(preview)
        self.previewed.emit()

    def _not_previewed(self, error: Exception) -> None:
        self._forget()
        self._refused(error)

    def _apply(self) -> None:
        from brokerage.services.uplift import apply_uplift

        asked, preview, desk = self._asked, self.view.preview, self._desk
        if asked is None or preview is None:
            return
        change = partial(
            apply_uplift,
            desk.database,
            desk.actor,
            replace(asked, note=self.note.text()),
            self._request_id,
            desk.now(),
            mark=preview.mark,
        )
        desk.writes.run(change, self._applied, self._not_applied, while_running=self.view.apply)

    def _applied(self, kept: UpliftKept) -> None:
        self._forget()
        self.scope.clear()
        self.amount.clear()
        self.note.clear()
        self.first_day.set_day(None)
        self.applied.emit(kept.uplift_id)
        self._desk.say(uplift_words.applied(kept))

    def _not_applied(self, error: Exception) -> None:
        self._refused(error)
        if describe(error).family is Family.CONFLICT:
            self.preview()

    def _refused(self, error: Exception) -> None:
        if not place_error(error, describe(error), self.fields):
            self._desk.fail(error)

    def _forget(self) -> None:
        """Take the preview away: it is of something else than what is in the form now."""
        self._desk.reads.drop(_PREVIEW)
        self._asked = None
        self.view.show_none()

    def _forget_when_changed(self) -> None:
        self.scope.changed.connect(self._forget)
        self.amount.textChanged.connect(lambda _text: self._forget())
        self.first_day.day_changed.connect(lambda _day: self._forget())
        for choice in (self.kind, self.rounding):
            choice.currentIndexChanged.connect(lambda _index: self._forget())

    def _lay_out(self, desk: Desk) -> None:
        fields = Reflow(desk.look, _NARROWEST_FIELD, (1, 1, 1, 1))
        for key in ("kind", "amount", "rounding", "first_day"):
            fields.add(self.fields[key])
        for part in (self.scope, fields, self.fields["note"]):
            self.add(part)
        self.add(row(None, self.look))
        self.add(self.view)
