"""One lot of an application: the regulator's word, the questions with their scores, how it comes out, the decision."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from brokerage.domain.application_assessment import ApplicationAssessment, LotAssessment
from brokerage.domain.assessment import Stage
from brokerage.domain.documents_asked import AskedDocument
from ui.desk import Desk, Tone
from ui.failures import Family, describe
from ui.market.assessing import words as assess_words
from ui.market.assessing.decide_form import DecideForm
from ui.market.assessing.question import QuestionRow
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, Card, row
from ui.widgets.facts import Facts
from ui.widgets.sight import bring_into_sight
from ui.widgets.text import body, set_style, set_tone


class LotCard(Card):
    """One service in one lot; its questions can be folded away.

    Signals:
        stale(): a colleague was first; the application is needed as it stands now.
        decided(): the lot is decided; its questions are folded away.
    """

    stale = Signal()
    decided = Signal()

    def __init__(self, desk: Desk, shown: ApplicationAssessment, lot: LotAssessment) -> None:
        self.fold = button("Hide the questions", self._turn)
        super().__init__(assess_words.title(lot), actions=(self.fold,))
        self._desk, self._shown, self._lot = desk, shown, lot
        self._regulator, self._total = body(), body()
        self.progress = body()
        self.offered, self.decision = Facts(), Facts()
        self._offered_heading = body("Prices offered")
        self.rows = {question.question_id: QuestionRow(desk, question) for question in lot.questions}
        self.save_all = button("Save all scores of this lot", self._save_all, weight="primary")
        self.save_all.setAccessibleName(f"Save all scores of lot {lot.lot.number}, {lot.service.name}")
        self.decide = DecideForm(desk)
        self.decide.stale.connect(self.stale)
        self.decide.decided.connect(self._fold_decided)
        self._questions = QWidget()
        self._lay_out()
        for made in self.rows.values():
            made.save_asked.connect(partial(self._save_one, made))

    @property
    def is_folded(self) -> bool:
        """Whether the questions are out of sight."""
        return self._questions.isHidden()

    def show_questions(self, *, wanted: bool) -> None:
        """Show the questions, or only how the lot comes out."""
        self._questions.setVisible(wanted)
        words = "Hide the questions" if wanted else "Show the questions"
        self.fold.setText(words)
        self.fold.setAccessibleName(f"{words} of lot {self._lot.lot.number}, {self._lot.service.name}")

    def show_lot(self, shown: ApplicationAssessment, lot: LotAssessment, documents: Sequence[AskedDocument]) -> None:
        """Show the lot as it stands now; what is typed and not kept yet stays."""
        self._shown, self._lot = shown, lot
        actor = self._desk.actor
        may_score = assess_words.may_score(shown, lot, actor)
        self._regulator.setText(assess_words.regulator(lot))
        set_tone(self._regulator, assess_words.regulator_tone(lot))
        offered = assess_words.offered(lot)
        self.offered.show_facts(offered)
        for part in (self.offered, self._offered_heading):
            part.setVisible(bool(offered))
        self.progress.setText(assess_words.progress(lot))
        total = assess_words.total(lot)
        self._total.setText(total)
        self._total.setVisible(bool(total))
        for result in lot.assessment.results:
            self.rows[result.question.question_id].show_lot(lot, result, documents, actor, may_score=may_score)
        self.save_all.setVisible(may_score and bool(self.rows))
        set_style(
            self.save_all, "kind", "secondary" if lot.assessment.is_complete else "primary"
        )  # then deciding is next
        self.fold.setVisible(bool(self.rows))
        self.decision.show_facts(assess_words.decided(lot))
        self.decision.setVisible(lot.decision is not None)
        self.decide.show_lot(shown, lot, assess_words.wanting(lot, documents))

    def _turn(self) -> None:
        self.show_questions(wanted=self.is_folded)

    def _fold_decided(self) -> None:
        self.show_questions(wanted=False)
        self._go_on_at(self.fold)
        self.decided.emit()

    def _save_all(self) -> None:
        changed = [made for made in self.rows.values() if made.is_changed]
        if not changed:
            self._desk.say("There is no new score to keep: give one with its reason first.", Tone.WARN)
        else:
            self._keep(changed, self.save_all)

    def _save_one(self, made: QuestionRow) -> None:
        self._keep([made], made.save)

    def _keep(self, rows: list[QuestionRow], pressed: QWidget) -> None:
        """Keep these scores together, or none: each that cannot be used says why at its field."""
        from brokerage.services.assess_application import keep_scores

        given = [(made, made.given()) for made in rows]
        wrong = [made for made, score in given if score is None]
        if wrong:
            wrong[0].given()  # the cursor goes to the first that is wrong
            return
        at = {stage: [score for made, score in given if made.stage is stage and score is not None] for stage in Stage}
        desk, lot_id = self._desk, self._lot.application_lot_id
        keep = partial(keep_scores, desk.database, desk.actor, self._shown.reference, lot_id)
        change = partial(keep, at[Stage.INDIVIDUAL], at[Stage.MODERATED], desk.now())
        desk.writes.run(change, partial(self._kept, rows), self._refused, while_running=pressed)

    def _kept(self, rows: list[QuestionRow], lot: LotAssessment) -> None:
        self._desk.say(f"{lot.name}: the scores are kept. {assess_words.progress(lot)}")
        if isValid(self):
            for made in rows:
                made.take_as_kept()
            self._go_on_at(self._after(rows))

    def _go_on_at(self, control: QWidget) -> None:
        control.setFocus()
        bring_into_sight(control)

    def _after(self, rows: list[QuestionRow]) -> QWidget:
        """Where the cursor goes on: the first question after these without a score, or the button for all of them."""
        following = list(self.rows.values())
        following = following[following.index(rows[-1]) + 1 :]
        return next((made.points for made in following if made.typed == ("", "")), self.save_all)

    def _refused(self, error: Exception) -> None:
        self._desk.fail(error)
        if describe(error).family is Family.CONFLICT:
            self.stale.emit()

    def _lay_out(self) -> None:
        inner = QVBoxLayout(self._questions)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(CARD_MARGIN)
        for made in self.rows.values():
            inner.addWidget(made)
        inner.addLayout(row(None, self.save_all))
        for part in (
            self._regulator,
            self._offered_heading,
            self.offered,
            self.progress,
            self._total,
            self._questions,
            self.decision,
            self.decide,
        ):
            self.add(part)
