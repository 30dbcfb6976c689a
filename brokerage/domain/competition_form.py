"""A small competition as it is typed in, and whether it may be opened; the last day for answers, counted in working days."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from brokerage.domain.calendar import add_working_days, is_working_day
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import Period, format_day
from brokerage.domain.ratio import Ratio
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.week_wanted import WeekWanted

MOST_WORKING_DAYS = 60


@dataclass(frozen=True, slots=True)
class CompetitionForm:
    """What is asked of the market for one person. Days are included; `week` is None for support of the whole week.

    `request_id` is made once for each form. `why` says why agreed rates do not settle it and stays with the council;
    `what_matters`, `how_to_answer` and `contact` stand on the sheet that the market sees. The time for answers is
    `working_days` after the opening, or up to the day `answers_due_on`.
    """

    request_id: str
    person_id: int
    lot_id: int
    first_day: date
    why: str
    planned_last_day: date | None = None
    week: WeekWanted | None = None
    ratio: Ratio | None = None
    what_matters: str = ""
    how_to_answer: str = ""
    contact: str = ""
    working_days: int | None = None
    answers_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpeningFacts:
    """What the form is checked against. `routes` empty means that the scheme names none; `criteria` is how many it has."""

    scheme: str
    routes: tuple[AwardRoute, ...]
    criteria: int
    person_is_active: bool
    has_policy: bool


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """From when and in which calendar the time for answers is counted: the day of opening is not counted."""

    opened_on: date
    bank_holidays: AbstractSet[date]
    known: Period


def check_why(why: str) -> None:
    """Pass where it is said why agreed rates do not settle it. Raises: BadInput."""
    if not why.strip():
        raise BadInput("Say why agreed rates do not settle it: the reason is kept with the competition.", "why")


def check_opening(form: CompetitionForm, facts: OpeningFacts) -> None:
    """Pass when the competition may be opened.

    Raises: BadInput at the field that lacks or contradicts something; RuleBroken where the scheme allows no small competition,
    has not stated by what it weighs, or has no rules for the first day.
    """
    check_why(form.why)
    if form.planned_last_day is not None and form.planned_last_day < form.first_day:
        raise BadInput(
            f"The planned end is before the first day, {format_day(form.first_day)}: change one of them.",
            "planned_last_day",
        )
    if not facts.person_is_active:
        raise RuleBroken("This person's record is closed: open it again first, or choose another person.")
    if facts.routes and AwardRoute.SMALL_COMPETITION not in facts.routes:
        raise RuleBroken(f"The scheme {facts.scheme} does not allow the award route “small competition”.")
    if not facts.criteria:
        raise RuleBroken(
            f"{facts.scheme} has not stated by what answers are weighed: a commissioner sets its award criteria first."
        )
    if not facts.has_policy:
        raise RuleBroken(
            f"The scheme {facts.scheme} has no rules for {format_day(form.first_day)}: choose another day."
        )


def last_day_for_answers(form: CompetitionForm, time: AnswerTime) -> date:
    """Return the last day for answers of a new competition.

    Raises: BadInput where no time is said or both ways, where the day is no working day after the opening, or where support
    would begin before everybody has answered; RuleBroken where the bank holidays are not known that far.
    """
    if (form.working_days is None) == (form.answers_due_on is None):
        raise BadInput("Say how long there is to answer: a number of working days, or the last day.", "working_days")
    due_on = form.answers_due_on or _counted(form.working_days or 0, time)
    check_last_day(due_on, form.first_day, time)
    return due_on


def check_last_day(due_on: date, first_day: date, time: AnswerTime) -> None:
    """Pass when answers may come until that day. Raises: as `last_day_for_answers`."""
    if not time.known.contains(due_on):
        raise RuleBroken(
            f"The bank holidays of {due_on.year} are not known: choose a last day for answers before that."
        )
    if due_on <= time.opened_on:
        raise BadInput(f"The last day for answers comes after {format_day(time.opened_on)}: give a later day.", "due")
    if not is_working_day(due_on, time.bank_holidays):
        later = add_working_days(due_on, 1, time.bank_holidays)
        raise BadInput(
            f"{format_day(due_on)} is no working day, and providers answer on working days: the next one is "
            f"{format_day(later)}.",
            "due",
        )
    if due_on >= first_day:
        raise BadInput(
            f"Answers could come until {format_day(due_on)}, and support begins on {format_day(first_day)}: give less time, "
            "or a later first day.",
            "due",
        )


def _counted(working_days: int, time: AnswerTime) -> date:
    if not 1 <= working_days <= MOST_WORKING_DAYS:
        raise BadInput(
            f"The time for answers is 1 to {MOST_WORKING_DAYS} working days: give one of them.", "working_days"
        )
    return add_working_days(time.opened_on, working_days, time.bank_holidays)
