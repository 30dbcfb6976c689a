"""One application: what was asked for, its clock, what was done, and the steps a commissioner takes with it here."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from brokerage.domain.application import ApplicationStep
from brokerage.domain.application_board import ApplicationDetail
from ui.desk import Desk, Tone
from ui.failures import Family, describe
from ui.market.applications import words as application_words
from ui.market.applications.longer_time_form import LongerTimeForm
from ui.market.assessing.reading import ApplicationRead
from ui.market.assessing.view import AssessView
from ui.market.recording.written_card import WrittenCard
from ui.widgets.ask import AskDialog, ask
from ui.widgets.ask_words import Answered
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, Card
from ui.widgets.facts import Facts
from ui.widgets.flow_row import FlowRow
from ui.widgets.text import body, section_title, set_tone

if TYPE_CHECKING:
    from brokerage.services.application_standing import ApplicationStanding

_SAVE = "market: save receipt"


class ApplicationView(QWidget):
    """The cards of one application: at a glance below the board, and whole once it is opened.

    Signals:
        stale(): a colleague was first; it is needed as it stands now.
        step_taken(): a step was taken; the button that was pressed may be gone.
        open_asked(): it shall be opened.
        letter_asked(tuple of references): its letter shall be looked at.
        wanted(QWidget): this part of it is to be seen now.
    """

    stale = Signal()
    step_taken = Signal()
    open_asked = Signal()
    letter_asked = Signal(object)
    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.detail: ApplicationDetail | None = None
        self._heading = section_title("")
        self.next_step = body(strong=True)
        self.open = button("Open the application", self.open_asked.emit)
        self.acknowledge = button("Acknowledge", self._acknowledge, weight="primary")
        self.save_receipt = button("Save receipt…", self._choose_file)
        self.withdraw = button("Withdraw it…", self._ask_why_withdrawn, weight="quiet")
        self.dialog: AskDialog | None = None
        self._why_not, self.refused = body(), body()
        for label in (self._why_not, self.refused):
            set_tone(label, Tone.WARN)
        self.facts, self.history = Facts(), Facts()
        self.longer = LongerTimeForm(desk)
        self.longer.stale.connect(self.stale)
        self.longer.taken.connect(self.step_taken)
        self.written = WrittenCard(desk)
        self.written.stale.connect(self.stale)
        self.written.wanted.connect(self.wanted)
        self.assessment = AssessView(desk)
        self.assessment.stale.connect(self.stale)
        self.assessment.step_taken.connect(self.step_taken)
        self.assessment.letter_asked.connect(self.letter_asked)
        self._done = Card("What was done")
        self._lay_out()
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())

    def show_application(self, read: ApplicationRead) -> None:
        """Show this one; what is half typed stays while it is the same application."""
        self.detail = detail = read.detail
        about = detail.summary.facts
        self._heading.setText(f"{about.reference} · {about.provider}")
        self.next_step.setText(detail.summary.next_step)
        self.facts.show_facts(application_words.facts(detail))
        self.history.show_facts(application_words.history(detail))
        self._done.setVisible(bool(detail.steps))
        refusals = application_words.refused_before(detail)
        self.refused.setText(refusals)
        self.refused.setVisible(bool(refusals))
        self.save_receipt.setVisible(application_words.has_receipt(detail))
        self.longer.show_detail(detail)
        self.written.show_application(read)
        self.assessment.show_application(read)
        self._tell_who_may()

    def be_open(self, *, wanted: bool) -> None:
        """Show all of it, to be worked on; or only what it is at a glance."""
        self.written.be_open(wanted=wanted)
        self.assessment.setVisible(wanted)
        self.open.setVisible(not wanted)

    def save_receipt_to(self, path: Path) -> None:
        """Write the receipt, as it was issued, into this file."""
        from brokerage.services.draw_up_receipt import write_receipt

        if self.detail is not None:
            desk = self._desk
            save = partial(write_receipt, desk.database, self.detail.summary.facts.reference, path)
            desk.reads.latest(_SAVE, save, lambda written: desk.say(f"The receipt is saved as {written.name}."))

    def _choose_file(self) -> None:
        if self.detail is not None:
            name = f"{self.detail.summary.facts.reference} receipt.pdf"
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or "."
            dialog = QFileDialog(self.window(), "Save the receipt", str(Path(folder) / name), "PDF (*.pdf)")
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("pdf")
            dialog.fileSelected.connect(lambda chosen: self.save_receipt_to(Path(chosen)))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _tell_who_may(self) -> None:
        if self.detail is None:
            return
        actor, state = self._desk.actor, self.detail.summary.facts.state
        sentence = application_words.why_not(actor)
        self._why_not.setText(sentence)
        self._why_not.setVisible(bool(sentence))
        self.acknowledge.setVisible(application_words.may_take(ApplicationStep.ACKNOWLEDGE, state, actor))
        self.withdraw.setVisible(application_words.may_take(ApplicationStep.WITHDRAW, state, actor))
        self.longer.setVisible(application_words.may_take_longer(self.detail, actor))
        self.written.tell_who_may()

    def _acknowledge(self) -> None:
        from brokerage.services.receive_application import acknowledge_application

        if self.detail is None:
            return
        desk, about = self._desk, self.detail.summary.facts
        change = partial(
            acknowledge_application,
            desk.database,
            desk.actor,
            about.reference,
            desk.today(),
            desk.now(),
            version=about.version,
        )
        desk.writes.run(change, self._acknowledged, self._refused, while_running=self.acknowledge)

    def _acknowledged(self, standing: "ApplicationStanding") -> None:
        self.step_taken.emit()
        self._desk.say(f"{standing.reference} is acknowledged and its receipt is issued. Next: {standing.next_step}")

    def _ask_why_withdrawn(self) -> None:
        if self.detail is not None:
            asked = application_words.withdrawal(self.detail)
            self.dialog = ask(self._desk, self, asked, self._withdraw)

    def _withdraw(self, dialog: AskDialog, answer: Answered) -> None:
        from brokerage.services.receive_application import withdraw_application

        if self.detail is None:
            return
        desk, about = self._desk, self.detail.summary.facts
        change = partial(
            withdraw_application,
            desk.database,
            desk.actor,
            about.reference,
            answer.reason,
            desk.today(),
            desk.now(),
            version=about.version,
        )

        def withdrawn(standing: "ApplicationStanding") -> None:
            dialog.accept()
            self.step_taken.emit()
            desk.say(f"{standing.reference} is withdrawn; the reason is kept. {standing.next_step}")

        def refused(error: Exception) -> None:
            failure = describe(error)
            dialog.fail(failure)
            if failure.family is Family.CONFLICT:
                self.stale.emit()

        desk.writes.run(change, withdrawn, refused, while_running=dialog.do)

    def _refused(self, error: Exception) -> None:
        self._desk.fail(error)
        if describe(error).family is Family.CONFLICT:
            self.stale.emit()

    def _lay_out(self) -> None:
        card = Card()
        ways = FlowRow()
        for way in (self.acknowledge, self.open, self.save_receipt, self.withdraw):
            ways.add(way)
        for part in (self._heading, self.next_step, self._why_not, ways, self.refused, self.facts):
            card.add(part)
        self._done.add(self.history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_MARGIN)
        for each in (card, self.written, self.assessment, self.longer, self._done):
            column.addWidget(each)
        self.be_open(wanted=False)
