"""People, budgets and contributions from case management."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from brokerage.domain.changes import Kind
from brokerage.domain.import_report import NounCount
from brokerage.domain.row_fault import NOT_SHOWN
from brokerage.services.import_files import (
    ImportSource,
    import_files,
)
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.call_offs import ReferenceCounterRow
from brokerage.storage.tables.people import BudgetRow, ContributionRow, PersonRow, SupportPlanRow
from tests.builders import NOW, Desk
from tests.exchange.workbooks import FILES
from tests.services.imports.council_rows import (
    columns,
    columns_unsorted,
    count_rows,
    everything_in,
    unchanged_only,
)


def people_file(folder: Path, **said: str) -> Path:
    cells = {"Case number": "C-1", "Given name": "Wren", "Family name": "Sampleby", "Born on": "1990-05-17", **said}
    path = folder / "people.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([cells.keys(), cells.values()])
    return path


def test_people_come_with_plans_budgets_and_contributions_and_a_reference_of_their_own(council: Desk) -> None:
    council.need("mental-health")
    report = import_files(
        council.database, council.administrator, ImportSource.PEOPLE, FILES / "case_management.csv", now=NOW
    ).result
    assert (report.applied, report.count_of("people")) == (True, NounCount("people", new=2))
    assert columns(council, PersonRow.reference, PersonRow.case_number) == [("P-1001", "C-1"), ("P-1002", "C-2")]
    assert columns(council, BudgetRow.weekly) == [(Decimal(310),), (Decimal("1310.50"),)]
    assert (count_rows(council, ContributionRow), count_rows(council, SupportPlanRow)) == (1, 1)
    before = everything_in(council)
    again = import_files(
        council.database, council.administrator, ImportSource.PEOPLE, FILES / "case_management.csv", now=NOW
    )
    assert unchanged_only(again.result)
    after = everything_in(council)
    assert [name for name in before if before[name] != after[name]] == ["audit_entries"]
    assert again.changed == {Kind.PEOPLE}


def test_a_later_budget_ends_the_one_before_it(council: Desk, tmp_path: Path) -> None:
    for weekly, first_day in (("310", "2026-04-01"), ("325.50", "2027-04-01")):
        path = people_file(tmp_path, **{"Budget weekly": weekly, "Budget first day": first_day})
        assert import_files(council.database, council.administrator, ImportSource.PEOPLE, path, now=NOW).result.applied
    assert columns(council, BudgetRow.weekly, BudgetRow.last_day) == [
        (Decimal(310), date(2027, 3, 31)),
        (Decimal("325.50"), None),
    ]
    path = people_file(tmp_path, **{"Budget weekly": "1", "Budget first day": "2026-10-01"})
    report = import_files(council.database, council.administrator, ImportSource.PEOPLE, path, now=NOW).result
    assert "One from 1 Apr 2027 is known already" in report.faults[0].how_to_mend


def test_a_changed_part_counts_the_whole_record_one_on(council: Desk, tmp_path: Path) -> None:
    versions: list[tuple[object, ...]] = []
    for weekly in ("310", "310", "320"):
        path = people_file(tmp_path, **{"Budget weekly": weekly, "Budget first day": "2026-04-01"})
        import_files(council.database, council.administrator, ImportSource.PEOPLE, path, now=NOW)
        versions += columns(council, PersonRow.version) + columns(council, BudgetRow.version, BudgetRow.weekly)
    assert versions == [(1,), (1, Decimal(310)), (1,), (1, Decimal(310)), (2,), (2, Decimal(320))]


def test_references_go_on_after_those_given_out_by_hand(council: Desk, tmp_path: Path) -> None:
    council.person(reference="P-1043")
    import_files(council.database, council.administrator, ImportSource.PEOPLE, people_file(tmp_path), now=NOW)
    assert ("P-1044",) in columns(council, PersonRow.reference)
    with council.session() as session:
        session.get_one(ReferenceCounterRow, "P-").last_number = 1050
    import_files(
        council.database,
        council.administrator,
        ImportSource.PEOPLE,
        people_file(tmp_path, **{"Case number": "C-2"}),
        now=NOW,
    )
    assert ("P-1051",) in columns(council, PersonRow.reference)


def test_a_number_of_another_person_is_a_fault_that_shows_neither(council: Desk, tmp_path: Path) -> None:
    council.person(case_number="C-9", nhs_number="9990000018")
    path = people_file(tmp_path, **{"NHS number": "9990000018", "Team": "Nobody's"})
    council.person(case_number="C-1")
    report = import_files(council.database, council.administrator, ImportSource.PEOPLE, path, now=NOW).result
    assert [(one.column, one.value) for one in report.faults] == [("NHS number", NOT_SHOWN)]
    assert "9990000018" not in str(report)


def test_no_personal_data_is_put_on_record(council: Desk) -> None:
    council.need("mental-health")
    import_files(council.database, council.administrator, ImportSource.PEOPLE, FILES / "case_management.csv", now=NOW)
    record = str(columns_unsorted(council, AuditEntryRow.subject_key, AuditEntryRow.detail, AuditEntryRow.action))
    assert "P-1001" in record
    for value in ("Wren", "Sampleby", "9990000018", "C-1", "1990", "ME14"):
        assert value not in record
