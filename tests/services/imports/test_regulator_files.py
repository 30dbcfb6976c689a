"""The regulator's files: services, ratings, needs; never a rate, never an admission, never over the council's own words."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.domain.errors import RuleBroken
from brokerage.domain.import_report import ImportReport, NounCount
from brokerage.domain.service import Rating, Registration
from brokerage.services.areas import choose_districts
from brokerage.services.import_files import (
    ImportSource,
    import_files,
)
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.providers import ProviderRow, ServiceNeedRow, ServiceRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from tests.builders import NOW, Desk
from tests.exchange.workbooks import FILES
from tests.services.imports.council_rows import columns, columns_unsorted, count_rows, everything_in, unchanged_only

MARKET_FILES = {
    "directory": (ImportSource.REGULATOR_DIRECTORY, FILES / "care_directory.csv"),
    "locations": (ImportSource.REGULATOR_DIRECTORY, FILES / "locations_2021.csv"),
    "answers": (ImportSource.REGULATOR_ANSWERS, FILES / "api_answers"),
}


def run_all_regulator_files(desk: Desk) -> list[ImportReport]:
    return [
        import_files(desk.database, desk.administrator, source, path, now=NOW).result
        for source, path in MARKET_FILES.values()
    ]


def test_the_regulators_files_bring_services_that_are_listed_as_not_admitted_and_never_a_rate(council: Desk) -> None:
    reports = run_all_regulator_files(council)
    assert all(report.applied for report in reports)
    assert reports[0].not_admitted == ("#Harbour Steps (demo)", "Orchard Row (demo)", "Weald View (demo)")
    for table in (RateRow, RateLineRow, AdmissionRow):
        assert count_rows(council, table) == 0
    assert columns(council, ServiceRow.regulator_id, ServiceRow.rating, ServiceRow.registration)[0] == (
        "1-910000001",
        Rating.REQUIRES_IMPROVEMENT,
        Registration.REGISTERED,
    )
    assert count_rows(council, ServiceNeedRow) > 0


def test_the_regulators_files_a_second_time_change_nothing(council: Desk) -> None:
    run_all_regulator_files(council)
    last_of_each = [MARKET_FILES["locations"], MARKET_FILES["answers"]]
    before = everything_in(council)
    for source, path in last_of_each:
        assert unchanged_only(import_files(council.database, council.administrator, source, path, now=NOW).result)
    after = everything_in(council)
    assert [name for name in before if before[name] != after[name]] == ["audit_entries"]


def test_a_need_without_a_category_is_noted_once_and_not_invented(council: Desk) -> None:
    report = import_files(
        council.database, council.administrator, ImportSource.REGULATOR_DIRECTORY, FILES / "care_directory.csv", now=NOW
    ).result
    assert "Needs that the files name and no need category is called: dementia (1 service)" in report.notes[-1]


def test_the_regulator_fills_gaps_and_rates_but_never_overrides_the_councils_own_words(council: Desk) -> None:
    provider = council.provider("Our Orchard (demo)", council_reference="P1", regulator_id="1-900000001")
    council.service(
        provider,
        name="Our name for it (demo)",
        council_reference="S1",
        regulator_id="1-910000001",
        rating=Rating.GOOD,
        rated_on=date(2018, 1, 1),
        phone="01622 1",
    )
    import_files(
        council.database, council.administrator, ImportSource.REGULATOR_DIRECTORY, FILES / "locations_2021.csv", now=NOW
    )
    wanted = (ServiceRow.name, ServiceRow.phone, ServiceRow.address, ServiceRow.rating)
    with Session(council.database.write_engine) as session:
        row = session.execute(select(*wanted).where(ServiceRow.council_reference == "S1")).one()
    assert tuple(row) == ("Our name for it (demo)", "01622 1", "1 Example Row, Maidstone", Rating.REQUIRES_IMPROVEMENT)
    assert ("Our Orchard (demo)",) in columns(council, ProviderRow.name)


def test_an_old_file_does_not_undo_a_newer_rating(council: Desk) -> None:
    provider = council.provider(regulator_id="1-900000001")
    council.service(provider, regulator_id="1-910000001", rating=Rating.OUTSTANDING, rated_on=date(2025, 1, 1))
    import_files(
        council.database, council.administrator, ImportSource.REGULATOR_DIRECTORY, FILES / "locations_2021.csv", now=NOW
    )
    assert (Rating.OUTSTANDING, date(2025, 1, 1)) in columns_unsorted(council, ServiceRow.rating, ServiceRow.rated_on)


def test_what_lies_outside_the_councils_districts_can_be_left_out(council: Desk) -> None:
    path = FILES / "locations_2021.csv"
    with pytest.raises(RuleBroken, match="has chosen no districts yet"):
        import_files(
            council.database, council.administrator, ImportSource.REGULATOR_DIRECTORY, path, now=NOW, own_area=True
        )
    choose_districts(council.database, council.administrator, ["E07000108"], NOW)
    report = import_files(
        council.database, council.administrator, ImportSource.REGULATOR_DIRECTORY, path, now=NOW, own_area=True
    ).result
    assert report.not_admitted == ("New Build (demo)", "Spotted (demo)")
    assert report.count_of("providers").new == 1
    assert "Left out, lying outside the council's districts: 2 services." in report.notes


def test_a_new_postcode_nobody_knows_takes_the_old_place_away(council: Desk) -> None:
    provider = council.provider(regulator_id="1-900000001")
    council.service(provider, regulator_id="1-910000003", postcode="ME141XX")
    import_files(
        council.database, council.administrator, ImportSource.REGULATOR_DIRECTORY, FILES / "care_directory.csv", now=NOW
    )
    wanted = (ServiceRow.postcode, ServiceRow.easting, ServiceRow.district_code)
    assert ("ZZ999ZZ", None, None) in columns_unsorted(council, *wanted)


def test_a_service_known_by_the_regulator_is_the_same_when_the_council_names_it(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    run_all_regulator_files(council)
    services = count_rows(council, ServiceRow)
    report = take_in(
        Providers=[
            ("Provider reference", "Provider name", "Regulator provider id"),
            ("P1", "Orchard Care (demo)", "1-900000001"),
        ],
        Services=[
            ("Service reference", "Provider reference", "Service name", "Postcode", "Regulator location id"),
            ("S1", "P1", "Orchard Row, Maidstone (demo)", "ME14 1XX", "1-910000001"),
        ],
    )
    assert (report.count_of("services"), count_rows(council, ServiceRow)) == (
        NounCount("services", changed=1),
        services,
    )


def test_a_service_without_a_common_number_is_known_by_name_and_postcode(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    provider = council.provider("Somebody (demo)", postcode="ME156JQ")
    council.service(provider, name="Orchard Row (demo)", postcode="ME141XX")
    report = take_in()
    assert report.count_of("services").changed == 1
    assert columns(council, ServiceRow.council_reference) == [("S1",)]


def test_the_real_files_are_taken_in_twice_and_nothing_is_doubled(council: Desk, real_files: Path) -> None:
    files = (
        (ImportSource.REGULATOR_DIRECTORY, real_files / "cqc_kent_medway_locations_2021.csv", 831),
        (ImportSource.REGULATOR_ANSWERS, real_files / "cqc_api_oldham", 45),
    )
    for source, path, services in files:
        report = import_files(council.database, council.administrator, source, path, now=NOW).result
        assert (report.faults, report.count_of("services").new, len(report.not_admitted)) == ((), services, services)
        assert unchanged_only(import_files(council.database, council.administrator, source, path, now=NOW).result)
    assert (count_rows(council, ServiceRow), count_rows(council, RateRow)) == (876, 0)
