"""Takes in a workbook of agreed rates: tried first, every rate told old against new, then all of it or nothing in one press."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from brokerage.domain.import_report import ImportOutcome, ImportReport
from brokerage.domain.import_rows import RateMoved
from ui.desk import Desk
from ui.failures import Family, describe
from ui.market.rates import book_words as words
from ui.market.rates.book_columns import ROWS
from ui.market.workbook_rows_view import WorkbookRows
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.files import WORKBOOK, ask_for_files, ask_where_to_save
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.row_sentence import row_sentence
from ui.widgets.row_table import RowTable
from ui.widgets.text import body, caption, set_tone
from ui.widgets.who_may import WhoMay
from ui.widgets.working_row import WorkingRow
from ui.widgets.wrapped_line import WrappedLine

MOST_ROWS, MOST_TO_MEND = 10, 5
_FILES = "Workbooks of rates (*.xlsx *.ods *.csv)"
_SAVE = "market: save what a workbook of rates would do"
_ABOUT = (
    "It is tried first, and nothing is changed: every rate stands here, old and new, with each cell to mend and the days left "
    "without a rate. Then one press takes in all of it, or nothing."
)
_NOTE = "Kept with each new rate whose row says nothing; name no person."


class RatesBookCard(Card):
    """The card. What was tried stays until another file is read, or it is taken in.

    Signals:
        tried(): what the workbook would do stands here.
        taken(): the rates of the workbook are agreed.
    """

    tried = Signal()
    taken = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("Take in a filled-in workbook")
        self._desk = desk
        self._paths: tuple[Path, ...] = ()
        self._report: ImportReport | None = None
        self.file, self.note = QLineEdit(), WrappedLine(desk.look)
        self.file.setReadOnly(True)
        self.file.setPlaceholderText("No workbook yet")
        self.choose = button("Choose a workbook…", self._choose_files)
        self.again = button("Read it again", self._try)
        self.working = WorkingRow()
        self.told, self._cut = body(strong=True), caption()
        self.table: RowTable[RateMoved] = RowTable(
            "Rates, old and new", ROWS, desk.look, key=lambda moved: moved.entry.line, dense=True
        )
        self.table.view.setObjectName("compact")
        self.table.be_as_tall_as_rows(MOST_ROWS)
        self.row_told = row_sentence(self.table, words.whole)
        self.rows = WorkbookRows(desk, MOST_TO_MEND)
        self.save = button("Save this as a workbook…", self._choose_place)
        self.take_in = button("Take in all of it", self._take_in, weight="primary")
        self.fields = {
            "file": Labelled("Workbook", self.file, "XLSX, ODS or CSV."),
            "note": Labelled("What was said", self.note, _NOTE),
        }
        self.who_may = WhoMay(desk, words.why_not, (self.choose, self.again, self.take_in, self.note))
        self._lay_out()
        self._show_nothing()

    def read_files(self, paths: Sequence[Path]) -> None:
        """Try these files, which are one workbook, and tell what they would do."""
        self._paths = tuple(paths)
        self.file.setText(", ".join(path.name for path in self._paths))
        self._try()

    def save_to(self, path: Path) -> None:
        """Write what is told as a workbook."""
        from brokerage.services.import_files import write_report

        if self._report is not None:
            write = partial(write_report, self._report, path)
            self._desk.reads.latest(_SAVE, write, lambda _none: self._desk.say(f"{path.name} is saved."))

    def _try(self) -> None:
        if self._paths:
            self._show_nothing()
            self._run("Reading the workbook…", self._tried, self.choose)

    def _take_in(self) -> None:
        if self._report is not None:
            self._run("Taking in the workbook…", self._taken, self.take_in, mark=self._report.mark, dry_run=False)

    def _run(
        self,
        sentence: str,
        on_done: Callable[[ImportReport], None],
        pressed: QWidget,
        *,
        mark: str | None = None,
        dry_run: bool = True,
    ) -> None:
        from brokerage.services.import_files import ImportSource, import_files

        for field in self.fields.values():
            field.clear_error()
        desk, watch = self._desk, self.working.begin(sentence)
        self.again.hide()
        change = partial(
            import_files,
            desk.database,
            desk.actor,
            ImportSource.RATES,
            self._paths,
            now=desk.now(),
            dry_run=dry_run,
            note=self.note.text(),
            mark=mark,
            progress=watch.progress,
            cancel=watch.cancel,
        )
        desk.writes.run(change, on_done, self._refused, while_running=pressed)

    def _tried(self, report: ImportReport) -> None:
        self._end_work()
        self._report = report
        self._tell(report)
        moved = words.moved_rows(report)
        for part in (self.table, self.row_told):
            part.setVisible(bool(moved))
        if moved:
            self.table.show_rows(moved)
            self.table.make_current(moved[0].entry.line)
        self._cut.setText(words.cut(report))
        self._cut.setVisible(bool(words.cut(report)))
        self.rows.show_reports((report,))
        may_take_in = words.may_take_in(report)
        for asked in (self.fields["note"], self.take_in):
            asked.setVisible(may_take_in)
        self.save.setVisible(bool(report.rates or report.faults))
        (self.take_in if may_take_in else self.again).setFocus()
        self.tried.emit()

    def _taken(self, report: ImportReport) -> None:
        if report.applied:
            self._end_work()
            self._forget()
            self._desk.say(words.taken(report))
            self.taken.emit()
        elif report.outcome is ImportOutcome.CANCELLED:  # what was tried still stands, and may be taken in
            self._end_work()
            self._tell(report)
            self.take_in.setFocus()
        else:
            self._tried(report)

    def _refused(self, error: Exception) -> None:
        self._end_work()
        failure = describe(error)
        if failure.family is Family.CONFLICT:
            self._desk.fail(error)
            self._try()
        elif not place_failure(failure, self.fields):
            self.fields["file"].show_error(failure.sentence)
            self.again.setFocus()

    def _tell(self, report: ImportReport) -> None:
        sentence, tone = words.summary(report)
        self.told.setText(sentence)
        set_tone(self.told, tone)
        self.told.show()

    def _end_work(self) -> None:
        self.working.end()
        self.again.setVisible(bool(self._paths))
        self.who_may.tell()

    def _forget(self) -> None:
        self._paths, self._report = (), None
        self.file.clear()
        self.note.clear()
        self.again.hide()
        self._show_nothing()

    def _show_nothing(self) -> None:
        for part in (self.told, self.rows, self.table, self.row_told, self._cut):
            part.hide()
        for asked in (self.fields["note"], self.save, self.take_in):
            asked.hide()

    def _choose_files(self) -> None:
        ask_for_files(self, "Read a workbook of rates", _FILES, self.read_files)

    def _choose_place(self) -> None:
        stem = self._paths[0].stem if self._paths else "rates"
        ask_where_to_save(self, "Save what it would do", f"{stem}, old and new.xlsx", self.save_to, WORKBOOK, "xlsx")

    def _lay_out(self) -> None:
        self.again.hide()
        for part in (self.who_may.label, body(_ABOUT), self.fields["file"]):
            self.add(part)
        self.add(row(self.choose, self.again, None))
        told = (self.told, self.rows, self.table, self.row_told, self._cut)
        for each in (self.working, *told, self.fields["note"]):
            self.add(each)
        self.add(row(self.save, None, self.take_in))
