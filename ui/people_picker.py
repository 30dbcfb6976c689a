"""Choosing the person: a finder that drops down, by reference or the beginning of a name; it shows reference and initials."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.person_summary import PersonSummary
from ui import formats, person_words
from ui.desk import Desk
from ui.failures import describe
from ui.widgets.buttons import button
from ui.widgets.card import row
from ui.widgets.labelled import Labelled
from ui.widgets.overlay import Overlay
from ui.widgets.row_table import Column, RowTable

WIDTH, HEIGHT = 660, 440
TYPING_PAUSE_MS = 150
COLUMNS: tuple[Column[PersonSummary], ...] = (
    Column("Reference", lambda person: person.reference, width=96, strong=True),
    Column("Initials", lambda person: person.initials, width=76),
    Column("Needs", person_words.needs),
    Column("District", lambda person: person.district),
    Column("Budget a week", lambda person: formats.money(person.weekly_budget), figures=True, width=120),
)


class PeoplePicker(Overlay):
    """Drops down with a line to type in and the people found. Up and Down move, Enter chooses, Escape leaves."""

    def __init__(self, desk: Desk, anchor: QWidget) -> None:
        super().__init__("Choose whom to work for", anchor)
        self._desk = desk
        self._line = _FinderLine(self)
        self._line.setPlaceholderText("P-1043, or the beginning of a name")
        self._line.setMaxLength(80)
        self.found: RowTable[PersonSummary] = RowTable(
            "People found", COLUMNS, desk.look, key=lambda person: person.person_id, dense=True
        )
        self.found.opened.connect(self._choose)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._line.textEdited.connect(lambda _text: self._pause.start())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(Labelled("Find a person", self._line, "Lists show references and initials only."))
        column.addWidget(self.found, 1)
        nobody = button("Nobody: a what-if", lambda: self._choose(None), weight="quiet")
        take = button("Work for this person", self.choose_current, weight="primary")
        column.addLayout(row(nobody, None, take))

    def open_finder(self) -> None:
        """Open, and begin to find."""
        look = self._desk.look
        self.open_under_anchor(QSize(look.px(WIDTH), look.px(HEIGHT)), self._line)
        self.found.show_busy("Finding people…")
        self._ask()

    def move_by(self, lines: int) -> None:
        """Make the row so many lines below the current one."""
        if self.found.rows:
            current = self.found.view.currentIndex().row()
            line = min(max(current + lines, 0), len(self.found.rows) - 1)
            self.found.view.setCurrentIndex(self.found.model.index(line, 0))

    def choose_current(self) -> None:
        """Work for the current row's person, if there is one."""
        if self.found.current is not None:
            self._choose(self.found.current)

    def _ask(self) -> None:
        from brokerage.services.manage_people import find_people

        desk = self._desk
        question = partial(find_people, desk.database, desk.actor, self._line.text(), desk.today())
        desk.reads.latest("shell: people", question, self._show, self._failed)

    def _show(self, people: tuple[PersonSummary, ...]) -> None:
        if people:
            self.found.show_rows(people)
            self.move_by(0)
        else:
            self.found.show_empty("Nobody found", "Check the reference, or type the beginning of the name.")

    def _failed(self, error: Exception) -> None:
        self.found.show_failed(describe(error), self._ask)

    def _choose(self, person: PersonSummary | None) -> None:
        self.close_overlay()
        self._desk.take_in_hand(person)
        said = (
            "Searching for nobody in particular now."
            if person is None
            else f"Working for {person_words.who(person)} now."
        )
        self._desk.say(said)

    def closed(self) -> None:
        self._desk.reads.drop("shell: people")


class _FinderLine(QLineEdit):
    """The line one types in; Up, Down and Enter go to the rows found."""

    def __init__(self, picker: PeoplePicker) -> None:
        super().__init__()
        self._picker = picker

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._picker.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._picker.choose_current()
        else:
            super().keyPressEvent(event)
