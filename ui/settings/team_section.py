"""Teams: their names and contacts."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QLineEdit

from brokerage.domain.council import Team
from ui.desk import Desk
from ui.failures import describe
from ui.settings import columns
from ui.settings.kept_fields import KeptFields
from ui.settings.presenter import NO_TEAM, TEAM_WORDS
from ui.settings.section import NARROWEST_FIELD, Section, put_words
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.reflow import Reflow
from ui.widgets.row_table import RowTable


class TeamSection(Section):
    """A table of teams, and the one chosen in a form below."""

    title = "Teams"

    def __init__(self, desk: Desk) -> None:
        self._name, self._phone, self._email = QLineEdit(), QLineEdit(), QLineEdit()
        self._add = button("Add a team", self._begin_new, icons=desk.icons, icon="plus")
        self._save = button("Save team", self._keep, weight="primary")
        self._fields = {
            "name": Labelled("Name", self._name),
            "phone": Labelled("Telephone", self._phone),
            "email": Labelled("Email", self._email),
        }
        self.table: RowTable[Team] = RowTable("Teams", columns.TEAMS, desk.look, key=lambda team: team.team_id)
        puts: dict[str, Callable[[Team], object]] = {
            "name": lambda team: put_words(self._name, team.name),
            "phone": lambda team: put_words(self._phone, team.phone),
            "email": lambda team: put_words(self._email, team.email),
        }
        self._kept_fields = KeptFields(NO_TEAM, TEAM_WORDS, puts, self._typed)
        super().__init__(desk)
        self.table.current_changed.connect(self._show_team)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self._kept_fields.panel)
        card = Card("Team", actions=(self._add, self._save))
        fields = Reflow(desk.look, NARROWEST_FIELD, (1, 1, 1))
        for field in self._fields.values():
            fields.add(field)
        card.add(fields)
        self.column.addWidget(card)

    def load(self) -> None:
        from brokerage.services.administer import list_teams

        self.desk.reads.latest("settings: teams", partial(list_teams, self.desk.database), self._show, self._failed)

    def allow(self, *, may_change: bool) -> None:
        for line in (self._name, self._phone, self._email):
            line.setReadOnly(not may_change)
        self._add.setEnabled(may_change)
        self._save.setEnabled(may_change)

    def _show(self, teams: tuple[Team, ...]) -> None:
        if not teams:
            self.table.show_empty("No team yet", "Give the first one its name below.")
            return
        self.table.show_rows(teams)
        if self.table.current is None and not self._name.text():
            self.table.make_current(teams[0].team_id)

    def _failed(self, error: Exception) -> None:
        self.table.show_failed(describe(error), self.load)

    def _show_team(self, team: Team | None) -> None:
        if team is None:
            return
        if team.team_id == self._kept_fields.shown.team_id:
            self.say_what_met(self._kept_fields.renew(team))
        else:
            self._kept_fields.show(team)
            self._fields["name"].clear_error()

    def _begin_new(self) -> None:
        self._kept_fields.show(NO_TEAM)
        self._fields["name"].clear_error()
        self._name.setFocus()

    def _typed(self) -> Team:
        typed = self._name.text(), self._phone.text(), self._email.text()
        return replace(self._kept_fields.shown, name=typed[0], phone=typed[1], email=typed[2])

    def _keep(self) -> None:
        from brokerage.services.administer import keep_team

        desk = self.desk
        change = partial(keep_team, desk.database, desk.actor, self._typed(), desk.now())
        desk.writes.run(change, self._kept, self._not_kept, while_running=self._save)

    def _kept(self, team_id: int) -> None:
        self._fields["name"].clear_error()
        self._kept_fields.saved()
        self.table.make_current(team_id)
        self.load()
        self.desk.say("The team is saved.")

    def _not_kept(self, error: Exception) -> None:
        if not place_failure(describe(error), self._fields):
            self.say_refused(error)
