"""Records what an invited service answered: its price, from when it can, how it fits; or that it cannot, and why."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from brokerage.domain.competition_answer import AnswerForm, OfferMade, check_fit
from brokerage.domain.competition_summary import Invited
from brokerage.domain.errors import BadInput
from brokerage.domain.unit import COUNTED_UNITS, Unit
from ui import formats
from ui.desk import Desk, Tone
from ui.failures import Family, describe
from ui.market.competitions.reading import CompetitionRead
from ui.widgets.buttons import button
from ui.widgets.card import GAP, row
from ui.widgets.choice import ChoiceField
from ui.widgets.day_field import DayField, needed_day_of
from ui.widgets.faults import place_error, refuse_faults
from ui.widgets.labelled import Labelled
from ui.widgets.money_field import MoneyField
from ui.widgets.reflow import Reflow
from ui.widgets.text import body, set_tone

if TYPE_CHECKING:
    from brokerage.services.competition_standing import CompetitionStanding

_NARROWEST_FIELD, _TEXT_HEIGHT = 180, 64
_OF_AN_OFFER = ("price", "unit", "starts_on")


class CompetitionAnswerForm(QWidget):
    """The form of one service. What is typed stays until it is recorded; a second press records nothing twice.

    Signals:
        recorded(): the answer is kept.
        stale(): a colleague was first; the competition is needed as it stands now.
    """

    recorded = Signal()
    stale = Signal()

    def __init__(self, desk: Desk, invited: Invited, units: tuple[Unit, ...]) -> None:
        super().__init__()
        self._desk, self._invited = desk, invited
        self._reference = ""
        self._request_id = uuid4().hex
        self._is_fresh = True
        self.offers: ChoiceField[bool] = ChoiceField("Answer", ((True, "It offers"), (False, "It cannot")))
        self.price = MoneyField("Price")
        offered = units or COUNTED_UNITS
        self.unit: ChoiceField[Unit] = ChoiceField("Unit of the price", ((one, formats.words(one)) for one in offered))
        self.starts_on = DayField("Can start on", desk.icons)
        self.answered_on = DayField("Answered on", desk.icons)
        self.fit = QPlainTextEdit()
        self.fields = {
            "offers": Labelled("Answer", self.offers),
            "price": Labelled("Price", self.price, "For one unit, at the ratio asked."),
            "unit": Labelled("For one", self.unit),
            "starts_on": Labelled("Can start on", self.starts_on),
            "answered_on": Labelled("Answered on", self.answered_on, "The day the answer came in."),
            "fit": Labelled("How it fits", self.fit, "In the service’s own words. Name no person."),
        }
        self.wrong = body()
        set_tone(self.wrong, Tone.BAD)
        self.save = button("Record the answer", self._record, weight="primary")
        self.save.setAccessibleName(f"Record the answer of {invited.service}")
        self._lay_out()

    def show_competition(self, read: CompetitionRead, invited: Invited) -> None:
        """Ask for the answer to this competition; what is half typed stays."""
        self._invited, self._reference = invited, read.summary.reference
        if self._is_fresh:
            self._is_fresh = False
            self.starts_on.set_day(read.summary.first_day)
            self.answered_on.set_day(self._desk.today())

    def _turn(self) -> None:
        """Ask only for what the answer has."""
        offers = bool(self.offers.value())
        for name in _OF_AN_OFFER:
            self.fields[name].setVisible(offers)
        self.fields["fit"].set_label("How it fits" if offers else "Why it cannot")

    def _record(self) -> None:
        from brokerage.services.answer_competition import answer_competition

        self._clear_errors()
        try:
            form = self._typed()
        except BadInput as error:
            self._refused(error)
            return
        desk = self._desk
        change = partial(answer_competition, desk.database, desk.actor, self._reference, form, desk.today(), desk.now())
        desk.writes.run(change, self._recorded, self._refused, while_running=self.save)

    def _typed(self) -> AnswerForm:
        answered_on = partial(needed_day_of, self.answered_on, "answered_on")
        starts_on = partial(needed_day_of, self.starts_on, "starts_on")
        is_offer = bool(self.offers.value())
        of_an_offer: dict[str, Callable[[], object]] = {"price": self._price, "starts_on": starts_on}
        fit = partial(check_fit, self.fit.toPlainText(), is_offer=is_offer)
        refuse_faults({**(of_an_offer if is_offer else {}), "answered_on": answered_on, "fit": fit})
        offer = OfferMade(self._price(), self.unit.value() or Unit.WEEK, starts_on()) if is_offer else None
        return AnswerForm(self._request_id, self._invited.service_id, offer, self.fit.toPlainText(), answered_on())

    def _price(self) -> Decimal:
        price = self.price.amount()
        if price is None:
            raise BadInput("Give the price, or say that it cannot.", "price")
        return price

    def _recorded(self, standing: "CompetitionStanding") -> None:
        if isValid(self):
            self._request_id = uuid4().hex
            self._is_fresh = True
            self.price.clear()
            self.fit.clear()
            self.recorded.emit()
        summary = standing.summary
        self._desk.say(
            f"The answer of {self._invited.service} is recorded: {summary.answered} of {summary.invited} are in."
        )

    def _refused(self, error: Exception) -> None:
        failure = describe(error)
        if failure.family is Family.CONFLICT:
            self._desk.fail(error)
            self.stale.emit()
        elif not place_error(error, failure, self.fields):
            self.wrong.setText(f"◆ {failure.sentence}")
            self.wrong.show()
            if not self.wrong.isVisible():  # another page is in front by now
                self._desk.fail(error)

    def _clear_errors(self) -> None:
        for field in self.fields.values():
            field.clear_error()
        self.wrong.hide()

    def _lay_out(self) -> None:
        self.fit.setTabChangesFocus(True)
        self._fit_text()
        self._desk.look.changed.connect(self._fit_text)
        self.offers.activated.connect(lambda _index: self._turn())
        fields = Reflow(self._desk.look, _NARROWEST_FIELD, (1, 1, 1, 1, 1))
        for name, field in self.fields.items():
            if name != "fit":
                fields.add(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for part in (fields, self.fields["fit"], self.wrong):
            column.addWidget(part)
        column.addLayout(row(None, self.save))
        self.wrong.hide()

    def _fit_text(self) -> None:
        self.fit.setFixedHeight(self._desk.look.px(_TEXT_HEIGHT))
