"""The form for a support plan: days, week wanted, ratio, review, outcomes in the person's own words."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from brokerage.domain.errors import BadInput
from brokerage.domain.person_record import OutcomeWanted, PersonChoices, PersonRecord, PlanEntry
from ui.desk import Desk
from ui.people.form import RecordForm, UseCase
from ui.people.record_changes import Part, outcome_name, outcome_of, plan_words
from ui.widgets.choice import tick
from ui.widgets.day_field import DayField, day_of, needed_day_of
from ui.widgets.fields_row import fields_row
from ui.widgets.week_field import WeekField


class PlanForm(RecordForm[PlanEntry]):
    """A plan, new or as kept."""

    def __init__(self, desk: Desk, choices: PersonChoices, record: PersonRecord, plan: PlanEntry | None) -> None:
        reference = record.details.reference
        super().__init__(
            desk,
            record,
            Part.PLAN,
            f"{'New plan' if plan is None else 'Plan'} for {reference}",
            "It ends the plan that runs on the day before, and follows it." if plan is None else "",
        )
        self._plan_id = 0 if plan is None else plan.plan_id
        self._titles = dict(choices.outcomes)
        self._first = DayField("First day", desk.icons)
        self._last = DayField("Last day", desk.icons)
        self._review = DayField("Review", desk.icons)
        self._week = WeekField("Week wanted")
        self._ratio = QLineEdit()
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
        self.words = plan_words(choices)
        self.puts = self._ways_to_put()
        self.fill()

    def own_number(self) -> int:
        return self._plan_id

    def typed(self) -> PlanEntry:
        return PlanEntry(
            first_day=needed_day_of(self._first, "first_day"),
            last_day=day_of(self._last, "last_day"),
            review_on=day_of(self._review, "review_on"),
            summary=self._summary.toPlainText(),
            week=self._week_text(),
            ratio=self._ratio.text().strip(),
            outcomes=self._chosen_outcomes(),
            plan_id=self._plan_id,
        )

    def kept_in(self, record: PersonRecord | None) -> PlanEntry:
        plans = () if record is None else record.plans
        return next((plan for plan in plans if plan.plan_id == self._plan_id), PlanEntry(self.desk.today()))

    def use_case(self, typed: PlanEntry) -> UseCase:
        from brokerage.services.plan_and_budget import keep_plan

        return partial(
            keep_plan, self.desk.database, self.desk.actor, *self.person_and_version(), typed, self.desk.now()
        )

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

    def _ways_to_put(self) -> dict[str, Callable[[PlanEntry], object]]:
        return {
            "first_day": lambda plan: self._first.set_day(plan.first_day),
            "last_day": lambda plan: self._last.set_day(plan.last_day),
            "review_on": lambda plan: self._review.set_day(plan.review_on),
            "week": self._put_week,
            "ratio": lambda plan: self._ratio.setText(plan.ratio),
            "summary": lambda plan: self._summary.setPlainText(plan.summary),
            **{outcome_name(code): partial(self._put_outcome, code) for code in self._outcomes},
        }

    def _put_week(self, plan: PlanEntry) -> None:
        from brokerage.domain.week_wanted import parse_week

        self._week.set_week(parse_week(plan.week) if plan.week else None)

    def _put_outcome(self, code: str, plan: PlanEntry) -> None:
        outcome = outcome_of(plan, code)
        box, own = self._outcomes[code]
        box.setChecked(outcome is not None)
        own.setText("" if outcome is None else outcome.own_words)

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
    return made
