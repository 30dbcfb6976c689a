"""What each lot of a purchasing system asks of its applicants: read by everybody, written in the page by commissioners."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from brokerage.domain.question_plan import LotQuestions, QuestionPlan
from brokerage.domain.scheme_plan import MOST_ASSESSORS
from ui.desk import Desk, Tone
from ui.failures import Family, describe
from ui.market.rules import questions_words as words
from ui.market.rules.question_editor import QuestionEditor
from ui.market.rules.questions_spread import QuestionsSpread
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.choice import ChoiceField
from ui.widgets.facts import Facts
from ui.widgets.form_run import FormRun
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.text import body, rule, set_tone
from ui.widgets.who_may import let_use

if TYPE_CHECKING:
    from brokerage.services.ask_questions import QuestionsSet, SchemeQuestions

_KEY = "market: questions"


class QuestionsCard(Card):
    """The lot chosen with its questions, or its editor. What is half typed stays until another scheme is shown.

    Signals:
        wanted(QWidget): this part of it is to be seen now.
    """

    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        self.change = button("Change what it asks…", self._begin)
        self.spread = button("Copy to several lots…", self._begin_spread)
        super().__init__("What each lot asks", actions=(self.spread, self.change))
        self._desk = desk
        self._scheme = ""
        self._asked: SchemeQuestions | None = None
        self._editing: LotQuestions | None = None
        self._waits, self._told, self.summary = body(), body(), body()
        set_tone(self._waits, Tone.WARN)
        set_tone(self._told, Tone.WARN)
        self.lot: ChoiceField[str] = ChoiceField("Lot")
        self.lot.currentIndexChanged.connect(lambda _index: self._show_lot())
        self.questions = Facts()
        self.like: ChoiceField[str] = ChoiceField("Lot to copy")
        self.copy = button("Copy its questions", self._copy)
        self.save = button("Ask these", self._save, weight="primary")
        self.leave = button("Leave it as it was", self._leave, weight="quiet")
        self.editor = QuestionEditor(desk.look, self.copy)
        self.editor.wanted.connect(self.wanted)
        self.several = QuestionsSpread(desk)
        self.several.wanted.connect(self.wanted)
        self.several.left.connect(self._leave_spread)
        self.several.stale.connect(self._read)
        people = ((number, words.people(number)) for number in range(1, MOST_ASSESSORS + 1))
        self.assessors: ChoiceField[int] = ChoiceField("People who assess each application", people)
        self.set_assessors = button("Set how many assess", self._set_assessors)
        self.assessors_field = Labelled("People who assess each application", self.assessors)
        self.assessing = FormRun(desk, {"assessors": self.assessors_field}, on_stale=self._read)
        self._lay_out()
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())

    def show_scheme(self, reference: str) -> None:
        """Read what this scheme asks; what is half typed stays while it is the same one."""
        if reference != self._scheme:
            self._scheme, self._asked = reference, None
            self._leave()
            self.several.hide()
            for part in (self._body, self._assessing):
                part.hide()
        self._read()

    def _read(self) -> None:
        from brokerage.services.ask_questions import show_questions

        question = partial(show_questions, self._desk.database, self._scheme)
        self._desk.reads.latest(_KEY, question, self._show, lambda error: self._desk.fail(error, self._read))

    def _show(self, asked: "SchemeQuestions") -> None:
        before, self._asked = self._asked, asked
        self._body.show()
        self._assessing.show()
        self.lot.offer((lot.number, words.lot_named(lot)) for lot in asked.lots)
        if before is None or before.assessors_needed != asked.assessors_needed:
            self.assessors.choose(asked.assessors_needed)
        self.several.show_questions(asked)
        self._follow_colleague(asked)
        self._show_lot()

    def _follow_colleague(self, asked: "SchemeQuestions") -> None:
        """Where a colleague changed what is being typed: say so, and let the next press take its place."""
        editing = self._editing
        now = next((lot for lot in asked.lots if editing and lot.lot_id == editing.lot_id), None)
        if editing is not None and now is not None and now.mark != editing.mark:
            self._editing = now
            self._tell(words.changed_meanwhile(now))

    def _show_lot(self) -> None:
        lot = self._shown
        if lot is not None:
            self.questions.show_facts(words.facts(lot))
            self.summary.setText(words.summary(lot))
            set_tone(self.summary, Tone.PLAIN if lot.questions else Tone.WARN)
        self._tell_who_may()

    @property
    def _shown(self) -> LotQuestions | None:
        lots = self._asked.lots if self._asked is not None else ()
        return next((lot for lot in lots if lot.number == self.lot.value()), None)

    def _tell_who_may(self) -> None:
        lot, editing = self._shown, self._editing is not None
        sentence = words.why_not(self._desk.actor)
        waits = words.waiting(lot) if lot is not None and not sentence else ""
        self._waits.setText(waits)
        self._waits.setVisible(bool(waits))
        is_spreading = not self.several.isHidden()
        self.change.setVisible(not editing and not is_spreading)
        self.spread.setVisible(not editing and not is_spreading)
        let_use(self.spread, sentence)
        let_use(self.change, sentence or waits)
        self.spread.setEnabled(bool(self._asked and self._asked.to_copy) and not sentence)
        self.change.setEnabled(lot is not None and not sentence and not waits)
        self.lot.setEnabled(not editing)
        self._choosing.setVisible(not is_spreading)
        self._reading.setVisible(not editing and not is_spreading)
        self._writing.setVisible(editing)
        for control in (self.save, self.copy, self.assessors, self.set_assessors, self.several):
            let_use(control, sentence)

    def _begin(self) -> None:
        lot = self._shown
        if lot is None or self._asked is None:
            return
        self._editing = lot
        self._tell("")
        self.editor.show_questions(words.typed_of(plan) for plan in lot.questions)
        self.like.offer((each.key, f"{each.key} {each.title}") for each in self._asked.to_copy if each.key != lot.key)
        self._copying.setVisible(self.like.count() > 0)
        self._tell_who_may()
        first = self.editor.rows[0].kind if self.editor.rows else self.editor.add_one
        first.setFocus()
        self.wanted.emit(first)

    def _leave(self) -> None:
        was_editing, self._editing = self._editing is not None, None
        self._tell("")
        self.editor.show_questions(())
        self._tell_who_may()
        if was_editing:
            self.change.setFocus()

    def _begin_spread(self) -> None:
        lot = self._shown
        if lot is not None:
            self.several.begin(lot)
            self._tell_who_may()

    def _leave_spread(self) -> None:
        self._tell_who_may()
        self.spread.setFocus()

    def _copy(self) -> None:
        from brokerage.services.copy_questions import questions_like

        key = self.like.value()
        if key is not None:
            self._desk.reads.latest(f"{_KEY} to copy", partial(questions_like, self._desk.database, key), self._copied)

    def _copied(self, plans: tuple[QuestionPlan, ...]) -> None:
        if self._editing is not None:
            self.editor.show_questions(words.typed_of(plan) for plan in plans)
            self.editor.rows[0].kind.setFocus()
            self.wanted.emit(self.editor.rows[0].kind)

    def _save(self) -> None:
        from brokerage.services.ask_questions import set_questions

        lot, plans = self._editing, self.editor.plans()
        if lot is None or plans is None:
            return
        desk = self._desk
        change = partial(set_questions, desk.database, desk.actor, lot.key, plans, desk.now(), mark=lot.mark)
        desk.writes.run(change, partial(self._saved, lot.lot_id), self._refused, while_running=self.save)

    def _saved(self, lot_id: int, done: "QuestionsSet") -> None:
        if self._editing is not None and self._editing.lot_id == lot_id:
            self._leave()
        self._desk.say(words.saved(done.lot, done.replaced.added, done.replaced.retired))

    def _refused(self, error: Exception) -> None:
        failure = describe(error)
        if failure.family is Family.CONFLICT:
            self._read()
        if not self.save.isVisible():  # left meanwhile
            self._desk.fail(error)
        elif not place_failure(failure, self.editor.fields):
            self._tell(failure.sentence)
            self.save.setFocus()
            self.wanted.emit(self.save)

    def _tell(self, sentence: str) -> None:
        self._told.setText(f"▲ {sentence}")
        self._told.setVisible(bool(sentence))

    def _set_assessors(self) -> None:
        from brokerage.services.ask_questions import set_assessors

        asked, desk = self._asked, self._desk
        if asked is None:
            return
        named = partial(set_assessors, desk.database, desk.actor, asked.scheme, self.assessors.value() or 1)
        change = partial(named, desk.now(), version=asked.version)
        self.assessing.send(lambda: change, self._assessors_set, self.set_assessors)

    def _assessors_set(self, assessors: int) -> None:
        self._desk.say(words.assessors_saved(self._scheme, assessors))

    def _lay_out(self) -> None:
        self._body, self._reading, self._writing, self._copying, self._assessing = (_bare() for _ in range(5))
        like = Labelled("Copy from another lot", self.like, "Its questions take the place of what stands here.")
        _fill(self._copying, like, row(self.copy, None))
        _fill(self._reading, self.questions, self.summary)
        _fill(self._writing, self._copying, self.editor, self._told, row(None, self.leave, self.save))
        self._choosing = Labelled("Lot", self.lot)
        _fill(self._body, self._choosing, self._waits, self._reading, self._writing, self.several)
        _fill(self._assessing, rule(), self.assessors_field, row(self.set_assessors, None))
        _fill(self, self._body, self._assessing)
        for part in (self._body, self._assessing, self._writing, self.several):
            part.hide()


def _bare() -> Card:
    """A column without the look of a card."""
    made = Card()
    made.setObjectName("")
    made.column.setContentsMargins(0, 0, 0, 0)
    return made


def _fill(card: Card, *parts: QWidget | QLayout) -> None:
    for part in parts:
        card.add(part)
