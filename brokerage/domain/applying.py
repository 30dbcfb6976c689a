"""What somebody who records an application chooses among, and what is told before it is recorded."""

from dataclasses import dataclass
from datetime import date

from brokerage.domain.application_form import ServiceInLot
from brokerage.domain.application_written import AskedToWrite

NEAR = "near"
"""The figure of a refusal that names those known by a near name: who it is meant to be, a person says."""


@dataclass(frozen=True, slots=True)
class ApplicantFound:
    """A provider that may be the one who applies. `key` is its reference, else its company number, else empty."""

    provider_id: int
    name: str
    key: str
    services: int


@dataclass(frozen=True, slots=True)
class LotToApply:
    """A lot of the scheme."""

    lot_id: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class ServiceToApply:
    """A service of the provider."""

    service_id: int
    name: str


@dataclass(frozen=True, slots=True)
class WaitingFor:
    """A lot that a service waits for, or was admitted to, already, and the application that asked for it."""

    asked: ServiceInLot
    reference: str


@dataclass(frozen=True, slots=True)
class ApplicationLook:
    """An application before it is recorded: by when it would be answered, in how many working days, in which round.

    `round_title` is empty between rounds; `notes` say what that means, and what the provider was refused before. `needs` are the
    council's need categories, for a service that is not known yet. `to_write` is what each service in each lot is asked.
    """

    due_on: date
    working_days: int
    round_title: str
    notes: tuple[str, ...]
    lots: tuple[LotToApply, ...]
    services: tuple[ServiceToApply, ...] = ()
    waiting: tuple[WaitingFor, ...] = ()
    needs: tuple[str, ...] = ()
    to_write: tuple[AskedToWrite, ...] = ()
