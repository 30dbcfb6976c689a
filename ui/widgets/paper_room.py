"""A paper on the screen with all that is done with one: looked at page by page, issued, saved whole or each alone, printed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from brokerage.domain.changes import Done
from brokerage.domain.errors import Unavailable
from ui import formats, printing
from ui.desk import Desk, Tone
from ui.failures import describe
from ui.widgets.buttons import button
from ui.widgets.card import scrolled
from ui.widgets.choice import ChoiceField
from ui.widgets.flow_row import FlowRow
from ui.widgets.page_header import PageHeader
from ui.widgets.paper import PaperView
from ui.widgets.state_panel import StatePanel
from ui.widgets.text import body, set_tone


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """One PDF of one paper or of several, with what is said above it. `file_name` is what it is saved as; it names no person.

    One that `may_be_kept` is saved and printed; a draft is only looked at.
    """

    pdf: bytes
    pages: int
    title: str
    sentence: str
    file_name: str
    number: int = 1
    may_be_issued: bool = False
    may_be_kept: bool = True
    why_not_issued: str = ""


_LEAST_OF_PAPER = 120
"""Pixels of height at the usual text size."""

Draw = Callable[[], ShownPaper]
Write = Callable[[Path], tuple[Path, ...]]


class PaperRoom(QWidget):
    """One paper.

    Attributes:
        paper: what is shown; None while it is drawn up, or where it could not be.

    Signals:
        left(): back to where it was opened.
        issue_asked(): issue what is shown.
    """

    left = Signal()
    issue_asked = Signal()

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk, self._key = desk, key
        self.paper: ShownPaper | None = None
        self._draw: Draw | None = None
        self._write: Write | None = None
        self.view = PaperView(desk)
        self.view.failed.connect(self._failed)
        self.back = button("Back", self.left.emit, weight="quiet")
        self.zoom: ChoiceField[bool] = ChoiceField("Zoom", ((False, "Page width"), (True, "Whole page")))
        self.zoom.activated.connect(lambda _index: self.view.show_whole_pages(whole=bool(self.zoom.value())))
        self.issue = button("Issue the letters", self.issue_asked.emit, weight="primary")
        self.save = button("Save PDF…", self._choose_file)
        self.folder = button("Save each in a folder…", self._choose_folder)
        self.print = button("Print…", self._print)
        self._header = PageHeader("Paper", actions=(self.back,))
        self._panel = StatePanel()
        self.why_not = body()
        set_tone(self.why_not, Tone.WARN)
        self._lay_out()

    def show_paper(self, draw: Draw, write: Write) -> None:
        """Draw this up and show it; `write` keeps it in a file, or each paper in a folder. Both are called off this thread."""
        self._draw, self._write = draw, write
        self.show_again()

    def show_again(self) -> None:
        """Draw it up anew: it may have been issued since."""
        if self._draw is not None:
            self.paper = None
            self._panel.show_busy("Drawing it up…")
            self._show_panel(wanted=True)
            self._allow(wanted=False)
            self._desk.reads.latest(self._key, self._draw, self._show, self._failed)

    def save_to(self, path: Path) -> None:
        """Write what is shown into this file as one PDF, or into this folder, each paper by itself."""
        write, desk = self._write, self._desk
        if self.paper is not None and write is not None:
            desk.writes.run(
                lambda: Done(write(path), frozenset()),
                lambda written: desk.say(_saved(written)),
                lambda error: desk.fail(error, partial(self.save_to, path)),
                while_running=self.save,
            )

    def print_on(self, printer: QPrinter) -> None:
        """Print what is shown."""
        paper, desk = self.paper, self._desk
        if paper is not None:
            desk.writes.run(
                lambda: Done(printing.print_paper(paper.pdf, printer), frozenset()),
                lambda pages: desk.say(f"Sent to the printer: {formats.count(pages, 'page')}."),
                while_running=self.print,
            )

    def _show(self, paper: ShownPaper) -> None:
        self.paper = paper
        self._header.say(paper.sentence, paper.title)
        self._show_panel(wanted=False)
        self._allow(wanted=paper.may_be_kept)
        self.issue.setEnabled(True)
        self.folder.setVisible(paper.number > 1)
        self.issue.setVisible(paper.may_be_issued)
        self.why_not.setText(paper.why_not_issued)
        self.why_not.setVisible(bool(paper.why_not_issued))
        self.view.show_pdf(paper.pdf, paper.pages)

    def _failed(self, error: Exception) -> None:
        self._panel.show_failed(describe(error), self.show_again)
        self._show_panel(wanted=True)

    def _show_panel(self, *, wanted: bool) -> None:
        self._panel.setVisible(wanted)
        self.view.setVisible(not wanted)

    def _allow(self, *, wanted: bool) -> None:
        for made in (self.save, self.folder, self.print, self.issue):
            made.setEnabled(wanted)

    def _choose_file(self) -> None:
        if self.paper is not None:
            name = str(_documents() / self.paper.file_name)
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
            printing.ask_printer(self.window(), "Print", self.print_on)
        except Unavailable as error:
            self._desk.fail(error)

    def _lay_out(self) -> None:
        ways = FlowRow()
        for way in (self.issue, self.save, self.folder, self.print, self.zoom):
            ways.add(way)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for part, stretch in ((self._header, 0), (self.why_not, 0), (self._panel, 1), (self.view, 1), (ways, 0)):
            column.addWidget(part, stretch)
        for hidden in (self.issue, self.folder, self.why_not, self.view):
            hidden.hide()
        # The paper takes the room there is; where the text is so large that little is left, the whole scrolls instead.
        self.view.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._give_room()
        self._desk.look.changed.connect(self._give_room)
        area = scrolled(content, "A paper, and what may be done with it")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        # While something else is in front this must not make the window taller: it takes what room there is.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def _give_room(self) -> None:
        self.view.setMinimumHeight(self._desk.look.px(_LEAST_OF_PAPER))


def _saved(written: tuple[Path, ...]) -> str:
    if len(written) == 1:
        return f"Saved as {written[0].name}."
    return f"{formats.count(len(written), 'paper')} saved, each by itself; the first is {written[0].name}."


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or ".")
