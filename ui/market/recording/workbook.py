"""Records applications from workbooks that providers filled in: tried first, told row by row in the page, then taken in."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from brokerage.domain.errors import BadInput
from ui.desk import Desk
from ui.failures import describe
from ui.market.recording import words as record_words
from ui.market.recording import workbook_words as words
from ui.market.workbook_rows_view import WorkbookRows
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.choice import tick
from ui.widgets.day_field import DayField, needed_day_of
from ui.widgets.files import WORKBOOK, WORKBOOKS, ask_for_files, ask_where_to_save
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.text import body

if TYPE_CHECKING:
    from brokerage.services.application_template import TemplateWritten
    from brokerage.services.apply_by_workbook import WorkbooksToTake
    from brokerage.services.workbook_taken import WorkbookTaken

_SAVE = "market: save template"
_ABOUT = (
    "The template is made from the questions and lots of the scheme chosen above. A filled-in workbook is tried first and nothing "
    "is kept; it is taken in whole or not at all, and a mended one replaces what it said before."
)
_AS_NEW = "Whoever has a name near to a known one is somebody else"


class WorkbookCard(Card):
    """The card. What was tried stays until other files are read.

    Signals:
        recorded(str): the reference of the first application that was recorded or mended.
    """

    recorded = Signal(str)

    def __init__(self, desk: Desk) -> None:
        self.save_template = button("Save a template…", self._choose_template)
        self.read = button("Read a workbook…", self._choose_files)
        super().__init__("From a workbook", actions=(self.save_template, self.read))
        self._desk = desk
        self._scheme = ""
        self._paths: tuple[Path, ...] = ()
        self.received = DayField("Day the workbook came in", desk.icons)
        self.as_new = tick(_AS_NEW, lambda _ticked: self._try())
        self.fields = {"received_on": Labelled("Workbooks received on", self.received, "The clock runs from it.")}
        self.told = body()
        self.rows = WorkbookRows(desk)
        self.take_in = button("Take it in", self._take_in)
        for part in (
            body(_ABOUT),
            self.fields["received_on"],
            self.as_new,
            self.told,
            self.rows,
            row(None, self.take_in),
        ):
            self.add(part)
        self._show_nothing()
        self.received.day_changed.connect(lambda _day: self._try())
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())

    def begin(self, scheme: str) -> None:
        """Stand ready for templates of this scheme, and for files received today where no other day is said."""
        self._scheme = scheme
        self.save_template.setEnabled(bool(scheme))
        if not self._paths:
            self.received.set_day(self._desk.today())
        self._tell_who_may()

    def read_files(self, paths: Sequence[Path]) -> None:
        """Try these files and tell what they would become; nothing is kept."""
        self._paths = tuple(paths)
        self._try()

    def save_template_to(self, path: Path) -> None:
        """Write the workbook that a provider fills in."""
        from brokerage.services.application_template import write_application_template

        desk = self._desk
        write = partial(write_application_template, desk.database, self._scheme, (), path, desk.today())
        desk.reads.latest(_SAVE, write, self._template_saved, desk.fail)

    def _template_saved(self, written: "TemplateWritten") -> None:
        notes = "".join(f" {note}" for note in written.notes)
        self._desk.say(f"{written.path.name} is saved for {written.scheme}: send it to whoever applies.{notes}")

    def _try(self) -> None:
        if self._paths:
            self._run(dry_run=True)

    def _take_in(self) -> None:
        self._run(dry_run=False)

    def _run(self, *, dry_run: bool) -> None:
        from brokerage.services.apply_by_workbook import take_in_workbooks

        desk = self._desk
        try:
            asked = self._asked()
        except BadInput as error:
            self._refused(error)
            return
        change = partial(take_in_workbooks, desk.database, desk.actor, asked, desk.today(), desk.now(), dry_run=dry_run)
        pressed = self.read if dry_run else self.take_in
        desk.writes.run(change, self._tried if dry_run else self._taken, self._refused, while_running=pressed)

    def _asked(self) -> "WorkbooksToTake":
        from brokerage.services.apply_by_workbook import WorkbooksToTake

        for field in self.fields.values():
            field.clear_error()
        day = needed_day_of(self.received, "received_on")
        if day > self._desk.today():
            raise BadInput("The day of receipt is still to come: give the day the workbook came in.", "received_on")
        return WorkbooksToTake(self._paths, day, as_new=self.as_new.isChecked())

    def _tried(self, taken: "tuple[WorkbookTaken, ...]") -> None:
        self._show(taken, is_trial=True)
        self.take_in.setVisible(words.may_take_in(taken))
        (self.take_in if words.may_take_in(taken) else self.read).setFocus()

    def _taken(self, taken: "tuple[WorkbookTaken, ...]") -> None:
        reference = words.first_reference(taken)
        self._show(taken, is_trial=False)
        self.take_in.hide()
        self._paths = ()
        self._desk.say(words.said(taken))
        if reference and all(one.standing is not None for one in taken):
            self._show_nothing()
            self.recorded.emit(reference)

    def _show(self, taken: "Sequence[WorkbookTaken]", *, is_trial: bool) -> None:
        self.told.setText(words.files(taken, is_trial=is_trial))
        self.told.show()
        self.rows.show_reports(one.report for one in taken)

    def _show_nothing(self) -> None:
        for part in (self.told, self.rows, self.take_in):
            part.hide()

    def _refused(self, error: Exception) -> None:
        if not place_failure(describe(error), self.fields):
            self._desk.fail(error)

    def _tell_who_may(self) -> None:
        may = not record_words.why_not(self._desk.actor)
        for control in (self.read, self.received, self.as_new, self.take_in):
            control.setEnabled(may)

    def _choose_files(self) -> None:
        ask_for_files(self, "Read filled-in workbooks", WORKBOOKS, self.read_files)

    def _choose_template(self) -> None:
        name = f"{self._scheme} application.xlsx"
        ask_where_to_save(self, "Save the template", name, self.save_template_to, WORKBOOK, "xlsx")
