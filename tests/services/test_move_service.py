from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_summary import CallOffQuestion, CallOffTab
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.offer import SearchCriteria
from brokerage.services.agree_and_print import agreement_terms_of, issue_agreement, write_agreement
from brokerage.services.find_call_offs import list_call_offs, show_call_off
from brokerage.services.find_support import find_offers
from brokerage.services.move_service import find_owner, move_service
from brokerage.services.raise_call_off import raise_call_off
from brokerage.services.typed_parts import provider_of
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.contracts import ServiceTransferRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow
from tests.builders import NOW, START, TODAY, Desk
from tests.services.call_off_builders import accepted, form, listed, offer, raised, rows_of

LATER = NOW + timedelta(hours=1)
OLD, NEW = "Northbourne Support (demo)", "Hartwell Living (demo)"
WHY = "The company was sold."


def service_of(desk: Desk, reference: str) -> int:
    return show_call_off(desk.database, desk.broker, reference, TODAY).summary.service_id


def named_old(desk: Desk, service_id: int) -> None:
    """Names the provider that has the service as of old."""
    with desk.session() as session:
        owner = find_owner(desk.database, service_id).provider_id
        session.get_one(ProviderRow, owner).name = OLD


def moved(desk: Desk, service_id: int, first_day: date = TODAY) -> int:
    """Moves the service to a new provider, which is returned."""
    new = desk.provider(name=NEW)
    move_service(desk.database, desk.commissioner, service_id, new, first_day, WHY, LATER)
    return new


def test_a_moved_service_is_found_under_its_new_provider_with_its_history_kept(desk: Desk) -> None:
    ready = desk.ready_service()
    named_old(desk, ready.service_id)
    new = moved(desk, ready.service_id)
    owned = find_owner(desk.database, ready.service_id)
    (move,) = owned.moves
    assert (owned.provider_id, owned.provider, owned.version) == (new, NEW, 2)
    assert (move.from_provider, move.to_provider, move.first_day, move.reason) == (OLD, NEW, TODAY, WHY)
    assert (move.done_by, move.done_at) == ("Commissioner (demo)", LATER)
    by_new, by_old = (
        find_offers(desk.database, SearchCriteria(start_day=START, text=words)).offers
        for words in ("hartwell", "northbourne")
    )
    assert ([each.provider for each in by_new], by_old) == ([NEW], ())


def test_an_agreement_issued_before_the_move_prints_the_same_bytes_after_it(desk: Desk, tmp_path: Path) -> None:
    reference = accepted(desk).reference
    service_id = service_of(desk, reference)
    named_old(desk, service_id)
    issued = issue_agreement(desk.database, desk.broker, reference, NOW).result
    before = write_agreement(desk.database, desk.broker, reference, tmp_path / "before.pdf", NOW).read_bytes()
    moved(desk, service_id)
    assert agreement_terms_of(desk.database, reference) == issued.terms
    assert issued.terms.provider.name == OLD
    assert write_agreement(desk.database, desk.broker, reference, tmp_path / "after.pdf", LATER).read_bytes() == before


def test_a_call_off_raised_before_the_move_goes_on_naming_whom_it_named(desk: Desk) -> None:
    standing = raised(desk)
    service_id = service_of(desk, standing.reference)
    named_old(desk, service_id)
    before = show_call_off(desk.database, desk.broker, standing.reference, TODAY)
    moved(desk, service_id)
    assert show_call_off(desk.database, desk.broker, standing.reference, TODAY) == before
    assert before.summary.provider == OLD
    for text, listed_there in (("northbourne", [standing.reference]), ("hartwell", [])):
        question = CallOffQuestion(CallOffTab.ALL, text=text)
        rows = list_call_offs(desk.database, desk.broker, question, TODAY).rows
        assert [row.reference for row in rows] == listed_there


def test_a_call_off_raised_after_the_move_names_the_new_provider_and_so_does_its_agreement(desk: Desk) -> None:
    ready = desk.ready_service()
    moved(desk, ready.service_id)
    draft = form(desk.person(), ready)
    after = LATER + timedelta(minutes=5)
    standing = raise_call_off(desk.database, desk.practitioner, draft, after, listed(offer(ready), at=after)).result
    assert show_call_off(desk.database, desk.broker, standing.reference, TODAY).summary.provider == NEW
    assert agreement_terms_of(desk.database, standing.reference).provider.name == NEW


def test_of_two_moves_a_call_off_names_the_provider_it_was_raised_with(desk: Desk) -> None:
    standing = raised(desk)
    service_id = service_of(desk, standing.reference)
    named_old(desk, service_id)
    moved(desk, service_id, TODAY - timedelta(days=30))
    third = desk.provider(name="Brook House Trust (demo)")
    move_service(desk.database, desk.commissioner, service_id, third, TODAY, WHY, LATER + timedelta(hours=1))
    assert show_call_off(desk.database, desk.broker, standing.reference, TODAY).summary.provider == OLD
    assert [move.first_day for move in find_owner(desk.database, service_id).moves] == [
        TODAY - timedelta(days=30),
        TODAY,
    ]


def test_a_move_leaves_the_placement_and_the_admission_as_they_were(desk: Desk) -> None:
    ready = desk.ready_service()
    moved(desk, ready.service_id)
    with desk.session() as session:
        assert session.scalars(select(ServiceRow.places_free).where(ServiceRow.id == ready.service_id)).one() == 3
    draft = form(desk.person(), ready)
    done = raise_call_off(desk.database, desk.practitioner, draft, LATER, listed(offer(ready), at=LATER)).result
    assert done.state is CallOffState.AWAITING_APPROVAL


def test_a_move_to_the_provider_that_has_it_is_refused(desk: Desk) -> None:
    ready = desk.ready_service()
    with pytest.raises(RuleBroken, match="belongs to that provider already"):
        move_service(desk.database, desk.commissioner, ready.service_id, ready.provider_id, TODAY, WHY, NOW)


def test_a_move_on_a_day_to_come_is_recorded_from_that_day_on(desk: Desk) -> None:
    ready, new = desk.ready_service(), desk.provider()
    with pytest.raises(RuleBroken, match="3 Nov 2026 is still to come"):
        move_service(desk.database, desk.commissioner, ready.service_id, new, TODAY + timedelta(days=1), WHY, NOW)
    assert rows_of(desk, ServiceTransferRow) == 0


def test_a_move_before_the_latest_one_is_refused(desk: Desk) -> None:
    ready = desk.ready_service()
    moved(desk, ready.service_id)
    with pytest.raises(RuleBroken, match="It moved on 2 Nov 2026 before"):
        move_service(desk.database, desk.commissioner, ready.service_id, ready.provider_id, TODAY, WHY, LATER)


@pytest.mark.parametrize("job", ["practitioner", "broker", "auditor", "administrator"])
def test_nobody_but_a_commissioner_moves_a_service(desk: Desk, job: str) -> None:
    ready, new = desk.ready_service(), desk.provider()
    with pytest.raises(RuleBroken, match="Only the commissioner"):
        move_service(desk.database, getattr(desk, job), ready.service_id, new, TODAY, WHY, NOW)


def test_a_move_without_a_reason_is_refused(desk: Desk) -> None:
    ready, new = desk.ready_service(), desk.provider()
    with pytest.raises(BadInput, match="Say why"):
        move_service(desk.database, desk.commissioner, ready.service_id, new, TODAY, "", NOW)


def test_a_move_of_a_service_a_colleague_moved_is_a_conflict(desk: Desk) -> None:
    ready = desk.ready_service()
    moved(desk, ready.service_id)
    other = desk.provider()
    with pytest.raises(Conflict, match=r"Commissioner \(demo\) changed this service on 2 Nov 2026 at 10:00 UTC"):
        move_service(desk.database, desk.commissioner, ready.service_id, other, TODAY, WHY, LATER, version=1)


def test_a_trial_run_of_a_move_answers_as_a_run_would_and_keeps_nothing(desk: Desk) -> None:
    ready, new = desk.ready_service(), desk.provider(name=NEW)
    before = find_owner(desk.database, ready.service_id)
    arguments = (desk.database, desk.commissioner, ready.service_id, new, TODAY, WHY, NOW)
    tried = move_service(*arguments, dry_run=True)
    assert (find_owner(desk.database, ready.service_id), rows_of(desk, AuditEntryRow)) == (before, 0)
    assert move_service(*arguments).result == tried.result


def test_a_provider_is_named_by_name_reference_or_company_number_in_any_case(desk: Desk) -> None:
    number = desk.provider(name=NEW, council_reference="PR-77", company_number="SC123456")
    for words in ("hartwell living (demo)", " Hartwell  Living (Demo) ", "pr-77", "sc123456"):
        assert provider_of(desk.database, words).provider_id == number


def test_a_name_that_several_providers_have_or_none_is_refused(desk: Desk) -> None:
    for reference in ("PR-77", "PR-78"):
        desk.provider(name=NEW, council_reference=reference)
    with pytest.raises(BadInput, match=r"2 providers are called “[^”]*”: give a reference instead \(PR-77, PR-78\)"):
        provider_of(desk.database, NEW)
    with pytest.raises(BadInput, match="There is no provider"):
        provider_of(desk.database, "Nobody at all")
