"""How the rates of a workbook are printed: old against new, row by row."""

from typing import TYPE_CHECKING

from brokerage.cli.output import print_table
from brokerage.cli.rate_set_output import compared_as_json

if TYPE_CHECKING:
    from brokerage.domain.import_report import ImportReport
    from brokerage.domain.import_rows import RateEntry, RateMoved

LISTED_AT_MOST = 50


def moved_as_json(report: "ImportReport") -> list[dict[str, object]]:
    """Return each row that could be taken, with what becomes of its line."""
    return [{**_about(one.entry), "service": one.service, **compared_as_json(one.compared)} for one in report.rates]


def print_moved(report: "ImportReport") -> None:
    """Print the rows that change something, old against new; the first of them where there are many."""
    from brokerage.domain.money import format_pounds
    from brokerage.domain.period import Period
    from brokerage.domain.rate_comparison import RateMove
    from brokerage.domain.rate_words import say_change

    moved = [one for one in report.rates if one.compared.move is not RateMove.UNCHANGED]
    if not moved:
        return
    rows = [
        (
            f"{one.entry.line.number}",
            _called(one),
            one.compared.move.value,
            "" if one.compared.old_price is None else format_pounds(one.compared.old_price),
            format_pounds(one.compared.price),
            say_change(one.compared),
            str(Period(one.compared.first_day, one.compared.last_day)),
        )
        for one in moved[:LISTED_AT_MOST]
    ]
    print()
    print_table(("Line", "Rate", "", "Old", "New", "Change", "In force"), rows, right=(0, 3, 4))
    if len(moved) > LISTED_AT_MOST:
        print(f"… and {len(moved) - LISTED_AT_MOST:,} more; --json has them all.")


def _called(moved: "RateMoved") -> str:
    from brokerage.domain.rate_named import say_what

    entry = moved.entry
    what = say_what(entry.activity or "", entry.band, entry.kind, entry.unit, entry.ratio)
    return f"{entry.service_reference} · {entry.scheme_reference}/{entry.lot_number} · {what}"


def _about(entry: "RateEntry") -> dict[str, object]:
    return {
        "file": entry.line.file,
        "sheet": entry.line.sheet,
        "line": entry.line.number,
        "service_reference": entry.service_reference,
        "lot": f"{entry.scheme_reference}/{entry.lot_number}",
        "activity": entry.activity,
        "kind": entry.kind.value,
        "unit": entry.unit.value,
        "ratio": None if entry.ratio is None else str(entry.ratio),
        "band": entry.band or None,
    }
