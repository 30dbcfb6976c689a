"""What one page may ask of another when it sends the person at the desk there. Plain values; pages do not know each other."""

from dataclasses import dataclass
from datetime import datetime

from brokerage.domain.offer import Offer, SearchCriteria


@dataclass(frozen=True, slots=True)
class FindSupport:
    """Find: search for this, or with `criteria` None for what the person in hand needs."""

    criteria: SearchCriteria | None = None


@dataclass(frozen=True, slots=True)
class CompareOffers:
    """Compare: these offers side by side (at most six), as found with these criteria.

    `listed` and `listed_at` are the whole list they were chosen from and its time, passed on when one is called off.
    """

    criteria: SearchCriteria
    offers: tuple[Offer, ...]
    listed: tuple[Offer, ...] = ()
    listed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RaiseCallOffs:
    """Call-offs: begin a package with these offers; `listed` is the whole list they were chosen from, kept as evidence.

    `listed_at` is when the list was read. `reason` is why these were chosen, when that was said already.
    """

    criteria: SearchCriteria
    chosen: tuple[Offer, ...]
    listed: tuple[Offer, ...]
    listed_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CallOffAward:
    """Call-offs: begin the call-off of what the small competition of this reference was awarded."""

    competition: str


@dataclass(frozen=True, slots=True)
class OpenCallOff:
    """Call-offs: show this one."""

    call_off_id: int


@dataclass(frozen=True, slots=True)
class OpenPerson:
    """People: show this one."""

    person_id: int


@dataclass(frozen=True, slots=True)
class OpenCompetition:
    """Market: show this small competition."""

    reference: str


@dataclass(frozen=True, slots=True)
class RunCompetition:
    """Market: begin a small competition in this lot for the person in hand, filled in with what was searched for."""

    lot_id: int | None
    criteria: SearchCriteria
