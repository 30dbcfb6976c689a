"""Check your answers, of a change: each thing before and after, what becomes of the approval, and the one button that saves it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from brokerage.domain.call_off_face import Changed
from ui.call_offs import change_words, raise_words
from ui.call_offs.detail_words import Fact
from ui.call_offs.package import Looked
from ui.desk import Tone
from ui.failures import Failure
from ui.widgets.buttons import button
from ui.widgets.card import Card, row, scrolled
from ui.widgets.facts import Facts
from ui.widgets.headed_rows import HeadedRows
from ui.widgets.page_header import PageHeader
from ui.widgets.text import body, set_tone

if TYPE_CHECKING:
    from brokerage.services.look_at_change import CallOffStood

_HEADINGS = ("What", "Before", "After")
_STRETCHES = (2, 3, 3)


class ChangeAnswers(QWidget):
    """The change once more.

    Signals:
        save_pressed(): save it.
        back_pressed(): change something else first.
    """

    save_pressed = Signal()
    back_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.save = button("Save change", self.save_pressed.emit, weight="primary")
        self.back = button("Change something", self.back_pressed.emit)
        self._header = PageHeader("Check your answers")
        self._refusal = body()
        set_tone(self._refusal, Tone.BAD)
        self._refusal.hide()
        self.reopens = body(strong=True)
        set_tone(self.reopens, Tone.WARN)
        self._approval = Facts()
        changes = Card("Before and after")
        self._table = HeadedRows(_HEADINGS, _STRETCHES)
        changes.add(self._table)
        after = Card("What saving does")
        after.add(self.reopens)
        after.add(self._approval)
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setSpacing(16)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addWidget(changes)
        inner.addWidget(after)
        inner.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self._header)
        outer.addWidget(scrolled(whole, "The change"), 1)
        outer.addWidget(self._refusal)
        outer.addLayout(row(self.back, None, self.save))

    def show_change(self, stood: "CallOffStood", looked: Looked, why: str) -> None:
        """Show what would be saved."""
        self._refusal.hide()
        look = looked.looks[0]
        self._header.say(
            f"{stood.detail.summary.reference} at {look.service}: what becomes of it when the change is saved."
        )
        self._show_table(change_words.changes(looked))
        stands = change_words.is_amendment(looked)
        said = "" if looked.change is None else looked.change.reopens
        self.reopens.setText(f"{'✓' if stands else '▲'} {said}")
        set_tone(self.reopens, Tone.GOOD if stands else Tone.WARN)
        facts: list[Fact] = [("Why it is changed", why)]
        facts += [("Money", change_words.money_kept(stood))] if stands else _asked_anew(looked)
        self._approval.show_facts(facts)

    def show_refusal(self, failure: Failure) -> None:
        """Say why it was not saved; nothing was."""
        self._refusal.setText(f"◆ {failure.sentence} Nothing was saved.")
        self._refusal.show()

    def _show_table(self, found: tuple[Changed, ...]) -> None:
        grid = self._table.begin()
        for line, each in enumerate(found, start=1):
            for place, words in enumerate((each.what, each.before, each.after)):
                grid.addWidget(_cell(each, place, words), line, place, Qt.AlignmentFlag.AlignTop)


def _asked_anew(looked: Looked) -> list[Fact]:
    """What a change that opens the approval again asks for and rests on."""
    look = looked.looks[0]
    return [
        ("Approval", raise_words.approver_sentence(look)),
        ("Chosen from", raise_words.evidence_sentence(looked, 0)),
        *(("Take note", f"▲ {warning}", Tone.WARN) for warning in look.warnings),
    ]


def _cell(change: Changed, place: int, words: str) -> QLabel:
    cell = body(words, strong=place == len(_HEADINGS) - 1)
    cell.setAccessibleName(words if place == 0 else f"{change.what}, {_HEADINGS[place].lower()}: {words}")
    return cell
