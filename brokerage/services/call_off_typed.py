"""Reads a call-off as it was typed on the command line into a form, with the list its service is chosen from."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, LineChosen
from brokerage.domain.draft_lines import lines_in_force
from brokerage.domain.errors import BadInput
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.money import parse_pounds
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.period import parse_day
from brokerage.domain.ratio import Ratio, parse_ratio
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted, parse_week
from brokerage.services.draft_call_offs import begin_drafts
from brokerage.services.evidence import MOST_KEPT
from brokerage.services.find_support import find_offers
from brokerage.storage.engine import Database
from brokerage.storage.queries.named import PersonNamed, lot_named, person_named, services_named
from brokerage.storage.queries.person_summaries import person_summary
from brokerage.storage.queries.rate_card import rate_card


@dataclass(frozen=True, slots=True)
class CallOffAsked:
    """What was typed, as it was typed; None or nothing where nothing was.

    `rates` are numbers of agreed rates; without them the service's cheapest fitting rate is taken. `price` and `unit` are a
    price outside the scheme, `once` a one-off in pounds.
    """

    person: str
    service: str
    start: str
    end: str | None = None
    week: str | None = None
    ratio: str | None = None
    lot: str | None = None
    route: str | None = None
    reason: str = ""
    rates: tuple[int, ...] = ()
    price: str | None = None
    unit: str | None = None
    once: str | None = None
    with_transport: bool = False
    price_locked: bool = False
    contribution: str | None = None
    top_up_payer: str = ""
    package_id: int | None = None
    request_id: str | None = None


def read_call_off(database: Database, asked: CallOffAsked, now: datetime) -> tuple[CallOffDraft, ChosenFrom]:
    """Return the form meant, and the list the service stands in. Week and ratio not said are those of the person's plan.

    Raises: BadInput for what cannot be read or is not known.
    """
    first_day = parse_day(asked.start, what="first day")
    person = _person(database, asked.person, first_day)
    service_id = _service(database, asked.service)
    lot_id = None if asked.lot is None else _lot(database, asked.lot)
    criteria = _criteria(database, asked, person, first_day)
    chosen_from, offer = _listed(database, criteria, service_id, lot_id, now)
    request_id = asked.request_id or str(uuid4())
    draft = CallOffDraft(
        request_id, person.person_id, service_id, lot_id, first_day, week=criteria.week, ratio=criteria.ratio
    )
    if offer is not None:
        (begun,) = begin_drafts(database, criteria, (offer,), person.person_id, (request_id,))
        # A ratio nobody said is that of the rate, and other rates may be named than the offer's.
        draft = replace(begun, ratio=criteria.ratio)
    if offer is not None and offer.rate_id is None and not asked.rates and asked.price is None:
        raise BadInput(_no_rate(offer, criteria), "ratio")
    filled = _filled(draft, asked)
    return replace(filled, lines=_lines(database, filled, asked)), chosen_from


def _person(database: Database, reference: str, day: date) -> PersonNamed:
    with database.reading() as reader:
        found = person_named(reader, reference, day)
    if found is None:
        raise BadInput("There is no person of that reference. People lists the references.", "person")
    return found


def _service(database: Database, words: str) -> int:
    with database.reading() as reader:
        found = services_named(reader, words)
    if not found:
        raise BadInput(f"There is no service “{words}”: give its whole name or its reference.", "service")
    if len(found) > 1:
        references = ", ".join(reference or f"number {service_id}" for service_id, _, reference in found)
        raise BadInput(
            f"{len(found)} services are called “{words}”: give a reference instead ({references}).", "service"
        )
    return found[0][0]


def _lot(database: Database, key: str) -> int:
    with database.reading() as reader:
        lot_id = lot_named(reader, key)
    if lot_id is None:
        raise BadInput(
            f"There is no lot “{key}”: write it as SCHEME/1, the scheme's reference and the lot's number.", "lot"
        )
    return lot_id


def _criteria(database: Database, asked: CallOffAsked, person: PersonNamed, first_day: date) -> SearchCriteria:
    with database.reading() as connection:
        summary = person_summary(connection, person.person_id, first_day)
    budget = None if summary is None or summary.weekly_budget is None else summary.weekly_budget - summary.spent_weekly
    return SearchCriteria(
        start_day=first_day,
        week=_week(asked.week, person.week),
        ratio=_ratio(asked.ratio, person.ratio),
        needs=() if summary is None else summary.need_codes,
        age=None if summary is None else summary.age,
        transport=asked.with_transport,
        weekly_budget=None if budget is None else max(budget, Decimal(0)),
        limit=MOST_KEPT,
    )


def _week(typed: str | None, of_plan: str) -> WeekWanted | None:
    text = of_plan if typed is None else typed
    return parse_week(text) if text else None


def _ratio(typed: str | None, of_plan: str) -> Ratio | None:
    text = of_plan if typed is None else typed
    return parse_ratio(text) if text else None


def _listed(
    database: Database, criteria: SearchCriteria, service_id: int, lot_id: int | None, now: datetime
) -> tuple[ChosenFrom, Offer | None]:
    """Return the list for the person's needs and the service's offer in it; a wider list where it is not in the first."""
    wider = replace(criteria, needs=(), ratio=None, transport=False)
    for question in (criteria, wider):
        listed = ChosenFrom(question, find_offers(database, question).offers, now)
        of_service = [offer for offer in listed.offers if offer.service_id == service_id and offer.lot_id is not None]
        offers = [offer for offer in of_service if lot_id in (None, offer.lot_id)]
        if offers:
            return listed, offers[0]
    return ChosenFrom(criteria, find_offers(database, criteria).offers, now), None


def _no_rate(offer: Offer, criteria: SearchCriteria) -> str:
    at = "" if criteria.ratio is None else f" at {criteria.ratio}"
    week = "" if criteria.week is None else f" for {criteria.week}"
    return f"{offer.service} has no agreed rate{at}{week}: say another --ratio or --week, or a --rate of its rate card."


def _filled(draft: CallOffDraft, asked: CallOffAsked) -> CallOffDraft:
    contribution = asked.contribution
    return replace(
        draft,
        planned_last_day=None if asked.end is None else parse_day(asked.end, what="planned end"),
        route=_route(asked.route),
        reason=asked.reason,
        price_locked=asked.price_locked,
        top_up_payer=asked.top_up_payer,
        package_id=asked.package_id,
        contribution_weekly=None
        if contribution is None
        else parse_pounds(contribution, zero_allowed=True, what="contribution"),
    )


def _lines(database: Database, draft: CallOffDraft, asked: CallOffAsked) -> tuple[LineChosen, ...]:
    lines = list(draft.lines)
    if asked.rates:
        lines = _of_rates(database, draft, asked.rates)
    if asked.price is not None:
        lines = [LineChosen(FeeKind.CARE, _unit(asked.unit), price=parse_pounds(asked.price))]
    if asked.once is not None:
        lines.append(LineChosen(FeeKind.ONE_OFF, Unit.ONCE, price=parse_pounds(asked.once, what="one-off")))
    return tuple(lines)


def _of_rates(database: Database, draft: CallOffDraft, rate_ids: tuple[int, ...]) -> list[LineChosen]:
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


def _route(text: str | None) -> AwardRoute:
    try:
        return AwardRoute.DIRECT if text is None else AwardRoute(text.strip().lower())
    except ValueError:
        routes = ", ".join(route.value for route in AwardRoute)
        raise BadInput(f"The award route is not known: choose one of {routes}.", "route") from None


def _unit(text: str | None) -> Unit:
    try:
        return Unit((text or "").strip().lower())
    except ValueError:
        units = ", ".join(unit.value for unit in Unit)
        raise BadInput(f"A price needs its unit: choose one of {units}.", "unit") from None
