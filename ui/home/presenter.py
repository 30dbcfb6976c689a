"""What Home says; no widgets."""

from datetime import date

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_summary import CallOffSummary
from brokerage.domain.staff import Actor
from ui import formats

_PRESSING_DAYS = 7


def greeting(actor: Actor, waiting: int, drafts: int) -> str:
    """`4 call-offs wait for you as broker; 2 drafts of yours are unfinished.`"""
    job = formats.words(actor.job).lower()
    verb = "waits" if waiting == 1 else "wait"
    first = (
        f"{formats.count(waiting, 'call-off')} {verb} for you as {job}"
        if waiting
        else f"Nothing waits for you as {job}"
    )
    unfinished = "is" if drafts == 1 else "are"
    return f"{first}; {formats.count(drafts, 'draft')} of yours {unfinished} unfinished." if drafts else f"{first}."


def person(call_off: CallOffSummary) -> str:
    """`P-1043 · A.B.`"""
    return f"{call_off.person_reference} · {call_off.person_initials}"


def starts(call_off: CallOffSummary, today: date) -> str:
    """`today`, `in 3 days`, or the day; `▲ 12 Oct 2026` where it should have started and has not."""
    days = (call_off.first_day - today).days
    if days < 0 and call_off.state is not CallOffState.RUNNING:
        return f"{formats.OVER} {formats.day(call_off.first_day)}"
    if days == 0:
        return "Today"
    if days == 1:
        return "Tomorrow"
    return f"In {days} days" if 0 < days <= _PRESSING_DAYS else formats.day(call_off.first_day)


def is_pressing(call_off: CallOffSummary, today: date) -> bool:
    """Whether it starts within a week, or its answer is overdue, or it should have started."""
    overdue = call_off.answer_due_on is not None and call_off.answer_due_on < today
    soon = (call_off.first_day - today).days <= _PRESSING_DAYS
    return call_off.state is not CallOffState.RUNNING and (overdue or soon)
