"""Saves a workbook of agreed rates to fill in: those of a lot, or of a whole scheme; of every provider, or of one alone."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from brokerage.domain.rate_choices import LotChoice
from ui.desk import Desk
from ui.failures import describe
from ui.market.rates import book_words as words
from ui.market.rates.book_words import WhoseRates
from ui.market.recording.provider import ProviderFinder
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.choice import ChoiceField
from ui.widgets.files import WORKBOOK, ask_where_to_save
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.reflow import Reflow
from ui.widgets.text import body
from ui.widgets.working_row import WorkingRow

_SAVE = "market: save rates to fill in"
_NARROWEST = 300
_ABOUT = (
    "It holds the rates in force and to come, a row each. A new price is a row with a later first day; an end is a last day; a row "
    "left as it is changes nothing."
)
_EVERYBODY = "Empty: of every provider. Chosen: its own rates alone, to send to it."
_NONE_FOUND = "Type less of it, or its reference."


class RatesTemplateCard(Card):
    """The card. Everybody may save it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Save a workbook to fill in")
        self._desk = desk
        self.whose: ChoiceField[WhoseRates] = ChoiceField("Rates of")
        self.whose.fit_room()
        self.finder = ProviderFinder(desk, _EVERYBODY, _NONE_FOUND)
        self.save = button("Save the workbook…", self._choose_place)
        self.working = WorkingRow()
        self.fields = {"lot": Labelled("Rates of", self.whose), "provider": self.finder.field}
        fields = Reflow(desk.look, _NARROWEST, (1, 1))
        for field in (self.fields["lot"], self.finder):
            fields.add(field)
        for part in (body(_ABOUT), fields, self.working):
            self.add(part)
        self.add(row(None, self.save))

    def offer(self, lots: Sequence[LotChoice], chosen: LotChoice | None) -> None:
        """Offer these lots and their schemes, this one chosen."""
        self.whose.offer(words.whose(lots))
        if chosen is not None:
            self.whose.choose(WhoseRates(None, chosen.key))
        self.fields["lot"].set_hint("" if lots else "No lot yet: set up a purchasing system with its lots first.")
        self.save.setEnabled(bool(lots))

    def save_to(self, path: Path) -> None:
        """Write the workbook there."""
        from brokerage.services.rates_template import write_rates_template

        asked, provider, desk = self.whose.value(), self.finder.provider, self._desk
        if asked is None:
            return
        named = None if provider is None else provider.key or provider.name
        self.save.setEnabled(False)
        watch = self.working.begin("Reading agreed rates…")
        write = partial(write_rates_template, desk.database, path, asked.scheme, asked.lot, desk.today(), named, watch)
        desk.reads.latest(_SAVE, write, partial(self._saved, path), self._not_saved)

    def _choose_place(self) -> None:
        asked, provider = self.whose.value(), self.finder.provider
        if provider is None and self.finder.line.text().strip():
            self.finder.field.show_error("Choose the provider among those found, or empty the line for all of them.")
            self.finder.line.setFocus()
            return
        whose = "" if asked is None else asked.name
        of = "" if provider is None else f" {provider.key or provider.name}"
        name = f"{whose}{of} rates.xlsx".replace("/", "-")
        ask_where_to_save(self, "Save the workbook to fill in", name, self.save_to, WORKBOOK, "xlsx")

    def _saved(self, path: Path, rates: int | None) -> None:
        self._end_work()
        self._desk.say(words.made(path.name, rates))

    def _not_saved(self, error: Exception) -> None:
        self._end_work()
        if not place_failure(describe(error), self.fields):
            self._desk.fail(error)

    def _end_work(self) -> None:
        held_the_cursor = self.working.stop.hasFocus()
        self.working.end()
        self.save.setEnabled(True)
        if held_the_cursor:
            self.save.setFocus()
