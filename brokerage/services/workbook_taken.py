"""What taking in an application workbook tells: what became of the file, and every row that stopped it or wants a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from brokerage.domain.application_rows import ApplicationBook
from brokerage.domain.import_report import ImportOutcome, ImportReport, NounCount
from brokerage.domain.row_fault import RowFault
from brokerage.services.application_standing import ApplicationStanding
from brokerage.services.application_written import Written
from brokerage.services.workbook_applicant import Applicant
from brokerage.storage.writes.application_answers import Replaced


class TakenAs(Enum):
    """What became of a workbook: a new application, one mended, the same as before, or nothing at all."""

    RECORDED = "recorded"
    MENDED = "mended"
    AS_BEFORE = "as-before"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class WorkbookTaken:
    """One workbook. Without `standing` nothing was recorded: the report has the faults."""

    file: str
    taken_as: TakenAs
    standing: ApplicationStanding | None
    report: ImportReport


def refused(file: str, faults: Sequence[RowFault], remarks: Sequence[RowFault] = ()) -> WorkbookTaken:
    """Return that nothing of the file was taken in."""
    report = ImportReport((file,), ImportOutcome.FAULTS, faults=_in_order(faults), remarks=_in_order(remarks))
    return WorkbookTaken(file, TakenAs.REFUSED, None, report)


def taken_in(
    book: ApplicationBook,
    taken_as: TakenAs,
    standing: ApplicationStanding,
    counts: Sequence[NounCount] = (),
    remarks: Sequence[RowFault] = (),
    *,
    dry_run: bool,
) -> WorkbookTaken:
    """Return what the file became; a trial run says so."""
    outcome = ImportOutcome.DRY_RUN if dry_run else ImportOutcome.APPLIED
    report = ImportReport((book.file,), outcome, tuple(counts), remarks=_in_order(remarks), notes=standing.notes)
    return WorkbookTaken(book.file, taken_as, standing, report)


def one_report(taken: Sequence[WorkbookTaken]) -> ImportReport:
    """Return all files' faults and remarks in one report, to write as a workbook."""
    reports = [one.report for one in taken]
    return ImportReport(
        tuple(one.file for one in taken),
        ImportOutcome.FAULTS if any(one.faults for one in reports) else ImportOutcome.APPLIED,
        faults=tuple(fault for one in reports for fault in one.faults),
        remarks=tuple(remark for one in reports for remark in one.remarks),
    )


def counts_of(applicant: Applicant, written: Written) -> tuple[NounCount, ...]:
    """Return what was written, noun by noun."""
    return (
        *(NounCount(noun, new=number) for noun, number in applicant.added.items()),
        _counted("answers", written.answers),
        _counted("offered prices", written.offered),
    )


def remarks_on(book: ApplicationBook, offers: Sequence[tuple[str, str]]) -> tuple[RowFault, ...]:
    """Return what was taken in and wants a look; `offers` are the services and lots, by name and number, that have a price."""
    unanswered = (
        given.line.fault(
            "Your answer", "", "There is no answer: ask the provider for it, and take in the mended workbook."
        )
        for given in book.unanswered
    )
    unpriced = (
        asked.entry.line.fault(
            "Service name", asked.entry.name, f"No price is offered in lot {lot}: agree one before the award."
        )
        for asked in book.services
        for lot in asked.lots
        if (asked.entry.name.casefold(), lot) not in offers
    )
    return (*book.remarks, *unanswered, *unpriced)


def _counted(noun: str, replaced: Replaced) -> NounCount:
    return NounCount(noun, replaced.new, replaced.changed + replaced.removed, replaced.unchanged)


def _in_order(faults: Sequence[RowFault]) -> tuple[RowFault, ...]:
    return tuple(sorted(faults, key=lambda one: (one.sheet, one.line)))
