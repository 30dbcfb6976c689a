"""What the desk shows first: what waits for me with the next step in words, my drafts, and what starts this week."""

from dataclasses import dataclass
from datetime import date

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_summary import CallOffOrder, CallOffQuestion, CallOffSummary, CallOffTab
from brokerage.domain.staff import Actor
from brokerage.storage.engine import Database
from brokerage.storage.queries.call_offs import count_tabs, list_call_offs

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class MyQueue:
    """What waits for me (without my drafts), my drafts, and what starts today or in the six days after it.

    Each is at most `MOST_SHOWN` long; `counts` say how many each tab of the list holds.
    """

    waiting: tuple[CallOffSummary, ...]
    drafts: tuple[CallOffSummary, ...]
    starting_this_week: tuple[CallOffSummary, ...]
    counts: tuple[tuple[CallOffTab, int], ...]


def my_queue(database: Database, actor: Actor, today: date) -> MyQueue:
    """Return what this actor has to do, the most urgent first: what starts soonest."""
    soonest = CallOffOrder.FIRST_DAY
    with database.reading() as connection:
        queue, _ = list_call_offs(connection, _question(CallOffTab.QUEUE, soonest), actor, today)
        drafts, _ = list_call_offs(
            connection,
            CallOffQuestion(CallOffTab.MINE, states=(CallOffState.DRAFT,), limit=MOST_SHOWN),
            actor,
            today,
        )
        starting, _ = list_call_offs(connection, _question(CallOffTab.STARTING_THIS_WEEK, soonest), actor, today)
        counts = count_tabs(connection, actor, today)
    waiting = tuple(row for row in queue if row.state is not CallOffState.DRAFT)
    return MyQueue(waiting, drafts, starting, counts)


def _question(tab: CallOffTab, order: CallOffOrder) -> CallOffQuestion:
    return CallOffQuestion(tab, order=order, limit=MOST_SHOWN)
