"""The form for a support plan: days, week wanted, ratio, review, outcomes in the person's own words."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from brokerage.domain.errors import BadInput
from brokerage.domain.person_record import OutcomeWanted, PersonChoices, PersonRecord, PlanEntry
from ui.call_offs.fields_row import fields_row
from ui.desk import Desk
from ui.people.form import RecordForm, UseCase
from ui.people.reading import day_of, needed_day_of
from ui.widgets.choice import tick
from ui.widgets.day_field import DayField
from ui.widgets.week_field import WeekField


class PlanForm(RecordForm):
    """A plan, new or as kept."""

    def __init__(self, desk: Desk, choices: PersonChoices, record: PersonRecord, plan: PlanEntry | None) -> None:
        reference = record.details.reference
        super().__init__(
            desk,
            f"{'New plan' if plan is None else 'Plan'} for {reference}",
            "It ends the plan that runs on the day before, and follows it." if plan is None else "",
        )
        self._record = record
        self._plan = plan
        self._titles = dict(choices.outcomes)
        self._first = DayField("First day", desk.icons)
        self._last = DayField("Last day", desk.icons)
        self._review = DayField("Review", desk.icons)
        self._week = WeekField("Week wanted")
        self._ratio = QLineEdit()
        self._ratio.setMaxLength(5)
        self._ratio.setPlaceholderText("1:3")
        self._summary = QPlainTextEdit()
        self._summary.setTabChangesFocus(True)
        self._summary.setFixedHeight(desk.look.px(72))
        self._outcomes: dict[str, tuple[QCheckBox, QLineEdit]] = {
            code: (tick(title, lambda _ticked: None), _own_words(title)) for code, title in choices.outcomes
        }
        for box, own in self._outcomes.values():
            own.textEdited.connect(partial(_tick_when_said, box))
        self._lay_out()
        self._fill(plan or PlanEntry(desk.today()))

    def use_case(self) -> UseCase:
        from brokerage.services.plan_and_budget import keep_plan

        desk, details = self.desk, self._record.details
        plan = PlanEntry(
            first_day=needed_day_of(self._first, "first_day"),
            last_day=day_of(self._last, "last_day"),
            review_on=day_of(self._review, "review_on"),
            summary=self._summary.toPlainText(),
            week=self._week_text(),
            ratio=self._ratio.text(),
            outcomes=self._chosen_outcomes(),
            plan_id=0 if self._plan is None else self._plan.plan_id,
        )
        return partial(keep_plan, desk.database, desk.actor, details.person_id, details.version, plan, desk.now())

    def take_newer(self, record: PersonRecord) -> str:
        self._record = record
        return "What you typed is still here. Look at the record as it is now, then save again."

    def _week_text(self) -> str:
        try:
            week = self._week.week()
        except BadInput as error:
            raise BadInput(error.sentence, "week") from error
        return "" if week is None else str(week)

    def _chosen_outcomes(self) -> tuple[OutcomeWanted, ...]:
        return tuple(
            OutcomeWanted(code, self._titles[code], own.text())
            for code, (box, own) in self._outcomes.items()
            if box.isChecked()
        )

    def _fill(self, plan: PlanEntry) -> None:
        from brokerage.domain.week_wanted import parse_week

        self._first.set_day(plan.first_day)
        self._last.set_day(plan.last_day)
        self._review.set_day(plan.review_on)
        self._week.set_week(parse_week(plan.week) if plan.week else None)
        self._ratio.setText(plan.ratio)
        self._summary.setPlainText(plan.summary)
        wanted = {outcome.code: outcome.own_words for outcome in plan.outcomes}
        for code, (box, own) in self._outcomes.items():
            box.setChecked(code in wanted)
            own.setText(wanted.get(code, ""))

    def _lay_out(self) -> None:
        add, field = self.card.add, self.field
        add(
            fields_row(
                field("first_day", "First day", self._first),
                field("last_day", "Last day", self._last, "Empty where it goes on"),
                field("review_on", "Review", self._review),
            )
        )
        add(
            fields_row(field("week", "Week wanted", self._week), field("ratio", "Ratio", self._ratio), stretches=(3, 1))
        )
        add(field("summary", "In short", self._summary))
        outcomes = QWidget()
        outcomes.setAccessibleName("Outcomes")
        grid = QGridLayout(outcomes)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for number, (box, own) in enumerate(self._outcomes.values()):
            grid.addWidget(box, number, 0)
            grid.addWidget(own, number, 1)
        add(field("outcomes", "Outcomes, and the person’s own words for them", outcomes))


def _tick_when_said(box: QCheckBox, text: str) -> None:
    if text.strip():
        box.setChecked(True)


def _own_words(title: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(f"{title}, in the person’s own words")
    made.setPlaceholderText("In their own words")
    made.setMaxLength(300)
    return made
