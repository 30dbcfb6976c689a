"""What a council publishes of its schemes, on both databases: sound, true to what is on record, and about nobody."""

import csv
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from brokerage.domain.errors import BadInput, RuleBroken, Unavailable
from brokerage.domain.ocid import HOW_TO_GET_ONE, NEUTRAL_PREFIX
from brokerage.services.administer import keep_ocid_prefix
from brokerage.services.agree_and_print import issue_agreements
from brokerage.services.approve import approve
from brokerage.services.open_data import check_package, export_awards, export_package, read_package
from brokerage.services.raise_call_off import raise_call_off
from brokerage.services.send_and_answer import accept_call_off, decline_call_off, send_call_off
from brokerage.storage.engine import Database, open_database
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.applications import RoundRow
from brokerage.storage.tables.contracts import ContractRow
from brokerage.storage.tables.people import PersonRow
from brokerage.storage.tables.providers import ServiceRow
from brokerage.storage.tables.scheme_terms import LotCpvCodeRow, SchemeTermRow
from tests.builders import NOW, START, TODAY, Desk, ReadyService
from tests.services.call_off_builders import form, listed, offer

QUARTER_AFTER = date(2027, 1, 4)


def exported(desk: Desk, folder: Path, today: date = TODAY) -> list[dict[str, Any]]:
    """The releases of the package that was written, which is a sound one."""
    path = folder / "package.json"
    export_package(desk.database, path, today)
    assert check_package(path) == ()
    releases = json.loads(path.read_text(encoding="utf-8"))["releases"]
    assert isinstance(releases, list)
    return releases


def sent(desk: Desk, ready: ReadyService, people: list[int]) -> list[str]:
    """The references of a call-off for each of the people that was sent to the provider."""
    references = []
    for person_id in people:
        draft = form(person_id, ready, first_day=START)
        raised = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer(ready))).result
        approve(desk.database, desk.approver, raised.reference, NOW)
        references.append(send_call_off(desk.database, desk.broker, raised.reference, NOW).result.reference)
    return references


def agreed(desk: Desk, ready: ReadyService, people: list[int]) -> None:
    """A call-off accepted for each of the people, from `START` on, the last of them with its agreement issued."""
    *_, last = [
        accept_call_off(desk.database, desk.broker, one, NOW).result.reference for one in sent(desk, ready, people)
    ]
    issue_agreements(desk.database, desk.broker, [last], NOW)


def contracts_of(releases: list[dict[str, Any]], beginning: str) -> list[dict[str, Any]]:
    """The contracts whose id begins so."""
    return [one for release in releases for one in release.get("contracts", ()) if one["id"].startswith(beginning)]


def test_each_scheme_is_a_release_with_its_lots_codes_and_rounds(desk: Desk, tmp_path: Path) -> None:
    scheme_id = desk.scheme(reference="ELA-2022", estimated_value=Decimal(5_000_000))
    lot_id = desk.lot(scheme_id, number="1", title="Skills and training")
    with desk.session() as session:
        session.add_all([LotCpvCodeRow(lot_id=lot_id, code=code) for code in ("85312120", "85311000")])
        decided = {"decision_reference": "22/00041", "decided_on": date(2022, 3, 1)}
        session.add(SchemeTermRow(scheme_id=scheme_id, ordinal=0, months=48, **decided))
        session.add_all([SchemeTermRow(scheme_id=scheme_id, ordinal=ordinal, months=24) for ordinal in (1, 2)])
        opening = {"opens_on": date(2026, 10, 1), "closes_on": date(2026, 10, 30)}
        session.add(RoundRow(scheme_id=scheme_id, number=1, title="First", **opening))
    desk.scheme(reference="RES-2022")
    first, second = exported(desk, tmp_path)
    assert (first["ocid"], second["ocid"]) == ("ocds-000000-ELA-2022", "ocds-000000-RES-2022")
    tender = first["tender"]
    # Four years and twice two from 1 Oct 2022.
    assert tender["contractPeriod"]["maxExtentDate"] == "2030-09-30T23:59:59+01:00"
    assert tender["value"]["amount"] == 5_000_000
    assert tender["tenderPeriod"]["startDate"] == "2026-10-01T00:00:00+01:00"
    (lot,) = tender["items"]
    assert lot["classification"]["id"] == "85311000"
    assert [code["id"] for code in lot["additionalClassifications"]] == ["85312120"]


def test_admissions_of_one_number_are_one_contract_and_a_number_of_two_providers_is_two(
    desk: Desk, tmp_path: Path
) -> None:
    lot_id = desk.lot()
    provider_id = desk.provider()
    for service_id in (desk.service(provider_id), desk.service(provider_id), desk.service()):
        desk.admission(service_id, lot_id, reference="C-017")
    (release,) = exported(desk, tmp_path)
    assert sorted(len(award["items"]) for award in release["awards"]) == [1, 2]
    assert len({award["id"] for award in release["awards"]}) == 2
    assert {award["id"] for award in release["awards"]} == {contract["awardID"] for contract in release["contracts"]}


def test_a_sealed_contract_gives_its_own_days_and_value_and_stays_its_providers(desk: Desk, tmp_path: Path) -> None:
    ready = desk.ready_service()
    sealed = {"first_day": date(2026, 6, 15), "last_day": date(2030, 6, 14), "sealed_on": date(2026, 6, 1)}
    contract = ContractRow(
        number="C-2026-001",
        scheme_id=ready.scheme_id,
        provider_id=ready.provider_id,
        value=Decimal("90000.50"),
        **sealed,
    )
    with desk.session() as session:
        session.add(contract)
        session.flush()
        admitted = update(AdmissionRow).where(AdmissionRow.id == ready.admission_id)
        session.execute(
            admitted.values(contract_id=contract.id, first_day=contract.first_day, last_day=contract.last_day)
        )
    moved_to = desk.provider("Quarry Lane Care (demo)")
    with desk.session() as session:
        session.execute(update(ServiceRow).where(ServiceRow.id == ready.service_id).values(provider_id=moved_to))
    (release,) = exported(desk, tmp_path)
    (award,), (signed,) = release["awards"], release["contracts"]
    assert award["suppliers"][0]["id"] == f"provider-{ready.provider_id}"
    assert signed["value"] == {"amount": 90000.5, "currency": "GBP"}
    assert signed["period"] == {"startDate": "2026-06-15T00:00:00+01:00", "endDate": "2030-06-14T23:59:59+01:00"}
    assert signed["dateSigned"] == "2026-06-01T00:00:00+01:00"


def test_call_offs_of_five_people_are_told_of_once_the_quarter_is_over(desk: Desk, tmp_path: Path) -> None:
    ready = desk.ready_service(places_free=9)
    agreed(desk, ready, [desk.person() for _ in range(5)])
    assert contracts_of(exported(desk, tmp_path), "call-offs") == []
    (counted,) = contracts_of(exported(desk, tmp_path, QUARTER_AFTER), "call-offs")
    assert counted["id"].endswith("-2026-Q4")
    assert counted["description"].startswith("About 5 call-offs")
    # 5 × £141.40 × 52 weeks = £36,764
    assert counted["value"] == {"amount": 37_000, "currency": "GBP"}


def test_call_offs_of_four_people_are_not_told_of(desk: Desk, tmp_path: Path) -> None:
    ready = desk.ready_service(places_free=9)
    agreed(desk, ready, [desk.person() for _ in range(4)])
    assert contracts_of(exported(desk, tmp_path, QUARTER_AFTER), "call-offs") == []


def test_what_was_never_agreed_is_not_counted(desk: Desk, tmp_path: Path) -> None:
    ready = desk.ready_service(places_free=9)
    agreed(desk, ready, [desk.person() for _ in range(4)])
    for reference in sent(desk, ready, [desk.person()]):
        decline_call_off(desk.database, desk.broker, reference, "No staff", NOW)
    assert contracts_of(exported(desk, tmp_path, QUARTER_AFTER), "call-offs") == []


def test_nothing_in_either_file_names_a_person_or_a_call_off_or_anybody_at_the_desk(desk: Desk, tmp_path: Path) -> None:
    ready = desk.ready_service(places_free=9)
    people = [desk.person(reference=f"P-77{n}", given_name="Zebedee", family_name="Quillfeather") for n in range(6)]
    agreed(desk, ready, people)
    releases = exported(desk, tmp_path, QUARTER_AFTER)
    assert contracts_of(releases, "call-offs")
    export_awards(desk.database, tmp_path / "awards.csv", QUARTER_AFTER)
    text = "".join((tmp_path / name).read_text(encoding="utf-8") for name in ("package.json", "awards.csv"))
    for word in ("Zebedee", "Quillfeather", "P-77", "CO-20", "ME14", "(demo)@", desk.practitioner.full_name):
        assert word not in text


def test_a_provider_whose_name_is_no_name_and_a_number_with_odd_signs_leave_the_package_sound(
    desk: Desk, tmp_path: Path
) -> None:
    scheme_id = desk.scheme(reference="Kent/Ä #1", title="")
    lot_id = desk.lot(scheme_id, number="1/ä", title="\u202e\u0007")
    desk.admission(desk.service(desk.provider(" ")), lot_id, reference="")
    assert exported(desk, tmp_path)[0]["ocid"] == "ocds-000000-Kent%2F%C3%84%20%231"


def test_equal_content_is_written_as_equal_bytes(desk: Desk, tmp_path: Path) -> None:
    desk.ready_service()
    written = [tmp_path / name for name in ("one.json", "two.json")]
    for path, day in zip(written, (TODAY, TODAY + timedelta(days=40)), strict=True):
        export_package(desk.database, path, day)
    assert written[0].read_bytes() == written[1].read_bytes()


def test_the_councils_own_prefix_stands_before_each_process(desk: Desk) -> None:
    desk.scheme()
    assert read_package(desk.database, TODAY, "ocds-b5fd17").ocid_prefix == "ocds-b5fd17"
    for prefix in ("", "ocds-", "b5fd17", "ocds-B5FD17", "ocds-b5fd17-"):
        with pytest.raises(BadInput, match="This is no prefix"):
            read_package(desk.database, TODAY, prefix)


def test_a_prefix_that_the_council_keeps_is_taken_until_another_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    desk.scheme()
    without = export_package(desk.database, tmp_path / "package.json", TODAY)
    assert (without.ocid_prefix, without.advice) == (NEUTRAL_PREFIX, HOW_TO_GET_ONE)
    keep_ocid_prefix(desk.database, desk.administrator, " ocds-b5fd17 ", NOW)
    kept = export_package(desk.database, tmp_path / "package.json", TODAY)
    assert (kept.ocid_prefix, kept.advice) == ("ocds-b5fd17", "")
    assert export_package(desk.database, tmp_path / "package.json", TODAY, "ocds-abc123").ocid_prefix == "ocds-abc123"


def test_there_is_nothing_to_publish_without_a_scheme_or_a_name(database: Database, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="The council has no name yet"):
        export_package(database, tmp_path / "package.json", TODAY)
    assert list(tmp_path.glob("package*")) == []


def test_a_council_without_a_scheme_has_nothing_to_publish(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="There is no scheme to publish"):
        export_awards(desk.database, tmp_path / "awards.csv", TODAY)


def test_a_folder_that_is_not_there_is_said_so(desk: Desk, tmp_path: Path) -> None:
    desk.scheme()
    with pytest.raises(Unavailable, match="There is no folder"):
        export_package(desk.database, tmp_path / "no" / "package.json", TODAY)


def test_the_table_of_awards_has_a_row_for_each_admission(desk: Desk, tmp_path: Path) -> None:
    lot_id = desk.lot()
    provider_id = desk.provider("=Northbourne (demo)")
    desk.admission(desk.service(provider_id, name="B (demo)"), lot_id, reference="C-017")
    desk.admission(desk.service(provider_id, name="A (demo)"), lot_id, reference="C-017")
    path = tmp_path / "awards.csv"
    published = export_awards(desk.database, path, TODAY)
    assert (published.schemes, published.contracts, published.admissions) == (1, 1, 2)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["contract"], row["provider"], row["service"]) for row in rows] == [
        ("C-017", "'=Northbourne (demo)", "B (demo)"),
        ("C-017", "'=Northbourne (demo)", "A (demo)"),
    ]


def test_the_demonstration_publishes_soundly_and_names_none_of_its_people(
    demonstration_url: str, tmp_path: Path
) -> None:
    database = open_database(demonstration_url)
    path = tmp_path / "package.json"
    try:
        published = export_package(database, path, TODAY)
        with database.reading() as connection:
            people = connection.execute(PersonRow.__table__.select()).all()
    finally:
        database.close()
    assert published.admissions > 100
    assert check_package(path) == ()
    text = path.read_text(encoding="utf-8")
    assert "Demonstration: everything here is invented." in text
    named = {f"{one.given_name} {one.family_name}" for one in people} | {f'"{one.reference}"' for one in people}
    assert len(named) > 50
    assert [name for name in sorted(named) if name in text] == []
