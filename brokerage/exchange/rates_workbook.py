"""The workbook of agreed rates: one sheet, as the council's workbook has it, with today's rates or made-up ones to start from."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from brokerage.domain.import_report import UNWATCHED, ImportWatch
from brokerage.domain.rate_to_fill_in import RateToFillIn
from brokerage.exchange.council_layout import RATES
from brokerage.exchange.fault_workbook import IN_MEMORY_STRINGS_ONLY
from brokerage.exchange.template import MADE_ON, write_instructions, write_layout
from brokerage.exchange.template_rows import DEMO_ROWS

_TITLE = "Brokerage Desk: agreed rates"
_INSTRUCTIONS = (
    _TITLE,
    "",
    "An agreed rate is never edited: it is ended and followed.",
    "A new price: give a row the new price and a later first day, over the old row or below it.",
    "The rate before it then ends on the day before.",
    "An end without a new price: give the row its last day.",
    "A row left as it is changes nothing. A row taken away changes nothing.",
    "Another price for a first day that is already agreed is refused; so are two rates for the same thing on one day.",
    "A lot is priced by the units and at the ratios it allows.",
    "Money is pounds and pence, 24.08 or £1,234.50; days are 2027-04-01, 1 Apr 2027 or 01/04/2027, and both ends count.",
    "",
    "It is taken in under Market, Rates, or by: brokerage rate import FILE. Both try it first (--dry-run): nothing is changed, and",
    "old against new is told row by row, with the days that are left without a rate.",
    "All rows are taken in, or none.",
)
_MADE_UP = "The rows you find here are made up and labelled (demo): delete them before you import your own."


def make_rates_workbook(rates: Sequence[RateToFillIn] | None, watch: ImportWatch = UNWATCHED) -> bytes:
    """Return an .xlsx with these rates to start from, or made-up rows where none are asked for. Raises: ImportStopped."""
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made, IN_MEMORY_STRINGS_ONLY) as book:
        book.set_properties({"title": _TITLE, "created": MADE_ON})
        write_instructions(book, _INSTRUCTIONS if rates is not None else (*_INSTRUCTIONS, "", _MADE_UP))
        write_layout(book, RATES, DEMO_ROWS[RATES.title] if rates is None else list(map(_row, rates)), watch)
    return made.getvalue()


def _row(rate: RateToFillIn) -> Mapping[str, str]:
    return {
        "Service reference": rate.service_reference,
        "Service name": rate.service,
        "Scheme reference": rate.scheme,
        "Lot number": rate.lot,
        "Activity name": rate.activity,
        "Pays for": rate.kind.value,
        "Unit": rate.unit.value,
        "Ratio": "" if rate.ratio is None else str(rate.ratio),
        "Band": rate.band,
        "Price": str(rate.price),
        "First day": rate.first_day.isoformat(),
        "Last day": "" if rate.last_day is None else rate.last_day.isoformat(),
        "Source": rate.source,
        "Note": rate.note,
    }
