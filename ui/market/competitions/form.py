"""The form of a new competition: whom it is for, what is asked, what the market is told, and the time for answers."""

from datetime import date
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from brokerage.domain.competition_form import CompetitionForm, check_why
from brokerage.domain.errors import BadInput
from brokerage.domain.ratio import Ratio, parse_ratio
from brokerage.domain.week_wanted import WeekWanted, parse_week
from ui import person_words
from ui.desk import Desk, Tone
from ui.intents import RunCompetition
from ui.market.competitions import words
from ui.market.competitions.reading import LotToAsk
from ui.people_picker import PeoplePicker
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, Card
from ui.widgets.choice import ChoiceField
from ui.widgets.day_field import DayField, day_of, needed_day_of
from ui.widgets.faults import refuse_faults
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.text import caption, set_tone
from ui.widgets.week_field import WeekField

_NARROWEST_CARD, _NARROWEST_FIELD, _TEXT_HEIGHT = 500, 170, 64
_LONGEST_RATIO, _LONGEST_COUNT = 5, 4


class CompetitionFields(QWidget):
    """The fields. What is typed stays until the competition is opened.

    Signals:
        changed(): another person or lot is asked for.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.request_id = uuid4().hex
        self._lots: tuple[LotToAsk, ...] = ()
        self._lot_is_chosen = False
        self._filled: tuple[str, str] = ("", "")
        self._make()
        self.fields = self._labelled()
        self._connect()
        self._lay_out()
        self._person_changed()

    def offer(self, lots: tuple[LotToAsk, ...]) -> None:
        """Offer these lots; where none was chosen by hand, one that is for what the person needs."""
        self._lots = lots
        self.lot.offer((lot.lot_id, f"{lot.key} · {lot.title}") for lot in lots)
        self._suggest_lot()

    def fill(self, asked: RunCompetition) -> None:
        """Fill in what was searched for; texts half typed stay."""
        self.first_day.set_day(asked.criteria.start_day)
        self.week.set_week(asked.criteria.week)
        self.ratio.setText("" if asked.criteria.ratio is None else str(asked.criteria.ratio))
        if asked.lot_id is not None and self.lot.offers(asked.lot_id):
            self.lot.choose(asked.lot_id)
            self._lot_is_chosen = True
            self._tell_weights()

    def typed(self) -> CompetitionForm:
        """The form as it is typed. Raises: Wanting at every field that is missing or cannot be read."""
        first_day, last_day = partial(needed_day_of, self.first_day, "first_day"), self._last_day
        due, why = partial(day_of, self.due, "due"), self.why.toPlainText()
        refuse_faults(
            {
                "person_id": self._person_id,
                "lot_id": self._lot_id,
                "first_day": first_day,
                "planned_last_day": last_day,
                "ratio": self._ratio,
                "week": self._week,
                "why": partial(check_why, why),
                "working_days": self._working_days,
                "due": due,
            }
        )
        return CompetitionForm(
            self.request_id,
            self._person_id(),
            self._lot_id(),
            first_day(),
            why,
            last_day(),
            self._week(),
            self._ratio(),
            self.what_matters.toPlainText(),
            self.how_to_answer.toPlainText(),
            self.contact.text(),
            self._working_days(),
            due(),
        )

    def clear_errors(self) -> None:
        """Take every sentence about a field away."""
        for field in self.fields.values():
            field.clear_error()

    def clear(self) -> None:
        """Begin anew."""
        self.request_id = uuid4().hex
        self._lot_is_chosen = False
        self.clear_errors()
        for day in (self.first_day, self.last_day, self.due):
            day.set_day(None)
        for text in (self.why, self.what_matters, self.how_to_answer):
            text.clear()
        for line in (self.contact, self.working_days):
            line.clear()
        self._fill_plan()

    def allow(self, *, may_write: bool) -> None:
        """Let something be typed, or only read."""
        for text in (self.why, self.what_matters, self.how_to_answer):
            text.setReadOnly(not may_write)
        for line in (self.contact, self.working_days, self.ratio):
            line.setReadOnly(not may_write)
        for control in (self.lot, self.first_day, self.last_day, self.week, self.due):
            control.setEnabled(may_write)

    def focus_first(self) -> None:
        """Put the cursor where one begins: choosing the person, or where one is in hand, the lot."""
        (self.lot if self._desk.person is not None else self.choose).setFocus()

    def _person_id(self) -> int:
        if self._desk.person is None:
            raise BadInput("Choose the person this is for.", "person_id")
        return self._desk.person.person_id

    def _lot_id(self) -> int:
        lot_id = self.lot.value()
        if lot_id is None:
            raise BadInput("There is no lot to ask: set up a scheme first.", "lot_id")
        return lot_id

    def _last_day(self) -> date | None:
        return day_of(self.last_day, "planned_last_day")

    def _week(self) -> WeekWanted | None:
        try:
            return self.week.week()
        except BadInput as error:
            raise BadInput(error.sentence, "week") from error

    def _ratio(self) -> Ratio | None:
        text = self.ratio.text().strip()
        try:
            return parse_ratio(text) if text else None
        except BadInput as error:
            raise BadInput(error.sentence, "ratio") from error

    def _working_days(self) -> int | None:
        text = self.working_days.text().strip()
        if text and not (text.isdecimal() and text.isascii()):
            raise BadInput("Give a number of working days, such as 5.", "working_days")
        return int(text) if text else None

    def _person_changed(self) -> None:
        person = self._desk.person
        self.choose.setText("Choose the person…" if person is None else f"{person_words.who(person)} · choose another…")
        self.choose.setAccessibleName(self.choose.text())
        self.fields["person_id"].clear_error()
        self.fields["person_id"].set_hint("" if person is None else person_words.what(person))
        if (self.week.text(), self.ratio.text().strip()) == self._filled:
            self._fill_plan()
        self._suggest_lot()
        self.changed.emit()

    def _fill_plan(self) -> None:
        """The week and the ratio of the person's plan; nothing typed by hand is written over."""
        person = self._desk.person
        week, ratio = ("", "") if person is None else (person.week, person.ratio)
        try:
            self.week.set_week(parse_week(week) if week else None)
        except BadInput:
            self.week.set_week(None)  # a plan brought in from elsewhere: the field is simply left to be filled
        self.ratio.setText(ratio)
        self._filled = self.week.text(), ratio

    def _suggest_lot(self) -> None:
        person = self._desk.person
        if not self._lot_is_chosen and person is not None:
            fitting = (lot.lot_id for lot in self._lots if set(lot.needs) & set(person.need_codes))
            first = next(fitting, None)
            if first is not None:
                self.lot.choose(first)
        self._tell_weights()

    def _choose_lot(self) -> None:
        self._lot_is_chosen = True
        self._tell_weights()
        self.changed.emit()

    def _tell_weights(self) -> None:
        chosen = next((lot for lot in self._lots if lot.lot_id == self.lot.value()), None)
        self.weights.setText("" if chosen is None else words.weighed_by(chosen.criteria))
        set_tone(self.weights, Tone.QUIET if chosen is None or chosen.criteria else Tone.WARN)

    def _make(self) -> None:
        icons = self._desk.icons
        self.choose = button("Choose the person…", self._choose_person)
        self.lot: ChoiceField[int] = ChoiceField("Lot")
        self.weights = caption()
        self.first_day, self.last_day = DayField("First day", icons), DayField("Planned last day", icons)
        self.due = DayField("Last day for answers", icons)
        self.week = WeekField("The week wanted")
        self.ratio, self.contact, self.working_days = QLineEdit(), QLineEdit(), QLineEdit()
        self.ratio.setMaxLength(_LONGEST_RATIO)
        self.ratio.setPlaceholderText("1:3")
        self.working_days.setMaxLength(_LONGEST_COUNT)
        self.why, self.what_matters, self.how_to_answer = QPlainTextEdit(), QPlainTextEdit(), QPlainTextEdit()
        for text in (self.why, self.what_matters, self.how_to_answer):
            text.setTabChangesFocus(True)

    def _labelled(self) -> dict[str, Labelled]:
        return {
            "person_id": Labelled("For", self.choose),
            "lot_id": Labelled("Lot whose services are asked", self.lot),
            "first_day": Labelled("First day", self.first_day, "It counts."),
            "planned_last_day": Labelled("Planned last day", self.last_day, "Empty: open."),
            "ratio": Labelled("Ratio", self.ratio, "Staff to people; may be empty."),
            "week": Labelled("The week wanted", self.week, "Empty: support of the whole week."),
            "why": Labelled(
                "Why agreed rates do not settle it", self.why, "Needed; the council keeps it, nobody asked sees it."
            ),
            "what_matters": Labelled("What matters to the person", self.what_matters, "No name, number or address."),
            "how_to_answer": Labelled("How to answer", self.how_to_answer, "By what way, and to whom."),
            "contact": Labelled("Who answers questions", self.contact),
            "working_days": Labelled("Working days for answers", self.working_days, "Counted from tomorrow."),
            "due": Labelled("Or the last day for answers", self.due, "A working day before support begins."),
        }

    def _choose_person(self) -> None:
        PeoplePicker(self._desk, self.choose).open_finder()

    def _connect(self) -> None:
        self._desk.person_changed.connect(lambda _person: self._person_changed())
        self.lot.activated.connect(lambda _index: self._choose_lot())
        self._desk.look.changed.connect(self._fit_texts)
        self._fit_texts()

    def _fit_texts(self) -> None:
        for text in (self.why, self.what_matters, self.how_to_answer):
            text.setFixedHeight(self._desk.look.px(_TEXT_HEIGHT))

    def _lay_out(self) -> None:
        asked, told = Card("What is asked"), Card("What the market is told besides")
        days = self._row("first_day", "planned_last_day", "ratio")
        for part in (self.fields["person_id"], self.fields["lot_id"], self.weights, days):
            asked.add(part)
        for name in ("week", "why"):
            asked.add(self.fields[name])
        for name in ("what_matters", "how_to_answer", "contact"):
            told.add(self.fields[name])
        told.add(self._row("working_days", "due"))
        cards = Reflow(self._desk.look, _NARROWEST_CARD, (1, 1))
        for card in (asked, told):
            cards.add(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_MARGIN)
        column.addWidget(cards)

    def _row(self, *names: str) -> Reflow:
        made = Reflow(self._desk.look, _NARROWEST_FIELD, (1,) * len(names))
        for name in names:
            made.add(self.fields[name])
        return made
