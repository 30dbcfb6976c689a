"""Has several lots of a purchasing system ask what another lot asks, or what another system asks lot by lot, in one press."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from brokerage.domain.question_plan import LotQuestions
from ui.desk import Desk, Tone
from ui.failures import Family, describe
from ui.market.rules import questions_words as words
from ui.widgets.buttons import button
from ui.widgets.card import GAP, row
from ui.widgets.choice import ChoiceField, tick
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.text import body, set_tone

if TYPE_CHECKING:
    from brokerage.services.ask_questions import QuestionsSet, SchemeQuestions

_ABOUT = "What the lots ticked asked before is asked no more. All of them are changed, or none."
_NONE_TICKED = "No lot is ticked: tick those that shall ask it."
_WAITING = "A lot for which applications wait for a decision cannot be ticked, nor the one that is copied."


class QuestionsSpread(QWidget):
    """The choice of what is copied, and a box for each lot. A lot that waits for decisions cannot be ticked.

    Signals:
        left(): done, or not wanted.
        stale(): a colleague was first; what the lots ask is needed as it stands now.
        wanted(QWidget): this part of it is to be seen now.
    """

    left = Signal()
    stale = Signal()
    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked: SchemeQuestions | None = None
        self.like: ChoiceField[str] = ChoiceField("What they shall ask")
        self.like.fit_room()
        self.like.currentIndexChanged.connect(lambda _index: self._allow())
        self.boxes: dict[str, QCheckBox] = {}
        self._ticks, self._column = QWidget(), QVBoxLayout()
        self.told = body()
        set_tone(self.told, Tone.WARN)
        self.leave = button("Leave them as they were", self._leave, weight="quiet")
        self.save = button("Copy to the lots ticked", self._save, weight="primary")
        self.fields = {
            "like": Labelled("What they shall ask", self.like, _ABOUT),
            "lot": Labelled("Which lots shall ask it", self._ticks, _WAITING),
        }
        self._ticks.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        for part in (*self.fields.values(), self.told):
            whole.addWidget(part)
        whole.addLayout(row(None, self.leave, self.save))
        self.told.hide()

    def show_questions(self, asked: "SchemeQuestions") -> None:
        """Offer what there is to copy and the lots that may ask it; ticks stay."""
        self._asked = asked
        self.like.offer(words.sources(asked.to_copy, asked.scheme))
        ticked = {number for number, box in self.boxes.items() if box.isChecked()}
        for old in self.boxes.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.boxes = {lot.number: tick(words.target(lot).replace("&", "&&"), _nothing) for lot in asked.lots}
        before: QWidget = self.like
        for number, box in self.boxes.items():
            box.setChecked(number in ticked)
            self._column.addWidget(box)
            box.show()
            QWidget.setTabOrder(before, box)
            before = box
        self._allow()

    def begin(self, lot: LotQuestions) -> None:
        """Come to the front, to copy what this lot asks where it asks anything."""
        self._tell("")
        for field in self.fields.values():
            field.clear_error()
        for box in self.boxes.values():
            box.setChecked(False)
        if self.like.offers(lot.key):
            self.like.choose(lot.key)
        self._allow()
        self.show()
        self.like.setFocus()
        self.wanted.emit(self.save)

    def _allow(self) -> None:
        """Let those be ticked that can ask what is chosen."""
        if self._asked is None:
            return
        like = self.like.value() or ""
        for lot in self._asked.lots:
            box = self.boxes.get(lot.number)
            if box is not None:
                box.setEnabled(words.may_ask(lot, like, self._asked.to_copy))
                box.setChecked(box.isChecked() and box.isEnabled())

    def _save(self) -> None:
        from brokerage.services.copy_questions import copy_scheme_questions

        self._tell("")
        asked, like, desk = self._asked, self.like.value(), self._desk
        numbers = tuple(number for number, box in self.boxes.items() if box.isChecked())
        for field in self.fields.values():
            field.clear_error()
        if asked is None or like is None:
            return
        if not numbers:
            self.fields["lot"].show_error(_NONE_TICKED)
            next((box for box in self.boxes.values() if box.isEnabled()), self.like).setFocus()
            return
        change = partial(
            copy_scheme_questions,
            *(desk.database, desk.actor, asked.scheme, like, desk.now()),
            lots=numbers,
            marks={lot.number: lot.mark for lot in asked.lots},
        )
        desk.writes.run(change, self._saved, self._refused, while_running=self.save)

    def _saved(self, done: "tuple[QuestionsSet, ...]") -> None:
        self._leave()
        self._desk.say(words.spread([one.lot for one in done]))

    def _refused(self, error: Exception) -> None:
        failure = describe(error)
        if not place_failure(failure, self.fields):
            self._tell(failure.sentence)
            self.save.setFocus()
            self.wanted.emit(self.save)
        if failure.family is Family.CONFLICT:
            self.stale.emit()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def _tell(self, sentence: str) -> None:
        self.told.setText(f"▲ {sentence}")
        self.told.setVisible(bool(sentence))


def _nothing(_ticked: bool) -> None:  # noqa: FBT001 - the box's own signal
    """A tick alone changes nothing."""
