"""The list of people: found as one types, references and initials only."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.person_summary import PersonSummary
from ui.desk import Desk
from ui.failures import describe
from ui.people import presenter
from ui.people.columns import PEOPLE
from ui.widgets.buttons import button
from ui.widgets.card import row
from ui.widgets.choice import tick
from ui.widgets.page_header import PageHeader
from ui.widgets.row_table import RowTable
from ui.widgets.text import caption


class PeopleList(QWidget):
    """The people found.

    Signals:
        open_asked(int): open this person's record.
        new_asked(): begin a record for somebody new.
        in_hand_asked(PersonSummary): work for this person.
        search_asked(PersonSummary): find support for this person.
    """

    open_asked = Signal(int)
    new_asked = Signal()
    in_hand_asked = Signal(object)
    search_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.search = QLineEdit()
        self.search.setAccessibleName("Find a person by reference or the beginning of a name")
        self.search.setPlaceholderText("P-1043, or the beginning of a name")
        self.search.setMaxLength(80)
        self.search.setClearButtonEnabled(True)
        self.inactive = tick("Those no longer active too", lambda _ticked: self.load())
        self.table: RowTable[PersonSummary] = RowTable("People", PEOPLE, desk.look, key=lambda person: person.person_id)
        self.open = button("Open record", self._open, weight="primary", tip="Opening a record is put on record")
        self.take = button("Take in hand", lambda: self._with_current(self.in_hand_asked.emit))
        self.search_support = button("Find support", lambda: self._with_current(self.search_asked.emit))
        self.new = button("New person", self.new_asked.emit)
        self._count = caption()
        self._header = PageHeader(
            "People",
            "Lists show references and initials. Opening a record is put on record.",
            actions=(self.new,),
        )
        self._pause = QTimer(self, singleShot=True, interval=presenter.PAUSE_MS)
        self._pause.timeout.connect(self.load)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.table.opened.connect(lambda person: self.open_asked.emit(person.person_id))
        self.table.current_changed.connect(self._current_changed)
        self._current_changed(None)
        self._asked_once = False
        self._lay_out()

    def load(self) -> None:
        """Find again; the person selected stays."""
        from brokerage.services.manage_people import list_people

        self._pause.stop()
        desk = self._desk
        self.new.setVisible(presenter.may_change(desk.actor))
        if not self._asked_once:
            self.table.show_busy("Reading the people…")
        self._asked_once = True
        ask = partial(
            list_people,
            desk.database,
            desk.actor,
            self.search.text(),
            desk.today(),
            inactive_too=self.inactive.isChecked(),
        )
        desk.reads.latest("people: list", ask, self._show, self._failed)

    def _show(self, people: tuple[PersonSummary, ...]) -> None:
        self._count.setText(presenter.count_line(people, 500))
        if people:
            self.table.show_rows(people)
            if self.table.current is None:
                self.table.make_current(people[0].person_id)
        elif self.search.text().strip():
            self.table.show_empty(
                "Nobody found", "Check the reference, or type the beginning of the name.", "Show all", self.search.clear
            )
        else:
            self.table.show_empty(
                "Nobody is kept here yet", "Begin with “New person”, or bring people in with “brokerage import”."
            )

    def _failed(self, error: Exception) -> None:
        self.table.show_failed(describe(error), self.load)

    def _open(self) -> None:
        self._with_current(lambda person: self.open_asked.emit(person.person_id))

    def _with_current(self, act: Callable[[PersonSummary], object]) -> None:
        if self.table.current is not None:
            act(self.table.current)

    def _current_changed(self, person: PersonSummary | None) -> None:
        for made in (self.open, self.take, self.search_support):
            made.setEnabled(person is not None)

    def _lay_out(self) -> None:
        finder = row(self.search, self.inactive, gap=16)
        finder.setStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._header)
        column.addLayout(finder)
        column.addWidget(self.table, 1)
        column.addLayout(row(self._count, None, self.search_support, self.take, self.open))
