"""Imports on both databases: all or nothing, a trial run equals the run, importing again changes nothing, nothing is invented."""

import csv
import threading
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.domain.changes import Kind
from brokerage.domain.errors import BadInput, Conflict, RuleBroken, Unavailable
from brokerage.domain.import_report import NOT_SHOWN, ImportOutcome, ImportProgress, ImportReport, NounCount
from brokerage.domain.service import Rating, Registration
from brokerage.exchange.council_layout import LAYOUTS
from brokerage.services import import_files
from brokerage.services.areas import choose_districts
from brokerage.services.import_files import (
    import_council_workbook,
    import_people,
    import_regulator_csv,
    import_regulator_json,
    write_report,
    write_template,
)
from brokerage.storage.engine import open_database
from brokerage.storage.tables import Base
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.call_offs import ReferenceCounterRow
from brokerage.storage.tables.people import BudgetRow, ContributionRow, PersonRow, SupportPlanRow
from brokerage.storage.tables.providers import ActivityRow, ActivitySessionRow, ProviderRow, ServiceNeedRow, ServiceRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from tests.builders import NOW, Desk, open_council
from tests.databases import SqliteDatabases
from tests.exchange.workbooks import FILES, SHARED, Cell, Sheets, council_sheets, make_xlsx

MARKET_FILES = {
    "directory": (import_regulator_csv, FILES / "care_directory.csv"),
    "locations": (import_regulator_csv, FILES / "locations_2021.csv"),
    "answers": (import_regulator_json, FILES / "api_answers"),
}
RATE_HEADINGS = ("Service reference", "Scheme", "Lot", "Pays for", "Unit", "Price", "First day", "Last day")


@pytest.fixture
def council(desk: Desk) -> Desk:
    """A desk whose scheme ELA has lot 1, with the need and the outcome that the small workbook names."""
    desk.need("learning-disability")
    desk.outcome("cook-a-meal")
    desk.lot(desk.scheme(reference="ELA"), number="1")
    return desk


@pytest.fixture
def take_in(council: Desk, tmp_path: Path) -> Callable[..., ImportReport]:
    """Imports the small workbook with some sheets replaced."""

    def run(*, dry_run: bool = False, **sheets: Sequence[Sequence[Cell]]) -> ImportReport:
        return take_in_sheets(council, tmp_path, council_sheets(**sheets), dry_run=dry_run)

    return run


def take_in_sheets(desk: Desk, folder: Path, sheets: Sheets, *, dry_run: bool = False) -> ImportReport:
    path = make_xlsx(folder / "council.xlsx", sheets)
    return import_council_workbook(desk.database, desk.commissioner, path, now=NOW, dry_run=dry_run).result


def everything_in(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as texts a comparison can take."""
    with Session(desk.database.write_engine) as session:
        return {
            name: sorted(tuple(str(value) for value in row) for row in session.execute(select(table)))
            for name, table in Base.metadata.tables.items()
        }


def columns(desk: Desk, *wanted: object) -> list[tuple[object, ...]]:
    with Session(desk.database.write_engine) as session:
        return sorted(tuple(row) for row in session.execute(select(*wanted)))  # type: ignore[call-overload]


def count_rows(desk: Desk, table: type[Base]) -> int:
    with Session(desk.database.write_engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def unchanged_only(report: ImportReport) -> bool:
    return all(one.new == one.changed == 0 for one in report.counts)


def test_a_council_workbook_becomes_services_that_can_be_found_and_priced(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    report = take_in()
    assert (report.outcome, report.applied, report.faults, report.not_admitted) == (ImportOutcome.APPLIED, True, (), ())
    assert report.counts == (
        NounCount("providers", new=1),
        NounCount("services", new=1),
        NounCount("needs of services", new=1),
        NounCount("activities", new=1),
        NounCount("outcomes of activities", new=1),
        NounCount("sessions", new=2),
        NounCount("admissions", new=1),
        NounCount("rates", new=2),
    )
    assert columns(council, ProviderRow.name, ProviderRow.company_number, ProviderRow.is_demonstration) == [
        ("Smith & Sons <Care> Ltd (demo)", "01234567", True)
    ]
    assert columns(
        council, ServiceRow.postcode, ServiceRow.district_code, ServiceRow.easting, ServiceRow.weekday_mask
    ) == [("ME141XX", "E07000110", 575937, 31)]
    assert columns(council, ActivityRow.name, ActivityRow.weekday_mask) == [("Cooking together", 0b1001)]
    assert columns(council, RateRow.price, RateRow.first_day, RateRow.last_day) == [
        (Decimal("24.08"), date(2026, 4, 1), None),
        (Decimal("1035.35"), date(2026, 4, 1), None),
    ]


def test_the_search_text_holds_name_provider_place_and_activities(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    take_in()
    ((text,),) = columns(council, ServiceRow.search_text)
    for words in ("orchard row", "smith & sons <care> ltd", "me141xx", "maidstone", "cooking together"):
        assert words in str(text)
    take_in(Providers=[("Provider reference", "Provider name"), ("P1", "Renamed Care Ltd (demo)")])
    ((text,),) = columns(council, ServiceRow.search_text)
    assert "renamed care ltd" in str(text)


def test_importing_again_changes_nothing_and_doubles_nothing(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    take_in()
    before = everything_in(council)
    report = take_in()
    after = everything_in(council)
    assert report.applied
    assert unchanged_only(report)
    changed = [name for name in before if before[name] != after[name]]
    assert changed == ["audit_entries"]
    assert len(after["audit_entries"]) == len(before["audit_entries"]) + 1


def test_a_trial_run_reports_what_the_run_does_and_leaves_no_trace(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    before = everything_in(council)
    trial = take_in(dry_run=True)
    assert everything_in(council) == before
    run = take_in()
    assert (trial.outcome, trial.applied) == (ImportOutcome.DRY_RUN, False)
    assert (trial.counts, trial.faults, trial.remarks, trial.notes) == (run.counts, run.faults, run.remarks, run.notes)


def test_one_bad_row_keeps_the_whole_file_out(council: Desk, take_in: Callable[..., ImportReport]) -> None:
    before = everything_in(council)
    rates = [
        RATE_HEADINGS,
        ("S1", "ELA", "1", "care", "day", "70.70", "2026-04-01", ""),
        ("S1", "ELA", "1", "care", "hour", "4%", "2026-04-01", ""),
    ]
    report = take_in(Rates=rates)
    assert report.outcome is ImportOutcome.FAULTS
    assert [(one.sheet, one.line, one.column, one.value) for one in report.faults] == [("Rates", 3, "Price", "4%")]
    assert report.count_of("rates") == NounCount("rates", new=1)
    assert everything_in(council) == before


def test_what_refers_to_nothing_known_is_a_fault_and_nobody_is_told_twice(take_in: Callable[..., ImportReport]) -> None:
    report = take_in(
        Services=[
            ("Service reference", "Provider reference", "Service name", "Needs", "Capacity"),
            ("S1", "P1", "One (demo)", "flying", ""),
            ("S2", "P9", "Two (demo)", "", ""),
            ("S3", "P1", "Three (demo)", "", "many"),
        ],
        Activities=[
            ("Service reference", "Activity name", "Outcomes", "First day"),
            ("S1", "Cooking", "win", "2026-04-01"),
        ],
        Sessions=[
            ("Service reference", "Activity name", "Weekday", "Start", "End"),
            ("S1", "Singing", "Mon", "09:00", "10:00"),
        ],
        Admissions=[
            ("Service reference", "Scheme", "Lot", "Admission reference", "First day"),
            ("S1", "ELA", "7", "C-1", "2026-04-01"),
            ("S2", "ELA", "1", "C-2", "2026-04-01"),
            ("S3", "ELA", "1", "C-3", "2026-04-01"),
        ],
        Rates=[
            RATE_HEADINGS,
            ("S1", "NEW", "1", "care", "day", "70.70", "2026-04-01", ""),
            ("S8", "ELA", "1", "care", "day", "70.70", "2026-04-01", ""),
        ],
    )
    assert [(one.sheet, one.line, one.column, one.value) for one in report.faults] == [
        ("Activities", 2, "Outcomes", "win"),
        ("Admissions", 2, "Lot number", "7"),
        ("Rates", 2, "Scheme reference", "NEW"),
        ("Rates", 3, "Service reference", "S8"),
        ("Services", 2, "Needs", "flying"),
        ("Services", 3, "Provider reference", "P9"),
        ("Services", 4, "Capacity", "many"),
        ("Sessions", 2, "Activity name", "Singing"),
    ]


def test_two_rows_for_one_thing_are_a_fault_that_names_both_lines(take_in: Callable[..., ImportReport]) -> None:
    report = take_in(
        Providers=[
            ("Provider reference", "Provider name", "Company number"),
            ("P1", "One", "1234567"),
            ("P2", "Two", "01234567"),
        ],
        Activities=[("Service reference", "Activity name", "First day"), *[("S1", "Cooking", "2026-04-01")] * 2],
        Sessions=[],
        Admissions=[
            ("Service reference", "Scheme", "Lot", "Admission reference", "First day"),
            ("S1", "ELA", "1", "C-1", "2026-04-01"),
            ("S1", "ELA", "1", "C-2", "2026-05-01"),
        ],
        Rates=[
            RATE_HEADINGS,
            ("S1", "ELA", "1", "care", "day", "70.70", "2026-04-01", "2026-12-31"),
            ("S1", "ELA", "1", "care", "day", "72.00", "2026-10-01", ""),
        ],
    )
    assert [(one.sheet, one.line, one.column) for one in report.faults if one.sheet != "Sessions"] == [
        ("Activities", 3, "Activity name"),
        ("Admissions", 3, "First day"),
        ("Providers", 3, "Company number"),
        ("Rates", 3, "First day"),
    ]
    assert "Lines 2 and 3" in report.faults[-2].how_to_mend


def test_a_number_that_belongs_to_another_provider_is_a_fault(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    council.provider("Other Care Ltd (demo)", council_reference="P0", regulator_id="1-900000077")
    report = take_in(
        Providers=[
            ("Provider reference", "Provider name", "Regulator provider id"),
            ("P0", "A", "1-900000077"),
            ("P1", "B", ""),
        ]
    )
    assert report.applied
    report = take_in(
        Providers=[("Provider reference", "Provider name", "Regulator provider id"), ("P1", "B", "1-900000077")]
    )
    assert "belongs to “A” already" in report.faults[0].how_to_mend


def test_a_later_first_day_ends_the_rate_before_it_and_follows(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    first = ("S1", "ELA", "1", "care", "week", "£1,450.00", "2026-04-01", "")
    take_in(Rates=[RATE_HEADINGS, first])
    report = take_in(Rates=[RATE_HEADINGS, ("S1", "ELA", "1", "care", "week", "1508", "2027-04-01", "")])
    assert report.count_of("rates") == NounCount("rates", new=1, changed=1)
    assert columns(council, RateRow.first_day, RateRow.last_day, RateRow.price) == [
        (date(2026, 4, 1), date(2027, 3, 31), Decimal(1450)),
        (date(2027, 4, 1), None, Decimal(1508)),
    ]
    assert unchanged_only(
        take_in(Rates=[RATE_HEADINGS, first, ("S1", "ELA", "1", "care", "week", "1508", "2027-04-01", "")])
    )


def test_another_price_for_an_agreed_first_day_is_refused(council: Desk, take_in: Callable[..., ImportReport]) -> None:
    take_in(Rates=[RATE_HEADINGS, ("S1", "ELA", "1", "care", "week", "1450", "2026-04-01", "")])
    report = take_in(Rates=[RATE_HEADINGS, ("S1", "ELA", "1", "care", "week", "1500", "2026-04-01", "")])
    assert "an agreed rate is never edited" in report.faults[0].how_to_mend
    assert columns(council, RateRow.price) == [(Decimal(1450),)]


def test_an_empty_cell_leaves_what_is_known_and_a_new_value_is_kept(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    headings = (
        "Service reference",
        "Provider reference",
        "Service name",
        "Postcode",
        "Capacity",
        "Places free",
        "Transport",
    )
    take_in(Services=[headings, ("S1", "P1", "One (demo)", "ME14 1XX", "8", "2", "yes")])
    report = take_in(Services=[headings, ("S1", "P1", "One (demo)", "", "", "1", "")])
    assert report.count_of("services") == NounCount("services", changed=1)
    wanted = (
        ServiceRow.postcode,
        ServiceRow.capacity,
        ServiceRow.places_free,
        ServiceRow.has_transport,
        ServiceRow.version,
    )
    assert columns(council, *wanted) == [("ME141XX", 8, 1, True, 2)]


def test_a_session_that_moved_is_written_over_the_one_it_was(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    headings = ("Service reference", "Activity name", "Weekday", "Start", "End")
    take_in(Sessions=[headings, ("S1", "Cooking together", "Mon", "09:30", "15:00")])
    report = take_in(Sessions=[headings, ("S1", "Cooking together", "Tue", "10:00", "15:00")])
    assert report.count_of("sessions") == NounCount("sessions", changed=1)
    assert columns(council, ActivitySessionRow.weekday, ActivitySessionRow.start_minute) == [(1, 600)]
    assert columns(council, ActivityRow.weekday_mask) == [(2,)]


def test_a_session_the_file_no_longer_has_stays_with_a_remark(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    take_in()
    headings = ("Service reference", "Activity name", "Weekday", "Start", "End")
    report = take_in(Sessions=[headings, ("S1", "Cooking together", "Mon", "09:30", "15:00")])
    assert "1 more session of this activity" in report.remarks[0].how_to_mend
    assert columns(council, ActivityRow.weekday_mask) == [(0b1001,)]


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


def run_all_regulator_files(desk: Desk) -> list[ImportReport]:
    return [run(desk.database, desk.administrator, path, now=NOW).result for run, path in MARKET_FILES.values()]


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
    for run, path in last_of_each:
        assert unchanged_only(run(council.database, council.administrator, path, now=NOW).result)
    after = everything_in(council)
    assert [name for name in before if before[name] != after[name]] == ["audit_entries"]


def test_a_need_without_a_category_is_noted_once_and_not_invented(council: Desk) -> None:
    report = import_regulator_csv(council.database, council.administrator, FILES / "care_directory.csv", now=NOW).result
    assert "No need category is called “dementia” here; 1 service names it." in report.notes


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
    import_regulator_csv(council.database, council.administrator, FILES / "locations_2021.csv", now=NOW)
    wanted = (ServiceRow.name, ServiceRow.phone, ServiceRow.address, ServiceRow.rating)
    with Session(council.database.write_engine) as session:
        row = session.execute(select(*wanted).where(ServiceRow.council_reference == "S1")).one()
    assert tuple(row) == ("Our name for it (demo)", "01622 1", "1 Example Row, Maidstone", Rating.REQUIRES_IMPROVEMENT)
    assert ("Our Orchard (demo)",) in columns(council, ProviderRow.name)


def test_an_old_file_does_not_undo_a_newer_rating(council: Desk) -> None:
    provider = council.provider(regulator_id="1-900000001")
    council.service(provider, regulator_id="1-910000001", rating=Rating.OUTSTANDING, rated_on=date(2025, 1, 1))
    import_regulator_csv(council.database, council.administrator, FILES / "locations_2021.csv", now=NOW)
    assert (Rating.OUTSTANDING, date(2025, 1, 1)) in columns_unsorted(council, ServiceRow.rating, ServiceRow.rated_on)


def columns_unsorted(desk: Desk, *wanted: object) -> list[tuple[object, ...]]:
    with Session(desk.database.write_engine) as session:
        return [tuple(row) for row in session.execute(select(*wanted))]  # type: ignore[call-overload]


def test_people_come_with_plans_budgets_and_contributions_and_a_reference_of_their_own(council: Desk) -> None:
    council.need("mental-health")
    report = import_people(council.database, council.administrator, FILES / "case_management.csv", now=NOW).result
    assert (report.applied, report.count_of("people")) == (True, NounCount("people", new=2))
    assert columns(council, PersonRow.reference, PersonRow.case_number) == [("P-1001", "C-1"), ("P-1002", "C-2")]
    assert columns(council, BudgetRow.weekly) == [(Decimal(310),), (Decimal("1310.50"),)]
    assert (count_rows(council, ContributionRow), count_rows(council, SupportPlanRow)) == (1, 1)
    before = everything_in(council)
    again = import_people(council.database, council.administrator, FILES / "case_management.csv", now=NOW)
    assert unchanged_only(again.result)
    after = everything_in(council)
    assert [name for name in before if before[name] != after[name]] == ["audit_entries"]
    assert again.changed == {Kind.PEOPLE}


def people_file(folder: Path, **said: str) -> Path:
    cells = {"Case number": "C-1", "Given name": "Wren", "Family name": "Sampleby", "Born on": "1990-05-17", **said}
    path = folder / "people.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([cells.keys(), cells.values()])
    return path


def test_a_later_budget_ends_the_one_before_it(council: Desk, tmp_path: Path) -> None:
    for weekly, first_day in (("310", "2026-04-01"), ("325.50", "2027-04-01")):
        path = people_file(tmp_path, **{"Budget weekly": weekly, "Budget first day": first_day})
        assert import_people(council.database, council.administrator, path, now=NOW).result.applied
    assert columns(council, BudgetRow.weekly, BudgetRow.last_day) == [
        (Decimal(310), date(2027, 3, 31)),
        (Decimal("325.50"), None),
    ]
    path = people_file(tmp_path, **{"Budget weekly": "1", "Budget first day": "2026-10-01"})
    report = import_people(council.database, council.administrator, path, now=NOW).result
    assert "One from 1 Apr 2027 is known already" in report.faults[0].how_to_mend


def test_a_changed_part_counts_the_whole_record_one_on(council: Desk, tmp_path: Path) -> None:
    versions: list[tuple[object, ...]] = []
    for weekly in ("310", "310", "320"):
        path = people_file(tmp_path, **{"Budget weekly": weekly, "Budget first day": "2026-04-01"})
        import_people(council.database, council.administrator, path, now=NOW)
        versions += columns(council, PersonRow.version) + columns(council, BudgetRow.version, BudgetRow.weekly)
    assert versions == [(1,), (1, Decimal(310)), (1,), (1, Decimal(310)), (2,), (2, Decimal(320))]


def test_references_go_on_after_those_given_out_by_hand(council: Desk, tmp_path: Path) -> None:
    council.person(reference="P-1043")
    import_people(council.database, council.administrator, people_file(tmp_path), now=NOW)
    assert ("P-1044",) in columns(council, PersonRow.reference)
    with council.session() as session:
        session.get_one(ReferenceCounterRow, "P-").last_number = 1050
    import_people(council.database, council.administrator, people_file(tmp_path, **{"Case number": "C-2"}), now=NOW)
    assert ("P-1051",) in columns(council, PersonRow.reference)


def test_a_number_of_another_person_is_a_fault_that_shows_neither(council: Desk, tmp_path: Path) -> None:
    council.person(case_number="C-9", nhs_number="9990000018")
    path = people_file(tmp_path, **{"NHS number": "9990000018", "Team": "Nobody's"})
    council.person(case_number="C-1")
    report = import_people(council.database, council.administrator, path, now=NOW).result
    assert [(one.column, one.value) for one in report.faults] == [("NHS number", NOT_SHOWN)]
    assert "9990000018" not in str(report)


def test_no_personal_data_is_put_on_record(council: Desk) -> None:
    council.need("mental-health")
    import_people(council.database, council.administrator, FILES / "case_management.csv", now=NOW)
    record = str(columns_unsorted(council, AuditEntryRow.subject_key, AuditEntryRow.detail, AuditEntryRow.action))
    assert "P-1001" in record
    for value in ("Wren", "Sampleby", "9990000018", "C-1", "1990", "ME14"):
        assert value not in record


def test_every_change_is_on_record_in_the_same_transaction(council: Desk, take_in: Callable[..., ImportReport]) -> None:
    take_in()
    record = columns_unsorted(council, AuditEntryRow.action, AuditEntryRow.subject, AuditEntryRow.subject_key)
    for entry in (
        ("add", "providers", "P1"),
        ("add", "services", "S1"),
        ("add", "admissions", "C-1"),
        ("agree", "rates", "S1"),
        ("import", "files", "council.xlsx"),
    ):
        assert entry in record


def test_stopping_keeps_nothing(council: Desk, tmp_path: Path) -> None:
    before = everything_in(council)
    pressed = threading.Event()
    seen: list[ImportProgress] = []

    def press_while_saving(progress: ImportProgress) -> None:
        seen.append(progress)
        if progress.doing.startswith("Saving services"):
            pressed.set()

    path = make_xlsx(tmp_path / "council.xlsx", council_sheets())
    done = import_council_workbook(
        council.database, council.commissioner, path, now=NOW, progress=press_while_saving, cancel=pressed
    )
    assert (done.result.outcome, done.changed) == (ImportOutcome.CANCELLED, frozenset())
    assert seen
    assert everything_in(council) == before


def test_a_fault_while_writing_leaves_nothing_half_written(
    council: Desk, take_in: Callable[..., ImportReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything_in(council)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(import_files, "refresh_search_texts", fail)
    with pytest.raises(Unavailable, match=r"The disk is full\. Nothing was changed"):
        take_in()
    assert everything_in(council) == before


def test_what_lies_outside_the_councils_districts_can_be_left_out(council: Desk) -> None:
    path = FILES / "locations_2021.csv"
    with pytest.raises(RuleBroken, match="has chosen no districts yet"):
        import_regulator_csv(council.database, council.administrator, path, now=NOW, own_area=True)
    choose_districts(council.database, council.administrator, ["E07000108"], NOW)
    report = import_regulator_csv(council.database, council.administrator, path, now=NOW, own_area=True).result
    assert report.not_admitted == ("New Build (demo)", "Spotted (demo)")
    assert report.count_of("providers").new == 1
    assert "Left out, lying outside the council's districts: 2 services." in report.notes


def test_a_new_postcode_nobody_knows_takes_the_old_place_away(council: Desk) -> None:
    provider = council.provider(regulator_id="1-900000001")
    council.service(provider, regulator_id="1-910000003", postcode="ME141XX")
    import_regulator_csv(council.database, council.administrator, FILES / "care_directory.csv", now=NOW)
    wanted = (ServiceRow.postcode, ServiceRow.easting, ServiceRow.district_code)
    assert ("ZZ999ZZ", None, None) in columns_unsorted(council, *wanted)


def test_a_colleagues_save_in_between_is_never_overwritten(postgresql_url: str, tmp_path: Path) -> None:
    database = open_database(postgresql_url)
    desk = open_council(database)
    provider = desk.provider("One (demo)", council_reference="P1")
    path = make_xlsx(
        tmp_path / "council.xlsx", {"Providers": [("Provider reference", "Provider name"), ("P1", "Two (demo)")]}
    )

    def colleague_saves(progress: ImportProgress) -> None:
        if progress.doing == "Saving providers":
            with desk.session() as session:
                session.get_one(ProviderRow, provider).name = "Three (demo)"

    with pytest.raises(Conflict, match="A colleague changed one of these"):
        import_council_workbook(database, desk.commissioner, path, now=NOW, progress=colleague_saves)
    assert columns(desk, ProviderRow.name) == [("Three (demo)",)]
    database.close()


def test_what_a_colleague_added_in_between_is_not_doubled(postgresql_url: str, tmp_path: Path) -> None:
    database = open_database(postgresql_url)
    desk = open_council(database)
    path = make_xlsx(
        tmp_path / "council.xlsx", {"Providers": [("Provider reference", "Provider name"), ("P1", "Two (demo)")]}
    )

    def colleague_adds(progress: ImportProgress) -> None:
        if progress.doing == "Saving providers":
            desk.provider("Two (demo)", council_reference="P1")

    with pytest.raises(Conflict, match="A colleague added one of these"):
        import_council_workbook(database, desk.commissioner, path, now=NOW, progress=colleague_adds)
    assert count_rows(desk, ProviderRow) == 1
    database.close()


def test_two_imports_at_once_on_the_shared_database_wait_for_one_another(postgresql_url: str, tmp_path: Path) -> None:
    database = open_database(postgresql_url)
    desk = open_council(database)
    path = make_xlsx(
        tmp_path / "council.xlsx", {"Providers": [("Provider reference", "Provider name"), ("P1", "Two (demo)")]}
    )
    reports: list[ImportReport] = []

    def take_in() -> None:
        reports.append(import_council_workbook(database, desk.commissioner, path, now=NOW).result)

    threads = [threading.Thread(target=take_in) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(report.count_of("providers").new for report in reports) == [0, 0, 0, 1]
    database.close()


def test_an_auditor_imports_nothing(council: Desk) -> None:
    with pytest.raises(RuleBroken, match="An auditor reads everything and changes nothing"):
        import_people(council.database, council.auditor, FILES / "case_management.csv", now=NOW)


def test_an_activity_that_ended_needs_its_last_day_to_begin_again(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    headings = ("Service reference", "Activity name", "First day", "Last day")
    take_in(Activities=[headings, ("S1", "Cooking together", "2026-01-01", "2026-03-31")])
    report = take_in(Activities=[headings, ("S1", "Cooking together", "2026-09-01", "")])
    assert "The activity ended on 31 Mar 2026" in report.faults[0].how_to_mend


POOLS: dict[str, tuple[str, ...]] = {
    "Provider reference": ("P1", "P2", "P3"),
    "Provider name": ("One (demo)", "Smith & Sons <Care> Ltd (demo)"),
    "Company number": ("", "1234567", "01234567", "SC123456", "x"),
    "Regulator provider id": ("", "1-1", "1-2"),
    "Postcode": ("", "ME14 1XX", "ZZ99 9ZZ"),
    "Service reference": ("S1", "S2"),
    "Service name": ("Orchard Row (demo)", "Two (demo)"),
    "Regulator location id": ("", "1-11"),
    "Needs": ("", "Learning disability", "flying"),
    "Languages": ("", "BSL; Makaton; BSL"),
    "Capacity": ("", "8", "999999999", "9999999999"),
    "Youngest age": ("", "18", "70"),
    "Oldest age": ("", "17", "64"),
    "Days open": ("", "Mon-Fri", "Noday"),
    "Activity name": ("Cooking together", "cooking  TOGETHER", "Singing", ""),
    "First day": ("2026-04-01", "2025-01-01", "2026-10-01", "1999-01-01", "0001-01-01"),
    "Last day": ("", "", "2026-12-31", "2026-04-01", "9999-12-31"),
    "Weekday": ("Mon", "Thu"),
    "Start": ("09:30", "10:00", "24:00"),
    "End": ("15:00", "10:30", "24:00"),
    "Places": ("", "0", "8"),
    "Scheme reference": ("ELA", "ela", "NEW"),
    "Lot number": ("1", "2"),
    "Admission reference": ("C-1", "C-2"),
    "Pays for": ("care", "transport"),
    "Unit": ("half-day", "hour"),
    "Ratio": ("", "1:3", "0:1", "99:99"),
    "Price": ("1035.35", "24.08", "999999999999.99", "0"),
}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_a_workbook_says_it_is_taken_in_or_reported_and_the_second_time_nothing_changes(
    sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("any")
    database = open_database(sqlite_databases.fresh(folder))
    desk = open_council(database)
    desk.need("learning-disability")
    desk.outcome("cook-a-meal")
    desk.lot(desk.scheme(reference="ELA"), number="1")
    take_in_sheets(desk, folder, council_sheets())
    sheets: dict[str, list[tuple[str, ...]]] = {}
    for layout in LAYOUTS:
        titles = [column.title for column in layout.columns if column.title in POOLS]
        row = st.tuples(*(st.sampled_from(POOLS[title]) for title in titles))
        sheets[layout.title] = [tuple(titles), *data.draw(st.lists(row, max_size=3))]
    before = everything_in(desk)
    report = take_in_sheets(desk, folder, sheets)
    if report.faults:
        assert everything_in(desk) == before
    else:
        assert unchanged_only(take_in_sheets(desk, folder, sheets))
    database.close()


def test_a_file_that_is_not_there_is_named(council: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"There is no file gone\.xlsx"):
        import_council_workbook(council.database, council.commissioner, tmp_path / "gone.xlsx", now=NOW)


def test_the_template_can_be_taken_in_by_a_council_with_its_schemes(council: Desk, tmp_path: Path) -> None:
    council.need("physical-disability")
    council.lot(council.scheme(reference="ELA-2022"), number="1")
    council.lot(council.scheme(reference="RES-2022"), number="1")
    path = tmp_path / "template.xlsx"
    write_template(path)
    report = import_council_workbook(council.database, council.commissioner, path, now=NOW).result
    assert (report.faults, report.count_of("rates")) == ((), NounCount("rates", new=2))
    assert import_people(council.database, council.administrator, path, now=NOW).result.applied


def test_a_report_is_written_whole_or_refused_in_a_sentence(tmp_path: Path) -> None:
    report = ImportReport(("a.csv",), ImportOutcome.FAULTS)
    write_report(report, tmp_path / "faults.xlsx")
    assert (tmp_path / "faults.xlsx").is_file()
    with pytest.raises(Unavailable, match="There is no folder"):
        write_report(report, tmp_path / "gone" / "faults.xlsx")


def test_ten_thousand_bad_rows_change_nothing_and_are_all_reported(council: Desk, tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    rows = [f"S{number},ELA,1,care,day,{'70.70' if number % 2 else '4%'},2026-04-01," for number in range(10_000)]
    path.write_text("\n".join([",".join(RATE_HEADINGS), *rows]), encoding="utf-8")
    before = everything_in(council)
    report = import_council_workbook(council.database, council.commissioner, path, now=NOW).result
    assert len(report.faults) == 10_000
    assert [one.column for one in report.faults[:2]] == ["Price", "Service reference"]
    assert everything_in(council) == before


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real files are not on this machine; their made-up twins are")
def test_the_real_files_are_taken_in_twice_and_nothing_is_doubled(council: Desk) -> None:
    files = (
        (import_regulator_csv, SHARED / "cqc_kent_medway_locations_2021.csv", 831),
        (import_regulator_json, SHARED / "cqc_api_oldham", 45),
    )
    for run, path, services in files:
        report = run(council.database, council.administrator, path, now=NOW).result
        assert (report.faults, report.count_of("services").new, len(report.not_admitted)) == ((), services, services)
        assert unchanged_only(run(council.database, council.administrator, path, now=NOW).result)
    assert (count_rows(council, ServiceRow), count_rows(council, RateRow)) == (876, 0)
