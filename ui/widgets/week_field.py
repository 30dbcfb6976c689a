"""A field for the week wanted: weekday buttons with one pair of times, or the same as free text for anything finer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from brokerage.domain.errors import BadInput
from brokerage.domain.week_wanted import WeekWanted, parse_week
from ui.widgets.text import caption, set_style

_DAYS = (
    ("Mon", "M", "Monday"), ("Tue", "T", "Tuesday"), ("Wed", "W", "Wednesday"), ("Thu", "T", "Thursday"),
    ("Fri", "F", "Friday"), ("Sat", "S", "Saturday"), ("Sun", "S", "Sunday"),
)  # fmt: skip
EXAMPLE = "Mon,Wed 10:00-15:00"


class WeekField(QWidget):
    """Days and times of a week. The buttons write the text; the text, when it reads as a week, presses the buttons.

    Signals:
        week_changed(WeekWanted | None): another week is wanted, or none; never told of a half-typed text.
    """

    week_changed = Signal(object)

    def __init__(self, name: str = "Days and hours wanted") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._said = ""
        self._times = ""
        self._days = tuple(self._day_button(letter, full) for _, letter, full in _DAYS)
        self._text = QLineEdit()
        self._text.setAccessibleName(f"{name}, as text")
        self._text.setPlaceholderText(EXAMPLE)
        self._text.textEdited.connect(self._typed)
        self._below = caption()
        self._below.setProperty("error", "true")
        self._below.hide()
        self.setFocusProxy(self._text)
        days = QHBoxLayout()
        days.setSpacing(4)
        for day in self._days:
            days.addWidget(day)
        days.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(days)
        column.addWidget(self._text)
        column.addWidget(self._below)

    def week(self) -> WeekWanted | None:
        """The week, or None when nothing is asked. Raises: BadInput for a text that is no week."""
        text = self._text.text().strip()
        return parse_week(text) if text else None

    def text(self) -> str:
        """What is typed."""
        return self._text.text().strip()

    def set_week(self, week: WeekWanted | None) -> None:
        """Show this week, telling nobody."""
        self._text.setText("" if week is None else str(week))
        self._remember(week)
        self._press_days(week)
        self._tell("")

    def _typed(self, _text: str) -> None:
        try:
            week = self.week()
        except BadInput as error:
            self._tell(error.sentence)
            return
        self._press_days(week)
        self._tell("")
        self._announce(week)

    def _day_pressed(self) -> None:
        names = [name for (name, _, _), pressed in zip(_DAYS, self._days, strict=True) if pressed.isChecked()]
        self._text.setText(" ".join(filter(None, (",".join(names), self._times if names else ""))))
        self._typed(self._text.text())

    def _press_days(self, week: WeekWanted | None) -> None:
        wanted = {day.weekday for day in week.days} if week else set()
        for number, day in enumerate(self._days):
            day.setChecked(number in wanted)

    def _announce(self, week: WeekWanted | None) -> None:
        before = self._said
        self._remember(week)
        if self._said != before:
            self.week_changed.emit(week)

    def _remember(self, week: WeekWanted | None) -> None:
        """Keep what was said last, and its times and quantity, so that pressing a day keeps them."""
        self._said = "" if week is None else str(week)
        if week is not None:
            self._times = self._said.split(";", maxsplit=1)[0].partition(" ")[2]

    def _tell(self, sentence: str) -> None:
        self._below.setText(f"▲ {sentence}" if sentence else "")
        self._below.setVisible(bool(sentence))
        set_style(self._text, "wrong", str(bool(sentence)).lower())
        self._text.setAccessibleDescription(sentence)

    def _day_button(self, letter: str, full: str) -> QPushButton:
        made = QPushButton(letter)
        made.setCheckable(True)
        made.setProperty("kind", "day")
        made.setAccessibleName(full)
        made.setToolTip(full)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _checked=False: self._day_pressed())
        return made
