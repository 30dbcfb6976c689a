"""Says who was first, where two change the same at the same time."""

from brokerage.domain.period import format_moment
from brokerage.storage.queries.last_change import last_change
from brokerage.storage.unit_of_work import UnitOfWork


def say_who_changed(work: UnitOfWork, subject: str, key: str) -> str:
    """Return who changed it last and when, `Broker (demo) changed CO-2026-0001 on 2 Nov 2026 at 09:30 UTC`."""
    last = last_change(work.session, subject, key)
    return (
        f"A colleague changed {key} meanwhile"
        if last is None
        else f"{last.who} changed {key} on {format_moment(last.at)}"
    )
