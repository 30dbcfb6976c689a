"""Admissions as lists and answers show them: where each stands, what happened to it, and the placements under it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from brokerage.domain.admission_event import AdmissionAtHand, AdmissionEventKind
from brokerage.domain.call_off import CallOffState
from brokerage.domain.contract import ContractTerms
from brokerage.domain.period import Period


class AdmissionStanding(Enum):
    """Where an admission stands on a day."""

    TO_COME = "to-come"
    IN_FORCE = "in-force"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class AdmissionSummary:
    """An admission of a service to a lot. `lot` is `SCHEME/1`; `reference` the contract's number; days are included."""

    admission_id: int
    version: int
    service_id: int
    service: str
    provider: str
    lot: str
    lot_title: str
    reference: str
    period: Period
    suspended: Period | None

    def standing(self, today: date) -> AdmissionStanding:
        """Return where it stands on the day that `suspended` was read for."""
        if today < self.period.first_day:
            return AdmissionStanding.TO_COME
        if not self.period.contains(today):
            return AdmissionStanding.ENDED
        return AdmissionStanding.IN_FORCE if self.suspended is None else AdmissionStanding.SUSPENDED


@dataclass(frozen=True, slots=True)
class EventShown:
    """Something that was done to an admission, with its reason. `first_day` is the day from which it holds."""

    kind: AdmissionEventKind
    first_day: date
    last_day: date | None
    reason: str
    done_by: str
    done_at: datetime


@dataclass(frozen=True, slots=True)
class SuspensionShown:
    """Days on which no call-off may start, and why."""

    days: Period
    reason: str


@dataclass(frozen=True, slots=True)
class PlacementThere:
    """A call-off under an admission that runs, or is agreed or asked for and still to start."""

    reference: str
    state: CallOffState
    first_day: date
    planned_last_day: date | None


@dataclass(frozen=True, slots=True)
class AdmissionDetail:
    """An admission whole. `running` and `to_start` are by first day; events by time.

    `at_hand` is what its next step is decided on. There is no `contract` where the admission was brought in without one.
    """

    summary: AdmissionSummary
    at_hand: AdmissionAtHand
    contract: ContractTerms | None
    suspensions: tuple[SuspensionShown, ...]
    events: tuple[EventShown, ...]
    running: tuple[PlacementThere, ...]
    to_start: tuple[PlacementThere, ...]
