"""Days, a name where one is asked for, and a reason; below them what pressing will do, or why it cannot be done."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.changes import Done
from brokerage.domain.errors import RuleBroken
from ui.desk import Desk, Tone
from ui.market.reason_typed import DayAsked, NameAsked, Typed
from ui.widgets.buttons import Weight, button
from ui.widgets.card import GAP, row
from ui.widgets.day_field import DayField, day_of, needed_day_of
from ui.widgets.faults import Wanting, faults_of
from ui.widgets.form_run import FormRun
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.text import body, set_tone
from ui.widgets.wrapped_line import WrappedLine

_NARROWEST_FIELD = 260
_PAUSE_MS = 150
ResultT = TypeVar("ResultT")


def _allow_all(_typed: Typed) -> None:
    """No rule of its own for the days."""


class ReasonForm(QWidget):
    """The fields, the consequence and the button. Nothing is decided here; what is wrong is told at every field at once.

    Signals:
        changed(): a day was finished or a name was typed, so that the consequence may be another.
        pressed(): the button was pressed.
        stale(): a colleague was first; what the form is about is needed as it stands now.
    """

    changed = Signal()
    pressed = Signal()
    stale = Signal()

    def __init__(
        self,
        desk: Desk,
        verb: str,
        days: Sequence[DayAsked],
        *,
        name: NameAsked | None = None,
        reason_hint: str = "",
        without_reason: str = "Say why: the reason is kept.",
        weight: Weight = "primary",
    ) -> None:
        super().__init__()
        self._asked, self._named, self._without_reason = tuple(days), name, without_reason
        self.days = {asked.key: DayField(asked.words, desk.icons) for asked in days}
        self.name, self.reason = QLineEdit(), WrappedLine(desk.look)
        self.fields = {asked.key: Labelled(asked.words, self.days[asked.key], asked.hint) for asked in days}
        if name is not None:
            self.fields[name.key] = Labelled(name.words, self.name, name.hint)
        self.fields["reason"] = Labelled("Reason", self.reason, reason_hint)
        # Some rules speak of the reason, others of the reasons: it is the same field.
        self._run = FormRun(desk, {**self.fields, "reasons": self.fields["reason"]}, on_stale=self.stale.emit)
        self.consequence = body()
        self.press = button(verb, self.pressed.emit, weight=weight)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.name.textChanged.connect(lambda _text: self._pause.start())
        for field in self.days.values():
            field.day_changed.connect(lambda _day: self.changed.emit())
        self._lay_out(desk)

    def typed(self) -> Typed:
        """What was typed. Raises: BadInput at the field of a day that is needed or cannot be read."""
        days = {key: read() for key, read in self._day_readers().items()}
        return Typed(days, self.name.text(), self.reason.text())

    def send(
        self,
        make: Callable[[Typed], Callable[[], Done[ResultT]]],
        on_done: Callable[[ResultT], None],
        check: Callable[[Typed], object] = _allow_all,
    ) -> None:
        """Let `make` turn what is typed into a change, and send it; `check` raises RuleBroken for days that may not be."""
        self._run.send(lambda: make(self._whole(check)), on_done, self.press)

    def tell(self, sentence: str, tone: Tone = Tone.PLAIN) -> None:
        """Say what pressing will do, or why it cannot be done."""
        self.consequence.setText(sentence)
        set_tone(self.consequence, tone)

    def clear(self, days: Mapping[str, date | None]) -> None:
        """Begin anew, with these days."""
        self._run.clear_errors()
        self.name.clear()
        self.reason.clear()
        self._pause.stop()
        for key, field in self.days.items():
            field.set_day(days.get(key))

    def allow(self, *, may_change: bool) -> None:
        """Let something be typed and pressed, or only read."""
        for control in (*self.days.values(), self.press):
            control.setEnabled(may_change)
        self.name.setReadOnly(not may_change)
        self.reason.setReadOnly(not may_change)

    def _day_readers(self) -> dict[str, Callable[[], date | None]]:
        read = {asked.key: (needed_day_of if asked.is_needed else day_of) for asked in self._asked}
        return {key: partial(of, self.days[key], key) for key, of in read.items()}

    def _whole(self, check: Callable[[Typed], object]) -> Typed:
        """What was typed, with all that is needed. Raises: Wanting at every field of which something is wrong."""
        faults = {**faults_of(self._day_readers()), **faults_of(dict(self._text_readers()))}
        if not faults.keys() & self.days.keys():
            faults |= self._faults_of_days(check)
        if faults:
            raise Wanting({key: faults[key] for key in self.fields if key in faults})
        return self.typed()

    def _text_readers(self) -> Iterator[tuple[str, Callable[[], object]]]:
        from brokerage.services.typed_text import needed_text

        if self._named is not None:
            yield self._named.key, partial(needed_text, self.name.text(), self._named.without, self._named.key)
        yield "reason", partial(needed_text, self.reason.text(), self._without_reason)

    def _faults_of_days(self, check: Callable[[Typed], object]) -> dict[str, str]:
        try:
            check(self.typed())
        except RuleBroken as error:
            return {error.field: error.sentence} if error.field in self.days else {}
        return {}

    def _lay_out(self, desk: Desk) -> None:
        short = [field for key, field in self.fields.items() if key != "reason"]
        fields = Reflow(desk.look, _NARROWEST_FIELD, (1,) * max(len(short), 2))
        for field in short:
            fields.add(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for part in (fields, self.fields["reason"], self.consequence):
            column.addWidget(part)
        column.addLayout(row(None, self.press))
