"""Agreed rates as they stand on a day, and how the prices for one thing are spread over the market."""

from dataclasses import dataclass
from datetime import date

from brokerage.domain.errors import BadInput
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.price_spread import PricePicture, picture_prices
from brokerage.domain.rate_card_shown import RateCardShown
from brokerage.domain.rate_choices import LotChoice, ServiceChoice
from brokerage.domain.rate_standing import RateStanding
from brokerage.domain.unit import Unit
from brokerage.services.rate_typed import ratio_of
from brokerage.services.typed_parts import choice_of
from brokerage.storage.engine import Database
from brokerage.storage.queries.agreed_rates import RatesWanted, agreed_rates, need_of_code
from brokerage.storage.queries.named import lot_named, services_named
from brokerage.storage.queries.rate_choices import rate_choices, services_of_lot
from brokerage.storage.queries.rate_line_at_hand import card_shown
from brokerage.storage.queries.reader import Reader

__all__ = [
    "PricesLookedAt",
    "RatesAsked",
    "find_gaps",
    "find_price_spread",
    "list_lots_with_rates",
    "list_rates",
    "look_at_prices",
    "show_rate_card",
]


@dataclass(frozen=True, slots=True)
class RatesAsked:
    """Which rates, as they were typed; None where it does not matter. `lot` is SCHEME/1, `service` a reference or name."""

    lot: str | None = None
    need: str | None = None
    kind: str | None = None
    unit: str | None = None
    ratio: str | None = None
    band: str | None = None
    service: str | None = None


@dataclass(frozen=True, slots=True)
class PricesLookedAt:
    """The prices for one thing on a day: their picture where there are any, and the lines that have none that day.

    `services` are those whose rate card in the lot can be opened, by name.
    """

    picture: PricePicture | None
    without: tuple[RateStanding, ...]
    services: tuple[ServiceChoice, ...]


def list_rates(database: Database, asked: RatesAsked, day: date) -> tuple[RateStanding, ...]:
    """The lines asked for as they stand on the day, those without a rate too. By provider, service and lot.

    Raises: BadInput at the field that cannot be read or is not there.
    """
    with database.reading() as connection:
        found = agreed_rates(connection, _wanted(connection, asked, service_id=_service(connection, asked.service)))
    return tuple(one.standing_on(day) for one in found)


def list_lots_with_rates(database: Database) -> tuple[LotChoice, ...]:
    """Every lot by its key, with its needs and the things its rate cards price."""
    with database.reading() as connection:
        return rate_choices(connection)


def look_at_prices(database: Database, asked: RatesAsked, day: date) -> PricesLookedAt:
    """The picture as `find_price_spread` has it, or none, the lines without a rate on the day, and whose cards there are.

    Raises: BadInput at the field that is missing or is not there.
    """
    lot = asked.lot or ""
    with database.reading() as connection:
        found = agreed_rates(connection, _wanted(connection, asked, service_id=None))
        services = services_of_lot(connection, _lot(connection, lot) or 0)
    in_force = any(one.rate_on(day) is not None for one in found)
    without = tuple(one.standing_on(day) for one in found if one.rate_on(day) is None)
    return PricesLookedAt(picture_prices(found, day, None) if in_force else None, without, services)


def show_rate_card(database: Database, service_id: int, lot_id: int) -> RateCardShown:
    """The whole rate card of the service in the lot, past and to come. Raises: BadInput when either is not there."""
    with database.reading() as connection:
        return card_shown(connection, service_id, lot_id)


def find_gaps(database: Database, asked: RatesAsked, day: date) -> tuple[RateStanding, ...]:
    """The lines asked for that lack a rate on the day or later while their service is admitted. Raises: as `list_rates`."""
    return tuple(one for one in list_rates(database, asked, day) if one.gaps)


def find_price_spread(database: Database, asked: RatesAsked, day: date) -> PricePicture:
    """All rates for one lot and unit in force on the day, `service` marked among them, outliers named, the drift by year.

    Raises: BadInput at the field that is missing, cannot be read or is not there, and where no rate is in force.
    """
    if asked.lot is None or asked.unit is None:
        raise BadInput("A spread is of prices for one thing: give its lot as SCHEME/1 and its unit.", "lot")
    with database.reading() as connection:
        marked = _service(connection, asked.service)
        found = agreed_rates(connection, _wanted(connection, asked, service_id=None))
    return picture_prices(found, day, marked)


def _wanted(reader: Reader, asked: RatesAsked, service_id: int | None) -> RatesWanted:
    return RatesWanted(
        lot_id=_lot(reader, asked.lot),
        service_id=service_id,
        need_id=_need(reader, asked.need),
        kind=None if asked.kind is None else choice_of(FeeKind, asked.kind, "kind"),
        unit=None if asked.unit is None else choice_of(Unit, asked.unit, "unit"),
        ratio=None if asked.ratio is None else ratio_of(asked.ratio),
        band=asked.band,
    )


def _lot(reader: Reader, key: str | None) -> int | None:
    found = None if key is None else lot_named(reader, key)
    if key is not None and found is None:
        raise BadInput("There is no such lot: write it as SCHEME/1, as “brokerage scheme list” names them.", "lot")
    return found


def _need(reader: Reader, code: str | None) -> int | None:
    found = None if code is None else need_of_code(reader, code)
    if code is not None and found is None:
        raise BadInput("There is no such need: give its code, such as learning-disability.", "need")
    return found


def _service(reader: Reader, words: str | None) -> int | None:
    if words is None:
        return None
    found = services_named(reader, words)
    if len(found) != 1:
        raise BadInput(
            "Several services have this name: give the council’s reference of one."
            if found
            else "No service has this reference or name: check it.",
            "service",
        )
    return found[0][0]
