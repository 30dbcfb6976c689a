"""Days, a name where one is asked for, and a reason; below them what pressing will do, or why it cannot be done."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.desk import Desk, Tone
from ui.failures import Failure
from ui.market.reason_typed import DayAsked, NameAsked, Typed
from ui.widgets.buttons import Weight, button
from ui.widgets.card import GAP, row
from ui.widgets.day_field import DayField, day_of, needed_day_of
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.reflow import Reflow
from ui.widgets.text import body, set_tone
from ui.widgets.wrapped_line import WrappedLine

_NARROWEST_FIELD = 260
_PAUSE_MS = 150


class ReasonForm(QWidget):
    """The fields, the consequence and the button. Nothing is decided here.

    Signals:
        changed(): a day was finished or a name was typed, so that the consequence may be another.
        pressed(): the button was pressed.
    """

    changed = Signal()
    pressed = Signal()

    def __init__(
        self,
        desk: Desk,
        verb: str,
        days: Sequence[DayAsked],
        *,
        name: NameAsked | None = None,
        reason_hint: str = "",
        weight: Weight = "primary",
    ) -> None:
        super().__init__()
        self._asked = tuple(days)
        self.days = {asked.key: DayField(asked.words, desk.icons) for asked in days}
        self.name, self.reason = QLineEdit(), WrappedLine(desk.look)
        self.fields = {asked.key: Labelled(asked.words, self.days[asked.key], asked.hint) for asked in days}
        if name is not None:
            self.fields[name.key] = Labelled(name.words, self.name, name.hint)
        self.fields["reason"] = Labelled("Reason", self.reason, reason_hint)
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
        read = {asked.key: (needed_day_of if asked.is_needed else day_of) for asked in self._asked}
        days = {key: of(self.days[key], key) for key, of in read.items()}
        return Typed(days, self.name.text(), self.reason.text())

    def tell(self, sentence: str, tone: Tone = Tone.PLAIN) -> None:
        """Say what pressing will do, or why it cannot be done."""
        self.consequence.setText(sentence)
        set_tone(self.consequence, tone)

    def place(self, failure: Failure) -> bool:
        """Show the failure at the field it names; False when it names none of these."""
        return place_failure(failure, self.fields)

    def clear_errors(self) -> None:
        """Take every sentence about a field away."""
        for field in self.fields.values():
            field.clear_error()

    def clear(self, days: Mapping[str, date | None]) -> None:
        """Begin anew, with these days."""
        self.clear_errors()
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
