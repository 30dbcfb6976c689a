"""The clock of an application: the working days within which it is answered (rules.md 11).

Public Contracts Regulations 2015, regulation 34(15): ten working days after receipt, fifteen where that is justified.
Under the Procurement Act 2023 a dynamic market answers within a reasonable time: the scheme's own number of days.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import Enum

from brokerage.domain.calendar import add_working_days, is_working_day
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import ONE_DAY, Period, format_day


class Urgency(Enum):
    """How an application stands against its clock, worst first."""

    LATE = "late"
    DUE_TODAY = "due-today"
    DUE_SOON = "due-soon"
    IN_TIME = "in-time"


SOON_WORKING_DAYS = 3


@dataclass(frozen=True, slots=True)
class AnswerClock:
    """When an application was received, by when it is answered, and why that was put off if it was. Days are included."""

    received_on: date
    due_on: date
    extension_reason: str = ""

    @property
    def is_extended(self) -> bool:
        """Whether the longer time was taken."""
        return bool(self.extension_reason)


def start_clock(
    received_on: date, working_days: int, bank_holidays: AbstractSet[date], known: Period | None = None
) -> AnswerClock:
    """Return the clock of an application received that day; the day of receipt is not counted.

    Raises: RuleBroken when the answer would fall in a year whose bank holidays are not known yet.
    """
    due_on = add_working_days(received_on, working_days, bank_holidays)
    _refuse_unknown(due_on, known)
    return AnswerClock(received_on, due_on)


def extend_clock(
    clock: AnswerClock,
    working_days: int,
    reason: str,
    bank_holidays: AbstractSet[date],
    today: date,
    known: Period | None = None,
) -> AnswerClock:
    """Return the clock with the longer time, counted from receipt.

    Raises: BadInput without a written reason; RuleBroken a second time, when the time is over, or when it would be no longer.
    """
    why = reason.strip()
    if not why:
        raise BadInput("A longer time needs its reason in writing: say why the answer takes longer.", "reason")
    if clock.is_extended:
        raise RuleBroken(f"The time was extended already, to {format_day(clock.due_on)}: it is extended once only.")
    if today > clock.due_on:
        raise RuleBroken(f"The answer was due on {format_day(clock.due_on)}: time that is over cannot be extended.")
    due_on = add_working_days(clock.received_on, working_days, bank_holidays)
    if due_on <= clock.due_on:
        raise RuleBroken("The scheme allows no longer time: give the answer by the day it is due.")
    _refuse_unknown(due_on, known)
    return AnswerClock(clock.received_on, due_on, why)


def working_days_left(clock: AnswerClock, today: date, bank_holidays: AbstractSet[date]) -> int:
    """Return the working days after today up to the due day; 0 on the due day, negative by the working days it is late."""
    if today <= clock.due_on:
        return _working_days_between(today, clock.due_on, bank_holidays)
    return -_working_days_between(clock.due_on, today, bank_holidays)


def urgency_of(clock: AnswerClock, today: date, bank_holidays: AbstractSet[date]) -> Urgency:
    """Return how the clock stands today; late from the day after the due day, working day or not."""
    if today > clock.due_on:
        return Urgency.LATE
    left = working_days_left(clock, today, bank_holidays)
    if left == 0:
        return Urgency.DUE_TODAY
    return Urgency.DUE_SOON if left <= SOON_WORKING_DAYS else Urgency.IN_TIME


def _working_days_between(first: date, last: date, bank_holidays: AbstractSet[date]) -> int:
    """Working days after the first day, up to and with the last."""
    if last <= first:
        return 0
    return sum(1 for day in Period(first + ONE_DAY, last).dates() if is_working_day(day, bank_holidays))


def _refuse_unknown(due_on: date, known: Period | None) -> None:
    if known is not None and not known.contains(due_on):
        raise RuleBroken(
            f"The bank holidays of {due_on.year} are not known yet, so the working days cannot be counted: "
            "bring the program up to date."
        )
