"""What the commands of application workbooks print: JSON, or plain words a file."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brokerage.cli.application_output import standing_json
from brokerage.cli.import_output import fault_json, print_faults
from brokerage.cli.output import print_json, print_table, print_unless_saved

if TYPE_CHECKING:
    from pathlib import Path

    from brokerage.services.application_template import TemplateWritten
    from brokerage.services.workbook_taken import WorkbookTaken


def print_template(written: "TemplateWritten", *, as_json: bool) -> None:
    """Print where the template lies and what it is for."""
    if as_json:
        lots = [{"lot": lot.number, "title": lot.title, "questions": len(lot.questions)} for lot in written.lots]
        print_json({"written": str(written.path), "scheme": written.scheme, "lots": lots, "notes": list(written.notes)})
        return
    print(f"Written: {written.path}")
    rows = [(lot.number, lot.title, str(len(lot.questions))) for lot in written.lots]
    print_table(("Lot", "Title", "Questions"), rows, right=(2,))
    for note in written.notes:
        print(f"▲ {note}")


def print_taken(taken: "Sequence[WorkbookTaken]", faults_to: "Path | None", *, saved: bool, as_json: bool) -> None:
    """Print what became of each workbook, and every row that stopped it."""
    if as_json:
        print_json({"files": [_taken_json(one) for one in taken], "saved": saved})
        return
    for place, one in enumerate(taken):
        if place:
            print()
        _print_one(one, faults_to)
    print_unless_saved(saved)


def _print_one(one: "WorkbookTaken", faults_to: "Path | None") -> None:
    from brokerage.domain.period import format_day
    from brokerage.services.workbook_taken import TakenAs

    standing = one.standing
    reference = "" if standing is None else standing.reference
    words = {
        TakenAs.RECORDED: f"recorded as {reference}",
        TakenAs.MENDED: f"mended {reference}",
        TakenAs.AS_BEFORE: f"nothing new, it stands as {reference}",
        TakenAs.REFUSED: "nothing of it was taken in",
    }
    print(f"{one.file}: {words[one.taken_as]}.")
    if standing is not None:
        print(f"· {standing.next_step}")
        if standing.time_left:
            print(f"· The answer is due {format_day(standing.due_on)}, {standing.time_left}.")
        for note in standing.notes:
            print(f"▲ {note}")
    counted = [count for count in one.report.counts if count.new or count.changed or count.unchanged]
    if counted:
        rows = [(count.noun, f"{count.new:,}", f"{count.changed:,}", f"{count.unchanged:,}") for count in counted]
        print_table(("", "New", "Changed", "Unchanged"), rows, right=(1, 2, 3))
    print_faults("To mend", one.report.faults, faults_to)
    print_faults("Taken in, but look at", one.report.remarks, faults_to)


def _taken_json(one: "WorkbookTaken") -> dict[str, object]:
    counts = {
        count.noun: {"new": count.new, "changed": count.changed, "unchanged": count.unchanged}
        for count in one.report.counts
    }
    return {
        "file": one.file,
        "taken_as": one.taken_as.value,
        "application": None if one.standing is None else standing_json(one.standing),
        "counts": counts,
        "faults": [fault_json(fault) for fault in one.report.faults],
        "remarks": [fault_json(fault) for fault in one.report.remarks],
    }
