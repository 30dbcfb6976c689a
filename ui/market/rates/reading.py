"""What the section Rates asks in one go, off the UI thread."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.rate_card_shown import RateCardShown
from brokerage.domain.rate_choices import LotChoice
from brokerage.domain.unit import Unit

if TYPE_CHECKING:
    from brokerage.services.desk import Database
    from brokerage.services.price_spread import PricesLookedAt


@dataclass(frozen=True, slots=True)
class SpreadAsked:
    """Which prices; no kind and unit where the lot has no price yet, no ratio, band or need where every one is meant."""

    lot: str
    kind: FeeKind | None
    unit: Unit | None
    ratio: str | None
    band: str | None
    need: str | None


def read_lots(database: "Database") -> tuple[LotChoice, ...]:
    """Return every lot with what its rates may be narrowed by."""
    from brokerage.services.price_spread import list_lots_with_rates

    return list_lots_with_rates(database)


def read_prices(database: "Database", asked: SpreadAsked, today: date) -> "PricesLookedAt":
    """Return the prices in force today, those missing, and whose rate cards there are."""
    from brokerage.services.price_spread import RatesAsked, look_at_prices

    kind = None if asked.kind is None else asked.kind.value
    unit = None if asked.unit is None else asked.unit.value
    typed = RatesAsked(asked.lot, asked.need, kind, unit, asked.ratio, asked.band)
    return look_at_prices(database, typed, today)


def read_card(database: "Database", service_id: int, lot_id: int) -> RateCardShown:
    """Return one service's whole rate card in the lot."""
    from brokerage.services.price_spread import show_rate_card

    return show_rate_card(database, service_id, lot_id)
