"""Answers to a competition and the points given to them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from brokerage.domain.changes import Kind
from brokerage.domain.competition_answer import GivenPoints, OfferMade
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week
from brokerage.services.answer_competition import answer_competition, score_answer
from brokerage.services.award_competition import (
    weigh_competition,
)
from brokerage.services.find_competitions import show_competition
from brokerage.storage.tables.competitions import (
    CompetitionAnswerRow,
    CompetitionScoreRow,
)
from brokerage.storage.tables.scheme_terms import LotUnitRow
from tests.builders import START, TODAY, Desk
from tests.services.competition_builders import (
    AFTER,
    DUE,
    NOW,
    answer,
    counting,
    declined,
    market,
    offered,
    opened,
    scored,
)


@pytest.fixture
def desk(shared_desk: Desk) -> Desk:
    """One desk for all tests here: each competition is in a scheme of its own."""
    return shared_desk


def test_an_answer_is_priced_for_the_week_asked_and_a_newer_one_counts(desk: Desk) -> None:
    answers = counting(desk, CompetitionAnswerRow)
    of = market(desk)
    reference = opened(desk, of).reference
    offered(desk, reference, of.services[0], "24.08", unit=Unit.HOUR)
    (first, *_) = show_competition(desk.database, reference).invited
    assert first.answer is not None
    assert (first.answer.weekly, first.answer.recorded_by) == (Decimal("240.80"), "Broker (demo)")
    assert offered(desk, reference, of.services[0], "70").summary.offers == 1
    assert declined(desk, reference, of.services[0]).summary.offers == 0
    assert answers() == 3


def test_the_same_answer_sent_again_is_recorded_once_and_another_is_refused(desk: Desk) -> None:
    answers = counting(desk, CompetitionAnswerRow)
    of = market(desk)
    reference, other = opened(desk, of).reference, opened(desk, of).reference
    sent = answer("70", of.services[0])
    first = answer_competition(desk.database, desk.broker, reference, sent, TODAY, NOW)
    again = answer_competition(desk.database, desk.broker, reference, sent, DUE, NOW)
    assert (first.changed, again.changed) == (frozenset({Kind.COMPETITIONS}), frozenset())
    for to, changed in ((reference, replace(sent, fit="Other")), (other, sent)):
        with pytest.raises(RuleBroken, match="sent already for something else"):
            answer_competition(desk.database, desk.broker, to, changed, TODAY, NOW)
    assert answers() == 1


def test_answers_that_may_not_be_recorded_are_refused_and_nothing_is_kept(desk: Desk) -> None:
    answers = counting(desk, CompetitionAnswerRow)
    of = market(desk)
    reference = opened(desk, of).reference
    stranger = desk.ready_service(name="Elsewhere (demo)").service_id
    with desk.session() as session:
        session.add(LotUnitRow(lot_id=of.lot_id, unit=Unit.DAY))
    late = answer("70", of.services[0], answered_on=AFTER)
    for form, told in (
        (answer("70", stranger), f"was not invited to {reference}; these were: A Yard"),
        (late, "due by 9 Nov 2026"),
        (answer("70", of.services[0], Unit.HOUR), "is not priced by the hour: choose one of day"),
        (answer("70", of.services[0], fit=""), "how it meets the need"),
    ):
        with pytest.raises(RuleBroken, match=told):
            answer_competition(desk.database, desk.broker, reference, form, AFTER, NOW)
    with pytest.raises(RuleBroken, match="Only these may record an answer"):
        answer_competition(desk.database, desk.auditor, reference, answer("70", of.services[0]), TODAY, NOW)
    tried = answer_competition(
        desk.database, desk.broker, reference, answer("70", of.services[0]), TODAY, NOW, dry_run=True
    )
    assert (tried.result.summary.answered, tried.changed) == (1, frozenset())
    assert answers() == 0


def test_an_offer_whose_week_costs_less_than_a_penny_is_refused_at_its_price(desk: Desk) -> None:
    of = market(desk, services=1)
    reference = opened(desk, of, week=parse_week("Mon 10:00-10:20")).reference
    with pytest.raises(BadInput, match="less than a penny") as refused:
        offered(desk, reference, of.services[0], "0.01", offer=OfferMade(Decimal("0.01"), Unit.HOUR, START))
    assert refused.value.field == "price"
    offered(desk, reference, of.services[0], "0.02", offer=OfferMade(Decimal("0.02"), Unit.HOUR, START))
    assert weigh_competition(desk.database, reference).given[0].weekly == Decimal("0.01")


def test_points_pressed_twice_are_given_once_and_a_later_score_counts(desk: Desk) -> None:
    scores = counting(desk, CompetitionScoreRow)
    of = market(desk)
    reference = opened(desk, of).reference
    offered(desk, reference, of.services[0], "70")
    for points in (6, 6, 7):
        scored(desk, reference, of.services[0], points)
    assert scores() == 2
    (first,) = weigh_competition(desk.database, reference).weighing.offers
    assert first.total == Decimal("82.0000")


def test_a_newer_answer_has_to_be_scored_anew(desk: Desk) -> None:
    of = market(desk, services=1)
    reference = opened(desk, of).reference
    for price in ("70", "60"):
        offered(desk, reference, of.services[0], price)
        found = weigh_competition(desk.database, reference)
        assert found.weighing.missing == ("A Yard (demo) has no points yet on criterion 2, How it meets the outcomes.",)
        scored(desk, reference, of.services[0], 6)


def test_points_that_may_not_be_given_are_refused_and_none_of_them_is_kept(desk: Desk) -> None:
    scores = counting(desk, CompetitionScoreRow)
    of = market(desk)
    reference = opened(desk, of).reference
    offered(desk, reference, of.services[0], "70")
    declined(desk, reference, of.services[1])
    fine = GivenPoints(2, 5, "Seen.")
    for service_id, given, told in (
        (of.services[0], (), "Say what points to give"),
        (of.services[0], (fine, fine), "given points twice"),
        (of.services[0], (fine, GivenPoints(1, 5, "Cheap")), "compared and not scored"),
        (of.services[0], (GivenPoints(3, 5, "Seen."),), "There is no criterion 3: this competition has 1, 2"),
        (of.services[0], (GivenPoints(2, 11, "Seen."),), "0 to 10 points"),
        (of.services[0], (GivenPoints(2, 5, "Knows Quillfeather well."),), "must not see"),
        (of.services[1], (fine,), "answered that it cannot"),
        (of.services[2], (fine,), "has not answered yet"),
    ):
        with pytest.raises(RuleBroken, match=told):
            score_answer(desk.database, desk.broker, reference, service_id, given, NOW)
    assert scores() == 0
