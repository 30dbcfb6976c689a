"""What is said of a workbook of agreed rates: made, tried row by row, and taken in; no widgets."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brokerage.domain.import_report import ImportOutcome, ImportReport
from brokerage.domain.import_rows import RateMoved
from brokerage.domain.rate_choices import LotChoice
from brokerage.domain.rate_comparison import RateMove
from brokerage.domain.rate_named import say_what
from brokerage.domain.rate_words import say_move_of
from brokerage.domain.staff import Actor
from ui import formats
from ui.market.read_only import only_commissioners
from ui.tone import Tone

MOST_ROWS_SHOWN = 1_000
HAPPENS: Mapping[RateMove, str] = {
    RateMove.NEW: "✓ new",
    RateMove.FOLLOWS: "✓ follows",
    RateMove.ENDED: "▲ ends",
    RateMove.UNCHANGED: "stays",
}


@dataclass(frozen=True, slots=True)
class WhoseRates:
    """A scheme with all of its lots, or one lot as SCHEME/1."""

    scheme: str | None
    lot: str | None

    @property
    def name(self) -> str:
        """What a file of them is called."""
        return (self.scheme or self.lot or "").replace("/", "-")


def why_not(actor: Actor) -> str:
    """Why no workbook can be taken in, and who can; empty when this actor can."""
    return only_commissioners(actor, "agrees rates or ends them")


def whose(lots: Sequence[LotChoice]) -> tuple[tuple[WhoseRates, str], ...]:
    """Each lot, and before the lots of a scheme with several all of them at once."""
    schemes = Counter(_scheme(lot) for lot in lots)
    found: list[tuple[WhoseRates, str]] = []
    for lot in lots:
        scheme = _scheme(lot)
        if schemes.pop(scheme, 1) > 1:
            found.append((WhoseRates(scheme, None), f"{scheme} · every lot"))
        found.append((WhoseRates(None, lot.key), f"{lot.key} {lot.title}"))
    return tuple(found)


def made(name: str, rates: int | None) -> str:
    """That the workbook is saved, and how many rates it holds; that it is not where the work was stopped."""
    if rates is None:
        return f"Stopped: {name} was not saved."
    holds = f"holds {formats.count(rates, 'rate')}" if rates else "holds no rate yet, only the headings"
    return f"{name} is saved and {holds}: fill it in, then choose it below."


def moved_rows(report: ImportReport) -> tuple[RateMoved, ...]:
    """The rows that change something, as many as are shown."""
    return _moved(report)[:MOST_ROWS_SHOWN]


def cut(report: ImportReport) -> str:
    """That not every row is shown; empty where all are."""
    number = len(_moved(report))
    if number <= MOST_ROWS_SHOWN:
        return ""
    return f"The first {MOST_ROWS_SHOWN:,} of {number:,} are shown; the workbook you can save has them all."


def may_take_in(report: ImportReport) -> bool:
    """Whether pressing would change anything: it was tried, nothing wants mending, and a rate moves."""
    return report.outcome is ImportOutcome.DRY_RUN and bool(_moved(report))


def summary(report: ImportReport) -> tuple[str, Tone]:
    """What becomes of the files, in a line, and what there is to say of them, a line each; and how that is meant."""
    files = formats.listed(report.files)
    said, tone = _outcome(report, files)
    notes = [f"{formats.OVER} {note}" for note in report.notes]
    if report.not_admitted:
        number = formats.count(len(report.not_admitted), "service")
        notes.append(f"{formats.OVER} Not admitted to any lot, so nobody can call them off yet: {number}.")
    return "\n".join([said, *notes]), tone


def taken(report: ImportReport) -> str:
    """What happened."""
    return f"{formats.listed(report.files)} is taken in: {_counted(report)}."


def what(moved: RateMoved) -> str:
    """`Cookery · care by the day, 1:3`."""
    entry = moved.entry
    return say_what(entry.activity or "", entry.band, entry.kind, entry.unit, entry.ratio)


def new_price(moved: RateMoved) -> str:
    """The new price; a dash where a rate ends without one."""
    return formats.DASH if moved.compared.move is RateMove.ENDED else formats.money(moved.compared.price)


def whole(moved: RateMoved) -> str:
    """All of one row: `Line 2: SV-7 The Mill, lot ELA-2022/1, care by the day: £72.00 a day from 1 Jun 2027 follows £70.70.`."""
    entry, compared = moved.entry, moved.compared
    lot = f"{entry.scheme_reference}/{entry.lot_number}"
    move = say_move_of(compared, entry.unit)
    said = "".join(f" {part.rstrip('.')}." for part in (entry.source, entry.note) if part)
    return f"Line {entry.line.number:,}: {entry.service_reference} {moved.service}, lot {lot}, {what(moved)}: {move}.{said}"


def _outcome(report: ImportReport, files: str) -> tuple[str, Tone]:
    if report.outcome is ImportOutcome.CANCELLED:
        return f"{formats.OVER} Stopped: nothing of {files} was taken in.", Tone.WARN
    if report.faults:
        cells = formats.count(len(report.faults), "cell wants mending", "cells want mending")
        return f"{formats.STOPPED} {files} cannot be taken in: {cells}. Nothing was changed.", Tone.BAD
    if not report.rates:
        return f"{formats.OVER} {files} holds no row below its headings: there is nothing to take in.", Tone.WARN
    if not _moved(report):
        return f"{formats.FITS} {files}: every rate in it is agreed already; there is nothing to take in.", Tone.PLAIN
    return f"{formats.FITS} {files} was tried, and nothing is changed yet: {_counted(report)}.", Tone.GOOD


def _counted(report: ImportReport) -> str:
    moves = Counter(moved.compared.move for moved in report.rates)
    told = (
        (moves[RateMove.FOLLOWS], "rate follows another", "rates follow others"),
        (moves[RateMove.NEW], "is the first of its line", "are the first of their lines"),
        (moves[RateMove.ENDED], "ends", "end"),
        (moves[RateMove.UNCHANGED], "stays as it is", "stay as they are"),
    )
    return ", ".join(formats.count(number, one, many) for number, one, many in told if number)


def _moved(report: ImportReport) -> tuple[RateMoved, ...]:
    return tuple(moved for moved in report.rates if moved.compared.move is not RateMove.UNCHANGED)


def _scheme(lot: LotChoice) -> str:
    return lot.key.rpartition("/")[0]
