"""Admissions: the list, narrowed as one likes, and below it the one selected with what may be done."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.changes import Kind
from ui.desk import Desk
from ui.failures import describe
from ui.market.admissions import columns as admission_columns
from ui.market.admissions import words as admission_words
from ui.market.admissions.lines import (
    MOST_SHOWN,
    AdmissionLine,
    Shown,
    counts,
    is_shown,
    narrowed,
    read_admissions,
)
from ui.market.admissions.reading import AdmissionOpened, open_admission
from ui.market.admissions.view import AdmissionView
from ui.market.section import Section
from ui.widgets.card import CARD_MARGIN, scrolled
from ui.widgets.choice import ChoiceField
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.row_table import RowTable
from ui.widgets.text import body

MOST_ROWS = 6
_NARROWEST_FILTER = 220
_PAUSE_MS = 150
_LIST, _ONE = "market: admissions", "market: one admission"


class AdmissionsSection(Section):
    """The list, its filters, and the admission selected."""

    title = "Admissions"
    shows = frozenset({Kind.SCHEMES, Kind.PROVIDERS, Kind.CALL_OFFS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines: tuple[AdmissionLine, ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText("Service, provider, lot or reference")
        self.search.setClearButtonEnabled(True)
        self.scheme: ChoiceField[str] = ChoiceField("Scheme", (("", "Every scheme"),))
        self.shown: ChoiceField[Shown] = ChoiceField("Show", admission_words.SHOWN_WORDS.items())
        self.counts = body(strong=True)
        self.table: RowTable[AdmissionLine] = RowTable(
            "Admissions",
            admission_columns.admissions(desk.today()),
            desk.look,
            key=lambda line: line.summary.admission_id,
        )
        self.table.view.setObjectName("compact")
        self.table.be_as_tall_as_rows(MOST_ROWS)
        self._view: AdmissionView | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._connect()
        self._lay_out()
        self.counts.hide()
        self.table.show_busy("Reading the admissions…")

    @property
    def view(self) -> AdmissionView:
        """The cards of the one selected; made when they are first needed, so that the list stands sooner."""
        if self._view is None:
            self._view = AdmissionView(self.desk)
            self._view.stale.connect(self.load)
            self._below.addWidget(self._view)
        return self._view

    def load(self) -> None:
        question = partial(read_admissions, self.desk.database, self.desk.today())
        self.desk.reads.latest(_LIST, question, self._read, self._failed)

    def focus_search(self) -> None:
        self.search.setFocus()

    def show_only(self, shown: Shown) -> None:
        """Narrow the list to these."""
        self.shown.choose(shown)
        self._show()

    def _read(self, lines: tuple[AdmissionLine, ...]) -> None:
        self._lines = lines
        self.scheme.offer((("", "Every scheme"), *((each, each) for each in admission_words.schemes(lines))))
        self._show()

    def _show(self) -> None:
        self._pause.stop()
        found = narrowed(self._lines, self.search.text(), self.scheme.value() or "")
        numbers = counts(found)
        self.shown.offer((shown, admission_words.filter_words(shown, numbers[shown])) for shown in Shown)
        wanted = self.shown.value() or Shown.CURRENT
        rows = tuple(line for line in found if is_shown(line, wanted))
        self.counts.setText(admission_words.count_line(numbers, len(rows)))
        self.counts.setVisible(bool(self._lines))
        if not rows:
            self._show_none()
            self._say_empty()
            return
        self.table.show_rows(rows[:MOST_SHOWN])
        current = self.table.current
        if current is None:
            self.table.make_current(rows[0].summary.admission_id)
        else:
            self._ask_one(current)

    def _say_empty(self) -> None:
        if self._lines:
            self.table.show_empty("No admission is like this", "Narrow the list less.", "Show all", self._show_all)
        else:
            self.table.show_empty(
                "No admission yet",
                "A provider is admitted when the contract of its application is awarded, or by importing the council’s workbook.",
            )

    def _show_all(self) -> None:
        self.search.clear()
        self.scheme.choose("")
        self.show_only(Shown.ALL)

    def _failed(self, error: Exception) -> None:
        self.counts.hide()
        self._show_none()
        self.table.show_failed(describe(error), self.load)

    def _current_changed(self, line: AdmissionLine | None) -> None:
        if line is None:
            self._show_none()
        else:
            self._ask_one(line)

    def _show_none(self) -> None:
        self.desk.reads.drop(_ONE)
        self._hide_one()

    def _hide_one(self) -> None:
        if self._view is not None:
            self._view.hide()

    def _ask_one(self, line: AdmissionLine) -> None:
        question = partial(open_admission, self.desk.database, line, self.desk.today())
        self.desk.reads.latest(_ONE, question, self._show_one, partial(self._one_failed, line))

    def _one_failed(self, line: AdmissionLine, error: Exception) -> None:
        self._hide_one()
        self.desk.fail(error, partial(self._ask_one, line))

    def _show_one(self, opened: AdmissionOpened) -> None:
        self.view.show_opened(opened)
        self.view.show()

    def _connect(self) -> None:
        self.table.current_changed.connect(self._current_changed)
        self._pause.timeout.connect(self._show)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        for choice in (self.scheme, self.shown):
            choice.activated.connect(lambda _index: self._show())

    def _lay_out(self) -> None:
        filters = Reflow(self.desk.look, _NARROWEST_FILTER, (2, 1, 1))
        for field in (
            Labelled("Find", self.search),
            Labelled("Scheme", self.scheme),
            Labelled("Show", self.shown),
        ):
            filters.add(field)
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(CARD_MARGIN)
        self._below = QVBoxLayout()
        for part in (filters, self.counts, self.table):
            inner.addWidget(part)
        inner.addLayout(self._below)
        inner.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole, "Admissions, and the one selected"))
