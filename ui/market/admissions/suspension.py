"""Suspending an admission from a day to a day, and lifting a suspension; no widgets."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from brokerage.domain.admission_event import check_suspension, suspension_lifted
from brokerage.domain.admission_summary import AdmissionStanding
from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput
from brokerage.domain.period import ONE_DAY, Period, format_day
from brokerage.domain.staff import Actor
from ui.market.admissions.reading import AdmissionOpened
from ui.market.admissions.step import AdmissionStep
from ui.market.admissions.words import placements_untouched
from ui.market.reason_typed import DayAsked, Typed

if TYPE_CHECKING:
    from brokerage.services.desk import Database


def _days(typed: Typed) -> Period:
    first_day, last_day = typed.day("from"), typed.days["to"]
    if last_day is not None and last_day < first_day:
        raise BadInput(
            f"The suspension would end before it begins, on {format_day(first_day)}: give a later last day.", "to"
        )
    return Period(first_day, last_day)


def has_ended(opened: AdmissionOpened, today: date) -> str:
    """Why nothing can be done to an admission that has ended; nothing while it goes on or is to come."""
    if opened.detail.summary.standing(today) is not AdmissionStanding.ENDED:
        return ""
    return f"The admission ended on {format_day(opened.detail.summary.period.known_last_day)}: nothing is left to stop."


def _from_today(opened: AdmissionOpened, today: date) -> Mapping[str, date | None]:
    first_day = max(today, opened.detail.summary.period.first_day)
    return {} if _suspensions_left(opened, first_day) else {"from": first_day}  # until lifted it would meet one of them


def _before_suspension(opened: AdmissionOpened) -> str:
    return f"On these days no call-off may start. {placements_untouched(opened)}"


def _check_suspension(opened: AdmissionOpened, typed: Typed) -> None:
    check_suspension(opened.detail.at_hand, _days(typed))


def _suspension(_database: "Database", opened: AdmissionOpened, typed: Typed, _today: date) -> str:
    days = _days(typed)
    _check_suspension(opened, typed)
    if days.last_day is None:
        when = f"From {format_day(days.first_day)} no call-off may start, until the suspension is lifted"
    else:
        again = format_day(days.last_day + ONE_DAY)
        when = f"No call-off may start from {format_day(days.first_day)} to {format_day(days.last_day)}; from {again} they may"
    return f"{when}. {placements_untouched(opened)}"


def _suspend(database: "Database", actor: Actor, opened: AdmissionOpened, typed: Typed, now: datetime) -> Done[object]:
    from brokerage.services.keep_admission import suspend_admission

    about = opened.detail.summary
    return suspend_admission(
        database, actor, about.admission_id, _days(typed), typed.reason, now, version=about.version
    )


def _suspended(opened: AdmissionOpened, typed: Typed) -> str:
    about = opened.detail.summary
    until = typed.days["to"]
    left = "until that is lifted" if until is None else f"to {format_day(until)}"
    return (
        f"{about.service} is suspended from {about.lot} from {format_day(typed.day('from'))} {left}. Placements go on."
    )


def _suspensions_left(opened: AdmissionOpened, today: date) -> tuple[Period, ...]:
    return tuple(days for days in opened.detail.at_hand.suspensions if days.last_day is None or days.last_day >= today)


def _nothing_to_lift(opened: AdmissionOpened, today: date) -> str:
    return "" if _suspensions_left(opened, today) else "It is not suspended, and no suspension is to come."


def _next_to_lift(opened: AdmissionOpened, today: date) -> Mapping[str, date | None]:
    left = _suspensions_left(opened, today)
    return {"from": max(today, left[0].first_day)} if left else {}


def _before_lift(_opened: AdmissionOpened) -> str:
    return "From this day call-offs may start again. What was done stays on record."


def _check_lift(opened: AdmissionOpened, typed: Typed) -> None:
    suspension_lifted(opened.detail.at_hand, typed.day("from"))


def _lift_told(_database: "Database", opened: AdmissionOpened, typed: Typed, _today: date) -> str:
    day = typed.day("from")
    standing, left = suspension_lifted(opened.detail.at_hand, day)
    if left is None:
        return f"The suspension {standing} is taken back whole; that it was there stays on record."
    ends = format_day(left.known_last_day)
    return f"Call-offs may start again from {format_day(day)}: the suspension from {format_day(standing.first_day)} ends on {ends}."


def _lift(database: "Database", actor: Actor, opened: AdmissionOpened, typed: Typed, now: datetime) -> Done[object]:
    from brokerage.services.keep_admission import lift_suspension

    about = opened.detail.summary
    return lift_suspension(
        database, actor, about.admission_id, typed.day("from"), typed.reason, now, version=about.version
    )


def _lifted(opened: AdmissionOpened, typed: Typed) -> str:
    about = opened.detail.summary
    from_day = format_day(typed.day("from"))
    return f"The suspension of {about.service} from {about.lot} is lifted: call-offs may start from {from_day}."


SUSPEND = AdmissionStep(
    title="Suspend",
    verb="Suspend the admission",
    days=(
        DayAsked("from", "First day without new call-offs"),
        DayAsked("to", "Last such day", "It counts. Empty: until it is lifted.", is_needed=False),
    ),
    impossible=has_ended,
    suggested=_from_today,
    before=_before_suspension,
    consequence=_suspension,
    take=_suspend,
    said=_suspended,
    check=_check_suspension,
)
LIFT = AdmissionStep(
    title="Lift the suspension",
    verb="Lift the suspension",
    days=(DayAsked("from", "Call-offs may start again from", "From its own first day it is taken back whole."),),
    impossible=_nothing_to_lift,
    suggested=_next_to_lift,
    before=_before_lift,
    consequence=_lift_told,
    take=_lift,
    said=_lifted,
    check=_check_lift,
)
