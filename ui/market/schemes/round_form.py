"""Opens a round of a purchasing system, and gives one its closing day; asked for in the page, for commissioners."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from brokerage.domain.changes import Done
from brokerage.domain.round import Round
from brokerage.domain.scheme_overview import SchemeOverview
from ui.desk import Desk
from ui.market.schemes import round_words
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.choice import ChoiceField
from ui.widgets.day_field import DayField, day_of, needed_day_of
from ui.widgets.faults import refuse_faults
from ui.widgets.form_run import FormRun
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.text import body
from ui.widgets.who_may import MayUse

if TYPE_CHECKING:
    from brokerage.services.run_round import RoundToOpen

_NARROWEST_FIELD = 230
_LONGEST = 200


class RoundForm(Card):
    """Two forms in one card: a new round, and the closing day of one that is open or to come.

    What is typed stays until another scheme is shown.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__("Rounds")
        self._desk = desk
        self._scheme: SchemeOverview | None = None
        self._rounds: tuple[Round, ...] = ()
        self._now = body()
        self.title, self.notice = QLineEdit(), QLineEdit()
        for line in (self.title, self.notice):
            line.setMaxLength(_LONGEST)
        self.opens, self.closes = DayField("Opening day", desk.icons), DayField("Closing day", desk.icons)
        self.which: ChoiceField[int] = ChoiceField("Round to close")
        self.closing = DayField("New closing day", desk.icons)
        self.open_round = button("Open the round", self._open)
        self.close_round = button("Set the closing day", self._close)
        self.fields = {
            "title": Labelled("Title of a new round", self.title, "Empty: its number."),
            "opens_on": Labelled("Opens on", self.opens, "The first day; it counts."),
            "closes_on": Labelled("Closes on", self.closes, "Empty: it stays open."),
            "notice_reference": Labelled("Reference of the notice", self.notice, "Where one was published."),
        }
        self.closing_fields = {
            "number": Labelled("Round to close", self.which),
            "closes_on": Labelled("New closing day", self.closing, "The last day; it counts. Today at the earliest."),
        }
        self.opening_run, self.closing_run = FormRun(desk, self.fields), FormRun(desk, self.closing_fields)
        buttons = (self.open_round, self.close_round)
        used = (self.title, self.notice, self.opens, self.closes, self.which, self.closing, *buttons)
        self.may_use = MayUse(desk, round_words.why_not, used)
        self._closing = self._lay_out()

    def show_scheme(self, scheme: SchemeOverview, rounds: tuple[Round, ...]) -> None:
        """Show the rounds of this scheme; what is half typed stays while it is the same one."""
        before, self._scheme, self._rounds = self._scheme, scheme, rounds
        today = self._desk.today()
        if before is None or before.scheme_id != scheme.scheme_id:
            self._clear()
        self._now.setText(round_words.open_now(scheme, rounds, today))
        closable = round_words.closable(rounds, today)
        self.which.offer((one.number, round_words.named(one)) for one in closable)
        self._closing.setVisible(bool(closable))
        self.may_use.tell()

    def _clear(self) -> None:
        for line in (self.title, self.notice):
            line.clear()
        for day in (self.opens, self.closes, self.closing):
            day.set_day(None)
        self._clear_errors()

    def _clear_errors(self) -> None:
        self.opening_run.clear_errors()
        self.closing_run.clear_errors()

    def _open(self) -> None:
        self.closing_run.clear_errors()
        self.opening_run.send(self._change_to_open, self._opened, self.open_round)

    def _change_to_open(self) -> Callable[[], Done[Round]]:
        from brokerage.services.run_round import open_round

        return partial(open_round, self._desk.database, self._desk.actor, self._typed(), self._desk.now())

    def _typed(self) -> "RoundToOpen":
        from brokerage.services.run_round import RoundToOpen

        assert self._scheme is not None  # noqa: S101 - else the form is not shown
        opens, closes = partial(needed_day_of, self.opens, "opens_on"), partial(day_of, self.closes, "closes_on")
        refuse_faults({"opens_on": opens, "closes_on": closes})
        return RoundToOpen(
            self._scheme.summary.reference,
            opens(),
            closes(),
            self.title.text(),
            self.notice.text(),
        )

    def _close(self) -> None:
        number = self.which.value()
        if self._scheme is None or number is None:
            return
        self.opening_run.clear_errors()
        make = partial(self._change_to_close, self._scheme.summary.reference, number)
        self.closing_run.send(make, self._closed, self.close_round)

    def _change_to_close(self, reference: str, number: int) -> Callable[[], Done[Round]]:
        from brokerage.services.run_round import close_round

        desk, day = self._desk, needed_day_of(self.closing, "closes_on")
        return partial(close_round, desk.database, desk.actor, reference, number, day, desk.today(), desk.now())

    def _opened(self, one: Round) -> None:
        self._clear()
        self._desk.say(round_words.opened(one))

    def _closed(self, one: Round) -> None:
        self._clear()
        self._desk.say(round_words.closed(one))

    def _lay_out(self) -> QWidget:
        new = Reflow(self._desk.look, _NARROWEST_FIELD, (2, 1, 1, 1))
        for field in self.fields.values():
            new.add(field)
        old = Reflow(self._desk.look, _NARROWEST_FIELD, (2, 1))
        for field in self.closing_fields.values():
            old.add(field)
        closing = Card()
        closing.setObjectName("")
        closing.column.setContentsMargins(0, 0, 0, 0)
        closing.add(old)
        closing.add(row(None, self.close_round))
        for part in (self._now, new, row(None, self.open_round), closing):
            self.add(part)
        return closing
