"""A competition is extended, awarded or ended, each step once and with its reasons."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from brokerage.domain.competition import CompetitionState
from brokerage.domain.competition_answer import GivenPoints
from brokerage.domain.errors import BadInput, Conflict, DeskError, RuleBroken
from brokerage.services.answer_competition import answer_competition, score_answer
from brokerage.services.award_competition import (
    award_competition,
    end_competition,
    extend_competition,
    weigh_competition,
)
from brokerage.services.find_competitions import list_competitions, show_competition
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.competitions import (
    CompetitionAwardRow,
    CompetitionStepRow,
)
from tests.builders import START, TODAY, Desk
from tests.services.competition_builders import (
    AFTER,
    DUE,
    NOW,
    answer,
    awarded,
    counting,
    declined,
    market,
    offered,
    opened,
    scored,
    weighed,
)

WHY = "The better fit by the weights."
LATER = date(2026, 11, 16)


@pytest.fixture
def desk(shared_desk: Desk) -> Desk:
    """One desk for all tests here: each competition is in a scheme of its own."""
    return shared_desk


def award(desk: Desk, reference: str, day: date = TODAY, **fields: int) -> CompetitionState:
    return award_competition(desk.database, desk.broker, reference, WHY, day, NOW, **fields).result.state  # type: ignore[arg-type]


def extend(desk: Desk, reference: str, due_on: date = LATER, reason: str = "Half-term", **fields: int) -> date:
    done = extend_competition(desk.database, desk.broker, reference, due_on, reason, TODAY, NOW, **fields)  # type: ignore[arg-type]
    return done.result.answers_due_on


def test_everybody_is_given_more_time_with_a_reason_once_for_each_press(desk: Desk) -> None:
    steps = counting(desk, CompetitionStepRow)
    of = market(desk)
    reference = opened(desk, of).reference
    for due_on, reason, told in (
        (LATER, " ", "needs its reason"),
        (DUE, "Half-term", "already: give a later day"),
        (date(2026, 11, 14), "Half-term", "no working day"),
        (START, "Half-term", "support begins on"),
        (LATER, "The Quillfeather family is away.", "must not see"),
    ):
        with pytest.raises(BadInput, match=told):
            extend(desk, reference, due_on, reason)
    assert [extend(desk, reference), extend(desk, reference)] == [LATER, LATER]
    assert steps() == 1
    late = answer("70", of.services[0], answered_on=AFTER)
    answer_competition(desk.database, desk.broker, reference, late, AFTER, NOW)


def test_the_award_waits_for_the_last_day_or_the_last_answer(desk: Desk) -> None:
    of = market(desk)
    reference = opened(desk, of).reference
    offered(desk, reference, of.services[0], "70")
    scored(desk, reference, of.services[0], 6)
    with pytest.raises(RuleBroken, match=r"not answered yet \(B Yard \(demo\), C Yard \(demo\)\)"):
        award(desk, reference, DUE)
    assert weigh_competition(desk.database, reference).waiting == ("B Yard (demo)", "C Yard (demo)")
    assert award(desk, reference, AFTER) is CompetitionState.AWARDED
    assert weigh_competition(desk.database, reference).waiting == ()


def test_an_award_pressed_twice_is_made_once_and_freezes_the_list(desk: Desk) -> None:
    awards = counting(desk, CompetitionAwardRow)
    steps = counting(desk, CompetitionStepRow)
    reference = weighed(desk, market(desk))
    assert [award(desk, reference), award(desk, reference)] == [CompetitionState.AWARDED] * 2
    assert (awards(), steps()) == (1, 1)
    made = show_competition(desk.database, reference).award
    assert made is not None
    assert (made.service, made.reasons, made.awarded_by) == ("B Yard (demo)", WHY, "Broker (demo)")
    assert [(one.rank, one.total) for one in made.weighed] == [(1, Decimal("89.0000")), (2, Decimal("76.0000"))]


def test_two_who_award_at_once_make_one_award(desk: Desk) -> None:
    awards = counting(desk, CompetitionAwardRow)
    reference = weighed(desk, market(desk))
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: award(desk, reference), range(4)))
    assert told == [CompetitionState.AWARDED] * 4
    assert awards() == 1


def test_an_award_that_may_not_be_made_is_refused(desk: Desk) -> None:
    awards = counting(desk, CompetitionAwardRow)
    of = market(desk)
    reference = weighed(desk, of)

    def refused(error: type[DeskError], told: str, reasons: str = WHY, **fields: int) -> None:
        with pytest.raises(error, match=told):
            award_competition(desk.database, desk.broker, reference, reasons, TODAY, NOW, **fields)  # type: ignore[arg-type]

    refused(BadInput, "An award needs its reasons", " ")
    refused(BadInput, "must not see", "Persimmon likes them.")
    refused(RuleBroken, "By the stated weights it goes to B Yard", service_id=of.services[0])
    refused(Conflict, rf"Broker \(demo\) changed {reference}", version=1)
    with pytest.raises(RuleBroken, match="Only these may award"):
        award_competition(desk.database, desk.finance, reference, WHY, TODAY, NOW)
    assert awards() == 0


def test_an_offer_whose_gate_has_closed_since_is_passed_over(desk: Desk) -> None:
    of = market(desk)
    reference = weighed(desk, of)
    with desk.session() as session:
        admitted = select(AdmissionRow.id).where(AdmissionRow.service_id == of.services[1])
        admission_id = session.scalars(admitted).one()
    desk.suspension(admission_id, START)
    assert award(desk, reference) is CompetitionState.AWARDED
    assert show_competition(desk.database, reference).summary.awarded_to == "A Yard (demo)"


def test_it_ends_without_an_award_with_reasons_once(desk: Desk) -> None:
    steps = counting(desk, CompetitionStepRow)
    of = market(desk, services=1)
    reference = opened(desk, of).reference
    declined(desk, reference, of.services[0])
    with pytest.raises(RuleBroken, match="Nobody offered"):
        award(desk, reference)
    with pytest.raises(BadInput, match="needs its reasons"):
        end_competition(desk.database, desk.broker, reference, "", NOW)
    for _ in range(2):
        ended = end_competition(desk.database, desk.broker, reference, "Nobody could.", NOW)
        assert ended.result.state is CompetitionState.ENDED
    assert steps() == 1


def test_nothing_follows_once_it_is_over(desk: Desk) -> None:
    of = market(desk)
    reference = awarded(desk, of)
    database, broker = desk.database, desk.broker
    given = (GivenPoints(2, 5, "Seen."),)
    steps: tuple[Callable[[], object], ...] = (
        lambda: answer_competition(database, broker, reference, answer("60", of.services[0]), TODAY, NOW),
        lambda: score_answer(database, broker, reference, of.services[0], given, NOW),
        lambda: extend_competition(database, broker, reference, LATER, "Half-term", TODAY, NOW),
        lambda: award_competition(database, broker, reference, "Another reason.", TODAY, NOW),
        lambda: end_competition(database, broker, reference, "Another reason.", NOW),
    )
    for late in steps:
        with pytest.raises(RuleBroken, match="it was awarded"):
            late()


def test_every_step_tells_who_was_first_where_the_form_is_stale(desk: Desk) -> None:
    of = market(desk)
    reference = weighed(desk, of)
    given = (GivenPoints(2, 5, "Seen."),)
    steps: tuple[Callable[[], object], ...] = (
        lambda: score_answer(desk.database, desk.broker, reference, of.services[0], given, NOW, version=1),
        lambda: extend_competition(desk.database, desk.broker, reference, LATER, "Half-term", TODAY, NOW, version=1),
        lambda: end_competition(desk.database, desk.broker, reference, "Nobody.", NOW, version=1),
    )
    for stale in steps:
        with pytest.raises(Conflict, match=rf"Broker \(demo\) changed {reference}"):
            stale()
    version = show_competition(desk.database, reference).summary.version
    assert award(desk, reference, version=version) is CompetitionState.AWARDED


def test_a_dry_run_of_a_step_keeps_nothing(desk: Desk) -> None:
    of = market(desk)
    reference = weighed(desk, of)
    tried = award_competition(desk.database, desk.broker, reference, WHY, TODAY, NOW, dry_run=True)
    assert (tried.result.state, tried.result.summary.awarded_to) == (CompetitionState.AWARDED, "B Yard (demo)")
    end_competition(desk.database, desk.broker, reference, "Nobody.", NOW, dry_run=True)
    extend_competition(desk.database, desk.broker, reference, LATER, "Half-term", TODAY, NOW, dry_run=True)
    still_open = list_competitions(desk.database, state=CompetitionState.OPEN)
    (summary,) = (one for one in still_open if one.reference == reference)
    assert (summary.answers_due_on, summary.awarded_to) == (DUE, "")
