from datetime import UTC, date, datetime, timedelta

import pytest

from brokerage.domain.call_off import CallOffState
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.services.agree_and_print import issue_agreement
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.run_placement import end_placement, mark_signed, start_placement
from tests.builders import NOW, START, TODAY, Desk
from tests.services.call_off_builders import accepted, places_free

FIRST_MORNING = NOW.replace(month=12, day=7)


def running(desk: Desk) -> str:
    reference = accepted(desk).reference
    issue_agreement(desk.database, desk.broker, reference, NOW)
    mark_signed(desk.database, desk.broker, reference, NOW)
    start_placement(desk.database, desk.broker, reference, FIRST_MORNING)
    return reference


def test_a_placement_starts_on_its_first_day_and_not_before(desk: Desk) -> None:
    reference = accepted(desk).reference
    issue_agreement(desk.database, desk.broker, reference, NOW)
    with pytest.raises(RuleBroken, match="It starts on 7 Dec 2026"):
        start_placement(desk.database, desk.broker, reference, FIRST_MORNING - timedelta(days=1))
    unsigned = start_placement(desk.database, desk.broker, reference, FIRST_MORNING).result
    assert unsigned.state is CallOffState.RUNNING


def test_without_an_agreement_nothing_starts(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="accepted"):
        start_placement(desk.database, desk.broker, accepted(desk).reference, FIRST_MORNING)


def test_a_placement_ends_on_a_last_day_that_counts_and_frees_its_place(desk: Desk) -> None:
    reference = running(desk)
    end_of_term = date(2027, 3, 25)
    done = end_placement(
        desk.database, desk.broker, reference, end_of_term, "Moved to a college", NOW.replace(year=2027, month=4)
    ).result
    assert done.state is CallOffState.ENDED
    detail = show_call_off(desk.database, desk.broker, reference, TODAY)
    assert detail.ended_on == end_of_term
    assert places_free(desk, detail.summary.service_id) == 3


@pytest.mark.parametrize(
    ("last_day", "said"),
    [(START - timedelta(days=1), "before the first"), (START + timedelta(days=1), "still to come")],
)
def test_a_last_day_before_the_first_or_still_to_come_is_refused(desk: Desk, last_day: date, said: str) -> None:
    reference = running(desk)
    with pytest.raises(RuleBroken, match=said):
        end_placement(desk.database, desk.broker, reference, last_day, "Why", FIRST_MORNING)


def test_at_half_past_midnight_in_summer_a_placement_may_end_on_the_day_that_has_just_begun(desk: Desk) -> None:
    reference = running(desk)
    begun = datetime(2027, 4, 1, 23, 30, tzinfo=UTC)
    end_placement(desk.database, desk.broker, reference, date(2027, 4, 2), "Moved", begun)
    assert show_call_off(desk.database, desk.broker, reference, TODAY).ended_on == date(2027, 4, 2)


def test_an_end_needs_a_reason(desk: Desk) -> None:
    with pytest.raises(BadInput, match="Give a reason"):
        end_placement(desk.database, desk.broker, running(desk), START, " ", FIRST_MORNING)
