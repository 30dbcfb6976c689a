from datetime import timedelta

from brokerage.domain.call_off_summary import CallOffTab
from brokerage.services.home import MyQueue, my_queue
from brokerage.services.raise_call_off import draft_call_off
from tests.builders import NOW, START, TODAY, Desk
from tests.services.call_off_builders import approved, form, raised, sent


def waiting(queue: MyQueue) -> list[tuple[str, str]]:
    return [(row.reference, row.next_step) for row in queue.waiting]


def test_what_waits_for_each_job_is_told_with_the_next_step_in_words(desk: Desk) -> None:
    to_approve, to_send = raised(desk).reference, approved(desk).reference
    asked = my_queue(desk.database, desk.approver, TODAY)
    assert waiting(asked) == [(to_approve, "Approve it, or return it with a reason.")]
    assert waiting(my_queue(desk.database, desk.broker, TODAY)) == [(to_send, "Send it to the provider.")]
    assert waiting(my_queue(desk.database, desk.auditor, TODAY)) == []


def test_an_approver_is_not_asked_for_what_is_over_their_limit(desk: Desk) -> None:
    reference = raised(desk, price="500.00", budget="2000").reference
    assert waiting(my_queue(desk.database, desk.approver, TODAY)) == []
    assert [row.reference for row in my_queue(desk.database, desk.senior_approver, TODAY).waiting] == [reference]


def test_an_answer_that_is_overdue_comes_back_into_the_brokers_queue(desk: Desk) -> None:
    reference = sent(desk).reference
    assert waiting(my_queue(desk.database, desk.broker, TODAY)) == []
    late = TODAY + timedelta(days=3)
    expected = "The answer was due on 4 Nov 2026: ring the provider, or let it expire."
    assert waiting(my_queue(desk.database, desk.broker, late)) == [(reference, expected)]


def test_drafts_are_mine_and_starts_are_those_of_seven_days(desk: Desk) -> None:
    draft_call_off(desk.database, desk.practitioner, form(desk.person(), desk.ready_service()), NOW)
    mine = my_queue(desk.database, desk.practitioner, TODAY)
    assert [row.reference for row in mine.drafts] == ["CO-2026-0001"]
    assert my_queue(desk.database, desk.broker, TODAY).drafts == ()
    starting = approved(desk).reference
    for early, expected in ((6, [starting]), (7, []), (0, [starting]), (-1, [])):
        queue = my_queue(desk.database, desk.practitioner, START - timedelta(days=early))
        assert [row.reference for row in queue.starting_this_week] == expected
    assert dict(mine.counts)[CallOffTab.DRAFTS] == 1
