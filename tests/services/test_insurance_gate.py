"""An insurance kept as a document is the gate of its services: open to its last day, moved and closed with its documents."""

from datetime import timedelta
from pathlib import Path

import pytest

from brokerage.domain.errors import RuleBroken
from brokerage.domain.provider_document import DocumentKind
from brokerage.domain.service import Registration
from brokerage.services.provider_documents import (
    remove_document,
)
from brokerage.services.raise_call_off import raise_call_off
from brokerage.storage.tables.providers import ServiceRow
from tests.builders import NOW, START, Desk
from tests.services.call_off_builders import form as call_off_form
from tests.services.call_off_builders import listed, offer
from tests.services.document_builders import INSURED, LAST_DAY, YESTERDAY, insured_to, keep


def test_a_call_off_is_allowed_on_the_last_day_of_an_insurance_and_refused_the_day_after(
    desk: Desk, tmp_path: Path
) -> None:
    ready = desk.ready_service(insurance_last_day=YESTERDAY)
    person = desk.person()
    on_the_day, the_day_after = (
        call_off_form(person, ready, first_day=day) for day in (START, START + timedelta(days=1))
    )
    with pytest.raises(RuleBroken, match="insurance lapsed 1 Nov 2026"):
        raise_call_off(desk.database, desk.practitioner, on_the_day, NOW, listed(offer(ready)))
    keep(desk, tmp_path, ready.provider_id, service_id=ready.service_id, last_day=START)
    with pytest.raises(RuleBroken, match="insurance lapsed 7 Dec 2026"):
        raise_call_off(desk.database, desk.practitioner, the_day_after, NOW, listed(offer(ready)))
    assert raise_call_off(desk.database, desk.practitioner, on_the_day, NOW, listed(offer(ready))).result.reference


def test_an_insurance_of_the_provider_moves_the_gate_of_each_service_and_of_one_service_only_that(
    desk: Desk, tmp_path: Path
) -> None:
    provider = desk.provider()
    first, second = (desk.service(provider, insurance_last_day=YESTERDAY) for _ in range(2))
    other = desk.service(insurance_last_day=YESTERDAY)
    keep(desk, tmp_path, provider, service_id=first)
    assert [insured_to(desk, each) for each in (first, second, other)] == [LAST_DAY, YESTERDAY, YESTERDAY]
    keep(desk, tmp_path, provider, last_day=INSURED)
    assert [insured_to(desk, each) for each in (first, second, other)] == [INSURED, INSURED, YESTERDAY]


def test_an_insurance_that_ends_sooner_moves_the_gate_only_where_that_is_said(desk: Desk, tmp_path: Path) -> None:
    provider = desk.provider()
    service = desk.service(provider)
    (note,) = keep(desk, tmp_path, provider).notes
    assert "stays insured to 31 Oct 2027, which is later than this document says" in note
    assert insured_to(desk, service) == INSURED
    keep(desk, tmp_path, provider, last_day=LAST_DAY - timedelta(days=1), shortens=True)
    assert insured_to(desk, service) == LAST_DAY - timedelta(days=1)


def test_the_gate_goes_back_to_the_insurance_left_and_closes_without_any(desk: Desk, tmp_path: Path) -> None:
    provider = desk.provider()
    service = desk.service(provider, insurance_last_day=YESTERDAY)
    older = keep(desk, tmp_path, provider).document
    newer = keep(desk, tmp_path, provider, last_day=INSURED).document
    remove_document(desk.database, desk.commissioner, newer.document_id, "Another firm's", NOW)
    assert insured_to(desk, service) == LAST_DAY
    done = remove_document(desk.database, desk.commissioner, older.document_id, "Another firm's", NOW)
    assert insured_to(desk, service) == YESTERDAY
    assert "no insurance is left on record, so no call-off may start" in done.result.notes[0]


def test_removing_an_insurance_that_no_gate_rests_on_moves_none(desk: Desk, tmp_path: Path) -> None:
    provider = desk.provider()
    service = desk.service(provider)
    document = keep(desk, tmp_path, provider).document
    assert remove_document(desk.database, desk.commissioner, document.document_id, "Old", NOW).result.notes == ()
    assert insured_to(desk, service) == INSURED


def test_a_registration_paper_never_overrides_what_the_regulator_says(desk: Desk, tmp_path: Path) -> None:
    provider = desk.provider()
    service = desk.service(provider, registration=Registration.DORMANT)
    (note,) = keep(desk, tmp_path, provider, DocumentKind.REGISTRATION, last_day=LAST_DAY).notes
    assert "follows what the regulator says" in note
    with desk.session() as session:
        assert session.get_one(ServiceRow, service).registration is Registration.DORMANT
