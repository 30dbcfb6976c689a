"""Whom to work as: a choice on a database file of one's own, a sign-in on a shared one; either way its consequence is said."""

from functools import partial

from brokerage.domain.council import StaffEntry
from brokerage.domain.staff import Actor
from ui.desk import Desk
from ui.failures import describe
from ui.formats import words
from ui.settings import columns, presenter
from ui.settings.section import Section
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.row_table import RowTable
from ui.widgets.text import body


class WorkingAsSection(Section):
    """Who works now, and on the embedded database who could."""

    title = "Working as"
    administrators_only = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._now = body(strong=True)
        self._means = body()
        self.table: RowTable[StaffEntry] = RowTable(
            "Staff one may work as", columns.staff(desk.today()), desk.look, key=lambda entry: entry.staff_id
        )
        self.work_as = button("Work as this person", self._work_as, weight="primary")
        self.table.opened.connect(lambda _entry: self._work_as())
        card = Card()
        card.add(self._now)
        card.add(self._means)
        self.column.addWidget(card)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(row(None, self.work_as))
        desk.actor_changed.connect(self._tell)
        self._tell(desk.actor)

    def load(self) -> None:
        from brokerage.services.staff import list_staff

        if not self.desk.actor.independent:
            question = partial(list_staff, self.desk.database)
            self.desk.reads.latest("settings: work as", question, self._show, self._failed)

    def _tell(self, actor: Actor) -> None:
        self._now.setText(f"You are working as {actor.full_name}, {words(actor.job).lower()}.")
        self._means.setText(presenter.consequence(actor))
        self.table.setVisible(not actor.independent)
        self.work_as.setVisible(not actor.independent)

    def _show(self, entries: tuple[StaffEntry, ...]) -> None:
        today = self.desk.today()
        self.table.show_rows(entry for entry in entries if entry.works_on(today))
        if self.table.current is None:
            self.table.make_current(self.desk.actor.staff_id)

    def _failed(self, error: Exception) -> None:
        self.table.show_failed(describe(error), self.load)

    def _work_as(self) -> None:
        from brokerage.services.staff import work_as

        entry, desk = self.table.current, self.desk
        if entry is not None:
            question = partial(work_as, desk.database, entry.login, desk.now())
            desk.reads.latest("settings: begin to work as", question, self._works_as)

    def _works_as(self, actor: Actor) -> None:
        self.desk.work_as(actor)
        self.desk.say(f"You are working as {actor.full_name} now, {words(actor.job).lower()}. It is put on record.")
