"""Starting a purchasing system from a published notice: what it says is taken, and what is opened is told beside it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from brokerage.domain.calendar import day_in_england
from brokerage.domain.changes import Done
from brokerage.domain.notice_plan import Beside, choose_notice, fill_from_notice, remarks_on, set_beside
from brokerage.domain.scheme_asked import SchemeAsked, plan_of
from brokerage.domain.staff import Actor
from brokerage.exchange.ocds_notice import read_notices
from brokerage.services.open_scheme import SchemeOpened, open_scheme
from brokerage.storage.engine import Database


@dataclass(frozen=True, slots=True)
class StartedFromNotice:
    """A scheme that was opened, beside what the notice said of it, and what is to be looked at again."""

    opened: SchemeOpened
    ocid: str
    beside: tuple[Beside, ...]
    remarks: tuple[str, ...]


def open_from_notice(
    database: Database,
    actor: Actor,
    asked: SchemeAsked,
    path: Path,
    now: datetime,
    *,
    ocid: str = "",
    dry_run: bool = False,
) -> Done[StartedFromNotice]:
    """Set up the scheme that a notice in the file tells of; what is asked for goes before what the notice says.

    Raises: BadInput for a file that tells of no scheme or of several where none is chosen, and naming all that neither says; as
    `open_scheme`, also when a scheme was started from the notice already.
    """
    notice = choose_notice(read_notices(path), ocid)
    plan = plan_of(fill_from_notice(asked, notice))
    done = open_scheme(database, actor, plan, now, dry_run=dry_run)
    told = StartedFromNotice(
        done.result, notice.ocid, set_beside(notice, plan), remarks_on(notice, plan, day_in_england(now))
    )
    return Done(told, done.changed)
