"""What Home says; no widgets."""

from datetime import date

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_summary import CallOffSummary
from brokerage.domain.staff import Actor
from ui import formats

_PRESSING_DAYS = 7


def greeting(actor: Actor, waiting: int, drafts: int) -> str:
    """How much waits: `4 call-offs wait for you as broker; 2 drafts of yours are unfinished.`."""
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
    """Who it is for: `P-1043 · A.B.`."""
    return f"{call_off.person_reference} · {call_off.person_initials}"


def starts(call_off: CallOffSummary, today: date) -> str:
    """When it starts: `Today`, `In 3 days`, or the day; with ▲ before it where that presses."""
    days = (call_off.first_day - today).days
    near = {0: "Today", 1: "Tomorrow"}.get(days)
    if near is None:
        near = f"In {days} days" if 1 < days <= _PRESSING_DAYS else formats.day(call_off.first_day)
    return f"{formats.OVER} {near}" if is_pressing(call_off, today) else near


def is_pressing(call_off: CallOffSummary, today: date) -> bool:
    """Whether it starts within a week, or its answer is overdue, or it should have started."""
    overdue = call_off.answer_due_on is not None and call_off.answer_due_on < today
    soon = (call_off.first_day - today).days <= _PRESSING_DAYS
    return call_off.state is not CallOffState.RUNNING and (overdue or soon)
