"""One service of the package in the form: what, money lines, why, who approves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from brokerage.domain.call_off_draft import CallOffDraft, LineChosen
from brokerage.domain.draft_lines import move_first_day
from brokerage.domain.errors import BadInput
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.week_wanted import WeekWanted
from brokerage.services.draft_looks import DraftLook
from ui.call_offs import raise_words
from ui.call_offs.draft_fields import put_field
from ui.call_offs.part_money import PartMoney, Settled
from ui.call_offs.raise_lines import LinesField
from ui.desk import Desk, Tone
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.choice import ChoiceField, tick
from ui.widgets.day_field import DayField
from ui.widgets.fields_row import fields_row
from ui.widgets.labelled import Labelled
from ui.widgets.text import body, caption, set_tone
from ui.widgets.week_field import WeekField

DAY_WIDTH = 156


class PartCard(Card):
    """One service. What is typed becomes a draft at once; figures come with `show_look`.

    Signals:
        draft_changed(CallOffDraft): something was typed or chosen that can be read.
        removed(): take this service out of the package.
    """

    draft_changed = Signal(object)
    removed = Signal()

    def __init__(self, desk: Desk, number: int, look: DraftLook, *, is_one_of_several: bool) -> None:
        # A button without a parent is a window of its own: it is made only where it has a place.
        tip = f"Take {look.service} out of this package"
        ways = (button("Take out", self._take_out, weight="quiet", tip=tip),) if is_one_of_several else ()
        title = f"{number + 1}  {look.service}" if is_one_of_several else look.service
        super().__init__(title, actions=ways)
        self._look = look
        self.draft: CallOffDraft = look.draft
        self.first_day = DayField("First day", desk.icons)
        self.last_day = DayField("Planned end", desk.icons)
        for field in (self.first_day, self.last_day):
            field.setMinimumWidth(desk.look.px(DAY_WIDTH))
        self.room = _line("Room or place", 80)
        self.week = WeekField("Days and hours")
        self.ratio = _line("Ratio", 5)
        self.ratio.setPlaceholderText("1:3")
        self.lines = LinesField(desk)
        self.route: ChoiceField[AwardRoute] = ChoiceField("Award route", raise_words.route_choices(look))
        self.locked = tick("Lock today’s price for the whole placement", self._locked)
        self.money = PartMoney()
        self.payer = self.money.payer
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(desk.look.px(72))
        self._owed = body()
        set_tone(self._owed, Tone.WARN)
        self._stops = body()
        set_tone(self._stops, Tone.BAD)
        self._warnings = caption()
        self._listed = caption()
        self._approver = caption()
        self.fields: dict[str, Labelled] = {
            "first_day": Labelled("First day", self.first_day),
            "planned_last_day": Labelled("Planned end", self.last_day, "Empty where none is planned"),
            "room": Labelled("Room or place", self.room),
            "week": Labelled("Days and hours", self.week),
            "ratio": Labelled("Ratio", self.ratio, "Staff to people"),
            "lines": Labelled("Fee lines, prices of the first day", self.lines),
            "route": Labelled("Award route", self.route),
            **self.money.fields,
            "reason": Labelled("Reason", self.reason, "Kept with the call-off. Name nobody."),
        }
        self._lay_out(look)
        self._fill(self.draft)
        self._connect()
        self.show_look(look)

    def show_look(self, look: DraftLook) -> None:
        """Show the figures and what is missing; nothing typed is touched."""
        self._look = look
        self.lines.show_lines(look)
        owed = raise_words.reasons_sentence(look)
        _say(self._owed, f"▲ {owed}" if owed else "")
        stopped = raise_words.stops(look)
        _say(self._stops, f"◆ {stopped}" if stopped else "")
        _say(self._warnings, "  ".join(f"▲ {warning}" for warning in look.warnings))
        self._approver.setText(raise_words.approver_sentence(look))
        self.fields["reason"].setVisible(bool(owed or self.draft.reason))
        self.money.show_look(look)

    def show_evidence(self, sentence: str) -> None:
        """Say where the service stood in the list."""
        self._listed.setText(sentence)

    def show_missing(self, field: str, sentence: str) -> bool:
        """Say at the field what is missing and put the cursor there; False when the form has no such field."""
        labelled = self.fields.get(field)
        if labelled is None:
            return False
        labelled.setVisible(True)
        labelled.show_error(sentence)
        labelled.control.setFocus()
        return True

    @property
    def has_faults(self) -> bool:
        """Whether something typed cannot be read."""
        faults = [not self._can_be_read(field) for field in ("first_day", "planned_last_day", "ratio", "week")]
        return self.money.has_faults or any(faults)

    def take_typed(self) -> None:
        """Take what is typed in fields that tell only when one leaves them: a button may be pressed without leaving."""
        self.first_day.finish()
        self.last_day.finish()
        self._ratio()
        self.lines.take_typed()
        self.money.take_typed()

    def put(self, field: str, other: CallOffDraft) -> None:
        """Write one field as it stands in another draft of the same call-off."""
        draft = put_field(self.draft, field, other)
        self._fill(draft)
        self._take(draft)

    def _can_be_read(self, field: str) -> bool:
        readers: dict[str, Callable[[], object]] = {
            "first_day": self.first_day.day,
            "planned_last_day": self.last_day.day,
            "week": self.week.week,
            "ratio": lambda: parse_ratio(self.ratio.text()) if self.ratio.text().strip() else None,
        }
        try:
            readers[field]()
        except BadInput as error:
            self.fields[field].show_error(error.sentence)
            return False
        self.fields[field].clear_error()
        return True

    def _take_out(self) -> None:
        self.removed.emit()

    def _take(self, draft: CallOffDraft) -> None:
        if draft != self.draft:
            self.draft = draft
            self.draft_changed.emit(draft)

    def _first_day(self, day: date | None) -> None:
        self.fields["first_day"].clear_error()
        self._take(move_first_day(self.draft, self._look.card, day))

    def _last_day(self, day: date | None) -> None:
        self.fields["planned_last_day"].clear_error()
        self._take(replace(self.draft, planned_last_day=day))

    def _week(self, week: WeekWanted | None) -> None:
        self.fields["week"].clear_error()
        self._take(replace(self.draft, week=week))

    def _ratio(self) -> None:
        if self._can_be_read("ratio"):
            text = self.ratio.text().strip()
            self._take(replace(self.draft, ratio=parse_ratio(text) if text else None))

    def _lines(self, lines: tuple[LineChosen, ...]) -> None:
        self.fields["lines"].clear_error()
        self._take(replace(self.draft, lines=lines))

    def _locked(self, locked: bool) -> None:  # noqa: FBT001 - the slot of a signal
        self._take(replace(self.draft, price_locked=locked))

    def _route(self) -> None:
        route = self.route.value()
        if route is not None:
            self._take(replace(self.draft, route=route))

    def _texts(self) -> None:
        self.fields["reason"].clear_error()
        self._take(replace(self.draft, reason=self.reason.toPlainText(), room=self.room.text()))

    def _settled(self, settled: Settled) -> None:
        self._take(
            replace(
                self.draft,
                contribution_weekly=settled.contribution_weekly,
                collected_by=settled.collected_by,
                top_up_weekly=settled.top_up_weekly,
                top_up_payer=settled.top_up_payer,
            )
        )

    def _connect(self) -> None:
        self.first_day.day_changed.connect(self._first_day)
        self.last_day.day_changed.connect(self._last_day)
        self.week.week_changed.connect(self._week)
        self.ratio.editingFinished.connect(self._ratio)
        self.lines.lines_changed.connect(self._lines)
        self.route.activated.connect(lambda _index: self._route())
        self.reason.textChanged.connect(self._texts)
        self.room.textEdited.connect(lambda _text: self._texts())
        self.money.settled.connect(self._settled)

    def _fill(self, draft: CallOffDraft) -> None:
        self.first_day.set_day(draft.first_day)
        self.last_day.set_day(draft.planned_last_day)
        self.week.set_week(draft.week)
        self.ratio.setText("" if draft.ratio is None else str(draft.ratio))
        self.room.setText(draft.room)
        self.money.fill(draft)
        self.reason.setPlainText(draft.reason)
        self.locked.setChecked(draft.price_locked)
        self.route.choose(draft.route)

    def _lay_out(self, look: DraftLook) -> None:
        where = " · ".join(filter(None, (look.provider, look.scheme, look.lot)))
        self.add(caption(where))
        self.add(self._stops)
        days = fields_row(self.fields["first_day"], self.fields["planned_last_day"], self.fields["room"])
        week = fields_row(self.fields["week"], self.fields["ratio"], stretches=(3, 1))
        self.add(days)
        self.add(week)
        self.add(self.fields["lines"])
        self.add(self.locked)
        self.add(fields_row(self.fields["route"], QWidget()))
        self.add(self.money)
        self.add(self._owed)
        self.add(self.fields["reason"])
        self.add(self._listed)
        self.add(self._approver)
        self.add(self._warnings)


def _line(name: str, longest: int) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setMaxLength(longest)
    return made


def _say(label: QWidget, words: str) -> None:
    label.setVisible(bool(words))
    label.setText(words)  # type: ignore[attr-defined]  # a label
