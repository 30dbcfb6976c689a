from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_draft import LineChosen
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.service import Registration
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.raise_call_off import raise_call_off
from brokerage.storage.queries.service_sheet import service_sheet
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.rates import RateRow
from brokerage.storage.tables.schemes import LotRow
from tests.builders import NOW, START, TODAY, Desk, ReadyService
from tests.services.call_off_builders import form, listed, offer, raised, rows_of


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"places_free": 0}, "no place free"),
        ({"insurance_last_day": date(2026, 12, 6)}, "insurance lapsed 6 Dec 2026"),
        ({"min_age": 60}, "takes people from 60 years"),
        ({"max_age": 30}, "takes people up to 30 years"),
    ],
)
def test_a_closed_gate_is_refused_with_its_reason(desk: Desk, columns: dict[str, Any], reason: str) -> None:
    ready = desk.ready_service(**columns)
    with pytest.raises(RuleBroken, match=f"cannot be called off from 7 Dec 2026: {reason}"):
        raise_call_off(desk.database, desk.practitioner, form(desk.person(), ready), NOW, listed(offer(ready)))
    assert rows_of(desk) == 0


def test_a_suspended_service_is_refused_on_its_last_day_and_allowed_the_day_after(desk: Desk) -> None:
    ready = desk.ready_service()
    desk.suspension(ready.admission_id, date(2026, 11, 1), date(2026, 11, 30))
    person = desk.person()
    on_the_last_day = form(person, ready, first_day=date(2026, 11, 30))
    with pytest.raises(RuleBroken, match="suspended from 1 Nov 2026 until 30 Nov 2026"):
        raise_call_off(desk.database, desk.practitioner, on_the_last_day, NOW, listed(offer(ready)))
    the_day_after = form(person, ready, first_day=date(2026, 12, 1))
    standing = raise_call_off(desk.database, desk.practitioner, the_day_after, NOW, listed(offer(ready))).result
    assert standing.state is CallOffState.AWAITING_APPROVAL


def test_a_rate_that_ends_before_the_first_day_is_refused(desk: Desk) -> None:
    ready = desk.ready_service()
    with desk.session() as session:
        session.get_one(RateRow, ready.rate_id).last_day = START - timedelta(days=1)
    desk.rate(ready.service_id, ready.lot_id, "73.50", first_day=date(2027, 1, 1))
    with pytest.raises(RuleBroken, match="No agreed rate"):
        raise_call_off(desk.database, desk.practitioner, form(desk.person(), ready), NOW, listed(offer(ready)))


@pytest.mark.parametrize(
    ("sessions", "wanted", "reason"),
    [
        (
            "Tue,Thu 18:00-21:00",
            "Mon,Wed 10:00-15:00",
            "nothing on at these times: Mon, Wed 10:00–15:00; it runs Tue, Thu",
        ),
        (
            "Mon 10:00-15:00",
            "Mon,Wed 10:00-15:00",
            "nothing on at these times: Wed 10:00–15:00; it runs Mon 10:00–15:00",
        ),
        ("Mon 10:00-15:00", "Wed x1", "nothing on: Wed; it runs Mon 10:00–15:00"),
    ],
)
def test_hours_at_which_the_service_runs_nothing_are_refused(
    desk: Desk, sessions: str, wanted: str, reason: str
) -> None:
    ready = desk.ready_service()
    desk.activity(ready.service_id, sessions=sessions)
    draft = form(desk.person(), ready, week=parse_week(wanted))
    with pytest.raises(RuleBroken, match=f"cannot be called off from 7 Dec 2026: {reason}"):
        raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer(ready)))
    assert rows_of(desk) == 0


def test_a_line_for_one_activity_is_bought_when_that_activity_runs(desk: Desk) -> None:
    ready = desk.ready_service()
    desk.activity(ready.service_id, name="Cookery", sessions="Mon,Wed 10:00-15:00")
    club = desk.activity(ready.service_id, name="Evening club", sessions="Tue 18:00-21:00")
    rate = desk.rate(ready.service_id, ready.lot_id, "30.00", Unit.SESSION, activity_id=club)
    person, line = desk.person(), LineChosen(FeeKind.CARE, Unit.SESSION, rate_id=rate)
    by_day = form(person, ready, week=parse_week("Mon 10:00-15:00"), lines=(line,))
    with pytest.raises(RuleBroken, match="Mon 10:00–15:00; it runs Tue 18:00–21:00"):
        raise_call_off(desk.database, desk.practitioner, by_day, NOW, listed(offer(ready)))
    in_the_evening = form(person, ready, week=parse_week("Tue 18:00-21:00"), lines=(line,))
    standing = raise_call_off(desk.database, desk.practitioner, in_the_evening, NOW, listed(offer(ready))).result
    assert standing.state is CallOffState.AWAITING_APPROVAL


def test_an_activity_that_has_ended_is_no_longer_on(desk: Desk) -> None:
    ready = desk.ready_service()
    desk.activity(ready.service_id, sessions="Mon,Wed 10:00-15:00", last_day=START - timedelta(days=1))
    with pytest.raises(RuleBroken, match="nothing on its timetable runs on the start day"):
        raise_call_off(desk.database, desk.practitioner, form(desk.person(), ready), NOW, listed(offer(ready)))


def test_outside_the_scheme_hours_are_agreed_for_the_person(desk: Desk) -> None:
    ready, line = off_scheme(desk)
    desk.activity(ready.service_id, sessions="Sat 10:00-15:00")
    draft = form(desk.person(), ready, route=AwardRoute.OFF_SCHEME, lines=(line,), reason="Nobody admitted signs BSL")
    standing = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed()).result
    assert standing.state is CallOffState.AWAITING_APPROVAL


def test_call_offs_into_the_scheme_end_before_its_contracts_do(desk: Desk) -> None:
    lot = desk.lot(desk.scheme(last_call_off_day=START - timedelta(days=1)))
    ready = desk.ready_service(lot_id=lot)
    with pytest.raises(RuleBroken, match="call-offs into the scheme ended 6 Dec 2026"):
        raise_call_off(desk.database, desk.practitioner, form(desk.person(), ready), NOW, listed(offer(ready)))


def test_a_placement_that_outlives_the_contract_is_raised_with_a_warning_that_names_the_day(desk: Desk) -> None:
    assert "The contract ends on 30 Sep 2030; this placement would go on after it." in raised(desk).notes


def test_the_contract_that_ends_is_the_one_the_service_is_admitted_under(desk: Desk) -> None:
    ready = desk.ready_service()
    with desk.session() as session:
        session.get_one(AdmissionRow, ready.admission_id).last_day = date(2027, 7, 31)
    asked = form(desk.person(), ready)
    standing = raise_call_off(desk.database, desk.practitioner, asked, NOW, listed(offer(ready))).result
    assert "The contract ends on 31 Jul 2027; this placement would go on after it." in standing.notes
    with desk.database.reading() as reader:
        sheet = service_sheet(reader, ready.service_id, ready.lot_id, START)
    assert sheet is not None
    assert sheet.lot is not None
    assert sheet.lot.contract_last_day == date(2027, 7, 31)


def off_scheme(desk: Desk, **columns: Any) -> tuple[ReadyService, LineChosen]:
    lot, service = desk.lot(), desk.service(**columns)
    line = LineChosen(FeeKind.CARE, Unit.DAY, price=Decimal("80.00"), description="Day support")
    return ReadyService(0, lot, 0, service, 0, 0), line


def test_outside_the_scheme_no_admission_or_rate_is_needed_but_a_reason_is(desk: Desk) -> None:
    ready, line = off_scheme(desk)
    draft = form(desk.person(), ready, route=AwardRoute.OFF_SCHEME, lines=(line,))
    with pytest.raises(BadInput, match="It is outside the scheme"):
        raise_call_off(desk.database, desk.practitioner, draft, NOW, listed())
    given = replace(draft, reason="Nobody admitted signs BSL")
    standing = raise_call_off(desk.database, desk.practitioner, given, NOW, listed()).result
    detail = show_call_off(desk.database, desk.approver, standing.reference, TODAY)
    assert (detail.summary.route, detail.summary.weekly) == (AwardRoute.OFF_SCHEME, Decimal("160.00"))


@pytest.mark.parametrize(
    "columns", [{"places_free": 0}, {"insurance_last_day": date(2026, 1, 1)}, {"registration": Registration.ENDED}]
)
def test_what_keeps_people_safe_is_not_waived_outside_the_scheme(desk: Desk, columns: dict[str, Any]) -> None:
    ready, line = off_scheme(desk, **columns)
    with desk.session() as session:
        session.get_one(LotRow, ready.lot_id).registration_needed = True
    draft = form(desk.person(), ready, route=AwardRoute.OFF_SCHEME, lines=(line,), reason="Own choice")
    with pytest.raises(RuleBroken, match="cannot be called off"):
        raise_call_off(desk.database, desk.practitioner, draft, NOW, listed())


def test_a_price_may_not_be_typed_where_one_is_agreed(desk: Desk) -> None:
    ready = desk.ready_service()
    line = LineChosen(FeeKind.CARE, Unit.DAY, price=Decimal("1.00"))
    with pytest.raises(RuleBroken, match="choose an agreed rate"):
        raise_call_off(desk.database, desk.practitioner, form(desk.person(), ready, lines=(line,)), NOW, listed())


def test_the_rate_of_another_service_is_no_rate_of_this_one(desk: Desk) -> None:
    ready, other = desk.ready_service(), desk.ready_service("1.00")
    draft = form(desk.person(), replace(ready, rate_id=other.rate_id))
    with pytest.raises(RuleBroken, match="no agreed rate"):
        raise_call_off(desk.database, desk.practitioner, draft, NOW, listed())


def test_a_route_the_scheme_does_not_allow_is_refused_and_a_persons_choice_never_is(desk: Desk) -> None:
    lot = desk.lot(desk.scheme(routes=[AwardRoute.SMALL_COMPETITION]))
    ready, person = desk.ready_service(lot_id=lot), desk.person()
    with pytest.raises(RuleBroken, match="it allows: off scheme, persons choice, small competition"):
        raise_call_off(desk.database, desk.practitioner, form(person, ready), NOW, listed(offer(ready)))
    chosen = form(person, ready, route=AwardRoute.PERSONS_CHOICE, reason="She likes it")
    standing = raise_call_off(desk.database, desk.practitioner, chosen, NOW, listed(offer(ready))).result
    assert standing.state is CallOffState.AWAITING_APPROVAL
