"""The contract a provider is awarded under a scheme, and the admissions it makes. Days are included; money in pounds.

A contract is sealed after the decision, begins no earlier than it was sealed, and lies within the scheme's own contracts.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import Period, format_day
from brokerage.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """What is sealed. `value` is the estimate over the whole term, None where none is made."""

    number: str
    value: Decimal | None
    first_day: date
    last_day: date | None
    sealed_on: date


@dataclass(frozen=True, slots=True)
class AdmissionMade:
    """A service's place in a lot under the contract."""

    admission_id: int
    application_lot_id: int
    service_id: int
    service: str
    lot: str


@dataclass(frozen=True, slots=True)
class RateFromOffer:
    """A price that was offered and became an agreed rate with the contract, in pounds for one unit."""

    service: str
    lot: str
    is_for: str
    unit: Unit
    price: Decimal
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract as it stands, with the admissions it made, and the rates that came with it from what was offered."""

    contract_id: int
    terms: ContractTerms
    admissions: tuple[AdmissionMade, ...]
    rates: tuple[RateFromOffer, ...]


def source_of_offer(reference: str) -> str:
    """Return what a rate that was offered with an application says of where it comes from."""
    return f"application {reference}"


def check_contract(terms: ContractTerms, scheme: Period, decided_on: date, today: date) -> ContractTerms:
    """Return the terms, ending with the scheme's contracts where no last day is given.

    `scheme` are the days of the scheme's contracts as extended so far, `decided_on` the last decision on its lots.
    Raises: BadInput at a field; RuleBroken at one when it is sealed before the decision, begins before that, or leaves the scheme.
    """
    check_number(terms.number)
    if terms.value is not None and terms.value < 0:
        raise BadInput("The value is negative: give the estimate in pounds, or none.", "value")
    _refuse_unordered_days(terms, decided_on, today)
    whole = replace(terms, last_day=scheme.last_day if terms.last_day is None else terms.last_day)
    if whole.last_day is not None and whole.last_day < whole.first_day:
        raise BadInput(
            f"The contract would end on {format_day(whole.last_day)}, before it begins on {format_day(whole.first_day)}: "
            "give a later last day.",
            "last_day",
        )
    _refuse_days_outside(whole, scheme)
    return whole


def check_number(number: str) -> None:
    """Pass for a contract's number. Raises: BadInput for none."""
    if not number.strip():
        raise BadInput("The contract has no number: give the one it is filed under.", "number")


def _refuse_unordered_days(terms: ContractTerms, decided_on: date, today: date) -> None:
    if terms.sealed_on > today:
        raise BadInput(
            f"The contract cannot be sealed on {format_day(terms.sealed_on)}, a day to come: record it once it is.",
            "sealed_on",
        )
    if terms.sealed_on < decided_on:
        raise RuleBroken(
            f"The decision was taken on {format_day(decided_on)}: a contract is sealed on that day or later, "
            f"not on {format_day(terms.sealed_on)}.",
            field="sealed_on",
        )
    if terms.first_day < terms.sealed_on:
        raise RuleBroken(
            f"The contract was sealed on {format_day(terms.sealed_on)}: it begins on that day or later, "
            f"not on {format_day(terms.first_day)}.",
            field="first_day",
        )


def _refuse_days_outside(terms: ContractTerms, scheme: Period) -> None:
    for field, day in (("first_day", terms.first_day), ("last_day", terms.last_day)):
        if day is not None and not scheme.contains(day):
            raise RuleBroken(
                f"The contracts of this scheme run {_say(scheme)}: give days within them, or decide on an extension first.",
                {"scheme": str(scheme)},
                field,
            )


def _say(scheme: Period) -> str:
    since = f"from {format_day(scheme.first_day)}"
    return since if scheme.last_day is None else f"{since} to {format_day(scheme.last_day)}"
