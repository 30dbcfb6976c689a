"""One question of a lot: what was answered, how it stands, and the score with its reason; asked for in the page."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.application_assessment import LotAssessment
from brokerage.domain.assessment import (
    GivenScore,
    Question,
    QuestionKind,
    QuestionResult,
    Score,
    Stage,
    Standing,
)
from brokerage.domain.documents_asked import AskedDocument
from brokerage.domain.score_given import check_points, check_reason, parse_points
from brokerage.domain.staff import Actor
from ui.desk import Desk
from ui.market.assessing import words as assess_words
from ui.widgets.buttons import button
from ui.widgets.card import column, row
from ui.widgets.choice import ChoiceField
from ui.widgets.faults import faults_of, tell_faults
from ui.widgets.fields_row import fields_row
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.text import body, caption, rule, set_tone
from ui.widgets.wrapped_line import WrappedLine

_NARROWEST, _POINTS_WIDTH = 400, 120
_LIKE = {Stage.INDIVIDUAL: "Your score", Stage.MODERATED: "Agreed score"}
_LONGEST_POINTS = 6

Typed = tuple[str, str]
"""Points and reason, as they stand in the form."""
_NOTHING: Typed = ("", "")


class QuestionRow(QWidget):
    """The question at the left, the score at the right, or below where there is little room.

    Signals:
        save_asked(): the score of this question alone shall be kept.
    """

    save_asked = Signal()

    def __init__(self, desk: Desk, question: Question) -> None:
        super().__init__()
        self._desk, self.question = desk, question
        self.stage = Stage.INDIVIDUAL
        self._wants_own = False
        self._typed_by: int | None = None
        self._filled: Typed = _NOTHING
        self._own: Typed = _NOTHING
        name = f"question {question.number}"
        self._asks, self._answer, self._given = caption(), body(), body()
        self.standing = body()
        self.points = _points_control(question)
        self.reason = WrappedLine(desk.look)
        self.points.setAccessibleName(f"Score of {name}")
        self.reason.setAccessibleName(f"Reason for the score of {name}")
        hint = f"0 to {question.highest_score}" if question.kind is QuestionKind.SCORED else ""
        self.fields = {
            "points": Labelled("Your score", self.points, hint),
            "reason": Labelled("Why", self.reason, "Needed; kept with the score. Name no person."),
        }
        self.save = button("Save this score", self.save_asked.emit, weight="quiet")
        self.save.setAccessibleName(f"Save the score of {name}")
        self.change_own = button("Change my own score instead", self._change_own, weight="quiet")
        self.change_own.setAccessibleName(f"Change my own score of {name} instead")
        self._lay_out()

    def show_lot(
        self,
        lot: LotAssessment,
        result: QuestionResult,
        documents: Sequence[AskedDocument],
        actor: Actor,
        *,
        may_score: bool,
    ) -> None:
        """Show how the question stands; what was typed and not kept yet stays for whoever typed it."""
        question = result.question
        self.stage = self._stage_of(lot, result)
        own = lot.last_score(question, Stage.INDIVIDUAL, actor.staff_id)
        is_own_form = may_score and self.stage is Stage.INDIVIDUAL
        self._asks.setText(assess_words.asks(lot, question))
        answer, answer_tone = assess_words.answer(lot, question, documents)
        self._answer.setText(answer)
        set_tone(self._answer, answer_tone)
        given = assess_words.given(lot, question, actor, without_own=is_own_form)
        self._given.setText(given)
        self._given.setVisible(bool(given))
        sentence, tone = assess_words.standing(lot, result, actor)
        self.standing.setText(sentence)
        set_tone(self.standing, tone)
        self._form.setVisible(may_score)
        self._sides.set_stretches((1, 1) if may_score else (1, 0))
        differs = result.standing is Standing.TO_MODERATE and own is not None
        self.change_own.setVisible(may_score and differs and self.stage is Stage.MODERATED)
        self._tell_stage()
        self._own = _typed(question, own)
        is_own = self.stage is Stage.INDIVIDUAL
        self._fill(actor, self._own if is_own else _typed(question, lot.last_score(question, Stage.MODERATED)))

    @property
    def typed(self) -> Typed:
        """What stands in the form."""
        if isinstance(self.points, QLineEdit):
            return self.points.text().strip(), self.reason.text().strip()
        return self.points.value() or "", self.reason.text().strip()

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that is not kept."""
        return self.typed != self._filled

    def given(self) -> GivenScore | None:
        """The score as it is typed; None where it cannot be used, which is then said at its field."""
        from brokerage.services.typed_text import typed_text

        points, reason = self.typed
        faults = faults_of(
            {
                "points": lambda: check_points(self.question, parse_points(self.question, points)),
                "reason": lambda: typed_text(check_reason(self.question, reason), "reason"),
            }
        )
        if tell_faults(self.fields, faults):
            return None
        return GivenScore(self.question.number, parse_points(self.question, points), typed_text(reason, "reason"))

    def clear_errors(self) -> None:
        """Take the sentences at the fields away."""
        for field in self.fields.values():
            field.clear_error()

    def take_as_kept(self) -> None:
        """What is typed is kept now."""
        self._filled = self.typed
        self._wants_own = False

    def _stage_of(self, lot: LotAssessment, result: QuestionResult) -> Stage:
        if result.standing is Standing.TO_MODERATE:
            return Stage.INDIVIDUAL if self._wants_own else Stage.MODERATED
        self._wants_own = False
        last = next((each for each in reversed(lot.given) if each.question_id == result.question.question_id), None)
        was_moderated = result.points is not None and last is not None and last.stage is Stage.MODERATED
        return Stage.MODERATED if was_moderated else Stage.INDIVIDUAL

    def _change_own(self) -> None:
        self._wants_own, self.stage = True, Stage.INDIVIDUAL
        self._tell_stage()
        self._show(self._own)
        self.points.setFocus()
        self.change_own.hide()

    def _tell_stage(self) -> None:
        self.fields["points"].set_label(_LIKE[self.stage])

    def _fill(self, actor: Actor, kept: Typed) -> None:
        """Show what is kept, but for what the same assessor is typing."""
        if actor.staff_id == self._typed_by and self.is_changed:
            return
        if actor.staff_id != self._typed_by:
            self.clear_errors()
        self._typed_by = actor.staff_id
        self._show(kept)

    def _show(self, kept: Typed) -> None:
        points, reason = kept
        if isinstance(self.points, QLineEdit):
            self.points.setText(points)
        else:
            self.points.choose(points)
        self.reason.set_text(reason)
        self._filled = self.typed

    def _fit_points(self) -> None:
        self.points.setFixedWidth(self._desk.look.px(_POINTS_WIDTH))

    def _lay_out(self) -> None:
        self._fit_points()
        self._desk.look.changed.connect(self._fit_points)
        question = body(f"{self.question.number}  {self.question.text}", strong=True)
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.addLayout(fields_row(*self.fields.values(), stretches=(0, 1)))
        form.addLayout(row(None, self.change_own, self.save))
        self._sides = Reflow(self._desk.look, _NARROWEST, (1, 1))
        self._sides.add(column(question, self._asks, self._answer, self._given, self.standing, gap=4))
        self._sides.add(self._form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(rule())
        whole.addWidget(self._sides)


def _points_control(question: Question) -> QLineEdit | ChoiceField[str]:
    if question.kind is QuestionKind.SCORED:
        line = QLineEdit()
        line.setMaxLength(_LONGEST_POINTS)
        return line
    return ChoiceField("Score", (("", "Not yet"), ("pass", "Passed"), ("fail", "Failed")))


def _typed(question: Question, score: Score | None) -> Typed:
    if score is None:
        return _NOTHING
    if question.kind is QuestionKind.SCORED:
        return str(score.points), score.reason
    return "pass" if score.points else "fail", score.reason
