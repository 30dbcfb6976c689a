"""Reads a call-off as it was typed on the command line into a form, with the list its service is chosen from."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, LineChosen
from brokerage.domain.errors import BadInput
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.period import parse_day
from brokerage.domain.ratio import Ratio, parse_ratio
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.week_wanted import WeekWanted, parse_week
from brokerage.services.call_off_of_award import draft_of_award
from brokerage.services.draft_call_offs import begin_drafts
from brokerage.services.evidence import MOST_KEPT
from brokerage.services.find_support import find_offers
from brokerage.services.typed_parts import (
    line_once,
    line_outside,
    lines_of_rates,
    lot_of,
    person_of,
    read_amount,
    read_collector,
    read_route,
    refuse_no_rate,
    service_of,
)
from brokerage.storage.engine import Database
from brokerage.storage.queries.named import PersonNamed
from brokerage.storage.queries.person_summaries import person_summary


@dataclass(frozen=True, slots=True)
class CallOffAsked:
    """What was typed, as it was typed; None or nothing where nothing was.

    With a `competition` it says whom, where, when, for which week and at what price; the rest may be said besides.
    `rates` are numbers of agreed rates; without them the service's cheapest fitting rate is taken. `price` and `unit` are a
    price outside the scheme, `once` a one-off in pounds. `also` are further services of the same package, each as
    `SERVICE = WEEK`, or its name alone for the same week.
    """

    person: str = ""
    service: str = ""
    start: str = ""
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
    collected_by: str | None = None
    top_up: str | None = None
    top_up_payer: str = ""
    room: str = ""
    package_id: int | None = None
    request_id: str | None = None
    also: tuple[str, ...] = ()
    competition: str | None = None


def read_package(
    database: Database, asked: CallOffAsked, now: datetime
) -> tuple[tuple[CallOffDraft, ...], ChosenFrom | None]:
    """Return a form for each service asked for, the first one's own prices and contribution on the first alone.

    The list is that of the only service; several are each compared with a list of their own, made when they are raised.
    Raises: BadInput for what cannot be read or is not known.
    """
    if asked.competition is not None:
        return (read_call_off_of_award(database, asked, asked.competition),), None
    first, chosen_from = read_call_off(database, asked, now)
    if not asked.also:
        return (first,), chosen_from
    others = (
        read_call_off(database, _another(asked, first.request_id, number, said), now)[0]
        for number, said in enumerate(asked.also, start=2)
    )
    return (first, *others), None


def _another(asked: CallOffAsked, request_id: str, number: int, said: str) -> CallOffAsked:
    service, _, week = (part.strip() for part in said.partition("="))
    return replace(
        asked,
        service=service,
        week=week or asked.week,
        lot=None,
        rates=(),
        price=None,
        unit=None,
        once=None,
        contribution=None,
        top_up=None,
        room="",
        request_id=f"{request_id}/{number}",
        also=(),
    )


def read_call_off_of_award(database: Database, asked: CallOffAsked, reference: str) -> CallOffDraft:
    """Return the form that calls off what the competition of this reference was awarded.

    Raises: BadInput for what the award settled and was said besides, a person or service that is not known; RuleBroken for an
    unknown competition, or one that is not awarded.
    """
    _refuse_settled(asked)
    award = draft_of_award(database, reference, asked.request_id or str(uuid4()))
    first_day = parse_day(asked.start, what="first day") if asked.start else award.first_day
    assert first_day is not None  # noqa: S101 - an award says from when
    begun = replace(
        award,
        person_id=person_of(database, asked.person, first_day).person_id if asked.person else award.person_id,
        service_id=service_of(database, asked.service) if asked.service else award.service_id,
        first_day=first_day,
    )
    filled = replace(_filled(begun, asked), route=AwardRoute.SMALL_COMPETITION)
    ends_on = filled.planned_last_day if asked.end else award.planned_last_day
    once = () if asked.once is None else (line_once(asked.once),)
    return replace(filled, planned_last_day=ends_on, lines=(*filled.lines, *once))


_SETTLED_BY_AWARD = ("week", "ratio", "lot", "route", "rates", "price", "unit", "with_transport", "also")
_OPTIONS = {"rates": "rate", "with_transport": "transport"}


def _refuse_settled(asked: CallOffAsked) -> None:
    for field in _SETTLED_BY_AWARD:
        if getattr(asked, field):
            option = _OPTIONS.get(field, field)
            raise BadInput(f"The competition settled that: leave --{option} out.", option)


def read_call_off(database: Database, asked: CallOffAsked, now: datetime) -> tuple[CallOffDraft, ChosenFrom]:
    """Return the form meant, and the list the service stands in. Week and ratio not said are those of the person's plan.

    Raises: BadInput for what cannot be read or is not known.
    """
    _refuse_nameless(asked)
    first_day = parse_day(asked.start, what="first day")
    person = person_of(database, asked.person, first_day)
    service_id = service_of(database, asked.service)
    lot_id = None if asked.lot is None else lot_of(database, asked.lot)
    criteria = _criteria(database, asked, person, first_day)
    chosen_from, offer = offer_of(database, criteria, service_id, lot_id, now)
    request_id = asked.request_id or str(uuid4())
    draft = CallOffDraft(
        request_id, person.person_id, service_id, lot_id, first_day, week=criteria.week, ratio=criteria.ratio
    )
    if offer is not None:
        (begun,) = begin_drafts(database, criteria, (offer,), person.person_id, (request_id,))
        # A ratio nobody said is that of the rate, and other rates may be named than the offer's.
        draft = replace(begun, ratio=criteria.ratio)
    if offer is not None and offer.rate_id is None and not asked.rates and asked.price is None:
        refuse_no_rate(offer, criteria, "ratio")
    filled = _filled(draft, asked)
    return replace(filled, lines=_lines(database, filled, asked)), chosen_from


def _refuse_nameless(asked: CallOffAsked) -> None:
    for option, said in (("person", asked.person), ("service", asked.service), ("start", asked.start)):
        if not said:
            raise BadInput(f"Say --{option}, or --competition for what one was awarded.", option)


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


def offer_of(
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


def _filled(draft: CallOffDraft, asked: CallOffAsked) -> CallOffDraft:
    return replace(
        draft,
        planned_last_day=None if asked.end is None else parse_day(asked.end, what="planned end"),
        route=AwardRoute.DIRECT if asked.route is None else read_route(asked.route),
        reason=asked.reason,
        price_locked=asked.price_locked,
        room=asked.room,
        top_up_payer=asked.top_up_payer,
        package_id=asked.package_id,
        contribution_weekly=read_amount(asked.contribution, "contribution"),
        collected_by=None if asked.collected_by is None else read_collector(asked.collected_by),
        top_up_weekly=read_amount(asked.top_up, "top-up"),
    )


def _lines(database: Database, draft: CallOffDraft, asked: CallOffAsked) -> tuple[LineChosen, ...]:
    lines = list(draft.lines)
    if asked.rates:
        lines = lines_of_rates(database, draft, asked.rates)
    if asked.price is not None:
        lines = [line_outside(asked.price, asked.unit)]
    if asked.once is not None:
        lines.append(line_once(asked.once))
    return tuple(lines)
