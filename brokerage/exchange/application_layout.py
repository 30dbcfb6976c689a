"""The sheets of an application workbook, made from the scheme's own lots: what the template writes and the reader looks for."""

import re
from collections.abc import Iterable

from brokerage.domain.blank_application import BlankApplication, BlankLot
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.unit import Unit
from brokerage.domain.week_notation import WEEKDAYS
from brokerage.exchange import council_layout
from brokerage.exchange.columns import Column, Layout

INSTRUCTIONS = "Instructions"
SCHEME = "Scheme"
LONGEST_ANSWER = 8_000
_LONGEST_SHEET_NAME = 31
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")

ABOUT = Layout(
    "About you",
    (
        Column(SCHEME, "The scheme you apply to. Leave it as it is.", needed=True),
        Column(
            "Provider name", "Your full name as a legal body, or your own where you trade by yourself.", needed=True
        ),
        Column("Council reference", "What this council calls you by, where it gave you a reference."),
        Column("Company number", "Eight figures or letters, as Companies House has it."),
        Column("Charity number", "As the Charity Commission has it."),
        Column("Regulator provider id", "The Care Quality Commission's id of you as a provider, such as 1-101234567."),
        Column("Address", "Your registered or trading address, without the postcode.", needed=True),
        Column("Postcode", "Of that address.", needed=True),
        Column("Phone", "With the area code.", personal=True),
        Column("Email", "One address; the council's answer goes there.", personal=True),
    ),
)
TIMETABLE = Layout(
    "Timetable",
    (
        Column("Service name", "As on the sheet Services.", needed=True),
        Column("Activity name", "What people do, the same words in each row of it.", needed=True),
        Column("Weekday", "One session in a row.", needed=True, choices=WEEKDAYS),
        Column("Start", "As 09:30.", needed=True),
        Column("End", "As 15:00.", needed=True),
        Column("Places", "How many people can come; empty: not limited."),
        Column("Summary", "A sentence for the person and family."),
    ),
)
ANSWERS = Layout(
    "Answers",
    (
        Column("Lot", "Of the lot", needed=True),
        Column("No.", "", needed=True),
        Column("Question", "What is asked.", needed=True),
        Column("Asked as", "How it is judged."),
        Column("Weight", "Among the scored ones"),
        Column("At least", "Points to reach"),
        Column("Your answer", "Write here. For a document: its file name, and send it with this workbook."),
    ),
)
_SERVICE_COLUMNS = (
    "Kind",
    "Address",
    "Postcode",
    "Regulator location id",
    "Registration",
    "Capacity",
    "Youngest age",
    "Oldest age",
    "Needs",
    "Languages",
    "Days open",
    "Transport",
    "Wheelchair access",
    "Insurance last day",
    "Phone",
    "Email",
    "Summary",
)


def services_layout(lots: Iterable[BlankLot], needs: tuple[str, ...] = ()) -> Layout:
    """The sheet of services, with a column to ask for each lot; the need categories there are stand in its hint."""
    council = council_layout.SERVICES
    listed = f" Choose among: {'; '.join(needs)}." if needs else ""
    return Layout(
        "Services",
        (
            Column("Service name", "What people call it.", needed=True),
            *(Column(lot_heading(lot), f"yes: it asks for {lot.title}.", choices=("yes", "no")) for lot in lots),
            *(
                Column("Needs", council.column("Needs").meaning + listed) if title == "Needs" else council.column(title)
                for title in _SERVICE_COLUMNS
            ),
            Column("Service reference", "The council's own reference for it, where it has one."),
        ),
    )


def prices_layout(sheet: str, lot: BlankLot) -> Layout:
    """The sheet of the prices offered in one lot; units and ratios are those the lot may be priced by."""
    units = lot.pricing.units or tuple(Unit)
    return Layout(
        sheet,
        (
            Column("Service name", "As on the sheet Services.", needed=True),
            Column("Activity name", "Empty: the price is for the whole service."),
            Column("Pays for", "What the price buys.", needed=True, choices=tuple(kind.value for kind in FeeKind)),
            Column("Unit", "What one price buys.", needed=True, choices=tuple(unit.value for unit in units)),
            Column(
                "Ratio",
                "Staff to people, as 1:3; empty: the price is not for a ratio.",
                choices=tuple(str(ratio) for ratio in lot.pricing.ratios),
            ),
            Column("Band", "The need band, where prices differ by it."),
            Column("Price", "Pounds and pence for one unit, such as 24.08.", needed=True),
            Column("Note", "What the price holds, or what is apart."),
        ),
    )


def lot_heading(lot: BlankLot) -> str:
    """What the column of services says above a lot."""
    return f"Lot {lot.number}"


def price_sheets(blank: BlankApplication) -> dict[str, str]:
    """The name of each lot's sheet of prices by the lot's number: short, without the signs a sheet's name may not have."""
    names: dict[str, str] = {}
    for place, lot in enumerate(blank.lots, start=1):
        name = _NO_SHEET_NAME.sub("-", f"Prices lot {lot.number}")[:_LONGEST_SHEET_NAME]
        if name.casefold() in {taken.casefold() for taken in names.values()}:
            name = f"{name[: _LONGEST_SHEET_NAME - 6]} ({place})"
        names[lot.number] = name
    return names
