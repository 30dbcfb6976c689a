"""The forms for a personal budget and for a contribution: an amount a week from a day, and how it is held or collected."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QLineEdit

from brokerage.domain.contribution import CollectedBy
from brokerage.domain.person import BudgetRoute
from brokerage.domain.person_record import BudgetEntry, ContributionEntry, PersonRecord
from ui.desk import Desk
from ui.formats import words
from ui.people.form import RecordForm, UseCase
from ui.people.reading import needed_amount_of
from ui.people.record_changes import BUDGET_WORDS, CONTRIBUTION_WORDS, Part
from ui.widgets.choice import ChoiceField
from ui.widgets.day_field import DayField, day_of, needed_day_of
from ui.widgets.fields_row import fields_row
from ui.widgets.money_field import MoneyField

_FOLLOWS = "It ends the one that runs on the day before, and follows it."
_NO_AMOUNT = Decimal(0)
"""Where nothing stands yet."""


class BudgetForm(RecordForm[BudgetEntry]):
    """A personal budget, new or not begun yet. A new one begins with what the one in force says."""

    def __init__(self, desk: Desk, record: PersonRecord, entry: BudgetEntry | None) -> None:
        title = f"Personal budget of {record.details.reference}"
        super().__init__(desk, record, Part.BUDGET, title, _FOLLOWS if entry is None else "")
        self._budget_id = 0 if entry is None else entry.budget_id
        self._weekly = MoneyField("Budget")
        self._route: ChoiceField[BudgetRoute] = ChoiceField("Who holds it", ((r, words(r)) for r in BudgetRoute))
        self._centre = QLineEdit()
        self._first, self._last = DayField("First day", desk.icons), DayField("Last day", desk.icons)
        self._lay_out()
        self.words = BUDGET_WORDS
        self.puts = self._ways_to_put()
        self.fill()

    def own_number(self) -> int:
        return self._budget_id

    def typed(self) -> BudgetEntry:
        return BudgetEntry(
            weekly=needed_amount_of(self._weekly, "weekly"),
            route=self._route.value() or BudgetRoute.COUNCIL_MANAGED,
            first_day=needed_day_of(self._first, "first_day"),
            last_day=day_of(self._last, "last_day"),
            cost_centre=self._centre.text(),
            budget_id=self._budget_id,
        )

    def kept_in(self, record: PersonRecord | None) -> BudgetEntry:
        today = self.desk.today()
        for entry in () if record is None else record.budgets:
            if entry.budget_id == self._budget_id:
                return entry
        running = None if record is None else record.budget_on(today)
        if running is None:
            return BudgetEntry(_NO_AMOUNT, BudgetRoute.COUNCIL_MANAGED, today, cost_centre="adults")
        return replace(running, first_day=today, last_day=None, budget_id=0)

    def use_case(self, typed: BudgetEntry) -> UseCase:
        from brokerage.services.plan_and_budget import keep_budget

        desk = self.desk
        return partial(keep_budget, desk.database, desk.actor, *self.person_and_version(), typed, desk.now())

    def _ways_to_put(self) -> dict[str, Callable[[BudgetEntry], object]]:
        return {
            "weekly": lambda entry: self._weekly.set_amount(entry.weekly or None),
            "route": lambda entry: self._route.choose(entry.route),
            "cost_centre": lambda entry: self._centre.setText(entry.cost_centre),
            "first_day": lambda entry: self._first.set_day(entry.first_day),
            "last_day": lambda entry: self._last.set_day(entry.last_day),
        }

    def _lay_out(self) -> None:
        add, field = self.card.add, self.field
        add(
            fields_row(
                field("weekly", "Pounds a week", self._weekly),
                field("route", "Who holds it", self._route),
                field("cost_centre", "Cost centre", self._centre),
            )
        )
        add(
            fields_row(
                field("first_day", "First day", self._first),
                field("last_day", "Last day", self._last, "Empty where it goes on"),
            )
        )


class ContributionForm(RecordForm[ContributionEntry]):
    """What the person pays, new or not begun yet. A new one begins with what the one in force says."""

    def __init__(self, desk: Desk, record: PersonRecord, entry: ContributionEntry | None) -> None:
        title = f"Contribution of {record.details.reference}"
        super().__init__(desk, record, Part.CONTRIBUTION, title, _FOLLOWS if entry is None else "")
        self._contribution_id = 0 if entry is None else entry.contribution_id
        self._weekly = MoneyField("Contribution", zero_allowed=True)
        self._collected: ChoiceField[CollectedBy] = ChoiceField("Who collects it", ((c, words(c)) for c in CollectedBy))
        self._first, self._last = DayField("First day", desk.icons), DayField("Last day", desk.icons)
        self._lay_out()
        self.words = CONTRIBUTION_WORDS
        self.puts = self._ways_to_put()
        self.fill()
        if self.own_number() == 0 and record.contribution_on(desk.today()) is None:
            self._weekly.set_amount(None)

    def own_number(self) -> int:
        return self._contribution_id

    def typed(self) -> ContributionEntry:
        return ContributionEntry(
            weekly=needed_amount_of(self._weekly, "weekly"),
            collected_by=self._collected.value() or CollectedBy.COUNCIL,
            first_day=needed_day_of(self._first, "first_day"),
            last_day=day_of(self._last, "last_day"),
            contribution_id=self._contribution_id,
        )

    def kept_in(self, record: PersonRecord | None) -> ContributionEntry:
        today = self.desk.today()
        for entry in () if record is None else record.contributions:
            if entry.contribution_id == self._contribution_id:
                return entry
        running = None if record is None else record.contribution_on(today)
        if running is None:
            return ContributionEntry(_NO_AMOUNT, CollectedBy.COUNCIL, today)
        return replace(running, first_day=today, last_day=None, contribution_id=0)

    def use_case(self, typed: ContributionEntry) -> UseCase:
        from brokerage.services.plan_and_budget import keep_contribution

        desk = self.desk
        return partial(keep_contribution, desk.database, desk.actor, *self.person_and_version(), typed, desk.now())

    def _ways_to_put(self) -> dict[str, Callable[[ContributionEntry], object]]:
        return {
            "weekly": lambda entry: self._weekly.set_amount(entry.weekly),
            "collected_by": lambda entry: self._collected.choose(entry.collected_by),
            "first_day": lambda entry: self._first.set_day(entry.first_day),
            "last_day": lambda entry: self._last.set_day(entry.last_day),
        }

    def _lay_out(self) -> None:
        add, field = self.card.add, self.field
        add(
            fields_row(
                field("weekly", "Pounds a week", self._weekly, "Nothing is £0"),
                field("collected_by", "Who collects it", self._collected),
            )
        )
        add(
            fields_row(
                field("first_day", "First day", self._first),
                field("last_day", "Last day", self._last, "Empty where it goes on"),
            )
        )
