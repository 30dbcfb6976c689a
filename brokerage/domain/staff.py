"""Jobs at the desk."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from brokerage.domain.errors import RuleBroken


class Job(Enum):
    """What a member of staff is here to do; it decides which steps they may take."""

    PRACTITIONER = "practitioner"
    BROKER = "broker"
    APPROVER = "approver"
    COMMISSIONER = "commissioner"
    FINANCE = "finance"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting. `signed_in_as` is the login the database knows; on the embedded database it may differ from `login`.

    `independent` is False where one person may play every job: an approval given so says that it was not independent.
    `approval_limit` in pounds of estimated year, None when the job approves nothing.
    """

    staff_id: int
    login: str
    full_name: str
    job: Job
    team_id: int | None
    approval_limit: Decimal | None
    signed_in_as: str
    independent: bool


def refuse_other_jobs(actor: Actor, job: Job, doing: str) -> None:
    """Pass when the actor works in the job; `doing` is said as in `extend a scheme`. Raises: RuleBroken."""
    if actor.job is not job:
        raise RuleBroken(f"Only the {job.value} may {doing}; you are working as {actor.job.value}.")
