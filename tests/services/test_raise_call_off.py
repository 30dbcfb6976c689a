from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from brokerage.domain.call_off import CallOffState
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.services.draft_call_offs import draft_of
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.raise_call_off import draft_call_off, raise_call_off, raise_package
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.base import Base
from brokerage.storage.tables.call_offs import (
    CallOffLineRow,
    CallOffRow,
    CallOffStepRow,
    EvidenceRow,
    PackageRow,
    ReferenceCounterRow,
)
from tests.builders import NOW, START, TODAY, Desk
from tests.services.call_off_builders import accepted, form, listed, offer, places_free, raised, rows_of

WRITTEN: tuple[type[Base], ...] = (
    CallOffRow, CallOffLineRow, CallOffStepRow, EvidenceRow, PackageRow, AuditEntryRow, ReferenceCounterRow,
)  # fmt: skip


def test_a_call_off_is_raised_approved_sent_and_accepted(desk: Desk) -> None:
    done = accepted(desk)
    assert done.reference == "CO-2026-0001"
    assert done.state is CallOffState.ACCEPTED


def test_the_list_it_was_chosen_from_is_kept_with_figures_criteria_and_time(desk: Desk) -> None:
    ready, other = desk.ready_service(), desk.ready_service("80.00")
    chosen_from = listed(offer(ready), offer(other, "160.00"), at=NOW - timedelta(minutes=5))
    draft = form(desk.person(), ready)
    reference = raise_call_off(desk.database, desk.practitioner, draft, NOW, chosen_from).result.reference
    assert show_call_off(desk.database, desk.broker, reference, TODAY).evidence == chosen_from


def test_without_a_list_one_is_made_again_for_the_same_week_and_need(desk: Desk) -> None:
    ready = desk.ready_service()
    desk.ready_service("60.00", lot_id=ready.lot_id)
    draft = form(desk.person(), ready, reason="Near her mother")
    reference = raise_call_off(desk.database, desk.practitioner, draft, NOW).result.reference
    evidence = show_call_off(desk.database, desk.broker, reference, TODAY).evidence
    assert evidence
    assert [kept.weekly for kept in evidence.offers] == [Decimal("120.00"), Decimal("141.40")]


def test_a_dearer_choice_without_a_reason_is_asked_for_one_and_with_it_passes(desk: Desk) -> None:
    ready = desk.ready_service()
    cheaper = desk.ready_service("60.00", lot_id=ready.lot_id)
    chosen_from = listed(offer(cheaper, "120.00", service="Hop Farm (demo)"), offer(ready))
    draft = form(desk.person(), ready)
    with pytest.raises(BadInput, match=r"£21\.40 a week dearer than Hop Farm \(demo\)") as asked:
        raise_call_off(desk.database, desk.practitioner, draft, NOW, chosen_from)
    assert asked.value.field == "reason"
    given = replace(draft, reason="Her friends go there")
    reference = raise_call_off(desk.database, desk.practitioner, given, NOW, chosen_from).result.reference
    assert show_call_off(desk.database, desk.broker, reference, TODAY).reason == "Her friends go there"


def test_a_cheaper_service_of_another_scheme_asks_for_no_reason(desk: Desk) -> None:
    ready, elsewhere = desk.ready_service(), desk.ready_service("60.00")
    chosen_from = listed(offer(elsewhere, "120.00"), offer(ready))
    draft = form(desk.person(), ready)
    reference = raise_call_off(desk.database, desk.practitioner, draft, NOW, chosen_from).result.reference
    evidence = show_call_off(desk.database, desk.broker, reference, TODAY).evidence
    assert evidence
    assert [kept.scheme for kept in evidence.offers] == [elsewhere.scheme, ready.scheme]


def test_over_budget_asks_for_a_reason_counting_what_other_call_offs_take(desk: Desk) -> None:
    ready, person = desk.ready_service(), desk.person(budget="250")
    raise_call_off(desk.database, desk.practitioner, form(person, ready), NOW, listed(offer(ready)))
    with pytest.raises(BadInput, match=r"£32\.80 a week over what is left of the budget"):
        raise_call_off(desk.database, desk.practitioner, form(person, ready), NOW, listed(offer(ready)))


def test_a_place_is_held_from_raising_and_an_unknown_number_of_places_holds_none(desk: Desk) -> None:
    ready = desk.ready_service(places_free=3)
    raise_call_off(desk.database, desk.practitioner, form(desk.person(), ready), NOW, listed())
    assert places_free(desk, ready.service_id) == 2
    unknown = desk.ready_service(places_free=None)
    reference = raise_call_off(
        desk.database, desk.practitioner, form(desk.person(), unknown), NOW, listed()
    ).result.reference
    assert places_free(desk, unknown.service_id) is None
    assert not show_call_off(desk.database, desk.broker, reference, TODAY).holds_place


def test_who_took_the_last_place_and_when_is_told_to_whoever_comes_second(desk: Desk) -> None:
    ready = desk.ready_service(places_free=1)
    seen_before = listed(offer(ready, places_free=1), at=NOW - timedelta(minutes=1))
    raise_call_off(desk.database, desk.practitioner, form(desk.person(), ready), NOW, seen_before)
    with pytest.raises(Conflict, match=r"Practitioner \(demo\) took the last one on 2 Nov 2026 at 09:00 UTC"):
        raise_call_off(desk.database, desk.broker, form(desk.person(), ready), NOW, seen_before)


def test_a_call_off_never_joins_a_package_of_somebody_else(desk: Desk) -> None:
    package_id = raised(desk).package_id
    other = replace(form(desk.person(), desk.ready_service()), package_id=package_id)
    for attempt in (raise_call_off, draft_call_off):
        with pytest.raises(BadInput, match="is not this person's"):
            attempt(desk.database, desk.practitioner, other, NOW)
    assert rows_of(desk, CallOffRow) == 1


def test_the_database_keeps_a_package_to_one_person(desk: Desk) -> None:
    raised(desk)
    other = desk.person()
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), desk.session() as session:
        session.execute(update(CallOffRow).values(person_id=other))


def test_a_repeated_request_is_answered_with_the_first_answer(desk: Desk) -> None:
    ready = desk.ready_service()
    draft = form(desk.person(), ready)
    first = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed()).result
    again = raise_call_off(desk.database, desk.practitioner, draft, NOW + timedelta(hours=1), listed()).result
    assert (again.reference, again.version, again.state) == (first.reference, first.version, first.state)
    assert rows_of(desk) == rows_of(desk, EvidenceRow) == rows_of(desk, CallOffStepRow) == 1
    assert places_free(desk, ready.service_id) == 2


def test_a_request_id_that_was_used_for_another_person_or_service_is_refused(desk: Desk) -> None:
    ready, other = desk.ready_service(), desk.ready_service()
    draft = form(desk.person(), ready)
    raise_call_off(desk.database, desk.practitioner, draft, NOW, listed())
    for used in (
        replace(draft, person_id=desk.person()),
        form(draft.person_id or 0, other, request_id=draft.request_id),
        replace(draft, first_day=START + timedelta(days=7)),
    ):
        for save in (raise_call_off, draft_call_off):
            with pytest.raises(RuleBroken, match="This form was sent already for something else"):
                save(desk.database, desk.practitioner, used, NOW)
    assert rows_of(desk) == rows_of(desk, CallOffStepRow) == 1


def test_a_draft_is_never_overwritten_by_that_of_another_person_or_service(desk: Desk) -> None:
    draft = form(desk.person(), desk.ready_service())
    saved = draft_call_off(desk.database, desk.practitioner, draft, NOW).result
    for used in (
        replace(draft, person_id=desk.person(), version=saved.version),
        form(draft.person_id or 0, desk.ready_service(), request_id=draft.request_id),
    ):
        for save in (raise_call_off, draft_call_off):
            with pytest.raises(RuleBroken, match="This form was sent already for something else"):
                save(desk.database, desk.practitioner, used, NOW)
    assert draft_of(desk.database, saved.reference).service_id == draft.service_id


def test_two_services_of_a_package_need_a_request_id_each(desk: Desk) -> None:
    person = desk.person(budget="1000")
    drafts = [form(person, desk.ready_service(), request_id="one") for _ in range(2)]
    with pytest.raises(RuleBroken, match="This form was sent already for something else"):
        raise_package(desk.database, desk.practitioner, drafts, NOW, listed())
    assert rows_of(desk) == 0


def test_references_follow_one_another_within_a_year_and_begin_again_with_the_next(desk: Desk) -> None:
    ready = desk.ready_service(places_free=None)
    references = [
        raise_call_off(desk.database, desk.practitioner, form(desk.person(), ready), now, listed()).result.reference
        for now in (NOW, NOW, NOW.replace(year=2027))
    ]
    assert references == ["CO-2026-0001", "CO-2026-0002", "CO-2027-0001"]


def test_references_go_on_after_those_that_were_loaded(desk: Desk) -> None:
    first = raised(desk)
    with desk.session() as session:
        session.get_one(CallOffRow, first.call_off_id).reference = "CO-2026-0249"
        session.delete(session.get_one(ReferenceCounterRow, "CO-2026-"))
    assert raised(desk).reference == "CO-2026-0250"


def test_a_package_of_several_services_is_raised_whole_or_not_at_all(desk: Desk) -> None:
    ready, full, person = desk.ready_service(), desk.ready_service(places_free=0), desk.person(budget="900")
    before = [rows_of(desk, table) for table in WRITTEN]
    with pytest.raises(RuleBroken, match="no place free"):
        raise_package(desk.database, desk.practitioner, (form(person, ready), form(person, full)), NOW, listed())
    assert [rows_of(desk, table) for table in WRITTEN] == before
    assert places_free(desk, ready.service_id) == 3


def test_a_package_is_for_one_person(desk: Desk) -> None:
    ready = desk.ready_service()
    drafts = (form(desk.person(), ready), form(desk.person(), ready))
    with pytest.raises(BadInput, match="A package is for one person"):
        raise_package(desk.database, desk.practitioner, drafts, NOW, listed())


def test_jobs_that_do_not_ask_may_not_raise(desk: Desk) -> None:
    ready = desk.ready_service()
    with pytest.raises(RuleBroken, match="Only the broker or practitioner may raise"):
        raise_call_off(desk.database, desk.finance, form(desk.person(), ready), NOW, listed())


def test_what_is_recorded_names_nobody(desk: Desk) -> None:
    raised(desk)
    with desk.session() as session:
        entries = session.scalars(select(AuditEntryRow)).all()
    assert [(entry.action, entry.subject, entry.subject_key) for entry in entries] == [
        ("raise", "call_offs", "CO-2026-0001")
    ]
    assert "Sampleby" not in str([entry.detail for entry in entries])
