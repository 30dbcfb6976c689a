"""Reads the prices an application workbook offers in one lot, held against the units and ratios the lot allows."""

from collections.abc import Collection

from brokerage.domain.application_rows import PriceWritten
from brokerage.domain.blank_application import BlankLot
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.money import parse_pounds
from brokerage.domain.rate_allowed import not_allowed_in
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.unit import Unit
from brokerage.exchange import cells
from brokerage.exchange.application_layout import lot_heading, prices_layout
from brokerage.exchange.columns import LayoutReader, Row
from brokerage.exchange.sheet import Sheet

_TITLES = {"unit": "Unit", "ratio": "Ratio"}


def read_prices(
    reader: LayoutReader, sheet: Sheet, lot: BlankLot, asked: Collection[tuple[str, str]]
) -> tuple[PriceWritten, ...]:
    """Return the sound rows; `asked` are the services, by name in lower case, with the numbers of the lots they ask for."""
    prices: dict[tuple[object, ...], PriceWritten] = {}
    for row in reader.rows(sheet, prices_layout(sheet.name, lot)):
        price = read_price(row, lot)
        if row.is_fit("Service name") and (price.service.casefold(), lot.number) not in asked:
            mend = f"No service of this name asks for lot {lot.number}: on the sheet Services, write yes below {lot_heading(lot)}."
            row.fault("Service name", mend)
        key = price.thing
        if row.is_sound and key in prices:
            row.fault("Price", f"Line {prices[key].line.number} has a price for the same thing: keep one.")
        if row.is_sound:
            prices[key] = price
    return tuple(prices.values())


def read_price(row: Row, lot: BlankLot) -> PriceWritten:
    """Return the price of one row of `prices_layout`; what cannot be read, or is not allowed in the lot, is a fault of the row."""
    unit = row.needed_value("Unit", lambda text: cells.read_choice(text, Unit), Unit.HOUR)
    ratio = row.read("Ratio", parse_ratio)
    for refused in not_allowed_in(lot.pricing, unit if row.is_fit("Unit") else None, ratio):
        row.fault(_TITLES[refused.field], refused.how_to_mend)
    return PriceWritten(
        line=row.line,
        service=" ".join(row.needed("Service name").split()),
        lot=lot.number,
        activity=row.name("Activity name") or "",
        kind=row.needed_value("Pays for", lambda text: cells.read_choice(text, FeeKind), FeeKind.CARE),
        unit=unit,
        ratio=ratio,
        band=row.name("Band") or "",
        price=row.needed_value("Price", parse_pounds, parse_pounds("1")),
        note=row.text("Note") or "",
    )
