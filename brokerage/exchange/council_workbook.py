"""The council's own workbook, or CSV files of its sheets, → what its rows say, with a fault for every cell that is wrong."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path

from brokerage.domain.errors import BadInput
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.import_report import UNWATCHED, ImportWatch
from brokerage.domain.import_rows import (
    ActivityEntry,
    AdmissionEntry,
    MarketBook,
    RateEntry,
    SessionEntry,
)
from brokerage.domain.money import parse_pounds
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.unit import Unit
from brokerage.exchange import cells
from brokerage.exchange.columns import Layout, LayoutReader, Row, plain_heading
from brokerage.exchange.council_layout import ACTIVITIES, ADMISSIONS, LAYOUTS, PROVIDERS, RATES, SERVICES, SESSIONS
from brokerage.exchange.file_reader import read_sheets
from brokerage.exchange.market_rows import read_provider, read_service, read_session_times
from brokerage.exchange.places import name_districts
from brokerage.exchange.sheet import Sheet

UNUSUALLY_LOW_POUNDS = Decimal("1.00")
_WITHOUT_ROWS = ("instructions", "people")


def read_council_workbook(paths: Sequence[Path], watch: ImportWatch = UNWATCHED) -> MarketBook:
    """Return all that the files say, taken together: one .xlsx or .ods with several sheets, or a CSV for each sheet.

    Raises: BadInput or Unavailable for a file that cannot be read at all; ImportStopped.
    """
    return _read(paths, watch, LAYOUTS, "brokerage import template")


def read_rates_workbook(paths: Sequence[Path], watch: ImportWatch = UNWATCHED) -> MarketBook:
    """Return the agreed rates that the files say, of the sheet Rates alone. Raises: as `read_council_workbook`."""
    return _read(paths, watch, (RATES,), "brokerage rate template")


def _read(paths: Sequence[Path], watch: ImportWatch, wanted: Sequence[Layout], template: str) -> MarketBook:
    book = MarketBook()
    reader = LayoutReader(book.faults, book.remarks, watch, pattern=f"the template, which “{template}” writes")
    known_sheets = 0
    for path in paths:
        for sheet in read_sheets(path, watch):
            layout, whole = _layout_of(sheet)
            if layout in wanted and layout is not None:
                known_sheets += 1
                _read_sheet(reader, whole, layout, book)
            elif layout is not None or plain_heading(sheet.name) not in _WITHOUT_ROWS:
                why = "is none of those known" if layout is None else "holds no agreed rates"
                book.notes.append(f"The sheet {sheet.name or sheet.file} {why} and was left out.")
    if known_sheets == 0:
        files, names = ", ".join(path.name for path in paths), ", ".join(layout.title for layout in wanted)
        raise BadInput(
            f"{files} holds none of the council's tables: name the sheets, or the CSV files, {names}, with the headings of the "
            f"template. “{template}” writes one.",
            "file",
        )
    name_districts(book)
    return book


def _layout_of(sheet: Sheet) -> tuple[Layout | None, Sheet]:
    """The layout by the sheet's name, else the file's, else its headings; and the sheet with no row lost."""
    for name in (sheet.name, Path(sheet.file).stem if not sheet.name else ""):
        words = plain_heading(name).split()
        for layout in LAYOUTS:
            if layout.title.lower() in words:
                return layout, sheet
    top = []
    for row in sheet.rows:
        top.append(row)
        fitting = [one for one in LAYOUTS if row.cells and not one.missing_from(one.titles_in(row.cells))]
        if fitting or len(top) >= 20:
            best = max(fitting, key=lambda one: len(one.titles_in(row.cells)), default=None)
            return best, Sheet(sheet.file, sheet.name, sheet.rows_expected, chain(top, sheet.rows))
    return None, sheet


def _read_sheet(reader: LayoutReader, sheet: Sheet, layout: Layout, book: MarketBook) -> None:
    readers: dict[str, Callable[[Row, MarketBook], None]] = {
        PROVIDERS.title: _read_provider,
        SERVICES.title: _read_service,
        ACTIVITIES.title: _read_activity,
        SESSIONS.title: _read_session,
        ADMISSIONS.title: _read_admission,
        RATES.title: _read_rate,
    }
    read_row = readers[layout.title]
    for row in reader.rows(sheet, layout):
        read_row(row, book)
        if not row.is_sound:
            book.spoiled.update(_references(row))


def _references(row: Row) -> tuple[str, ...]:
    """What other rows may call this one by."""
    own_reference = row.cells.get(row.layout.columns[0].title, "")
    return own_reference, f"{own_reference}\n{row.cells.get('Activity name', '').lower()}"


def _read_provider(row: Row, book: MarketBook) -> None:
    entry = read_provider(row, row.needed("Provider reference"))
    if row.is_sound:
        book.providers.append(entry)


def _read_service(row: Row, book: MarketBook) -> None:
    entry = read_service(row, row.needed("Service reference"), row.needed("Provider reference"))
    if row.is_sound:
        book.services.append(entry)


def _read_activity(row: Row, book: MarketBook) -> None:
    first_day, last_day = row.days("First day", "Last day")
    entry = ActivityEntry(
        line=row.line,
        service_reference=row.needed("Service reference"),
        name=" ".join(row.needed("Activity name").split()),
        summary=row.text("Summary"),
        outcomes=row.read("Outcomes", cells.read_list) or (),
        first_day=first_day,
        last_day=last_day,
    )
    if row.is_sound:
        book.activities.append(entry)


def _read_session(row: Row, book: MarketBook) -> None:
    times = read_session_times(row)
    entry = SessionEntry(
        line=row.line,
        service_reference=row.needed("Service reference"),
        activity=" ".join(row.needed("Activity name").split()),
        weekday=times.weekday,
        start_minute=times.start_minute,
        end_minute=times.end_minute,
        places=times.places,
    )
    if row.is_sound:
        book.sessions.append(entry)


def _read_admission(row: Row, book: MarketBook) -> None:
    first_day, last_day = row.days("First day", "Last day")
    entry = AdmissionEntry(
        line=row.line,
        service_reference=row.needed("Service reference"),
        scheme_reference=row.needed("Scheme reference"),
        lot_number=row.needed("Lot number"),
        reference=row.needed("Admission reference"),
        first_day=first_day,
        last_day=last_day,
        sealed_on=row.day("Sealed on"),
    )
    if row.is_sound:
        book.admissions.append(entry)


def _read_rate(row: Row, book: MarketBook) -> None:
    first_day, last_day = row.days("First day", "Last day")
    entry = RateEntry(
        line=row.line,
        service_reference=row.needed("Service reference"),
        scheme_reference=row.needed("Scheme reference"),
        lot_number=row.needed("Lot number"),
        activity=row.name("Activity name"),
        kind=row.needed_value("Pays for", lambda text: cells.read_choice(text, FeeKind), FeeKind.CARE),
        unit=row.needed_value("Unit", lambda text: cells.read_choice(text, Unit), Unit.HOUR),
        ratio=row.read("Ratio", parse_ratio),
        band=row.name("Band") or "",
        price=row.needed_value("Price", parse_pounds, UNUSUALLY_LOW_POUNDS),
        first_day=first_day,
        last_day=last_day,
        source=row.name("Source"),
        note=row.text("Note"),
    )
    if row.is_sound:
        book.rates.append(entry)
        if entry.price < UNUSUALLY_LOW_POUNDS and entry.unit is not Unit.MILE:
            # A cell shown as 5% holds 0.05: the sign is not in the file, so only the size tells.
            mend = "This price is below £1: look whether the cell is shown as a percentage. It was taken as pounds."
            book.remarks.append(row.line.fault("Price", row.cells["Price"], mend))
