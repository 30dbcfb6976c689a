"""Open data is written as a sound OCDS 1.1 package, whatever names hold, and equal content as equal bytes."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from brokerage.domain.ocds import (
    OpenAdmission,
    OpenContract,
    OpenLot,
    OpenPackage,
    OpenRound,
    OpenScheme,
    Quarter,
    QuarterOfCallOffs,
    Supplier,
)
from brokerage.domain.scheme import SchemeKind
from brokerage.exchange.ocds_check import SCHEMA_FILES, check_parsed_package
from brokerage.exchange.ocds_json import INVENTED, write_release_package

TODAY = date(2026, 11, 2)
LOT = OpenLot(1, "1", "Skills and training", ("85311000", "85312120"))
SUPPLIER = Supplier(7, "Northbourne Support (demo)", "01234567", "1045678")
CONTRACT = OpenContract(
    number="C-2022-017",
    supplier=SUPPLIER,
    admissions=(OpenAdmission(31, LOT, "Orchard Yard (demo)", date(2022, 10, 1), None),),
    first_day=date(2022, 6, 15),
    last_day=date(2026, 6, 14),
    sealed_on=date(2022, 6, 1),
    value=Decimal("120000.50"),
)
SCHEME = OpenScheme(
    reference="ELA-2022",
    title="Everyday Life Activities (demo)",
    kind=SchemeKind.DPS_2015,
    law="Public Contracts Regulations 2015",
    first_day=date(2022, 6, 15),
    last_day=date(2026, 6, 14),
    latest_last_day=date(2030, 6, 14),
    estimated_value=Decimal(5_000_000),
    rounds=(OpenRound(date(2022, 1, 10), date(2022, 2, 11)), OpenRound(date(2026, 4, 1), None)),
    lots=(LOT, OpenLot(2, "2", "Residential", ())),
    contracts=(CONTRACT,),
    quarters=(QuarterOfCallOffs(LOT, Quarter(2026, 3), 25, Decimal(184_000)),),
)
PACKAGE = OpenPackage("Weald County Council", True, "ocds-000000", TODAY, (SCHEME,))


def written(package: OpenPackage = PACKAGE) -> dict[str, Any]:
    """The package as anybody would read it."""
    made = json.loads(write_release_package(package))
    assert isinstance(made, dict)
    return made


def release_of(scheme: OpenScheme = SCHEME, **fields: Any) -> dict[str, Any]:
    """The release of a scheme with these fields."""
    release: dict[str, Any] = written(replace(PACKAGE, schemes=(replace(scheme, **fields),)))["releases"][0]
    return release


def test_the_package_holds_to_the_published_schema() -> None:
    assert check_parsed_package(written()) == ()


def test_the_schemas_are_those_of_1_1_5_with_their_licence_beside_them() -> None:
    for name in SCHEMA_FILES:
        schema = json.loads(resources.path("ocds", name).read_text(encoding="utf-8"))
        assert "/schema/1__1__5/" in schema["id"]
    assert "Apache License" in resources.path("ocds", "LICENSE.txt").read_text(encoding="utf-8")


def test_a_scheme_is_a_tender_with_its_lots_as_items() -> None:
    tender = release_of()["tender"]
    assert tender["id"] == "scheme-ELA-2022"
    assert tender["status"] == "complete"
    assert tender["contractPeriod"] == {
        "startDate": "2022-06-15T00:00:00+01:00",
        "endDate": "2026-06-14T23:59:59+01:00",
        "maxExtentDate": "2030-06-14T23:59:59+01:00",
    }
    assert tender["procurementMethod"] == "selective"
    assert tender["value"] == {"amount": 5_000_000, "currency": "GBP"}
    assert tender["items"] == [
        {
            "id": "lot-1",
            "description": "Lot 1: Skills and training",
            "classification": {"scheme": "CPV", "id": "85311000"},
            "additionalClassifications": [{"scheme": "CPV", "id": "85312120"}],
        },
        {"id": "lot-2", "description": "Lot 2: Residential"},
    ]


def test_a_contract_is_an_award_and_its_contract() -> None:
    release = release_of()
    award, contract = release["awards"][0], release["contracts"][0]
    assert award["id"] == contract["id"] == contract["awardID"] == "contract-C-2022-017-7"
    assert award["suppliers"] == [{"id": "provider-7", "name": "Northbourne Support (demo)"}]
    assert award["items"][0]["description"] == "Lot 1: Skills and training: Orchard Yard (demo)"
    assert contract["value"] == {"amount": 120000.5, "currency": "GBP"}
    assert contract["status"] == "terminated"


def test_the_supplier_stands_under_its_public_numbers() -> None:
    (supplier,) = [party for party in release_of()["parties"] if party["roles"] == ["supplier"]]
    assert supplier["identifier"] == {"scheme": "GB-COH", "id": "01234567", "legalName": "Northbourne Support (demo)"}
    assert supplier["additionalIdentifiers"] == [{"scheme": "GB-CHC", "id": "1045678"}]


def test_call_offs_of_a_quarter_are_a_contract_with_about_what_they_cost() -> None:
    quarter = release_of()["contracts"][1]
    assert quarter["id"] == "call-offs-lot-1-2026-Q3"
    assert quarter["awardID"] == "call-offs-lot-1"
    assert quarter["value"] == {"amount": 184_000, "currency": "GBP"}
    assert quarter["description"].startswith("About 25 call-offs, counted to the nearest 5.")
    assert quarter["period"] == {"startDate": "2026-07-01T00:00:00+01:00", "endDate": "2026-09-30T23:59:59+01:00"}


def test_days_begin_and_end_in_englands_time() -> None:
    tender = release_of(first_day=date(2026, 12, 7), last_day=date(2027, 6, 30), latest_last_day=None)["tender"]
    assert tender["contractPeriod"] == {
        "startDate": "2026-12-07T00:00:00+00:00",
        "endDate": "2027-06-30T23:59:59+01:00",
    }
    assert tender["status"] == "planned"


def test_the_time_to_apply_runs_from_the_first_opening_and_has_no_end_while_one_is_open() -> None:
    assert release_of()["tender"]["tenderPeriod"] == {"startDate": "2022-01-10T00:00:00+00:00"}
    closed = release_of(rounds=SCHEME.rounds[:1])["tender"]["tenderPeriod"]
    assert closed == {"startDate": "2022-01-10T00:00:00+00:00", "endDate": "2022-02-11T23:59:59+00:00"}
    assert "tenderPeriod" not in release_of(rounds=())["tender"]


def test_a_scheme_that_awarded_nothing_yet_is_a_tender_only() -> None:
    release = release_of(contracts=(), quarters=())
    assert release["tag"] == ["tender"]
    assert "awards" not in release
    assert "contracts" not in release


def test_the_demonstration_is_labelled_and_a_real_council_is_not() -> None:
    assert written()["publisher"] == {"name": "Weald County Council (demonstration)"}
    assert release_of()["tender"]["description"] == INVENTED
    real = written(replace(PACKAGE, is_demonstration=False))
    assert real["publisher"] == {"name": "Weald County Council"}
    assert "description" not in real["releases"][0]["tender"]


def test_equal_content_gives_equal_bytes_on_any_later_day() -> None:
    assert write_release_package(PACKAGE) == write_release_package(replace(PACKAGE, today=date(2026, 12, 24)))


def test_other_content_is_another_release_of_the_same_process() -> None:
    before, after = release_of(), release_of(title="Everyday Life (demo)")
    assert before["ocid"] == after["ocid"]
    assert before["id"] != after["id"]


def test_schemes_whose_references_differ_only_in_signs_are_processes_of_their_own() -> None:
    alike = ("KC/1", "KC-1", "KC 1", "kc-1", "KC%2F1")
    package = replace(PACKAGE, schemes=tuple(replace(SCHEME, reference=reference) for reference in alike))
    ocids = [release["ocid"] for release in written(package)["releases"]]
    assert len(set(ocids)) == len(alike)
    assert ocids[0] == "ocds-000000-KC%2F1"


NAMES = st.text(st.characters(codec="utf-8"), max_size=30)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@settings(deadline=None, max_examples=60)
@given(
    name=NAMES,
    number=NAMES,
    reference=NAMES.filter(bool),
    code=NAMES,
    day=DAYS,
    last_day=st.none() | DAYS,
    value=st.none() | st.decimals(0, 10**9, places=2),
)
def test_whatever_names_hold_the_package_stays_sound(
    name: str, number: str, reference: str, code: str, day: date, last_day: date | None, value: Decimal | None
) -> None:
    end = None if last_day is None else max(day, last_day)
    lot = OpenLot(1, number, name, (code,))
    supplier = Supplier(7, name, number or None, code or None)
    admissions = (OpenAdmission(31, lot, name, day, end), OpenAdmission(32, lot, name, day, end))
    contract = OpenContract(number, supplier, admissions, day, end, day, value)
    scheme = replace(
        SCHEME,
        reference=reference,
        title=name,
        law=name,
        first_day=day,
        last_day=end,
        latest_last_day=end,
        estimated_value=value,
        rounds=(OpenRound(day, end),),
        lots=(lot,),
        contracts=(contract,),
        quarters=(QuarterOfCallOffs(lot, Quarter(2026, 3), 5, Decimal(1_000)),),
    )
    package = replace(PACKAGE, publisher=name, schemes=(scheme,))
    assert check_parsed_package(written(package)) == ()
