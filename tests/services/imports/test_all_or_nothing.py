"""An import is whole or absent, a trial run equals the run, and what it did is on record."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from brokerage.domain.errors import BadInput, RuleBroken, Unavailable
from brokerage.domain.import_report import ImportOutcome, ImportProgress, ImportReport, NounCount
from brokerage.services import import_sources
from brokerage.services.import_files import (
    ImportSource,
    import_files,
    write_report,
    write_template,
)
from brokerage.storage.tables.audit import AuditEntryRow
from tests.builders import NOW, Desk
from tests.exchange.workbooks import FILES, council_sheets, make_xlsx
from tests.services.imports.council_rows import RATE_HEADINGS, columns_unsorted, everything_in, unchanged_only


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
    done = import_files(
        council.database,
        council.commissioner,
        ImportSource.COUNCIL_WORKBOOK,
        path,
        now=NOW,
        progress=press_while_saving,
        cancel=pressed,
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

    monkeypatch.setattr(import_sources, "refresh_search_texts", fail)
    with pytest.raises(Unavailable, match=r"The disk is full\. Nothing was changed"):
        take_in()
    assert everything_in(council) == before


def test_an_auditor_imports_nothing(council: Desk) -> None:
    with pytest.raises(RuleBroken, match="An auditor reads everything and changes nothing"):
        import_files(council.database, council.auditor, ImportSource.PEOPLE, FILES / "case_management.csv", now=NOW)


def test_only_who_runs_the_market_takes_in_its_workbook(council: Desk, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match=r"by the commissioner, or by the administrator .* working as broker"):
        import_files(council.database, council.broker, ImportSource.COUNCIL_WORKBOOK, tmp_path / "market.xlsx", now=NOW)


def test_a_file_that_is_not_there_is_named(council: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"There is no file gone\.xlsx"):
        import_files(
            council.database, council.commissioner, ImportSource.COUNCIL_WORKBOOK, tmp_path / "gone.xlsx", now=NOW
        )


def test_the_template_can_be_taken_in_by_a_council_with_its_schemes(council: Desk, tmp_path: Path) -> None:
    council.need("physical-disability")
    council.lot(council.scheme(reference="ELA-2022"), number="1")
    council.lot(council.scheme(reference="RES-2022"), number="1")
    path = tmp_path / "template.xlsx"
    write_template(path)
    report = import_files(council.database, council.commissioner, ImportSource.COUNCIL_WORKBOOK, path, now=NOW).result
    assert (report.faults, report.count_of("rates")) == ((), NounCount("rates", new=2))
    assert import_files(council.database, council.administrator, ImportSource.PEOPLE, path, now=NOW).result.applied


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
    report = import_files(council.database, council.commissioner, ImportSource.COUNCIL_WORKBOOK, path, now=NOW).result
    assert len(report.faults) == 10_000
    assert [one.column for one in report.faults[:2]] == ["Price", "Service reference"]
    assert everything_in(council) == before
