"""Agrees a rate: the line of the rate card, price, days, source and note; old against new and the cost before it is pressed."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from brokerage.domain.errors import BadInput
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.rate_card_shown import RateCardShown
from brokerage.domain.rate_setting import RateLineAsked, RateToAgree, RateTold
from brokerage.domain.service_sheet import CardLine
from brokerage.domain.unit import Unit
from ui import formats
from ui.desk import Desk, Tone
from ui.failures import Family, describe
from ui.market.rates import words as rate_words
from ui.market.read_only import only_commissioners
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.choice import ChoiceField
from ui.widgets.day_field import DayField, day_of, needed_day_of
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.money_field import MoneyField
from ui.widgets.reflow import Reflow
from ui.widgets.text import body, set_tone
from ui.widgets.wrapped_line import WrappedLine

_NARROWEST, _PAUSE_MS = 200, 150
_ASK = "market: what a rate would do"
_NOTHING_YET = "Give the price and its first day: what it changes is told here before anything is saved."


class RateAgreeForm(Card):
    """The form. What is typed stays until the card of another service is shown.

    Signals:
        stale(): a colleague was first; the card is needed as it stands now.
        taken(): the rate was agreed.
    """

    stale = Signal()
    taken = Signal()

    def __init__(self, desk: Desk) -> None:
        self.save = button("Agree the rate", self._agree, weight="primary")
        super().__init__("Agree a rate")
        self._desk = desk
        self._card: RateCardShown | None = None
        self._told: tuple[RateToAgree, RateTold] | None = None
        self.kind: ChoiceField[FeeKind] = ChoiceField("Pays for", ((kind, formats.words(kind)) for kind in FeeKind))
        self.unit: ChoiceField[Unit] = ChoiceField("Unit")
        self.activity: ChoiceField[str] = ChoiceField("Activity")
        self.ratio, self.band, self.source = QLineEdit(), QLineEdit(), QLineEdit()
        self.price = MoneyField("Price")
        self.first_day = DayField("First day", desk.icons)
        self.last_day = DayField("Last day", desk.icons)
        self.note = WrappedLine(desk.look)
        self.fields = {
            "kind": Labelled("Pays for", self.kind),
            "unit": Labelled("Unit", self.unit),
            "ratio": Labelled("Ratio", self.ratio, "As 1:3; empty for none."),
            "activity": Labelled("Activity", self.activity),
            "band": Labelled("Band", self.band, "Empty for any."),
            "price": Labelled("Price", self.price, "Pounds for one unit."),
            "first_day": Labelled("First day", self.first_day),
            "last_day": Labelled("Last day", self.last_day, "Empty: until it is ended."),
            "source": Labelled("Where from", self.source, "Empty: a negotiation."),
            "note": Labelled("What was said", self.note, "Kept with the rate; name no person."),
        }
        self._why_not, self.consequence = body(), body(_NOTHING_YET)
        set_tone(self._why_not, Tone.WARN)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.look_ahead)
        self._lay_out()
        self._connect()

    def show_card(self, card: RateCardShown) -> None:
        """Ask for a rate of this card."""
        before, self._card = self._card, card
        self.unit.offer((unit, formats.words(unit)) for unit in card.pricing.units or tuple(Unit))
        self.activity.offer((("", "The whole service"), *((name, name) for name in card.activities)))
        allowed = ", ".join(map(str, card.pricing.ratios))
        self.fields["ratio"].set_hint(f"{allowed}; empty for none." if allowed else "As 1:3; empty for none.")
        if before is None or (before.service_id, before.lot_id) != (card.service_id, card.lot_id):
            self._clear()
        self.tell_who_may()
        self.look_ahead()

    def set_line(self, line: CardLine) -> None:
        """Ask for a rate of this line."""
        self.kind.choose(line.kind)
        if self.unit.offers(line.unit):
            self.unit.choose(line.unit)
        if self.activity.offers(line.activity):
            self.activity.choose(line.activity)
        self.ratio.setText("" if line.ratio is None else str(line.ratio))
        self.band.setText(line.band)
        self.look_ahead()

    def tell_who_may(self) -> None:
        """Let who works now type, or only read."""
        sentence = only_commissioners(self._desk.actor, "agrees rates")
        self._why_not.setText(sentence)
        self._why_not.setVisible(bool(sentence))
        for control in (self.kind, self.unit, self.activity, self.first_day, self.last_day, self.save):
            control.setEnabled(not sentence)
        for line in (self.ratio, self.band, self.source, self.price, self.note):
            line.setReadOnly(bool(sentence))

    def look_ahead(self) -> None:
        """Tell what the rate typed would do, or what is missing."""
        from brokerage.services.set_rates import preview_rate

        self._pause.stop()
        self._told = None
        try:
            asked = self._typed()
        except BadInput:
            self._desk.reads.drop(_ASK)
            self._tell(_NOTHING_YET, Tone.QUIET)
            return
        question = partial(preview_rate, self._desk.database, asked, self._desk.today())
        self._desk.reads.latest(_ASK, question, partial(self._looked, asked), self._tell_refusal)

    def _looked(self, asked: RateToAgree, told: RateTold) -> None:
        self._told = asked, told
        self._tell(rate_words.consequence(told), Tone.PLAIN)

    def _tell_refusal(self, error: Exception) -> None:
        self._tell(f"▲ {describe(error).sentence}", Tone.WARN)

    def _tell(self, sentence: str, tone: Tone) -> None:
        self.consequence.setText(sentence)
        set_tone(self.consequence, tone)

    def _typed(self) -> RateToAgree:
        """The rate typed. Raises: BadInput at the field that is missing or cannot be read."""
        from brokerage.services.rate_typed import NEGOTIATED, price_of, ratio_of

        card, kind, unit = self._card, self.kind.value(), self.unit.value()
        assert card is not None and kind is not None and unit is not None  # noqa: S101, PT018 - each is always chosen
        activity = self.activity.value() or ""
        line = RateLineAsked(
            card.service_id, card.lot_id, kind, unit, ratio_of(self.ratio.text()), activity, self.band.text()
        )
        price, first_day = price_of(self.price.text()), needed_day_of(self.first_day, "first_day")
        source = self.source.text().strip() or NEGOTIATED
        return RateToAgree(line, price, first_day, day_of(self.last_day, "last_day"), source, self.note.text())

    def _agree(self) -> None:
        from brokerage.services.set_rates import agree_rate

        for field in self.fields.values():
            field.clear_error()
        try:
            asked = self._typed()
        except BadInput as error:
            self._refused(error)
            return
        desk = self._desk
        mark = self._told[1].mark if self._told is not None and self._told[0] == asked else None
        change = partial(agree_rate, desk.database, desk.actor, asked, desk.today(), desk.now(), mark=mark)
        desk.writes.run(change, self._agreed, self._refused, while_running=self.save)

    def _agreed(self, told: RateTold) -> None:
        self._clear()
        self.taken.emit()
        self._desk.say(rate_words.done(told))

    def _refused(self, error: Exception) -> None:
        failure = describe(error)
        if place_failure(failure, self.fields):
            return
        self._desk.fail(error)
        if failure.family is Family.CONFLICT:
            self.stale.emit()

    def _clear(self) -> None:
        self._told = None
        for line in (self.price, self.source, self.note):
            line.clear()
        for day in (self.first_day, self.last_day):
            day.set_day(None)
        for field in self.fields.values():
            field.clear_error()
        self._tell(_NOTHING_YET, Tone.QUIET)

    def _connect(self) -> None:
        for line in (self.ratio, self.band, self.source, self.price):
            line.textChanged.connect(lambda _text: self._pause.start())
        self.note.textChanged.connect(self._pause.start)
        for day in (self.first_day, self.last_day):
            day.day_changed.connect(lambda _day: self.look_ahead())
        for choice in (self.kind, self.unit, self.activity):
            choice.activated.connect(lambda _index: self.look_ahead())

    def _lay_out(self) -> None:
        fields = Reflow(self._desk.look, _NARROWEST, (1, 1, 1))
        for key, field in self.fields.items():
            if key != "note":
                fields.add(field)
        for part in (self._why_not, fields, self.fields["note"], self.consequence):
            self.add(part)
        self.add(row(None, self.save))
