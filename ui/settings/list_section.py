"""The reference lists a council words for itself: need categories and outcomes. Codes never change; words may."""

from functools import partial

from PySide6.QtWidgets import QLineEdit

from brokerage.domain.council import NamedCode, ReferenceList
from ui.desk import Desk
from ui.failures import describe
from ui.settings import columns
from ui.settings.section import Section
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.row_table import RowTable
from ui.widgets.text import caption


class ListSection(Section):
    """One list and the line chosen in it."""

    which = ReferenceList.NEEDS
    used_by = ""

    def __init__(self, desk: Desk) -> None:
        self._code = self._title = ""
        self._words = QLineEdit()
        self._add = button("Add a line", self._begin_new, icons=desk.icons, icon="plus")
        self._save = button("Save line", self._keep, weight="primary")
        self._field = Labelled("Words", self._words, "Shown in lists, in searches and on paper.")
        self.table: RowTable[NamedCode] = RowTable(self.title, columns.TITLES, desk.look, key=lambda line: line.code)
        super().__init__(desk)
        self.table.current_changed.connect(self._show_line)
        self.column.addWidget(caption(self.used_by))
        self.column.addWidget(self.table, 1)
        card = Card("Line", actions=(self._add, self._save))
        card.add(self._field)
        self.column.addWidget(card)

    def load(self) -> None:
        from brokerage.services.administer import list_titles

        question = partial(list_titles, self.desk.database, self.which)
        self.desk.reads.latest(f"settings: {self.which.value}", question, self._show, self._failed)

    def allow(self, *, may_change: bool) -> None:
        self._words.setReadOnly(not may_change)
        self._add.setEnabled(may_change)
        self._save.setEnabled(may_change)

    def _show(self, lines: tuple[NamedCode, ...]) -> None:
        if not lines:
            self.table.show_empty("The list is empty", "Give its first line below, or import the council’s workbook.")
            return
        self.table.show_rows(lines)
        if self.table.current is None and not self._words.text():
            self.table.make_current(lines[0].code)

    def _failed(self, error: Exception) -> None:
        self.table.show_failed(describe(error), self.load)

    def _show_line(self, line: NamedCode | None) -> None:
        if line is None:
            return
        if line.code != self._code or self._words.text() == self._title:  # else what is half typed stays
            self._words.setText(line.title)
            self._field.clear_error()
        self._code, self._title = line.code, line.title

    def _begin_new(self) -> None:
        self._code = self._title = ""
        self._words.clear()
        self._words.setFocus()

    def _keep(self) -> None:
        from brokerage.services.administer import keep_title

        desk = self.desk
        change = partial(keep_title, desk.database, desk.actor, self.which, self._code, self._words.text(), desk.now())
        desk.writes.run(change, self._kept, self._not_kept, while_running=self._save)

    def _kept(self, code: str) -> None:
        self._field.clear_error()
        self._title = self._words.text()
        self.table.make_current(code)
        self.load()
        self.desk.say("The line is saved.")

    def _not_kept(self, error: Exception) -> None:
        if not place_failure(describe(error), {"title": self._field}):
            self.desk.fail(error)


class NeedsSection(ListSection):
    """Need categories."""

    title = "Need categories"
    which = ReferenceList.NEEDS
    used_by = "What support is for. “Used” counts the people who have the need."


class OutcomesSection(ListSection):
    """Outcomes."""

    title = "Outcomes"
    which = ReferenceList.OUTCOMES
    used_by = "What people want to achieve. “Used” counts the support plans that hold the outcome."
