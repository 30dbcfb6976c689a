"""What the forms of a record share: fields with their errors, one button that saves, a way out, and what a conflict says."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput
from brokerage.domain.person_record import PersonRecord
from ui.desk import Desk, Tone
from ui.failures import Family, describe
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.page_header import PageHeader
from ui.widgets.text import body, set_tone

UseCase = Callable[[], Done[int]]


class RecordForm(QWidget):
    """A form. A subclass lays out its card, fills `fields` and answers `use_case`.

    Signals:
        left(): nothing was saved.
        saved(int): the record of this person was saved.
        record_wanted(): a colleague was first: the record is needed as it stands now; it comes with `take_newer`.
    """

    left = Signal()
    saved = Signal(int)
    record_wanted = Signal()

    def __init__(self, desk: Desk, title: str, sentence: str) -> None:
        super().__init__()
        self.desk = desk
        self.fields: dict[str, Labelled] = {}
        self.card = Card()
        self.save = button("Save", self._save, weight="primary")
        self.leave = button("Leave without saving", self.left.emit, weight="quiet")
        self._wrong = body()
        set_tone(self._wrong, Tone.BAD)
        self._wrong.hide()
        whole = QWidget()
        inner = column(self.card, None)
        inner.setContentsMargins(0, 0, 8, 0)
        whole.setLayout(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(PageHeader(title, sentence))
        outer.addWidget(scrolled(whole, title), 1)
        outer.addWidget(self._wrong)
        outer.addLayout(row(self.leave, None, self.save))

    def use_case(self) -> UseCase:
        """What saving does, from what is typed. Raises: BadInput naming the field that cannot be read."""
        raise NotImplementedError

    def take_newer(self, record: PersonRecord) -> str:
        """Take the record as it stands now, keep what was typed, and say what became of both."""
        raise NotImplementedError

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
            run = self.use_case()
        except BadInput as error:
            self._refused(error)
            return
        self.desk.writes.run(run, self.saved.emit, self._refused, while_running=self.save)

    def _refused(self, error: Exception) -> None:
        failure = describe(error)
        if failure.family is Family.CONFLICT:
            self.say(failure.sentence, Tone.WARN)
            self.record_wanted.emit()
        elif not place_failure(failure, self.fields):
            self.say(failure.sentence)
