"""Reads a small competition, an answer and award criteria as they were typed on the command line into their forms."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from brokerage.domain.competition import CompetitionState
from brokerage.domain.competition_answer import AnswerForm, OfferMade
from brokerage.domain.competition_criteria import AwardCriterion, parse_scored, price_criterion
from brokerage.domain.competition_form import CompetitionForm
from brokerage.domain.errors import BadInput
from brokerage.domain.money import parse_pounds
from brokerage.domain.period import parse_day
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.week_wanted import parse_week
from brokerage.services.typed_parts import choice_of, lot_of, person_of, read_unit, service_of
from brokerage.storage.engine import Database
from brokerage.storage.queries.competition_at_hand import competition_now

NONE = "none"


@dataclass(frozen=True, slots=True)
class CompetitionAsked:
    """What was typed, as it was typed. Week and ratio not said are those of the person's plan; `none` is for none."""

    person: str
    lot: str
    start: str
    why: str
    end: str | None = None
    week: str | None = None
    ratio: str | None = None
    what_matters: str = ""
    how_to_answer: str = ""
    contact: str = ""
    working_days: int | None = None
    due: str | None = None
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerAsked:
    """What was typed of an answer, as it was typed; without a price the service declines."""

    service: str
    fit: str
    declines: bool = False
    price: str | None = None
    unit: str | None = None
    starts: str | None = None
    came_on: str | None = None
    request_id: str | None = None


def read_competition(database: Database, asked: CompetitionAsked) -> CompetitionForm:
    """Return the form meant; without a request id it gets one of its own. Raises: BadInput for what is not known or read."""
    first_day = parse_day(asked.start, what="first day")
    person = person_of(database, asked.person, first_day)
    week, ratio = _said(asked.week, person.week), _said(asked.ratio, person.ratio)
    return CompetitionForm(
        request_id=asked.request_id or uuid4().hex,
        person_id=person.person_id,
        lot_id=lot_of(database, asked.lot),
        first_day=first_day,
        why=asked.why,
        planned_last_day=None if asked.end is None else parse_day(asked.end, what="planned end"),
        week=parse_week(week) if week else None,
        ratio=parse_ratio(ratio) if ratio else None,
        what_matters=asked.what_matters,
        how_to_answer=asked.how_to_answer,
        contact=asked.contact,
        working_days=asked.working_days,
        answers_due_on=None if asked.due is None else parse_day(asked.due, what="last day for answers"),
    )


def read_answer(database: Database, reference: str, asked: AnswerAsked, today: date) -> AnswerForm:
    """Return the form meant; a start not said is the day asked for, a day not said is today. Raises: BadInput."""
    if asked.declines == (asked.price is not None):
        raise BadInput("Say what it offers with --price and --unit, or that it cannot with --declines.", "price")
    with database.reading() as reader:
        first_day = competition_now(reader, reference).asked.first_day
    return AnswerForm(
        request_id=asked.request_id or uuid4().hex,
        service_id=service_of(database, asked.service),
        offer=None if asked.price is None else _offer(asked, asked.price, first_day),
        fit=asked.fit,
        answered_on=today if asked.came_on is None else parse_day(asked.came_on, what="day the answer came in"),
    )


def read_criteria(price: str | None, scored: tuple[str, ...]) -> tuple[AwardCriterion, ...]:
    """Return the criteria typed, the price first, numbered from 1. Raises: BadInput."""
    of_price = () if price is None else (price_criterion(1, price),)
    first = len(of_price) + 1
    return (*of_price, *(parse_scored(number, said) for number, said in enumerate(scored, start=first)))


def read_state(text: str) -> CompetitionState | None:
    """Return the state typed, None for all. Raises: BadInput, with those there are."""
    if not text.strip():
        return None
    return choice_of(CompetitionState, text, "state", "state of a competition")


def _offer(asked: AnswerAsked, price: str, first_day: date) -> OfferMade:
    starts_on = first_day if asked.starts is None else parse_day(asked.starts, what="day it can start")
    return OfferMade(parse_pounds(price), read_unit(asked.unit), starts_on)


def _said(typed: str | None, of_plan: str) -> str:
    text = of_plan if typed is None else typed.strip()
    return "" if text.lower() == NONE else text
