"""The forms for a personal budget and for a contribution: an amount a week from a day, and how it is held or collected."""

from functools import partial

from PySide6.QtWidgets import QLineEdit

from brokerage.domain.contribution import CollectedBy
from brokerage.domain.person import BudgetRoute
from brokerage.domain.person_record import BudgetEntry, ContributionEntry, PersonRecord
from ui.call_offs.fields_row import fields_row
from ui.desk import Desk
from ui.formats import words
from ui.people.form import RecordForm, UseCase
from ui.people.reading import day_of, needed_amount_of, needed_day_of
from ui.widgets.choice import ChoiceField
from ui.widgets.day_field import DayField
from ui.widgets.money_field import MoneyField

_FOLLOWS = "It ends the one that runs on the day before, and follows it."
_STILL_HERE = "What you typed is still here. Look at the record as it is now, then save again."


class BudgetForm(RecordForm):
    """A personal budget, new or not begun yet."""

    def __init__(self, desk: Desk, record: PersonRecord, entry: BudgetEntry | None) -> None:
        super().__init__(desk, f"Personal budget of {record.details.reference}", _FOLLOWS if entry is None else "")
        self._record, self._entry = record, entry
        self._weekly = MoneyField("Budget")
        self._route: ChoiceField[BudgetRoute] = ChoiceField("Who holds it", ((r, words(r)) for r in BudgetRoute))
        self._centre = QLineEdit()
        self._centre.setMaxLength(40)
        self._first, self._last = DayField("First day", desk.icons), DayField("Last day", desk.icons)
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
        before = entry or record.budget_on(desk.today())
        self._weekly.set_amount(None if before is None else before.weekly)
        self._route.choose(BudgetRoute.COUNCIL_MANAGED if before is None else before.route)
        self._centre.setText("adults" if before is None else before.cost_centre)
        self._first.set_day(desk.today() if entry is None else entry.first_day)
        self._last.set_day(None if entry is None else entry.last_day)

    def use_case(self) -> UseCase:
        from brokerage.services.plan_and_budget import keep_budget

        desk, details = self.desk, self._record.details
        entry = BudgetEntry(
            weekly=needed_amount_of(self._weekly, "weekly"),
            route=self._route.value() or BudgetRoute.COUNCIL_MANAGED,
            first_day=needed_day_of(self._first, "first_day"),
            last_day=day_of(self._last, "last_day"),
            cost_centre=self._centre.text(),
            budget_id=0 if self._entry is None else self._entry.budget_id,
        )
        return partial(keep_budget, desk.database, desk.actor, details.person_id, details.version, entry, desk.now())

    def take_newer(self, record: PersonRecord) -> str:
        self._record = record
        return _STILL_HERE


class ContributionForm(RecordForm):
    """What the person pays, new or not begun yet."""

    def __init__(self, desk: Desk, record: PersonRecord, entry: ContributionEntry | None) -> None:
        super().__init__(desk, f"Contribution of {record.details.reference}", _FOLLOWS if entry is None else "")
        self._record, self._entry = record, entry
        self._weekly = MoneyField("Contribution", zero_allowed=True)
        self._collected: ChoiceField[CollectedBy] = ChoiceField("Who collects it", ((c, words(c)) for c in CollectedBy))
        self._first, self._last = DayField("First day", desk.icons), DayField("Last day", desk.icons)
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
        before = entry or record.contribution_on(desk.today())
        self._weekly.set_amount(None if before is None else before.weekly)
        self._collected.choose(CollectedBy.COUNCIL if before is None else before.collected_by)
        self._first.set_day(desk.today() if entry is None else entry.first_day)
        self._last.set_day(None if entry is None else entry.last_day)

    def use_case(self) -> UseCase:
        from brokerage.services.plan_and_budget import keep_contribution

        desk, details = self.desk, self._record.details
        entry = ContributionEntry(
            weekly=needed_amount_of(self._weekly, "weekly"),
            collected_by=self._collected.value() or CollectedBy.COUNCIL,
            first_day=needed_day_of(self._first, "first_day"),
            last_day=day_of(self._last, "last_day"),
            contribution_id=0 if self._entry is None else self._entry.contribution_id,
        )
        return partial(
            keep_contribution, desk.database, desk.actor, details.person_id, details.version, entry, desk.now()
        )

    def take_newer(self, record: PersonRecord) -> str:
        self._record = record
        return _STILL_HERE
