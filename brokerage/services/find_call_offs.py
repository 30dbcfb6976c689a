"""Finding call-offs: the list with its tabs and counts, and one of them with all that belongs to it. Nothing here writes."""

from datetime import date

from brokerage.domain.call_off_summary import CallOffDetail, CallOffList, CallOffQuestion
from brokerage.domain.errors import BadInput
from brokerage.domain.staff import Actor
from brokerage.storage.engine import Database
from brokerage.storage.queries import call_off_detail, call_offs

MOST_ROWS = 10_000


def list_call_offs(database: Database, actor: Actor, question: CallOffQuestion, today: date) -> CallOffList:
    """Return the call-offs that answer the question, at most its limit, with how many each tab holds for this actor.

    Raises: BadInput for a limit that cannot be meant.
    """
    if not 1 <= question.limit <= MOST_ROWS:
        raise BadInput(f"The limit must be from 1 to {MOST_ROWS:,}: it is how many call-offs are listed.", "limit")
    with database.reading() as connection:
        rows, count = call_offs.list_call_offs(connection, question, actor, today)
        return CallOffList(rows, count, call_offs.count_tabs(connection, actor, today))


def show_call_off(database: Database, actor: Actor, key: str | int, today: date) -> CallOffDetail:
    """Return the call-off of a reference (text) or an id (number), with the steps this actor may take.

    Raises: RuleBroken when there is none.
    """
    with database.reading() as connection:
        return call_off_detail.call_off_detail(connection, key, actor, today)
