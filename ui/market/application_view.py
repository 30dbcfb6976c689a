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
from ui.market import application_words
from ui.market.longer_time_form import LongerTimeForm
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, Card, row
from ui.widgets.facts import Facts
from ui.widgets.text import body, section_title, set_tone

if TYPE_CHECKING:
    from brokerage.services.application_standing import ApplicationStanding

_SAVE = "market: save receipt"


class ApplicationView(QWidget):
    """The cards of one application.

    Signals:
        stale(): a colleague was first; it is needed as it stands now.
        step_taken(): a step was taken; the button that was pressed is gone.
    """

    stale = Signal()
    step_taken = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.detail: ApplicationDetail | None = None
        self._heading = section_title("")
        self.next_step = body(strong=True)
        self.acknowledge = button("Acknowledge", self._acknowledge, weight="primary")
        self.save_receipt = button("Save receipt…", self._choose_file)
        self._why_not, self.refused = body(), body()
        for label in (self._why_not, self.refused):
            set_tone(label, Tone.WARN)
        self.facts, self.history = Facts(), Facts()
        self.longer = LongerTimeForm(desk)
        self.longer.stale.connect(self.stale)
        self.longer.taken.connect(self.step_taken)
        self._done = Card("What was done")
        self._lay_out()
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())

    def show_detail(self, detail: ApplicationDetail) -> None:
        """Show this one; a reason half typed stays while it is the same application."""
        self.detail = detail
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
        self._tell_who_may()

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
        self.longer.setVisible(application_words.may_take_longer(self.detail, actor))

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

    def _refused(self, error: Exception) -> None:
        self._desk.fail(error)
        if describe(error).family is Family.CONFLICT:
            self.stale.emit()

    def _lay_out(self) -> None:
        card = Card()
        heading = row(self._heading, self.save_receipt, self.acknowledge)
        heading.setStretch(0, 1)
        card.add(heading)
        for part in (self.next_step, self._why_not, self.refused, self.facts):
            card.add(part)
        self._done.add(self.history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_MARGIN)
        for each in (card, self.longer, self._done):
            column.addWidget(each)
