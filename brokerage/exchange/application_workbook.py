"""An application workbook that came back filled in → what its rows say, with a fault for every cell that is wrong.

Read in two steps: opened first, to see which scheme it is for, then read against what that scheme asks today.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path

from brokerage.domain.application_rows import (
    AnswerWritten,
    ApplicationBook,
    PriceWritten,
    ServiceAsked,
    SessionTold,
)
from brokerage.domain.blank_application import BlankApplication, say_unknown_need
from brokerage.domain.errors import BadInput
from brokerage.domain.import_report import UNWATCHED, ImportWatch
from brokerage.domain.import_rows import ProviderEntry
from brokerage.domain.row_fault import Line, RowFault
from brokerage.exchange import cells
from brokerage.exchange.application_answers import read_answers
from brokerage.exchange.application_layout import ABOUT, SCHEME, TIMETABLE, lot_heading, price_sheets, services_layout
from brokerage.exchange.application_prices import read_prices
from brokerage.exchange.columns import LayoutReader
from brokerage.exchange.file_reader import read_sheets
from brokerage.exchange.form_rows import FormRow, read_form
from brokerage.exchange.guarded_file import reading_failures
from brokerage.exchange.market_rows import read_provider, read_service, read_session_times
from brokerage.exchange.outside_reader import OutsideReader, fault_letters_turned
from brokerage.exchange.sheet import Sheet

MOST_ROWS = 5_000
"""No provider has more services, sessions, answers or prices than this: a longer sheet is something else."""
_PATTERN = "a new workbook, which “brokerage application template” writes"


@dataclass(frozen=True, slots=True)
class OpenedWorkbook:
    """A workbook that was looked at: the scheme it names, and its sheets, each read once."""

    file: str
    digest: str
    scheme: str
    about: FormRow
    sheets: Mapping[str, Sheet]


def open_application_workbook(path: Path, watch: ImportWatch = UNWATCHED) -> OpenedWorkbook:
    """Return the workbook with the scheme it is for. Raises: BadInput when it is none of these; Unavailable; ImportStopped."""
    sheets = {sheet.name.casefold(): sheet for sheet in read_sheets(path, watch)}
    for sheet in sheets.values():
        _refuse_longer(path, sheet)
    with reading_failures(path):
        digest = sha256(path.read_bytes()).hexdigest()
    faults: list[RowFault] = []
    form = sheets.get(ABOUT.title.casefold())
    about = None if form is None else read_form(form, ABOUT, faults)
    if about is None or not about.cells.get(SCHEME):
        raise BadInput(
            f"{path.name} is no application workbook, or its sheet “{ABOUT.title}” no longer says which scheme it is for: "
            f"compare it with {_PATTERN}.",
            "file",
        )
    return OpenedWorkbook(path.name, digest, about.cells[SCHEME], about, sheets)


def _refuse_longer(path: Path, sheet: Sheet) -> None:
    if (sheet.rows_expected or 0) > MOST_ROWS:
        raise BadInput(
            f"{path.name}, sheet {sheet.name}: there are more than {MOST_ROWS:,} rows, which no application has. Delete what lies "
            f"beyond the tables, or compare it with {_PATTERN}.",
            "file",
        )


def read_application_workbook(
    opened: OpenedWorkbook, blank: BlankApplication, watch: ImportWatch = UNWATCHED
) -> ApplicationBook:
    """Return what the workbook says, held against what the scheme asks today. Raises: BadInput after very many faults."""
    faults, remarks = opened.about.faults, list[RowFault]()
    reader = OutsideReader(faults, remarks, watch, pattern=_PATTERN)
    provider = _read_provider(opened.about)
    services = _read_services(opened, reader, blank, is_provider_told=provider is not None)
    asked = {(service.entry.name.casefold(), lot) for service in services for lot in service.lots}
    numbers = tuple(lot.number for lot in blank.lots if lot.number in {number for _, number in asked})
    prices: list[PriceWritten] = []
    for number, sheet_name in price_sheets(blank).items():
        sheet = opened.sheets.get(sheet_name.casefold())
        if sheet is not None:
            prices.extend(read_prices(reader, sheet, blank.lot(number), asked))
    return ApplicationBook(
        file=opened.file,
        digest=opened.digest,
        scheme=blank.reference,
        provider=provider,
        about=opened.about.where(),
        services=services,
        sessions=_read_sessions(opened, reader, services),
        answers=_read_answers(opened, reader, blank, numbers),
        prices=tuple(prices),
        faults=tuple(faults),
        remarks=tuple(remarks),
    )


def _read_provider(about: FormRow) -> ProviderEntry | None:
    fault_letters_turned(about)
    for title in ("Address", "Postcode"):
        about.needed(title, longest=2_000)
    entry = read_provider(about, about.name("Council reference"))
    return entry if about.is_sound else None


def _read_services(
    opened: OpenedWorkbook, reader: LayoutReader, blank: BlankApplication, *, is_provider_told: bool
) -> tuple[ServiceAsked, ...]:
    layout = services_layout(blank.lots)
    services: dict[str, ServiceAsked] = {}
    sheet = _sheet(opened, reader, layout.title)
    for row in () if sheet is None else reader.rows(sheet, layout):
        entry = read_service(row, row.name("Service reference"), None)
        lots = tuple(lot.number for lot in blank.lots if row.read(lot_heading(lot), cells.read_yes_or_no))
        if not lots and row.is_sound:
            mend = "This service asks for no lot: write yes below each lot it asks for, or take the row out."
            row.fault("Service name", mend)
        if entry.name.casefold() in services:
            first = services[entry.name.casefold()].entry.line.number
            row.fault("Service name", f"Line {first} has a service of this name: keep one, or give each its own name.")
        if row.is_sound:
            services[entry.name.casefold()] = ServiceAsked(entry, lots)
        unknown = blank.unknown_need(entry.needs)
        # A service already known keeps the needs it has, whatever is said: that is seen once it can be told whose it is.
        if unknown is not None and not (row.is_sound and is_provider_told):
            row.fault("Needs", say_unknown_need(unknown))
    if not services and not reader.faults:
        line = Line(opened.file, layout.title, 1)
        reader.faults.append(
            line.fault("Service name", "", "No service asks for a lot: fill in a row for each service.")
        )
    return tuple(services.values())


def _read_sessions(
    opened: OpenedWorkbook, reader: LayoutReader, services: tuple[ServiceAsked, ...]
) -> tuple[SessionTold, ...]:
    sheet = opened.sheets.get(TIMETABLE.title.casefold())
    if sheet is None:
        return ()
    names = {service.entry.name.casefold(): service.entry.name for service in services}
    sessions: dict[tuple[str, str, int], list[SessionTold]] = defaultdict(list)
    for row in reader.rows(sheet, TIMETABLE):
        times = read_session_times(row)
        service = " ".join(row.needed("Service name").split())
        activity = " ".join(row.needed("Activity name").split())
        if service and service.casefold() not in names and row.is_fit("Service name"):
            row.fault("Service name", "The sheet Services has no service of this name: write it as it stands there.")
        session = SessionTold(
            line=row.line,
            service=names.get(service.casefold(), service),
            activity=activity,
            weekday=times.weekday,
            start_minute=times.start_minute,
            end_minute=times.end_minute,
            places=times.places,
            summary=row.text("Summary") or "",
        )
        that_day = sessions[session.service, activity.casefold(), session.weekday]
        other = next((one for one in that_day if _meet(one, session)), None)
        if other is not None and row.is_sound:
            row.fault(
                "Start", f"This overlaps with line {other.line.number}: change one of the times, or remove one row."
            )
        if row.is_sound:
            that_day.append(session)
    return tuple(sorted(chain.from_iterable(sessions.values()), key=lambda one: one.line.number))


def _meet(one: SessionTold, other: SessionTold) -> bool:
    return one.start_minute < other.end_minute and other.start_minute < one.end_minute


def _read_answers(
    opened: OpenedWorkbook, reader: LayoutReader, blank: BlankApplication, numbers: tuple[str, ...]
) -> tuple[AnswerWritten, ...]:
    sheet = _sheet(opened, reader, "Answers") if any(blank.lot(number).questions for number in numbers) else None
    return () if sheet is None else read_answers(reader, sheet, blank, numbers)


def _sheet(opened: OpenedWorkbook, reader: LayoutReader, name: str) -> Sheet | None:
    """The sheet of this name, or None with a fault that says it is missing."""
    sheet = opened.sheets.get(name.casefold())
    if sheet is None:
        mend = f"The workbook has no sheet “{name}”: take one from {_PATTERN}."
        reader.faults.append(Line(opened.file, name, 1).fault("", "", mend))
    return sheet
