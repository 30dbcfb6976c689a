"""A field for a day: typed as `7 Dec 2026`, ISO or day-first; arrows go a day on or back; a calendar drops down."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.errors import BadInput
from brokerage.domain.period import format_day, parse_day
from ui.icons import Icons
from ui.widgets.buttons import button
from ui.widgets.overlay import Overlay
from ui.widgets.text import set_style


class DayField(QWidget):
    """A day, or none.

    Signals:
        day_changed(date | None): a finished day, typed, stepped to or picked.
    """

    day_changed = Signal(object)

    def __init__(self, name: str, icons: Icons) -> None:
        super().__init__()
        self._name = name
        self._line = _DayLine(self)
        self._line.setAccessibleName(name)
        self._line.setPlaceholderText("7 Dec 2026")
        self._line.editingFinished.connect(self.finish)
        self._pick = button("", self._open_calendar, icons=icons, icon="calendar-blank", tip=f"Choose {name.lower()}")
        self._pick.setAccessibleName(f"Choose {name.lower()} from a calendar")
        self._last: date | None = None
        self.setFocusProxy(self._line)
        self.setAccessibleName(name)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._line, 1)
        line.addWidget(self._pick)

    def day(self) -> date | None:
        """The day, or None when nothing is typed. Raises: BadInput for what is no day."""
        text = self._line.text().strip()
        return parse_day(text, what=self._name.lower()) if text else None

    def text(self) -> str:
        """What is typed, whether it is a day or not."""
        return self._line.text().strip()

    def set_day(self, day: date | None) -> None:
        """Show this day, telling nobody."""
        self._last = day
        self._line.setText("" if day is None else format_day(day))
        set_style(self._line, "wrong", "false")

    def step(self, days: int) -> None:
        """Go so many days on, or back."""
        try:
            day = self.day()
        except BadInput:
            return
        if day is not None:
            self._choose(day + timedelta(days=days))

    def finish(self) -> None:
        """Take what is typed as the day, as leaving the field does."""
        try:
            day = self.day()
        except BadInput as error:
            set_style(self._line, "wrong", "true")
            self._line.setToolTip(error.sentence)
            return
        self._line.setToolTip("")
        if day != self._last:
            self._choose(day)
        else:
            self.set_day(day)

    def _choose(self, day: date | None) -> None:
        self.set_day(day)
        self.day_changed.emit(day)

    def _open_calendar(self) -> None:
        overlay = Overlay(f"Calendar for {self._name.lower()}", self._pick)
        calendar = QCalendarWidget()
        calendar.setAccessibleName(f"Calendar for {self._name.lower()}")
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        if self._last is not None:
            calendar.setSelectedDate(QDate(self._last.year, self._last.month, self._last.day))
        calendar.activated.connect(lambda chosen: self._pick_day(chosen, overlay))
        calendar.clicked.connect(lambda chosen: self._pick_day(chosen, overlay))
        QVBoxLayout(overlay).addWidget(calendar)
        overlay.open_under_anchor(overlay.sizeHint(), calendar)

    def _pick_day(self, chosen: QDate, overlay: Overlay) -> None:
        overlay.close_overlay()
        self._choose(date(chosen.year(), chosen.month(), chosen.day()))
        self._line.setFocus()


class _DayLine(QLineEdit):
    """The line one types in; up and down go a day, page up and page down a week."""

    _STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}  # noqa: RUF012 - never changed

    def __init__(self, field: DayField) -> None:
        super().__init__()
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        days = self._STEPS.get(Qt.Key(event.key()))
        if days is None:
            super().keyPressEvent(event)
        else:
            self._field.step(days)


def day_of(control: DayField, field: str) -> date | None:
    """The day, or None for none. Raises: BadInput at the field, by the name given."""
    try:
        return control.day()
    except BadInput as error:
        raise BadInput(error.sentence, field) from error


def needed_day_of(control: DayField, field: str) -> date:
    """The day. Raises: BadInput at the field, for none too."""
    day = day_of(control, field)
    if day is None:
        raise BadInput("Give the day.", field)
    return day
