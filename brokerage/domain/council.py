"""The council whose desk this is: what the letterhead says of it, its teams, its staff as the administrator keeps them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from brokerage.domain.staff import Job


@dataclass(frozen=True, slots=True)
class Council:
    """What letters and agreements say of the council. `version` is that of the row read; it guards against overwriting.

    `ocid_prefix` is what its open contracting ids begin with; empty until it has one.
    """

    name: str
    department: str
    address: str
    phone: str
    email: str
    safeguarding_contact: str
    information_contact: str
    logo_png: bytes | None
    is_demonstration: bool
    version: int
    ocid_prefix: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """A team of staff. `staff_count` counts those who are active; `team_id` and `version` are 0 for one not kept yet."""

    team_id: int
    version: int
    name: str
    phone: str
    email: str
    staff_count: int


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """Somebody who works at the desk, as the administrator keeps them.

    `approval_limit` in pounds of estimated year, None where the job approves nothing; days are included; `staff_id` and
    `version` are 0 for somebody not kept yet.
    """

    staff_id: int
    version: int
    login: str
    full_name: str
    job: Job
    team_id: int | None
    team: str
    approval_limit: Decimal | None
    phone: str
    email: str
    active: bool
    first_day: date
    last_day: date | None

    def works_on(self, day: date) -> bool:
        """Whether they may work on this day: active, and the day within their own days."""
        return self.active and self.first_day <= day and (self.last_day is None or day <= self.last_day)


class ReferenceList(Enum):
    """The lists a council words for itself."""

    NEEDS = "needs"
    OUTCOMES = "outcomes"


@dataclass(frozen=True, slots=True)
class NamedCode:
    """A line of a reference list, such as a need category or an outcome, and how often it is used."""

    code: str
    title: str
    used: int
