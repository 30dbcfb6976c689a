"""One use case, one transaction, one commit as its last line."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from brokerage.domain.errors import Unavailable
from brokerage.domain.staff import Actor
from brokerage.storage import audit
from brokerage.storage.engine import Database
from brokerage.storage.failures import translated_failures


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """An open transaction with who acts and when. `now` is aware and in UTC."""

    session: Session
    actor: Actor
    now: datetime

    def record(self, action: str, subject: str, key: str, detail: Mapping[str, str] | None = None) -> None:
        """Adds an audit entry to this transaction."""
        audit.record(self.session, self.actor, self.now, action, subject, key, detail or {})

    def undo(self) -> None:
        """Keeps nothing of this transaction, at the end of a trial run; nothing more may be done in it."""
        self.session.rollback()


@contextmanager
def unit_of_work(database: Database, actor: Actor, now: datetime) -> Iterator[UnitOfWork]:
    """Opens a transaction, commits it when the block ends well, undoes all of it otherwise.

    Raises Conflict, RuleBroken or Unavailable for what the database reports.
    """
    with (
        translated_failures(),
        Session(database.write_engine, autoflush=False, expire_on_commit=False) as session,
        session.begin() as transaction,
    ):
        yield UnitOfWork(session, actor, now)
        if transaction.is_active:
            session.flush()
            with _told_when_lost():
                transaction.commit()


@contextmanager
def _told_when_lost() -> Iterator[None]:
    """Runs the commit. Raises Unavailable where its answer was lost: nobody knows then whether it is saved."""
    try:
        yield
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Unavailable(_LOST) from error
        raise


_LOST = (
    "The line to the database was lost while this was being saved: it may be saved, or not. Look at it again before you "
    "repeat it."
)
