"""What both databases refuse of a small competition by themselves, whoever asks."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from brokerage.domain.call_off import CallOffState
from brokerage.domain.competition import CompetitionState, CriterionKind
from brokerage.domain.errors import RuleBroken
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.unit import Unit
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.base import Base
from brokerage.storage.tables.call_offs import CallOffRow, PackageRow
from brokerage.storage.tables.competitions import (
    AwardCriterionRow,
    CompetitionAnswerRow,
    CompetitionAwardRow,
    CompetitionCriterionRow,
    CompetitionRow,
    CompetitionScoreRow,
    CompetitionStepRow,
    InvitationRow,
)
from tests.builders import START, TODAY, Desk
from tests.services.competition_builders import (
    AFTER,
    DUE,
    NOW,
    Market,
    awarded,
    market,
    opened,
    scheme_id_of,
    weighed,
)

NOTHING_BUT_KEPT: Sequence[tuple[type[Base], dict[str, Any], str]] = (
    (CompetitionCriterionRow, {"weight": 1}, "The criteria of a competition stay"),
    (InvitationRow, {"invited_at": NOW}, "Who was invited to a competition is kept"),
    (CompetitionAnswerRow, {"fit": "Other"}, "An answer once recorded is kept"),
    (CompetitionScoreRow, {"points": 1}, "A score once given is kept"),
    (CompetitionStepRow, {"note": "Other"}, "The steps a competition has taken are kept"),
    (CompetitionAwardRow, {"reasons": "Other"}, "The award of a competition is kept"),
)


class Refused:
    """Runs SQL past all services and expects the sentence of the rule."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def __call__(self, statement: Any, sentence: str) -> None:
        with pytest.raises(RuleBroken, match=sentence), translated_failures(), self.session() as session:
            session.execute(statement)

    def session(self) -> AbstractContextManager[Session]:
        return self.desk.session()


def answer_of(of: Market, invitation_id: int, **fields: Any) -> dict[str, Any]:
    """A row of an answer."""
    offer = {"is_offer": True, "unit": Unit.DAY, "price": Decimal(70), "weekly": Decimal(140), "starts_on": START}
    given = {"request_id": "bare-answer", "fit": "Knows the house.", "answered_on": TODAY, "recorded_by_id": 1}
    return {"invitation_id": invitation_id, **offer, **given, "recorded_at": NOW, **fields}


def test_what_is_on_record_of_a_competition_is_neither_changed_nor_deleted(desk: Desk) -> None:
    awarded(desk, market(desk))
    refused = Refused(desk)
    for table, values, sentence in NOTHING_BUT_KEPT:
        refused(update(table).values(**values), sentence)
        refused(delete(table), sentence)


def test_answers_come_from_the_opening_to_the_last_day_and_are_whole(desk: Desk) -> None:
    of = market(desk)
    opened(desk, of)
    refused = Refused(desk)
    with desk.session() as session:
        invitation_id = session.scalars(select(InvitationRow.id).order_by(InvitationRow.id)).first() or 0
    for day in (date(2026, 11, 1), AFTER):
        late = answer_of(of, invitation_id, answered_on=day)
        refused(insert(CompetitionAnswerRow).values(**late), "Answers are taken from the opening to the last day")
    refused(
        insert(CompetitionAnswerRow).values(**answer_of(of, invitation_id, price=Decimal(0))),
        "A price must be more than nothing",
    )
    for half in ({"weekly": None}, {"is_offer": False}, {"starts_on": None}):
        refused(insert(CompetitionAnswerRow).values(**answer_of(of, invitation_id, **half)), "An offer has its price")
    refused(
        insert(CompetitionAnswerRow).values(**answer_of(of, invitation_id, fit="")),
        "how it meets the need, or why it cannot",
    )
    with desk.session() as session:
        session.execute(insert(CompetitionAnswerRow).values(**answer_of(of, invitation_id, answered_on=DUE)))


def test_a_service_that_the_lot_has_not_admitted_is_not_invited(desk: Desk) -> None:
    of = market(desk)
    opened(desk, of)
    stranger = desk.ready_service(name="Elsewhere (demo)")
    invitation = {
        "competition_id": 1,
        "service_id": stranger.service_id,
        "admission_id": stranger.admission_id,
        "invited_by_id": 1,
        "invited_at": NOW,
    }
    Refused(desk)(insert(InvitationRow).values(**invitation), "Only services admitted to the lot are invited")


def test_points_stay_within_their_criterion_and_have_a_reason(desk: Desk) -> None:
    weighed(desk, market(desk))
    refused = Refused(desk)
    with desk.session() as session:
        price, fit = session.scalars(select(CompetitionCriterionRow.id).order_by(CompetitionCriterionRow.number)).all()
    given = {"answer_id": 1, "criterion_id": fit, "points": 5, "reason": "Seen", "given_by_id": 1, "given_at": NOW}
    for wrong in ({"points": 11}, {"criterion_id": price}):
        refused(
            insert(CompetitionScoreRow).values(**{**given, **wrong}), "These points are more than the criterion has"
        )
    refused(insert(CompetitionScoreRow).values(**{**given, "reason": ""}), "A reason is needed")


def test_a_competition_that_is_over_stays_over_and_its_award_goes_to_an_offer(desk: Desk) -> None:
    of = market(desk)
    weighed(desk, of)
    refused = Refused(desk)
    with desk.session() as session:
        declined = session.scalars(select(CompetitionAnswerRow.id).where(~CompetitionAnswerRow.is_offer)).one()
    award = {
        "competition_id": 1,
        "answer_id": declined,
        "reasons": "Why",
        "weighed": [],
        "awarded_on": TODAY,
        "awarded_by_id": 1,
        "awarded_at": NOW,
    }
    refused(insert(CompetitionAwardRow).values(**award), "A competition is awarded to one of its own offers")
    refused(update(CompetitionRow).values(state=CompetitionState.AWARDED), "is awarded with its reasons and the list")
    with desk.session() as session:
        session.execute(update(CompetitionRow).values(state=CompetitionState.ENDED))
    late = {"answer_id": 1, "criterion_id": 2, "points": 5, "reason": "Seen", "given_by_id": 1, "given_at": NOW}
    refused(insert(CompetitionScoreRow).values(**late), "no points are given any more")
    refused(update(CompetitionRow).values(state=CompetitionState.OPEN), "This competition is over already")


def test_one_criterion_never_weighs_all(desk: Desk) -> None:
    scheme_id = scheme_id_of(desk, market(desk))
    alone = {"scheme_id": scheme_id, "number": 9, "kind": CriterionKind.PRICE, "text": "Price", "weight": 100}
    Refused(desk)(insert(AwardCriterionRow).values(**alone), "no single criterion decides alone")


def test_a_call_off_goes_once_to_what_was_awarded(desk: Desk) -> None:
    of = market(desk)
    awarded(desk, of)
    other_person = desk.person()
    refused = Refused(desk)

    def call_off(number: int, **fields: Any) -> dict[str, Any]:
        person_id = fields.get("person_id", of.person_id)
        package = PackageRow(person_id=person_id, made_by_id=1, made_at=NOW)
        with desk.session() as session:
            session.add(package)
            session.flush()
            package_id = package.id
        nothing = Decimal("0.00")
        return {
            "reference": f"CO-2026-100{number}",
            "request_id": f"bare-{number}",
            "package_id": package_id,
            "person_id": person_id,
            "service_id": of.services[1],
            "lot_id": of.lot_id,
            "route": AwardRoute.SMALL_COMPETITION,
            "state": CallOffState.AWAITING_APPROVAL,
            "first_day": START,
            "weekly": nothing,
            "four_weekly": nothing,
            "first_year": nothing,
            "year_estimate": nothing,
            "raised_by_id": 1,
            "made_at": NOW,
            "competition_id": 1,
            **fields,
        }

    for other in ({"service_id": of.services[0]}, {"person_id": other_person}):
        refused(insert(CallOffRow).values(**call_off(1, **other)), "with the service it was awarded to")
    for row in (call_off(2, state=CallOffState.WITHDRAWN), call_off(3)):
        with desk.session() as session:
            session.execute(insert(CallOffRow).values(**row))
    refused(insert(CallOffRow).values(**call_off(4)), "This competition was called off already")
    moved = update(CallOffRow).where(CallOffRow.request_id == "bare-3").values(service_id=of.services[0])
    refused(moved, "with the service it was awarded to")
