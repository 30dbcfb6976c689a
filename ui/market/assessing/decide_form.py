"""Decides on one lot: admitted or refused, with the reasons the letter gives and what would help the provider."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from brokerage.domain.application import LotOutcome, check_decision
from brokerage.domain.application_assessment import ApplicationAssessment, LotAssessment
from brokerage.domain.changes import Done
from ui import formats
from ui.desk import Desk, Tone
from ui.market.assessing import words as assess_words
from ui.widgets.buttons import button
from ui.widgets.card import GAP, row
from ui.widgets.choice import ChoiceField
from ui.widgets.day_field import DayField, day_of
from ui.widgets.faults import refuse_faults
from ui.widgets.form_run import FormRun
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.text import body, rule, set_tone

_OUTCOMES = ((LotOutcome.ADMITTED, "Admit to this lot"), (LotOutcome.REFUSED, "Refuse for this lot"))
_NARROWEST_FIELD, _TEXT_HEIGHT = 340, 84


class DecideForm(QWidget):
    """The form; it hides until every question of the lot is settled. What is typed stays until the lot is decided.

    Signals:
        decided(): the decision is kept.
        stale(): a colleague was first; the application is needed as it stands now.
    """

    decided = Signal()
    stale = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: ApplicationAssessment | None = None
        self._lot: LotAssessment | None = None
        self._suggested: LotOutcome | None = None
        self.suggestion, self.wanting = body(strong=True), body()
        set_tone(self.wanting, Tone.WARN)
        self.outcome: ChoiceField[LotOutcome] = ChoiceField("Decision", _OUTCOMES)
        self.decided_on = DayField("Decided on", desk.icons)
        self.reasons, self.feedback = QPlainTextEdit(), QPlainTextEdit()
        self.fields = {
            "outcome": Labelled("Decision", self.outcome),
            "decided_on": Labelled("Decided on", self.decided_on, "Empty for today."),
            "reasons": Labelled("Reasons", self.reasons, "Needed: the letter gives them to the provider."),
            "feedback": Labelled(
                "Feedback", self.feedback, "What would help the provider; in the letter. May be empty."
            ),
        }
        self.run = FormRun(desk, self.fields, on_stale=self.stale.emit)
        self.save = button("Decide on this lot", self._decide, weight="primary")
        self._lay_out()

    def show_lot(self, shown: ApplicationAssessment, lot: LotAssessment, wanting: str) -> None:
        """Ask for the decision on this lot, once it may be taken by who works now; `wanting` is said of its documents."""
        self._shown, self._lot = shown, lot
        self.setVisible(assess_words.may_decide(shown, lot, self._desk.actor))
        sentence, tone = assess_words.suggestion(lot)
        self.suggestion.setText(sentence)
        set_tone(self.suggestion, tone)
        self.wanting.setText(wanting)
        self.wanting.setVisible(bool(wanting))
        follows = LotOutcome.REFUSED if lot.assessment.failed else LotOutcome.ADMITTED
        if follows is not self._suggested:
            self._suggested = follows
            self.outcome.choose(follows)
        self.save.setAccessibleName(f"Decide on lot {lot.lot.number}, {lot.service.name}")

    def _decide(self) -> None:
        shown, lot = self._shown, self._lot
        if shown is not None and lot is not None:
            self.run.send(partial(self._change, shown, lot), partial(self._decided, lot), self.save)

    def _change(self, shown: ApplicationAssessment, lot: LotAssessment) -> Callable[[], Done[ApplicationAssessment]]:
        from brokerage.services.decide_application import decide_lot

        desk, outcome = self._desk, self.outcome.value() or LotOutcome.ASKED
        decided_on = partial(day_of, self.decided_on, "decided_on")
        reasons = self.reasons.toPlainText()
        refuse_faults({"decided_on": decided_on, "reasons": partial(check_decision, outcome, reasons)})
        return partial(
            decide_lot,
            desk.database,
            desk.actor,
            shown.reference,
            lot.application_lot_id,
            outcome,
            reasons,
            desk.today(),
            desk.now(),
            feedback=self.feedback.toPlainText(),
            decided_on=decided_on(),
            version=shown.version,
        )

    def _decided(self, lot: LotAssessment, after: ApplicationAssessment) -> None:
        outcome = next(each.outcome for each in after.lots if each.application_lot_id == lot.application_lot_id)
        left = (
            f"{formats.count(len(after.undecided), 'lot')} still to decide." if after.undecided else "Next: the letter."
        )
        if isValid(self):
            self.decided.emit()
        self._desk.say(f"{lot.name}: {formats.words(outcome).lower()}. {left}")

    def _lay_out(self) -> None:
        for text in (self.reasons, self.feedback):
            text.setTabChangesFocus(True)
        self._fit_texts()
        self._desk.look.changed.connect(self._fit_texts)
        fields = Reflow(self._desk.look, _NARROWEST_FIELD, (1, 1))
        for field in self.fields.values():
            fields.add(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for part in (rule(), self.suggestion, self.wanting, fields):
            column.addWidget(part)
        column.addLayout(row(None, self.save))

    def _fit_texts(self) -> None:
        for text in (self.reasons, self.feedback):
            text.setFixedHeight(self._desk.look.px(_TEXT_HEIGHT))
