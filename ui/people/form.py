"""What the forms of a record share: fields with their errors, one button that saves, a way out, and what a conflict shows."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput
from brokerage.domain.person_record import PersonRecord
from ui.conflicts import FieldWords
from ui.desk import Desk, Tone
from ui.failures import Family, describe
from ui.people.record_changes import Part, changes_elsewhere
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.conflict_panel import ConflictPanel
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.page_header import PageHeader
from ui.widgets.text import body, set_tone

UseCase = Callable[[], Done[int]]
ValueT = TypeVar("ValueT")


class RecordForm(QWidget, Generic[ValueT]):
    """A form for one part of a record, new or as kept.

    A subclass lays out its card, fills `fields`, `words` and `puts`, and answers `typed`, `kept_in` and `use_case`.
    It may be left while a press is still being answered: what came of it is told all the same.

    Attributes:
        record: the record the form was read from, None for somebody new.
        fields: the labelled fields, by the name an error gives them.
        words: how each field is told when a colleague was first.
        puts: what writes each field of the form from a value.

    Signals:
        left(): nothing was saved.
        saved(int): the record of this person was saved.
        record_wanted(): a colleague was first: the record is needed as it stands now; it comes with `take_newer`.
    """

    left = Signal()
    saved = Signal(int)
    record_wanted = Signal()

    def __init__(self, desk: Desk, record: PersonRecord | None, part: Part, title: str, sentence: str) -> None:
        super().__init__()
        self.desk = desk
        self.record = record
        self.fields: dict[str, Labelled] = {}
        self.words: Sequence[FieldWords[ValueT]] = ()
        self.puts: dict[str, Callable[[ValueT], object]] = {}
        self._part = part
        self._sent: ValueT | None = None
        self.card = Card()
        self.conflict = ConflictPanel()
        self.save = button("Save", self._save, weight="primary")
        self.leave = button("Leave without saving", self.left.emit, weight="quiet")
        self._wrong = body()
        set_tone(self._wrong, Tone.BAD)
        self._wrong.hide()
        whole = QWidget()
        inner = column(self.conflict, self.card, None, gap=16)
        inner.setContentsMargins(0, 0, 8, 0)
        whole.setLayout(inner)
        self._area = scrolled(whole, title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(PageHeader(title, sentence))
        outer.addWidget(self._area, 1)
        outer.addWidget(self._wrong)
        outer.addLayout(row(self.leave, None, self.save))

    def typed(self) -> ValueT:
        """What is typed. Raises: BadInput naming the field that cannot be read."""
        raise NotImplementedError

    def kept_in(self, record: PersonRecord | None) -> ValueT:
        """What the form begins with when it is read from this record."""
        raise NotImplementedError

    def use_case(self, typed: ValueT) -> UseCase:
        """What saving does."""
        raise NotImplementedError

    def own_number(self) -> int:
        """The number of the entry the form is about; 0 for a new one."""
        return 0

    def person_and_version(self) -> tuple[int, int]:
        """Whose record it is, and which version of it the form was read from; 0 for somebody new."""
        return (0, 0) if self.record is None else (self.record.details.person_id, self.record.details.version)

    def fill(self) -> None:
        """Fill the form from the record it was read from."""
        kept = self.kept_in(self.record)
        for put in self.puts.values():
            put(kept)

    def take_newer(self, record: PersonRecord) -> None:
        """Take the record as it stands now, keep what was typed, and show both changes field by field."""
        before, mine = self.record, self._typed_by_now()
        self.record = record
        if before is None or mine is None:
            return
        elsewhere = changes_elsewhere(before, record, self._part, self.own_number(), self.desk.today())
        met = self.conflict.meet(
            self.kept_in(before),
            mine,
            self.kept_in(record),
            self.words,
            lambda name, value: self.puts[name](value),
            elsewhere,
        )
        self._area.verticalScrollBar().setValue(0)
        self.say(f"{self.said} {met}", Tone.WARN)

    def _typed_by_now(self) -> ValueT | None:
        """What is typed, or where that cannot be read what was to be saved: one may have typed on meanwhile."""
        try:
            return self.typed()
        except BadInput:
            return self._sent

    def field(self, name: str, words: str, control: QWidget, hint: str = "") -> Labelled:
        """A labelled field, known by the name an error gives it."""
        self.fields[name] = Labelled(words, control, hint)
        return self.fields[name]

    @property
    def said(self) -> str:
        """What stands above the buttons."""
        return self._wrong.text().lstrip("◆▲ ") if self._wrong.isVisibleTo(self) else ""

    def say(self, sentence: str, tone: Tone = Tone.BAD) -> None:
        """Say something above the buttons."""
        mark = {Tone.BAD: "◆ ", Tone.WARN: "▲ "}.get(tone, "")
        self._wrong.setText(f"{mark}{sentence}")
        set_tone(self._wrong, tone)
        self._wrong.show()

    def _save(self) -> None:
        for each in self.fields.values():
            each.clear_error()
        self._wrong.hide()
        try:
            self._sent = self.typed()
        except BadInput as error:
            self._refused(error)
            return
        self.desk.writes.run(self.use_case(self._sent), self._kept, self._refused, while_running=self.save)

    def _kept(self, person_id: int) -> None:
        if isValid(self):
            self.saved.emit(person_id)
        else:
            self.desk.say("Saved.")

    def _refused(self, error: Exception) -> None:
        failure = describe(error)
        if failure.family is Family.CONFLICT:
            self.say(failure.sentence, Tone.WARN)
            self.record_wanted.emit()
        elif not place_failure(failure, self.fields):
            self.say(failure.sentence)
