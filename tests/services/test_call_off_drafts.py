from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from brokerage.domain.call_off import Step
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.week_wanted import parse_week
from brokerage.services.draft_call_offs import draft_of
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.raise_call_off import draft_call_off, raise_call_off
from tests.builders import NOW, TODAY, Desk
from tests.services.call_off_builders import form, listed, places_free, rows_of


def test_a_draft_is_kept_unfinished_then_finished_and_raised_under_its_reference(desk: Desk) -> None:
    ready, person = desk.ready_service(), desk.person()
    unfinished = form(person, ready, week=None)
    saved = draft_call_off(desk.database, desk.practitioner, unfinished, NOW).result
    read = draft_of(desk.database, saved.reference)
    assert (read.lines[0].rate_id, read.version) == (ready.rate_id, saved.version)
    assert places_free(desk, ready.service_id) == 3
    finished = replace(read, week=parse_week("Mon,Wed 10:00-15:00"))
    again = draft_call_off(desk.database, desk.practitioner, finished, NOW).result
    raised_now = raise_call_off(
        desk.database, desk.practitioner, replace(finished, version=again.version), NOW, listed()
    ).result
    assert raised_now.reference == saved.reference
    assert raised_now.year_estimate == Decimal("7352.80")
    steps = show_call_off(desk.database, desk.broker, saved.reference, TODAY).steps
    assert [step.step for step in steps] == [Step.RAISE]


def test_a_stale_draft_is_a_conflict_that_names_who_and_when(desk: Desk) -> None:
    ready, person = desk.ready_service(), desk.person()
    saved = draft_call_off(desk.database, desk.practitioner, form(person, ready), NOW).result
    read = draft_of(desk.database, saved.reference)
    draft_call_off(desk.database, desk.broker, replace(read, reason="Rang them"), NOW + timedelta(minutes=30))
    expected = r"Broker \(demo\) changed CO-2026-0001 on 2 Nov 2026 at 09:30 UTC"
    with pytest.raises(Conflict, match=expected):
        draft_call_off(desk.database, desk.practitioner, replace(read, room="2"), NOW)
    with pytest.raises(Conflict, match=expected):
        raise_call_off(desk.database, desk.practitioner, replace(read, room="2"), NOW, listed())
    assert draft_of(desk.database, saved.reference).reason == "Rang them"


def test_a_draft_that_was_raised_meanwhile_is_no_draft_any_more(desk: Desk) -> None:
    ready = desk.ready_service()
    draft = form(desk.person(), ready)
    raise_call_off(desk.database, desk.practitioner, draft, NOW, listed())
    with pytest.raises(RuleBroken, match="was raised already"):
        draft_call_off(desk.database, desk.practitioner, draft, NOW)


def test_a_draft_saved_twice_by_a_double_press_is_one_draft(desk: Desk) -> None:
    draft = form(desk.person(), desk.ready_service())
    for _ in range(2):
        draft_call_off(desk.database, desk.practitioner, draft, NOW)
    assert rows_of(desk) == 1


def test_a_draft_needs_to_know_for_whom_where_and_from_when(desk: Desk) -> None:
    with pytest.raises(BadInput) as missing:
        draft_call_off(desk.database, desk.practitioner, form(desk.person(), desk.ready_service(), first_day=None), NOW)
    assert missing.value.field == "first_day"
