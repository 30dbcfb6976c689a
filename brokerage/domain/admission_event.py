"""What may be done to an admission after it was made: suspend, lift, remove, renew; each refused where the rule says no.

Rules.md 8: on the days of a suspension no new call-off may start; placements that run are untouched by all of this. All days
are included: one who is suspended to 30 Nov may be called off from 1 Dec.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import ONE_DAY, Period, format_day


class AdmissionEventKind(Enum):
    """Suspended from a day to a day, the suspension lifted, removed from the lot, or renewed to a later day."""

    SUSPENDED = "suspended"
    LIFTED = "lifted"
    REMOVED = "removed"
    RENEWED = "renewed"


@dataclass(frozen=True, slots=True)
class AdmissionAtHand:
    """An admission as it is decided on.

    `contracts_last_day` is the end of the scheme's contracts as extended so far; `next_first_day` that of a later admission of
    the same service to the same lot, if any. `suspensions` are by first day.
    """

    admission_id: int
    version: int
    period: Period
    contracts_last_day: date | None
    next_first_day: date | None
    is_removed: bool
    suspensions: tuple[Period, ...]


def check_suspension(admission: AdmissionAtHand, days: Period) -> None:
    """Pass when no call-off is to start on these days. Raises: RuleBroken outside the admission, or over another suspension."""
    _refuse_before_admission(admission, days.first_day, "A suspension")
    _refuse_after_admission(admission, days.first_day)
    for standing in admission.suspensions:
        if standing.overlaps(days):
            raise RuleBroken(
                f"It is suspended already, {standing}: lift that suspension, or choose days outside it. Nothing was changed.",
                field="from",
            )


def suspension_lifted(admission: AdmissionAtHand, day: date) -> tuple[Period, Period | None]:
    """Return the suspension the day lies in, and what is left of it when call-offs may start again from the day on.

    Nothing is left where the day is its first. Raises: RuleBroken when no suspension holds on that day.
    """
    standing = next((each for each in admission.suspensions if each.contains(day)), None)
    if standing is None:
        raise RuleBroken(
            f"It is not suspended on {format_day(day)}: give the first day from which call-offs may start again, a day of the "
            "suspension itself.",
            field="from",
        )
    return standing, None if day == standing.first_day else Period(standing.first_day, day - ONE_DAY)


def last_day_when_removed(admission: AdmissionAtHand, day: date) -> date:
    """Return the last day of an admission that ends before the day. Raises: RuleBroken outside the admission."""
    _refuse_before_admission(admission, day, "A removal")
    if day == admission.period.first_day:
        raise RuleBroken(
            f"The admission begins on {format_day(day)}, so it cannot end before it: remove it from a later day, or suspend it.",
            field="from",
        )
    _refuse_after_admission(admission, day)
    return day - ONE_DAY


def check_renewal(admission: AdmissionAtHand, last_day: date) -> None:
    """Pass when the admission may go on to this last day.

    Raises: RuleBroken without an end to renew, after a removal, to an earlier day, beyond the scheme's contracts, and into a
    later admission.
    """
    standing = admission.period.last_day
    if admission.is_removed:
        raise RuleBroken("It was removed from the lot, and a removal is not renewed: the provider may apply again.")
    if standing is None:
        raise RuleBroken("The admission has no last day: there is nothing to renew.")
    if last_day <= standing:
        raise RuleBroken(f"The admission runs to {format_day(standing)} already: renew it to a later day.", field="to")
    ends = admission.contracts_last_day
    if ends is not None and last_day > ends:
        raise RuleBroken(
            f"The scheme's contracts end on {format_day(ends)}: renew it to that day at most, or extend the scheme first.",
            field="to",
        )
    follows = admission.next_first_day
    if follows is not None and last_day >= follows:
        raise RuleBroken(
            f"A later admission to the same lot begins on {format_day(follows)}: renew this one to the day before at most.",
            field="to",
        )


def _refuse_before_admission(admission: AdmissionAtHand, day: date, what: str) -> None:
    first_day = admission.period.first_day
    if day < first_day:
        raise RuleBroken(
            f"{what} cannot begin before the admission, on {format_day(first_day)}: choose a later day.", field="from"
        )


def _refuse_after_admission(admission: AdmissionAtHand, day: date) -> None:
    last_day = admission.period.last_day
    if last_day is not None and day > last_day:
        raise RuleBroken(
            f"The admission ends on {format_day(last_day)} already: choose a day before that, or leave it.",
            field="from",
        )
