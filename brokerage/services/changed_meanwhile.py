"""Says who was first, where two change the same at the same time."""

from collections.abc import Iterator
from contextlib import contextmanager

from brokerage.domain.errors import Conflict
from brokerage.domain.period import format_moment
from brokerage.storage.queries.last_change import last_change
from brokerage.storage.unit_of_work import UnitOfWork


def say_who_changed(work: UnitOfWork, subject: str, key: str, called: str = "") -> str:
    """Return who changed it last and when, `Broker (demo) changed CO-2026-0001 on 2 Nov 2026 at 09:30 UTC`.

    `called` is how it is spoken of where its key says nothing to people.
    """
    what = called or key
    last = last_change(work.session, subject, key)
    return (
        f"A colleague changed {what} meanwhile"
        if last is None
        else f"{last.who} changed {what} on {format_moment(last.at)}"
    )


def refuse_stale(
    work: UnitOfWork, subject: str, key: str, seen: int | str | None, stands: int | str, called: str = ""
) -> None:
    """Pass when what was seen is what stands, be it a version or a mark, or nothing is said of it.

    `called` is as for `say_who_changed`. Raises: Conflict naming who changed it, and when.
    """
    if seen in (None, stands):
        return
    changed = say_who_changed(work, subject, key, called)
    raise Conflict(f"{changed}. Look at it again, then decide. Nothing was overwritten.")


@contextmanager
def naming_who_changed(work: UnitOfWork, subject: str, key: str, called: str) -> Iterator[None]:
    """Runs the block; a Conflict in it names who was first and when. Raises: Conflict."""
    try:
        yield
    except Conflict as error:
        changed = say_who_changed(work, subject, key, called)
        raise Conflict(f"{changed}. What you typed is still here: look again, then save it anew.") from error
