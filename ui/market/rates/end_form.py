"""Ends a rate of the line selected with a last day and a reason; what it leaves without a rate is told before it is pressed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal

from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput
from brokerage.domain.rate_card_shown import RateCardShown
from brokerage.domain.rate_setting import RateToEnd, RateTold
from brokerage.domain.service_sheet import CardLine
from ui.desk import Desk, Tone
from ui.failures import describe
from ui.market.rates import words as rate_words
from ui.market.read_only import only_commissioners
from ui.market.reason_form import ReasonForm
from ui.market.reason_typed import DayAsked, Typed
from ui.widgets.card import Card
from ui.widgets.text import body, set_tone

_ASK = "market: what ending a rate would do"
_DAY = DayAsked("last_day", "Last day", "Of the rate that is in force on it.")


class RateEndForm(Card):
    """The form. What is typed stays until another line is selected.

    Signals:
        stale(): a colleague was first; the card is needed as it stands now.
        taken(): the rate was ended.
    """

    stale = Signal()
    taken = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("End a rate")
        self._desk = desk
        self._card: RateCardShown | None = None
        self._line: CardLine | None = None
        self._told: tuple[RateToEnd, RateTold] | None = None
        self._which, self._why_not = body(strong=True), body()
        set_tone(self._why_not, Tone.WARN)
        hint = "Kept with the rate; name no person."
        without = "Say why the rate ends: the reason is kept with it."
        self.form = ReasonForm(desk, "End the rate", (_DAY,), reason_hint=hint, without_reason=without, weight="danger")
        self.form.stale.connect(self.stale)
        self.form.changed.connect(self.look_ahead)
        self.form.pressed.connect(self._end)
        for part in (self._why_not, self._which, self.form):
            self.add(part)

    def show_line(self, card: RateCardShown, line: CardLine) -> None:
        """Ask for the end of a rate of this line."""
        before, self._card, self._line = self._line, card, line
        if before is None or before.line_id != line.line_id:
            self.form.clear({})
        self._which.setText(rate_words.what(line))
        self.tell_who_may()
        self.look_ahead()

    def tell_who_may(self) -> None:
        """Let who works now type, or only read."""
        sentence = only_commissioners(self._desk.actor, "ends rates")
        self._why_not.setText(sentence)
        self._why_not.setVisible(bool(sentence))
        self.form.allow(may_change=not sentence)

    def look_ahead(self) -> None:
        """Tell what the end typed would do, or what is missing."""
        from brokerage.services.set_rates import preview_end

        self._told = None
        try:
            asked = self._asked(self.form.typed())
        except BadInput:
            self._desk.reads.drop(_ASK)
            self.form.tell("Give the last day: what it leaves without a rate is told here.", Tone.QUIET)
            return
        question = partial(preview_end, self._desk.database, asked, self._desk.today())
        self._desk.reads.latest(_ASK, question, partial(self._looked, asked), self._tell_refusal)

    def _looked(self, asked: RateToEnd, told: RateTold) -> None:
        self._told = asked, told
        self.form.tell(rate_words.consequence(told))

    def _tell_refusal(self, error: Exception) -> None:
        self.form.tell(f"▲ {describe(error).sentence}", Tone.WARN)

    def _asked(self, typed: Typed) -> RateToEnd:
        assert self._card is not None and self._line is not None  # noqa: S101, PT018 - the form is shown with a line
        return RateToEnd(rate_words.line_asked(self._card, self._line), typed.day("last_day"), typed.reason)

    def _end(self) -> None:
        self.form.send(self._change, self._ended)

    def _change(self, typed: Typed) -> Callable[[], Done[RateTold]]:
        from brokerage.services.set_rates import end_rate

        desk, asked = self._desk, self._asked(typed)
        is_looked_at = self._told is not None and self._told[0].last_day == asked.last_day
        mark = self._told[1].mark if self._told is not None and is_looked_at else None
        return partial(end_rate, desk.database, desk.actor, asked, desk.today(), desk.now(), mark=mark)

    def _ended(self, told: RateTold) -> None:
        self.form.clear({})
        self.taken.emit()
        self._desk.say(rate_words.done(told))
