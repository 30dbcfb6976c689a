"""Competitions for tests, on top of `tests.builders`: a lot with services, a person, answers, scores, an award."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy import select

from brokerage.domain.competition import CriterionKind
from brokerage.domain.competition_answer import AnswerForm, GivenPoints, OfferMade
from brokerage.domain.competition_criteria import AwardCriterion
from brokerage.domain.competition_form import CompetitionForm
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week
from brokerage.services.answer_competition import answer_competition, score_answer
from brokerage.services.award_competition import award_competition
from brokerage.services.award_criteria import change_award_criteria
from brokerage.services.competition_standing import CompetitionStanding
from brokerage.services.open_competition import open_competition
from brokerage.storage.tables.base import Base
from brokerage.storage.tables.people import PersonRow
from brokerage.storage.tables.schemes import SchemeRow
from tests.builders import START, TODAY, Desk
from tests.services.call_off_builders import rows_of

_FORMS = count(1)
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DUE = date(2026, 11, 9)
"""Five working days after `TODAY`, a Monday."""
AFTER = date(2026, 11, 10)
WEEK = parse_week("Mon,Wed 10:00-15:00")
CRITERIA = (
    AwardCriterion(1, CriterionKind.PRICE, "Price for the week asked", 40),
    AwardCriterion(2, CriterionKind.SCORED, "How it meets the outcomes", 60, 10),
)


@dataclass(frozen=True, slots=True)
class Market:
    """A lot of a scheme with award criteria, the services admitted to it, and somebody who needs support."""

    scheme: str
    lot_id: int
    services: tuple[int, ...]
    person_id: int


def counting(desk: Desk, table: type[Base]) -> Callable[[], int]:
    """How many rows the table has more than now, whenever that is asked."""
    before = rows_of(desk, table)
    return lambda: rows_of(desk, table) - before


def market(desk: Desk, services: int = 3, **person: Any) -> Market:
    """So many services named A Yard, B Yard … in one lot, and a person with a name, numbers and an address."""
    reference = f"COMP-{next(_FORMS)}"
    lot_id = desk.lot(desk.scheme(reference=reference))
    ready = [desk.ready_service(lot_id=lot_id, name=f"{letter} Yard (demo)") for letter in "ABCDEF"[:services]]
    given = {
        "given_name": "Persimmon",
        "family_name": "Quillfeather",
        "address": "14 Larkspur Rise",
        "postcode": "ME14 1XX",
        "outcomes": ("cook-a-meal",),
    }
    person_id = desk.person(**{**given, **_numbers(desk), **person})
    change_award_criteria(desk.database, desk.commissioner, reference, CRITERIA, NOW)
    return Market(reference, lot_id, tuple(one.service_id for one in ready), person_id)


def _numbers(desk: Desk) -> dict[str, str]:
    """The person's numbers; none for those after the first on one desk, as no two people share a number."""
    numbers = {"case_number": "LAS-77123", "nhs_number": "9434765919"}
    with desk.session() as session:
        is_taken = session.scalars(select(PersonRow.id).filter_by(**numbers)).first() is not None
    return {} if is_taken else numbers


def form(of: Market, **fields: Any) -> CompetitionForm:
    """A filled-in form, answers within five working days."""
    asked = CompetitionForm(
        f"competition-{next(_FORMS)}",
        of.person_id,
        of.lot_id,
        START,
        "Two to one at the weekend is not on any rate card.",
        week=WEEK,
        what_matters="Likes a quiet room and cooking.",
        how_to_answer="By e-mail to the brokerage desk.",
        contact="The brokerage desk",
        working_days=5,
    )
    return replace(asked, **fields)


def opened(desk: Desk, of: Market, **fields: Any) -> CompetitionStanding:
    """A competition opened by the broker."""
    return open_competition(desk.database, desk.broker, form(of, **fields), TODAY, NOW).result


def answer(price: str, service_id: int, unit: Unit = Unit.DAY, **fields: Any) -> AnswerForm:
    """An answer that offers."""
    asked = AnswerForm(
        f"answer-{next(_FORMS)}", service_id, OfferMade(Decimal(price), unit, START), "Knows the house.", TODAY
    )
    return replace(asked, **fields)


def offered(desk: Desk, reference: str, service_id: int, price: str, **fields: Any) -> CompetitionStanding:
    """An offer recorded by the broker."""
    sent = answer(price, service_id, **fields)
    return answer_competition(desk.database, desk.broker, reference, sent, TODAY, NOW).result


def declined(desk: Desk, reference: str, service_id: int) -> CompetitionStanding:
    """A refusal recorded by the broker."""
    sent = answer("1", service_id, offer=None, fit="No staff on Mondays.")
    return answer_competition(desk.database, desk.broker, reference, sent, TODAY, NOW).result


def scored(desk: Desk, reference: str, service_id: int, points: int) -> CompetitionStanding:
    """Points on the second criterion."""
    why = f"{points} of 10 for what they showed."
    given = (GivenPoints(2, points, why),)
    return score_answer(desk.database, desk.broker, reference, service_id, given, NOW).result


def weighed(desk: Desk, of: Market) -> str:
    """A competition with all answers in: A at £70 and 6 points, B at £80 and 9 points, C cannot. Its reference."""
    reference = opened(desk, of).reference
    for service_id, price, points in zip(of.services, ("70", "80"), (6, 9), strict=False):
        offered(desk, reference, service_id, price)
        scored(desk, reference, service_id, points)
    for service_id in of.services[2:]:
        declined(desk, reference, service_id)
    return reference


def awarded(desk: Desk, of: Market) -> str:
    """A competition awarded to B. Its reference."""
    reference = weighed(desk, of)
    award_competition(desk.database, desk.broker, reference, "The better fit by the weights.", TODAY, NOW)
    return reference


def scheme_id_of(desk: Desk, of: Market) -> int:
    """The scheme's number."""
    with desk.session() as session:
        return session.scalars(select(SchemeRow.id).where(SchemeRow.reference == of.scheme)).one()
