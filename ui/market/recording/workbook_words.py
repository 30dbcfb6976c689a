"""What is said of application workbooks that are read: what each would become; no widgets."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brokerage.domain.period import format_day
from ui import formats

if TYPE_CHECKING:
    from brokerage.services.workbook_taken import WorkbookTaken

_BECOMES = {
    "recorded": ("would be recorded", "is recorded as {reference}"),
    "mended": ("would mend {reference}", "mended {reference}"),
    "as-before": ("is known already: it stands as {reference}", "is known already: it stands as {reference}"),
    "refused": ("cannot be taken in yet: mend the rows below", "was not taken in: mend the rows below"),
}


def files(taken: Sequence["WorkbookTaken"], *, is_trial: bool) -> str:
    """What becomes of each file, a line each, with what there is to say of it."""
    return "\n".join(_file(one, is_trial=is_trial) for one in taken)


def may_take_in(taken: Sequence["WorkbookTaken"]) -> bool:
    """Whether any of the files, as tried, would be recorded or mend an application."""
    return any(one.taken_as.value in ("recorded", "mended") for one in taken)


def first_reference(taken: Sequence["WorkbookTaken"]) -> str:
    """The first application that was recorded or mended; empty for none."""
    return next((one.standing.reference for one in taken if one.standing is not None), "")


def said(taken: Sequence["WorkbookTaken"]) -> str:
    """What happened and what happens next."""
    recorded = [one.standing for one in taken if one.standing is not None]
    left = len(taken) - len(recorded)
    rest = f" {formats.count(left, 'workbook')} not: mend them and read them again." if left else ""
    if len(recorded) == 1:
        one = recorded[0]
        return (
            f"{one.reference} is taken in: its answer is due on {format_day(one.due_on)}. Next: {one.next_step}{rest}"
        )
    return f"{formats.count(len(recorded), 'workbook')} taken in; acknowledge each application next.{rest}"


def _file(one: "WorkbookTaken", *, is_trial: bool) -> str:
    standing = one.standing
    reference = "" if standing is None else standing.reference
    mark = formats.FITS if standing is not None else formats.STOPPED
    words = _BECOMES[one.taken_as.value][0 if is_trial else 1].format(reference=reference)
    due = "" if standing is None else f" Answer due on {format_day(standing.due_on)}."
    added = ", ".join(f"{count.noun} {count.new:,}" for count in one.report.counts if count.new)
    counted = f" New: {added}." if added else ""
    notes = "".join(f"\n{formats.OVER} {note}" for note in (() if standing is None else standing.notes))
    return f"{mark} {one.file} {words}.{due}{counted}{notes}"
