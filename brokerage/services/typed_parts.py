"""Reads what several forms are typed with: who and what is meant by name, reference or number, choices, parts of a call-off."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NoReturn, TypeVar

from brokerage.domain.call_off_draft import CallOffDraft, LineChosen
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.draft_lines import lines_in_force
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.gates import GateName
from brokerage.domain.money import parse_pounds
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.period import format_day
from brokerage.domain.said_back import said_back
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.service_move import ProviderNamed
from brokerage.domain.unit import Unit
from brokerage.storage.engine import Database
from brokerage.storage.queries.named import PersonNamed, lot_named, person_named, providers_named, services_named
from brokerage.storage.queries.rate_card import rate_card

EnumT = TypeVar("EnumT", bound=Enum)


def person_of(database: Database, reference: str, day: date) -> PersonNamed:
    """Return the person of the reference with the plan of the day. Raises: BadInput when there is none."""
    with database.reading() as reader:
        found = person_named(reader, reference, day)
    if found is None:
        raise BadInput("There is no person of that reference. People lists the references.", "person")
    return found


def service_of(database: Database, words: str) -> int:
    """Return the id of the service of this name or reference. Raises: BadInput when there is none, or more than one."""
    with database.reading() as reader:
        found = services_named(reader, words)
    if not found:
        raise BadInput(f"There is no service “{said_back(words)}”: give its whole name or its reference.", "service")
    if len(found) > 1:
        references = ", ".join(reference or f"number {service_id}" for service_id, _, reference in found)
        raise BadInput(
            f"{len(found)} services are called “{said_back(words)}”: give a reference instead ({references}).",
            "service",
        )
    return found[0][0]


def provider_of(database: Database, words: str) -> ProviderNamed:
    """Return the provider of this name, reference, company or regulator's number. Raises: BadInput for none, or several."""
    with database.reading() as reader:
        found = providers_named(reader, words)
    if not found:
        raise BadInput(
            f"There is no provider “{said_back(words)}”: give its whole name, its reference or its company number.",
            "provider",
        )
    if len(found) > 1:
        keys = ", ".join(each.key or f"number {each.provider_id}" for each in found)
        raise BadInput(
            f"{len(found)} providers are called “{said_back(words)}”: give a reference instead ({keys}).", "provider"
        )
    return found[0]


def lot_of(database: Database, key: str) -> int:
    """Return the id of the lot written as `SCHEME/1`. Raises: BadInput when there is none."""
    with database.reading() as reader:
        lot_id = lot_named(reader, key)
    if lot_id is None:
        raise BadInput(
            f"There is no lot “{said_back(key)}”: write it as SCHEME/1, the scheme's reference and the lot's number.",
            "lot",
        )
    return lot_id


def refuse_no_rate(offer: Offer, criteria: SearchCriteria, field: str) -> NoReturn:
    """Say why the offer has no rate. Raises: RuleBroken where another gate is closed before it; else BadInput at the field."""
    if offer.gate is not None and offer.gate.name is not GateName.RATE:
        day = format_day(criteria.start_day)
        raise RuleBroken(f"{offer.service} cannot be called off from {day}: {offer.gate.reason}.")
    at = "" if criteria.ratio is None else f" at {criteria.ratio}"
    week = "" if criteria.week is None else f" for {criteria.week}"
    raise BadInput(
        f"{offer.service} has no agreed rate{at}{week}: say another --ratio or --week, or a --rate of its rate card. "
        "Activities that are priced apart are called off apart.",
        field,
    )


def line_outside(price: str, unit: str | None) -> LineChosen:
    """Return the line of a price outside the scheme. Raises: BadInput."""
    return LineChosen(FeeKind.CARE, read_unit(unit), price=parse_pounds(price))


def line_once(price: str) -> LineChosen:
    """Return the line of a one-off. Raises: BadInput."""
    return LineChosen(FeeKind.ONE_OFF, Unit.ONCE, price=parse_pounds(price, what="one-off"))


def lines_of_rates(database: Database, draft: CallOffDraft, rate_ids: tuple[int, ...]) -> list[LineChosen]:
    """Return the lines of these rates, in force on the first day. Raises: BadInput, with the numbers there are."""
    if draft.service_id is None or draft.lot_id is None or draft.first_day is None:
        raise BadInput("The rates need a lot: say --lot SCHEME/1.", "lot")
    with database.reading() as reader:
        card = rate_card(reader, draft.service_id, draft.lot_id)
    in_force = {line.rate_id: line for line, _ in lines_in_force(card, draft.first_day)}
    for rate_id in rate_ids:
        if rate_id not in in_force:
            numbers = ", ".join(str(number) for number in in_force)
            raise BadInput(
                f"Rate {rate_id} is not in force for this service then; these are: {numbers or 'none'}.", "rate"
            )
    return [in_force[rate_id] for rate_id in rate_ids]


def choice_of(members: type[EnumT], word: str, field: str, what: str = "") -> EnumT:
    """Return the member of this value, which `what` names, else the field. Raises: BadInput at the field, with those there are."""
    try:
        return members(word.strip().lower())
    except ValueError:
        known = ", ".join(str(member.value) for member in members)
        raise BadInput(f"The {what or field} is not known: choose one of {known}.", field) from None


def read_amount(text: str | None, what: str) -> Decimal | None:
    """Return the pounds a week typed, nothing allowed; None where nothing was. Raises: BadInput."""
    return None if text is None else parse_pounds(text, zero_allowed=True, what=what)


def read_collector(text: str) -> CollectedBy:
    """Return who collects a contribution. Raises: BadInput."""
    try:
        return CollectedBy(text.strip().lower())
    except ValueError:
        raise BadInput("Who collects is not known: choose council or provider.", "collected_by") from None


def read_route(text: str) -> AwardRoute:
    """Return the award route. Raises: BadInput, with those there are."""
    return choice_of(AwardRoute, text, "route", "award route")


def read_unit(text: str | None) -> Unit:
    """Return the unit of a price. Raises: BadInput, with those there are."""
    try:
        return Unit((text or "").strip().lower())
    except ValueError:
        units = ", ".join(unit.value for unit in Unit)
        raise BadInput(f"A price needs its unit: choose one of {units}.", "unit") from None
