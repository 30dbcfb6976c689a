"""The People page: the list, one person's record, the form that changes a part of it; one of them at a time."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout
from shiboken6 import isValid

from brokerage.domain.changes import Done, Kind
from brokerage.domain.person_record import BudgetEntry, ContributionEntry, PersonChoices, PersonRecord
from brokerage.domain.person_summary import PersonSummary
from ui import intents, person_words
from ui.conflicts import sum_up
from ui.desk import Desk
from ui.failures import Family, describe
from ui.page import Page, PageName
from ui.people.details_form import DetailsForm
from ui.people.form import RecordForm
from ui.people.money_forms import BudgetForm, ContributionForm
from ui.people.people_list import PeopleList
from ui.people.plan_form import PlanForm
from ui.people.record import RecordView
from ui.people.record_changes import changes_elsewhere
from ui.widgets.ask import AskDialog, ask
from ui.widgets.ask_words import Answered, Asked
from ui.widgets.card import PAGE_MARGIN
from ui.widgets.state_panel import StatePanel

_SHOWN_HERE = frozenset({Kind.PEOPLE, Kind.CALL_OFFS})
_RECORD = "people: record"


class PeoplePage(Page):
    """Opens records and keeps what is changed in them."""

    title = "People"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = PeopleList(desk)
        self.record = RecordView(desk)
        self.form: RecordForm[Any] | None = None
        self.dialog: AskDialog | None = None
        self._waiting = StatePanel()
        self._stack = QStackedWidget()
        for part in (self.list, self.record, self._waiting):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 16)
        column.addWidget(self._stack)
        self._connect()

    def activated(self, intent: object | None = None) -> None:
        if isinstance(intent, intents.OpenPerson):
            self.open_person(intent.person_id)
        self.list.load()

    def reload(self, kinds: AbstractSet[Kind]) -> None:
        if kinds & _SHOWN_HERE:
            self.list.load()
            if self.record.record is not None and self._stack.currentWidget() is not self.list:
                self._read_again(self.record.record.details.person_id)

    def focus_search(self) -> None:
        self._show_list()
        self.list.search.setFocus()

    def open_person(self, person_id: int) -> None:
        """Open a record; that it was opened, by whom and when, is put on record."""
        from brokerage.services.manage_people import open_person

        desk = self.desk
        self._waiting.show_busy("Opening the record…")
        self._stack.setCurrentWidget(self._waiting)
        run = partial(open_person, desk.database, desk.actor, person_id, desk.now())
        desk.writes.run(run, self._show_record, partial(self._not_opened, person_id))

    # The record

    def _show_record(self, record: PersonRecord) -> None:
        self._drop_form()
        self.record.show_record(record)
        self._stack.setCurrentWidget(self.record)
        self.record.search_support.setFocus()

    def _not_opened(self, person_id: int, error: Exception) -> None:
        self._waiting.show_failed(describe(error), lambda: self.open_person(person_id))

    def _read_again(self, person_id: int) -> None:
        from brokerage.services.manage_people import read_open_person

        ask_again = partial(read_open_person, self.desk.database, person_id)
        self.desk.reads.latest(_RECORD, ask_again, self.record.show_record)

    def _show_list(self) -> None:
        self._drop_form()
        self.record.record = None
        self._stack.setCurrentWidget(self.list)
        self.list.table.setFocus()

    def _take_in_hand(self, person: PersonSummary | None) -> None:
        if person is not None:
            self.desk.take_in_hand(person)
            self.desk.say(f"Working for {person_words.who(person)} now.")

    def _find_for(self, person: PersonSummary | None) -> None:
        if person is not None:
            self.desk.take_in_hand(person)
            self.desk.navigate(PageName.FIND, intents.FindSupport())

    def _with_summary(self, act: Callable[[PersonSummary | None], None]) -> None:
        from brokerage.services.manage_people import read_person

        record = self.record.record
        if record is not None:
            question = partial(read_person, self.desk.database, record.details.person_id, self.desk.today())
            self.desk.reads.latest("people: in hand", question, act)

    # The forms

    def _with_choices(self, make: Callable[[PersonChoices], RecordForm[Any]]) -> None:
        from brokerage.services.manage_people import person_choices

        question = partial(person_choices, self.desk.database)
        self.desk.reads.latest("people: choices", question, lambda choices: self._open_form(make(choices)))

    def _open_form(self, form: RecordForm[Any]) -> None:
        self._drop_form()
        self.form = form
        form.left.connect(self._leave_form)
        form.saved.connect(self._saved)
        form.record_wanted.connect(self._bring_newer)
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)
        first = next(iter(form.fields.values()), None)
        if first is not None:
            first.control.setFocus()

    def _new_person(self) -> None:
        self._with_choices(lambda choices: DetailsForm(self.desk, choices, None))

    def _change_details(self) -> None:
        record = self.record.record
        if record is not None:
            self._with_choices(lambda choices: DetailsForm(self.desk, choices, record))

    def _change_plan(self, plan_id: int) -> None:
        record = self.record.record
        if record is not None:
            plan = next((plan for plan in record.plans if plan.plan_id == plan_id), None)
            self._with_choices(lambda choices: PlanForm(self.desk, choices, record, plan))

    def _change_budget(self, budget_id: int) -> None:
        record = self.record.record
        if record is not None:
            entry = next((entry for entry in record.budgets if entry.budget_id == budget_id), None)
            self._open_form(BudgetForm(self.desk, record, entry))

    def _change_contribution(self, contribution_id: int) -> None:
        record = self.record.record
        if record is not None:
            found = record.contributions
            entry = next((entry for entry in found if entry.contribution_id == contribution_id), None)
            self._open_form(ContributionForm(self.desk, record, entry))

    def _leave_form(self) -> None:
        self._drop_form()
        shown = self.list if self.record.record is None else self.record
        self._stack.setCurrentWidget(shown)

    def _saved(self, person_id: int) -> None:
        record = self.record.record
        was_new = record is None or record.details.person_id != person_id
        self._drop_form()
        self.desk.say("Saved.")
        if was_new:
            self.open_person(person_id)
        else:
            self._stack.setCurrentWidget(self.record)
            self._read_again(person_id)

    def _bring_newer(self) -> None:
        from brokerage.services.manage_people import read_open_person

        record = self.record.record
        if record is not None:
            question = partial(read_open_person, self.desk.database, record.details.person_id)
            self.desk.reads.latest("people: newer", question, self._take_newer)

    def _take_newer(self, record: PersonRecord) -> None:
        self.record.show_record(record)
        if self.form is not None:
            self.form.take_newer(record)

    def _drop_form(self) -> None:
        if self.form is not None:
            self._stack.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    # Ending an entry

    def _end_budget(self, entry: BudgetEntry) -> None:
        from brokerage.services.plan_and_budget import end_budget

        self._ask_end("budget", partial(self._end, end_budget, entry.budget_id))

    def _end_contribution(self, entry: ContributionEntry) -> None:
        from brokerage.services.plan_and_budget import end_contribution

        self._ask_end("contribution", partial(self._end, end_contribution, entry.contribution_id))

    def _ask_end(self, what: str, on_answer: Callable[[AskDialog, Answered], None]) -> None:
        asked = Asked(
            f"End this {what}",
            "It is kept as it was until then.",
            f"End {what}",
            last_day=self.desk.today(),
            is_letting_go=True,
        )
        self.dialog = ask(self.desk, self, asked, on_answer)

    def _end(self, use_case: Callable[..., Done[int]], number: int, dialog: AskDialog, answer: Answered) -> None:
        record, desk = self.record.record, self.desk
        if record is None or answer.last_day is None:
            return
        details = record.details
        run = partial(
            use_case, desk.database, desk.actor, details.person_id, details.version, number, answer.last_day, desk.now()
        )

        def ended(person_id: int) -> None:
            dialog.accept()
            if self.record.record is record:
                self._saved(person_id)
            else:
                desk.say("Saved.")  # whoever pressed has gone on meanwhile

        desk.writes.run(run, ended, partial(self._not_ended, dialog), while_running=dialog.do)

    def _not_ended(self, dialog: AskDialog, error: Exception) -> None:
        """Say why; after a colleague's save say what they changed, so that the next press is for the record as it is now."""
        from brokerage.services.manage_people import read_open_person

        before, failure = self.record.record, describe(error)
        dialog.fail(failure)
        if failure.family is not Family.CONFLICT or before is None:
            return

        def look_again(record: PersonRecord) -> None:
            self.record.show_record(record)
            changed = sum_up(changes_elsewhere(before, record, None, 0, self.desk.today()))
            if isValid(dialog):  # it may have been left meanwhile
                dialog.fail(replace(failure, sentence=f"{failure.sentence} {changed}"))

        question = partial(read_open_person, self.desk.database, before.details.person_id)
        self.desk.reads.latest("people: newer", question, look_again)

    def _connect(self) -> None:
        desk, record = self.desk, self.record
        self.list.open_asked.connect(self.open_person)
        self.list.new_asked.connect(self._new_person)
        self.list.in_hand_asked.connect(self._take_in_hand)
        self.list.search_asked.connect(self._find_for)
        record.left.connect(self._show_list)
        record.in_hand_asked.connect(lambda: self._with_summary(self._take_in_hand))
        record.search_asked.connect(lambda: self._with_summary(self._find_for))
        record.details_asked.connect(self._change_details)
        record.plan_asked.connect(self._change_plan)
        record.budget_asked.connect(self._change_budget)
        record.contribution_asked.connect(self._change_contribution)
        record.end_budget_asked.connect(self._end_budget)
        record.end_contribution_asked.connect(self._end_contribution)
        record.call_off_asked.connect(lambda number: desk.navigate(PageName.CALL_OFFS, intents.OpenCallOff(number)))
