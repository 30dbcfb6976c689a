"""Several people at once keep one admission, on both databases: real threads, real connections."""

from collections.abc import Callable
from datetime import date

from brokerage.domain.admission_event import AdmissionEventKind
from brokerage.domain.errors import DeskError, RuleBroken
from brokerage.domain.period import Period
from brokerage.services.keep_admission import remove_from_lot, show_admission, suspend_admission
from brokerage.services.move_service import find_owner, move_service
from brokerage.services.raise_call_off import raise_call_off
from brokerage.storage.tables.contracts import AdmissionEventRow, ServiceTransferRow
from tests.builders import NOW, START, TODAY, Desk
from tests.services.call_off_builders import form, listed, offer, rows_of
from tests.services.test_call_off_races import at_once, refusals

WHY = "Under review"


def test_of_six_suspensions_that_share_a_day_one_holds_and_the_others_are_told(desk: Desk) -> None:
    ready = desk.ready_service()

    def suspending(first: int) -> Callable[[], object]:
        days = Period(date(2026, 11, first), date(2026, 11, 20))
        return lambda: suspend_admission(desk.database, desk.commissioner, ready.admission_id, days, WHY, NOW)

    answers = at_once([suspending(first) for first in range(1, 7)])
    assert len(refusals(answers)) == 5
    assert all("It is suspended already" in refused.sentence for refused in refusals(answers))
    detail = show_admission(desk.database, ready.admission_id, TODAY)
    assert (len(detail.suspensions), len(detail.events)) == (1, 1)


def test_of_six_stale_forms_one_is_kept_and_the_others_name_who_was_first(desk: Desk) -> None:
    ready = desk.ready_service()
    removing = [
        lambda day=day: remove_from_lot(
            desk.database, desk.commissioner, ready.admission_id, date(2027, 1, day), WHY, NOW, version=1
        )
        for day in range(1, 7)
    ]
    told = refusals(at_once(removing))
    assert len(told) == 5
    assert all("Commissioner (demo) changed this admission" in refused.sentence for refused in told)
    assert rows_of(desk, AdmissionEventRow) == 1


def test_a_call_off_raised_while_a_colleague_suspends_is_either_there_before_or_refused(desk: Desk) -> None:
    for _ in range(3):
        ready, person = desk.ready_service(), desk.person()
        draft, chosen_from = form(person, ready), listed(offer(ready))

        def raising() -> str:
            raised = raise_call_off(desk.database, desk.practitioner, draft, NOW, chosen_from)  # noqa: B023 - run at once
            return raised.result.reference

        def suspending() -> tuple[str, ...]:
            number = ready.admission_id  # noqa: B023 - run at once
            done = suspend_admission(desk.database, desk.commissioner, number, Period(START), WHY, NOW)
            return tuple(each.reference for each in done.result.to_start)

        raised, listed_there = at_once([raising, suspending])
        assert not isinstance(listed_there, DeskError)
        if isinstance(raised, DeskError):
            assert isinstance(raised, RuleBroken)
            assert "until further notice" in raised.sentence
            assert listed_there == ()
        else:
            assert listed_there == (raised,)


def test_of_six_moves_to_one_provider_one_is_on_record(desk: Desk) -> None:
    ready, new = desk.ready_service(), desk.provider()
    moving = [
        lambda: move_service(desk.database, desk.commissioner, ready.service_id, new, TODAY, WHY, NOW) for _ in range(6)
    ]
    told = refusals(at_once(moving))
    assert [refused.sentence for refused in told] == ["The service belongs to that provider already: name another."] * 5
    assert (rows_of(desk, ServiceTransferRow), find_owner(desk.database, ready.service_id).provider_id) == (1, new)


def test_events_of_one_admission_keep_the_order_they_were_done_in(desk: Desk) -> None:
    ready = desk.ready_service()
    days = Period(date(2026, 11, 1), date(2026, 11, 30))
    suspend_admission(desk.database, desk.commissioner, ready.admission_id, days, WHY, NOW)
    done = remove_from_lot(desk.database, desk.commissioner, ready.admission_id, date(2026, 12, 1), WHY, NOW).result
    assert [event.kind for event in done.events] == [AdmissionEventKind.SUSPENDED, AdmissionEventKind.REMOVED]
