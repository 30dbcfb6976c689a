"""An application to join a scheme as it is typed in, and whether it may be received."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import format_day
from brokerage.domain.scheme import last_day_to_call_off


@dataclass(frozen=True, slots=True, order=True)
class ServiceInLot:
    """One service that asks to be admitted to one lot."""

    service_id: int
    lot_id: int


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """What a commissioner records. `request_id` is made once for each form, so that a repeated press records nothing twice."""

    request_id: str
    scheme: str
    provider_id: int
    asked: tuple[ServiceInLot, ...]
    received_on: date


@dataclass(frozen=True, slots=True)
class ServiceAsking:
    """A service named in the form, and who runs it."""

    name: str
    provider_id: int


@dataclass(frozen=True, slots=True)
class LotAsked:
    """A lot named in the form. `last_call_off_day` is its own; None where none is set."""

    number: str
    scheme: str
    last_call_off_day: date | None


@dataclass(frozen=True, slots=True)
class ApplyingFacts:
    """What the form is checked against. `open_for` has the reference of each application that waits for the same thing."""

    scheme: str
    contracts_end: date | None
    last_call_off_day: date | None
    services: Mapping[int, ServiceAsking]
    lots: Mapping[int, LotAsked]
    open_for: Mapping[ServiceInLot, str]


def check_application(form: ApplicationForm, facts: ApplyingFacts, today: date) -> None:
    """Pass when the application may be received.

    Raises: BadInput when nothing is asked for, something twice, or it came on a day to come; RuleBroken for a service of another
    provider, a lot of another scheme or one that has ended, or a lot the service waits for an answer on already.
    """
    if form.received_on > today:
        raise BadInput(
            f"The day of receipt, {format_day(form.received_on)}, is still to come: give the day it came in.",
            "received_on",
        )
    _refuse_empty_or_doubled(form.asked)
    for one in form.asked:
        _refuse_strange_service(form, facts.services.get(one.service_id))
        _refuse_lot(facts, facts.lots.get(one.lot_id), form.received_on)
        _refuse_asked_already(facts, one)


def _refuse_empty_or_doubled(asked: Sequence[ServiceInLot]) -> None:
    if not asked:
        raise BadInput("The application asks for nothing: name a service and the lots it wants to join.", "asked")
    if max(Counter(asked).values()) > 1:
        raise BadInput("One service asks for the same lot twice: take one of them out.", "asked")


def _refuse_strange_service(form: ApplicationForm, service: ServiceAsking | None) -> None:
    if service is None:
        raise BadInput("The application names a service that is not known: choose it from the list again.", "asked")
    if service.provider_id != form.provider_id:
        raise RuleBroken(
            f"{service.name} is not run by the provider who applies: name one of the provider's own services.",
            field="asked",
        )


def _refuse_lot(facts: ApplyingFacts, lot: LotAsked | None, received_on: date) -> None:
    if lot is None:
        raise BadInput("The application names a lot that is not known: choose it from the list again.", "asked")
    if lot.scheme != facts.scheme:
        raise RuleBroken(
            f"Lot {lot.number} belongs to {lot.scheme}, not to {facts.scheme}: an application is to one scheme; record another.",
            field="asked",
        )
    ended = last_day_to_call_off(lot.last_call_off_day, facts.last_call_off_day, facts.contracts_end)
    if ended is not None and received_on > ended:
        raise RuleBroken(
            f"Lot {lot.number} of {facts.scheme} ended on {format_day(ended)}: nobody joins it any more.",
            {"lot": lot.number, "ended": format_day(ended)},
            field="asked",
        )


def _refuse_asked_already(facts: ApplyingFacts, one: ServiceInLot) -> None:
    reference = facts.open_for.get(one)
    if reference is not None:
        service, lot = facts.services[one.service_id], facts.lots[one.lot_id]
        raise RuleBroken(
            f"{service.name} waits for lot {lot.number} already, with {reference}: finish or withdraw that one first.",
            {"application": reference},
            field="asked",
        )
