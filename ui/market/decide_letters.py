"""The letters that answer applications on the screen: looked at page by page, issued, saved, printed; one, or a batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from brokerage.domain.changes import Done
from brokerage.domain.decision_letter import DecisionLetterTerms
from brokerage.domain.errors import Unavailable
from ui import printing
from ui.desk import Desk, Tone
from ui.failures import describe
from ui.market import decide_words
from ui.widgets.buttons import button
from ui.widgets.choice import ChoiceField
from ui.widgets.flow_row import FlowRow
from ui.widgets.page_header import PageHeader
from ui.widgets.paper import PaperView
from ui.widgets.state_panel import StatePanel
from ui.widgets.text import body, set_tone

if TYPE_CHECKING:
    from brokerage.services.desk import Database

_KEY = "market: letters"


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """One PDF of one letter or of several."""

    letters: tuple[DecisionLetterTerms, ...]
    pdf: bytes
    pages: int


class LettersView(QWidget):
    """One paper.

    Signals:
        left(): back to where it was opened.
    """

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.paper: LetterPaper | None = None
        self._references: tuple[str, ...] = ()
        self.view = PaperView(desk)
        self.view.failed.connect(self._failed)
        self.back = button("Back", self.left.emit, weight="quiet")
        self.zoom: ChoiceField[bool] = ChoiceField("Zoom", ((False, "Page width"), (True, "Whole page")))
        self.zoom.activated.connect(lambda _index: self.view.show_whole_pages(whole=bool(self.zoom.value())))
        self.issue = button("Issue the letter", self._issue, weight="primary")
        self.save = button("Save PDF…", self._choose_file)
        self.folder = button("Save each in a folder…", self._choose_folder)
        self.print = button("Print…", self._print)
        self._header = PageHeader("Letter", actions=(self.back,))
        self._panel = StatePanel()
        self.why_not = body()
        set_tone(self.why_not, Tone.WARN)
        self._lay_out()
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())

    def show_letters(self, references: Sequence[str]) -> None:
        """Show the letters of these applications as one paper: as they were issued, or as drafts."""
        self._references = tuple(references)
        self.paper = None
        self.folder.setVisible(len(self._references) > 1)
        self.issue.setText("Issue the letter" if len(self._references) == 1 else "Issue all the letters")
        self.issue.setAccessibleName(self.issue.text())
        self._ask()

    def save_to(self, path: Path) -> None:
        """Write what is shown into this file as one PDF, or into this folder, each letter by itself."""
        from brokerage.services.decision_letters import write_decision_letters

        paper, desk = self.paper, self._desk
        if paper is not None:
            run = partial(write_decision_letters, desk.database, paper.letters, path)
            desk.writes.run(
                lambda: Done(run(), frozenset()),
                lambda written: desk.say(decide_words.saved(len(written), written[0].name)),
                lambda error: desk.fail(error, partial(self.save_to, path)),
                while_running=self.save,
            )

    def print_on(self, printer: QPrinter) -> None:
        """Print what is shown."""
        paper, desk = self.paper, self._desk
        if paper is not None:
            desk.writes.run(
                lambda: Done(printing.print_paper(paper.pdf, printer), frozenset()),
                lambda pages: desk.say(f"Sent to the printer: {pages} pages."),
                while_running=self.print,
            )

    def _ask(self) -> None:
        desk = self._desk
        self._panel.show_busy("Drawing up the letter…")
        self._panel.show()
        self.view.hide()
        self._allow(wanted=False)
        desk.reads.latest(_KEY, partial(_draw_up, desk.database, self._references), self._show, self._failed)

    def _show(self, paper: LetterPaper) -> None:
        self.paper = paper
        self._header.say(decide_words.sentence(paper.letters, paper.pages), decide_words.title(paper.letters))
        self._panel.hide()
        self.view.show()
        self._allow(wanted=True)
        self._tell_who_may()
        self.view.show_pdf(paper.pdf, paper.pages)

    def _failed(self, error: Exception) -> None:
        self.view.hide()
        self._panel.show_failed(describe(error), self._ask)
        self._panel.show()

    def _allow(self, *, wanted: bool) -> None:
        for made in (self.save, self.folder, self.print, self.issue):
            made.setEnabled(wanted)

    def _tell_who_may(self) -> None:
        letters = () if self.paper is None else self.paper.letters
        sentence = decide_words.why_not_issued(letters, self._desk.actor)
        self.issue.setVisible(decide_words.may_issue(letters, self._desk.actor))
        self.why_not.setText(sentence)
        self.why_not.setVisible(bool(sentence))

    def _issue(self) -> None:
        from brokerage.services.decision_letters import issue_decision_letters

        desk = self._desk
        run = partial(issue_decision_letters, desk.database, desk.actor, self._references, desk.today(), desk.now())
        desk.writes.run(run, self._issued, while_running=self.issue)

    def _issued(self, letters: tuple[DecisionLetterTerms, ...]) -> None:
        self._desk.say(decide_words.issued(len(letters)))
        self.back.setFocus()
        self._ask()

    def _choose_file(self) -> None:
        if self.paper is not None:
            name = str(_documents() / decide_words.file_name(self.paper.letters))
            dialog = QFileDialog(self.window(), "Save as a PDF", name, "PDF (*.pdf)")
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("pdf")
            self._open(dialog)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self.window(), "Choose a folder", str(_documents()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._open(dialog)

    def _open(self, dialog: QFileDialog) -> None:
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _print(self) -> None:
        try:
            printing.ask_printer(self.window(), "Print the letters", self.print_on)
        except Unavailable as error:
            self._desk.fail(error)

    def _lay_out(self) -> None:
        ways = FlowRow()
        for way in (self.issue, self.save, self.folder, self.print, self.zoom):
            ways.add(way)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part, stretch in ((self._header, 0), (self.why_not, 0), (self._panel, 1), (self.view, 1), (ways, 0)):
            column.addWidget(part, stretch)
        for hidden in (self.issue, self.why_not, self.view):
            hidden.hide()
        # While the board is in front this must not make the window taller: it takes what room there is.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)


def _draw_up(database: "Database", references: tuple[str, ...]) -> LetterPaper:
    from brokerage.services.decision_letters import decision_letters_of, decision_letters_pdf
    from brokerage.services.show_paper import count_pages

    letters = decision_letters_of(database, references)
    pdf = decision_letters_pdf(database, letters)
    return LetterPaper(letters, pdf, count_pages(pdf))


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or ".")
