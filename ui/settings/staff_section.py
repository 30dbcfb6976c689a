"""Staff: who works at the desk, in which job and team, and how much an approver may approve."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.council import StaffEntry, Team
from brokerage.domain.errors import BadInput
from brokerage.domain.staff import Job
from ui.desk import Desk
from ui.failures import describe
from ui.formats import words
from ui.settings import columns
from ui.settings.kept_fields import KeptFields
from ui.settings.presenter import new_staff_entry, staff_words, team_choices
from ui.settings.section import NARROWEST_FIELD, Section, put_words
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.choice import ChoiceField, tick
from ui.widgets.day_field import DayField
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.money_field import MoneyField
from ui.widgets.reflow import Reflow
from ui.widgets.row_table import RowTable
from ui.widgets.text import caption

ValueT = TypeVar("ValueT")
TABLE_HEIGHT = 220


class StaffSection(Section):
    """A table of staff, and the one chosen in a form below."""

    title = "Staff and approval limits"

    def __init__(self, desk: Desk) -> None:
        self._form = StaffForm(desk)
        self._add = button("Add somebody", self._begin_new, icons=desk.icons, icon="plus")
        self._save = button("Save entry", self._keep, weight="primary")
        self.table: RowTable[StaffEntry] = RowTable(
            "Staff", columns.staff(desk.today()), desk.look, key=lambda entry: entry.staff_id, dense=True
        )
        super().__init__(desk)
        self.table.current_changed.connect(self._show_entry)
        self.table.setMinimumHeight(desk.look.px(TABLE_HEIGHT))
        self.column.addWidget(self.table, 1)
        self._card = Card("Entry", actions=(self._add, self._save))
        self._card.add(self._form)
        note = caption(
            "An approver approves up to the limit, in pounds of estimated year, and never their own request."
        )
        self._card.add(note)
        self.column.addWidget(self._form.kept_fields.panel)
        self.column.addWidget(self._card)

    def load(self) -> None:
        from brokerage.services.administer import list_teams
        from brokerage.services.staff import list_staff

        desk = self.desk
        desk.reads.latest("settings: staff teams", partial(list_teams, desk.database), self._form.offer_teams)
        desk.reads.latest("settings: staff", partial(list_staff, desk.database), self._show, self._failed)

    def allow(self, *, may_change: bool) -> None:
        self._form.setEnabled(may_change)
        self._add.setEnabled(may_change)
        self._save.setEnabled(may_change)

    def _show(self, entries: tuple[StaffEntry, ...]) -> None:
        if not entries:
            self.table.show_empty("Nobody works here yet", "Add somebody to begin.", "Add somebody", self._begin_new)
            return
        self.table.show_rows(entries)
        if self.table.current is None and not self._form.is_new:
            self.table.make_current(entries[0].staff_id)

    def _failed(self, error: Exception) -> None:
        self.table.show_failed(describe(error), self.load)

    def _show_entry(self, entry: StaffEntry | None) -> None:
        if entry is None:
            return
        if entry.staff_id == self._form.kept_fields.shown.staff_id:
            self.say_what_met(self._form.kept_fields.renew(entry))
        else:
            self._form.show_entry(entry)

    def _begin_new(self) -> None:
        self._form.show_entry(new_staff_entry(self.desk.today()))
        self._form.setFocus()

    def _keep(self) -> None:
        from brokerage.services.administer import keep_staff

        desk = self.desk
        try:
            entry = self._form.typed()
        except BadInput as error:
            self._not_kept(error)
            return
        change = partial(keep_staff, desk.database, desk.actor, entry, desk.now())
        desk.writes.run(change, partial(self._kept, entry.full_name), self._not_kept, while_running=self._save)

    def _kept(self, name: str, staff_id: int) -> None:
        self._form.clear_errors()
        self._form.kept_fields.saved()
        self.table.make_current(staff_id)
        self.load()
        self.desk.say(f"The entry for {name} is saved.")

    def _not_kept(self, error: Exception) -> None:
        if not place_failure(describe(error), self._form.fields):
            self.say_refused(error)


class StaffForm(QWidget):
    """The fields of one entry."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._look = desk.look
        self._full_name, self._login = QLineEdit(), QLineEdit()
        self._phone, self._email = QLineEdit(), QLineEdit()
        self._job: ChoiceField[Job] = ChoiceField("Job", tuple((job, words(job)) for job in Job))
        self._teams = dict(team_choices(()))
        self._team: ChoiceField[int | None] = ChoiceField("Team", self._teams.items())
        self._limit = MoneyField("Approval limit", zero_allowed=True)
        self._first_day, self._last_day = DayField("First day", desk.icons), DayField("Last day", desk.icons)
        self._active = tick("Works here", lambda _ticked: None, ticked=True)
        self._job.currentIndexChanged.connect(self._offer_limit)
        self.setFocusProxy(self._full_name)
        self.fields = {
            "full_name": Labelled("Name", self._full_name),
            "login": Labelled("Login", self._login, "Cannot be changed later."),
            "job": Labelled("Job", self._job),
            "team": Labelled("Team", self._team),
            "approval_limit": Labelled("Approval limit", self._limit, "Approvers only."),
            "phone": Labelled("Telephone", self._phone),
            "email": Labelled("Email", self._email),
            "first day": Labelled("First day", self._first_day),
            "last day": Labelled("Last day", self._last_day, "Empty: no end is known."),
        }
        self._lay_out()
        begun = new_staff_entry(desk.today())
        self.kept_fields = KeptFields(begun, staff_words(self._team_name), self._ways_to_put(), self.typed)
        self.show_entry(begun)

    @property
    def is_new(self) -> bool:
        """Whether the form is for somebody not kept yet."""
        return self.kept_fields.shown.staff_id == 0 and bool(self._full_name.text())

    def offer_teams(self, teams: tuple[Team, ...]) -> None:
        """Offer these teams."""
        is_first = len(self._teams) == len(team_choices(()))
        self._teams = dict(team_choices(teams))
        self._team.offer(self._teams.items())
        if is_first:  # later, what is chosen here stays
            self._choose_team(self.kept_fields.shown.team_id)

    def show_entry(self, entry: StaffEntry) -> None:
        """Show this entry, ready to be changed."""
        self.clear_errors()
        self._login.setReadOnly(entry.staff_id != 0)
        self.kept_fields.show(entry)

    def typed(self) -> StaffEntry:
        """The entry as typed. Raises: BadInput at a field."""
        return replace(
            self.kept_fields.shown,
            full_name=self._full_name.text(),
            login=self._login.text(),
            job=self._job.value() or Job.PRACTITIONER,
            team_id=self._team.value(),
            approval_limit=self._read("approval_limit", self._limit.amount),
            phone=self._phone.text(),
            email=self._email.text(),
            active=self._active.isChecked(),
            first_day=self._typed_first_day(),
            last_day=self._read("last day", self._last_day.day),
        )

    def clear_errors(self) -> None:
        """Take every sentence away."""
        for field in self.fields.values():
            field.clear_error()

    def _read(self, field: str, ask: Callable[[], ValueT]) -> ValueT:
        try:
            return ask()
        except BadInput as error:
            raise BadInput(error.sentence, field) from error

    def _typed_first_day(self) -> date:
        day = self._read("first day", self._first_day.day)
        if day is None:
            raise BadInput("Give the first day.", "first day")
        return day

    def _ways_to_put(self) -> dict[str, Callable[[StaffEntry], object]]:
        return {
            "full_name": lambda entry: put_words(self._full_name, entry.full_name),
            "login": lambda entry: put_words(self._login, entry.login),
            "job": self._put_job,
            "team": lambda entry: self._choose_team(entry.team_id),
            "approval_limit": lambda entry: self._limit.set_amount(entry.approval_limit),
            "phone": lambda entry: put_words(self._phone, entry.phone),
            "email": lambda entry: put_words(self._email, entry.email),
            "first day": lambda entry: self._first_day.set_day(entry.first_day),
            "last day": lambda entry: self._last_day.set_day(entry.last_day),
            "active": lambda entry: self._active.setChecked(entry.active),
        }

    def _put_job(self, entry: StaffEntry) -> None:
        self._job.choose(entry.job)
        self._offer_limit()

    def _team_name(self, team_id: int | None) -> str:
        return self._teams.get(team_id, "")

    def _offer_limit(self) -> None:
        self._limit.setEnabled(self._job.value() is Job.APPROVER)
        if self._job.value() is not Job.APPROVER:
            self._limit.set_amount(None)

    def _choose_team(self, team_id: int | None) -> None:
        if self._team.offers(team_id):
            self._team.choose(team_id)

    def _lay_out(self) -> None:
        names = ("full_name", "login", "job", "approval_limit", "phone", "email", "first day", "last day", "team")
        # The longest words stand in the last column: emails and the names of teams.
        fields = Reflow(self._look, NARROWEST_FIELD, (3, 3, 4))
        for name in names:
            fields.add(self.fields[name])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(fields)
        whole.addWidget(self._active)
