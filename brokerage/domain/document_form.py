"""A document to be kept, as a form says it, and what it is checked against; where an insurance moves the day its gate closes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import ONE_DAY, format_day
from brokerage.domain.provider_document import DocumentKind

EARLIEST_DAY, LATEST_DAY = date(2000, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """What is said of a document. Days are included.

    `service_id` is None where it holds for every service of the provider, `last_day` where it does not lapse. `shortens` says
    that an insurance counts though it ends sooner than the one that counts now.
    """

    provider_id: int
    kind: DocumentKind
    title: str
    received_on: date
    service_id: int | None = None
    application_id: int | None = None
    contract_id: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    shortens: bool = False


@dataclass(frozen=True, slots=True)
class InsuredService:
    """A service of the provider with the last day of its insurance, which is its gate; None where no end is known."""

    service_id: int
    name: str
    insurance_last_day: date | None


@dataclass(frozen=True, slots=True)
class GateMove:
    """The gate of a service as it stood, as it stands now, and what to say of it; equal days where it stays."""

    service: InsuredService
    last_day: date | None
    note: str

    @property
    def is_moved(self) -> bool:
        """Whether the gate closes on another day now."""
        return self.last_day != self.service.insurance_last_day


def check_document(form: DocumentForm, today: date) -> None:
    """Pass for a document that can be kept. Raises: BadInput at the field that cannot be."""
    if form.received_on > today:
        raise BadInput("The day it was received is still to come: give today, or an earlier day.", "received")
    for field, day in (("received", form.received_on), ("from", form.first_day), ("to", form.last_day)):
        if day is not None and not EARLIEST_DAY <= day <= LATEST_DAY:
            raise BadInput("The day lies too far away to be meant: give its year again.", field)
    if form.last_day is None and form.kind is DocumentKind.INSURANCE:
        raise BadInput("An insurance ends: give the last day it is in force, so that somebody is reminded.", "to")
    if form.first_day is not None and form.last_day is not None and form.last_day < form.first_day:
        raise BadInput(f"It ends on {format_day(form.last_day)}, before it begins: put the earlier day first.", "to")
    if (form.kind is DocumentKind.SIGNED_CONTRACT) != (form.contract_id is not None):
        raise BadInput(
            "A signed copy belongs to its contract, and nothing else does: give the contract’s number with the kind "
            f"{DocumentKind.SIGNED_CONTRACT.value}.",
            "contract",
        )


def check_whose(form: DocumentForm, *, services: Collection[int], others_papers: Collection[str]) -> None:
    """Pass where all the form names belongs to the provider. `others_papers` names what does not. Raises: BadInput."""
    if form.service_id is not None and form.service_id not in services:
        raise BadInput("This service is another provider’s: name the provider that has it, or leave it out.", "service")
    for field in others_papers:
        raise BadInput(f"This {field} is another provider’s: give its number again, or leave it out.", field)


def move_gate(service: InsuredService, form: DocumentForm, today: date) -> GateMove:
    """Return what an insurance does to the gate of a service: later days count at once, sooner ones where the form says so.

    Raises: RuleBroken for a form that is no insurance with a last day.
    """
    last_day, now = form.last_day, service.insurance_last_day
    if form.kind is not DocumentKind.INSURANCE or last_day is None:
        raise RuleBroken("Only an insurance with its last day moves a gate.")
    if now is None or last_day > now:
        return GateMove(
            service, last_day, f"{_say_moved(service, last_day, today)}{_say_gap(form.first_day, now, today)}"
        )
    if last_day == now:
        return GateMove(service, now, f"{service.name}: insured to {format_day(now)}, as before.")
    if form.shortens:
        return GateMove(service, last_day, _say_moved(service, last_day, today))
    return GateMove(
        service,
        now,
        f"{service.name}: stays insured to {format_day(now)}, which is later than this document says. Where the document is right, "
        "say that it counts though it ends sooner.",
    )


def gate_without(service: InsuredService, removed_last_day: date, left: Collection[date], today: date) -> GateMove:
    """Return the gate once an insurance is kept no longer: where it rested on it, the latest of those left counts.

    Without any left it closes yesterday, which is the last day on which a paper said anything.
    """
    now = service.insurance_last_day
    if now is None or now != removed_last_day:
        return GateMove(service, now, "")
    if left:
        return GateMove(service, max(left), _say_moved(service, max(left), today))
    closed = min(now, today - ONE_DAY)
    return GateMove(
        service,
        closed,
        f"{service.name}: no insurance is left on record, so no call-off may start until one is added.",
    )


def _say_gap(first_day: date | None, now: date | None, today: date) -> str:
    """What to see to where the insurance on record ends before this one begins; a gate knows its last day alone."""
    insured_to = max(now or today - ONE_DAY, today - ONE_DAY)
    if first_day is None or first_day <= insured_to + ONE_DAY:
        return ""
    return f" It begins on {format_day(first_day)} only: make sure how the service is insured before that."


def _say_moved(service: InsuredService, last_day: date, today: date) -> str:
    if last_day < today:
        lapsed = f"{service.name}: this insurance lapsed on {format_day(last_day)}"
        return f"{lapsed}, so no call-off may start until a newer one is added."
    return f"{service.name}: insured to {format_day(last_day)}; no call-off may start after that day."
