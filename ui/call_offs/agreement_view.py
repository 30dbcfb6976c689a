"""The agreement on the screen: looked at page by page, issued, saved, printed; several at once as one paper or a folder."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.call_off_summary import CallOffDetail
from brokerage.domain.changes import Done
from brokerage.domain.errors import Unavailable
from brokerage.services.read_agreements import AgreementPaper
from ui import printing
from ui.call_offs import paper_words
from ui.call_offs.steps import StepAnswer, Taken, use_case
from ui.desk import Desk
from ui.failures import describe
from ui.widgets.buttons import button
from ui.widgets.card import row
from ui.widgets.choice import ChoiceField
from ui.widgets.page_header import PageHeader
from ui.widgets.paper import PaperView
from ui.widgets.state_panel import StatePanel
from ui.widgets.text import set_style

STANDING = 0
"""Stands for the edition that stands, or the draft of what would be issued."""


class AgreementView(QWidget):
    """One paper.

    Signals:
        left(): back to the list.
    """

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.paper: AgreementPaper | None = None
        self._references: tuple[str, ...] = ()
        self._detail: CallOffDetail | None = None
        self.back = button("Back to the list", self.left.emit, weight="quiet")
        self.edition: ChoiceField[int] = ChoiceField("Edition")
        self.edition.activated.connect(lambda _index: self._ask())
        self.zoom: ChoiceField[bool] = ChoiceField("Zoom", ((False, "Page width"), (True, "Whole page")))
        self.zoom.activated.connect(lambda _index: self._zoom())
        self.issue = button("Issue agreement", self._issue, weight="primary")
        self.save = button("Save PDF…", self._choose_file)
        self.folder = button("Save each in a folder…", self._choose_folder)
        self.print = button("Print…", self._print)
        self._header = PageHeader("Agreement", actions=(self.back,))
        self.view = PaperView(desk)
        self.view.failed.connect(self._failed)
        self._panel = StatePanel()
        self._lay_out()

    def show_one(self, detail: CallOffDetail) -> None:
        """Show the agreement of this call-off, or its draft."""
        self._detail = detail
        self._references = (detail.summary.reference,)
        self._offer_editions(detail)
        self._show_ways(detail)
        self._ask()

    def show_many(self, references: Sequence[str]) -> None:
        """Show the agreements of these call-offs as one paper."""
        self._detail = None
        self._references = tuple(references)
        self.edition.offer(())
        self.edition.hide()
        self.issue.hide()
        self.folder.show()
        self._ask()

    def renew(self, detail: CallOffDetail) -> None:
        """Show it anew when this is the one on the screen and it has changed."""
        shown = self._detail
        if shown is not None and shown.summary.call_off_id == detail.summary.call_off_id and shown != detail:
            self.show_one(detail)

    def save_to(self, path: Path) -> None:
        """Write the paper into this file, whole or not at all."""
        from brokerage.services import agree_and_print as papers

        desk, references = self._desk, self._references
        if len(references) == 1:
            edition = self.edition.value() or None
            run = partial(
                papers.write_agreement, desk.database, desk.actor, references[0], path, desk.now(), edition=edition
            )
        else:
            run = partial(papers.write_agreements_as_one, desk.database, desk.actor, references, path, desk.now())
        desk.writes.run(
            lambda: Done(run(), frozenset()),
            lambda written: desk.say(paper_words.saved(written.name)),
            lambda error: desk.fail(error, partial(self.save_to, path)),
            while_running=self.save,
        )

    def save_into(self, folder: Path) -> None:
        """Write each agreement into a file of its own in this folder."""
        from brokerage.services.agree_and_print import write_agreements

        desk = self._desk
        run = partial(write_agreements, desk.database, desk.actor, self._references, folder, desk.now())
        desk.writes.run(
            lambda: Done(run(), frozenset()),
            lambda written: desk.say(paper_words.saved_many(len(written))),
            lambda error: desk.fail(error, partial(self.save_into, folder)),
            while_running=self.folder,
        )

    def print_on(self, printer: QPrinter) -> None:
        """Print the paper; that it was printed is put on record first."""
        from brokerage.services.read_agreements import note_printing

        paper, desk = self.paper, self._desk
        if paper is None:
            return
        note = partial(note_printing, desk.database, desk.actor, paper, desk.now())

        def run() -> Done[int]:
            done = note()
            return Done(printing.print_paper(done.result.pdf, printer), done.changed)

        desk.writes.run(run, lambda pages: desk.say(f"Sent to the printer: {pages} pages."), while_running=self.print)

    def _zoom(self) -> None:
        self.view.show_whole_pages(whole=bool(self.zoom.value()))

    def _ask(self) -> None:
        from brokerage.services.read_agreements import read_agreements

        desk = self._desk
        self._panel.show_busy("Drawing up the paper…")
        self._panel.show()
        self.view.hide()
        for made in (self.save, self.folder, self.print):
            made.setEnabled(False)
        edition = self.edition.value() or None
        run = partial(read_agreements, desk.database, desk.actor, self._references, desk.now(), edition=edition)
        desk.writes.run(run, self._show, self._failed)

    def _show(self, paper: AgreementPaper) -> None:
        if paper.references != self._references:
            return
        self.paper = paper
        self._header.say(paper_words.sentence(paper), paper_words.title(paper))
        self._panel.hide()
        self.view.show()
        for made in (self.save, self.folder, self.print):
            made.setEnabled(True)
        self.view.show_pdf(paper.pdf, paper.pages)

    def _failed(self, error: Exception) -> None:
        self.view.hide()
        self._panel.show_failed(describe(error), self._ask)
        self._panel.show()

    def _offer_editions(self, detail: CallOffDetail) -> None:
        editions = [(each.edition, f"Edition {each.edition}") for each in reversed(detail.agreements)]
        has_standing = bool(editions) and detail.summary.state not in {
            CallOffState.AWAITING_APPROVAL,
            CallOffState.APPROVED,
            CallOffState.SENT,
            CallOffState.ACCEPTED,
        }
        self.edition.offer(editions if has_standing else [(STANDING, "Draft"), *editions])
        if self.edition.count():
            self.edition.setCurrentIndex(0)
        self.edition.setVisible(self.edition.count() > 1)

    def _show_ways(self, detail: CallOffDetail) -> None:
        self.folder.hide()
        self.issue.setVisible(Step.ISSUE_AGREEMENT in detail.steps_open)
        is_next = bool(detail.agreements) and detail.summary.state is not CallOffState.ACCEPTED
        self.issue.setText("Issue next edition" if is_next else "Issue agreement")
        self.issue.setAccessibleName(self.issue.text())
        set_style(self.issue, "kind", "secondary" if is_next else "primary")  # what comes next is signatures

    def _issue(self) -> None:
        detail, desk = self._detail, self._desk
        if detail is not None:
            run = use_case(desk.database, desk.actor, detail, Step.ISSUE_AGREEMENT, StepAnswer(), desk.now())
            desk.writes.run(run, self._issued, while_running=self.issue)

    def _issued(self, taken: Taken) -> None:
        self._desk.say(taken.sentence)

    def _choose_file(self) -> None:
        if self.paper is not None:
            dialog = QFileDialog(
                self.window(), "Save the agreement", str(_documents() / self.paper.file_name), "PDF (*.pdf)"
            )
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("pdf")
            dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self.window(), "Choose a folder", str(_documents()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.save_into(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _print(self) -> None:
        try:
            printing.ask_printer(self.window(), "Print the agreement", self.print_on)
        except Unavailable as error:
            self._desk.fail(error)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._header)
        column.addWidget(self._panel, 1)
        column.addWidget(self.view, 1)
        column.addLayout(row(self.zoom, self.edition, None, self.folder, self.save, self.print, self.issue))


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or ".")
