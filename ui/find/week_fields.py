"""When: the week wanted and the first day."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from brokerage.domain.errors import BadInput
from ui.desk import Desk
from ui.find.fields import Fields, read_or_keep
from ui.find.form import Fault, FindForm
from ui.widgets.day_field import DayField
from ui.widgets.labelled import Labelled
from ui.widgets.week_field import WeekField


class WeekFields(Fields):
    """The days and hours, and from when. The week says itself what is wrong with it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._week = WeekField()
        self._week.week_changed.connect(lambda _week: self.changed.emit())
        self._first_day = DayField("First day", desk.icons)
        self._first_day.day_changed.connect(lambda _day: self.changed.emit())
        # Neither field tells of a text it cannot read, and the page must know.
        for field, signal in ((self._week, "textEdited"), (self._first_day, "editingFinished")):
            line = field.findChild(QLineEdit)
            if line is not None:
                getattr(line, signal).connect(lambda *_: self.changed.emit())
        self.labelled["start_day"] = Labelled("First day", self._first_day)
        self.column.addWidget(Labelled("Days and hours wanted", self._week))
        self.column.addWidget(self.labelled["start_day"])

    def put(self, form: FindForm) -> None:
        self._week.set_week(form.week)
        self._first_day.set_day(form.start_day)

    def take(self, form: FindForm, faults: list[Fault]) -> FindForm:
        week = read_or_keep("week", self._week.week, form.week, faults)
        start_day = read_or_keep("start_day", self._day, form.start_day, faults)
        return replace(form, week=week, start_day=start_day)

    def asked(self, form: FindForm) -> int:
        return int(form.week is not None)

    def _day(self) -> date:
        day = self._first_day.day()
        if day is None:
            raise BadInput("Say the first day: rates and places depend on it.", "start_day")
        return day
