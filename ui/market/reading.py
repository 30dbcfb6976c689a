"""What the sections ask in one go, off the UI thread."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from brokerage.domain.round import Round
from brokerage.domain.scheme_overview import SchemeOverview

if TYPE_CHECKING:
    from brokerage.services.desk import Database


@dataclass(frozen=True, slots=True)
class MarketRead:
    """The purchasing systems by reference, their rounds by opening day, and what to be warned of."""

    schemes: tuple[SchemeOverview, ...]
    rounds: tuple[Round, ...]
    warnings: tuple[str, ...]


def read_market(database: "Database", today: date) -> MarketRead:
    """Return the purchasing systems as they stand today, with their rounds."""
    from brokerage.services.run_round import list_rounds
    from brokerage.services.run_scheme import list_schemes

    listed = list_rounds(database, today)
    rounds = tuple(each.round for each in listed.rounds)
    return MarketRead(list_schemes(database, today), rounds, listed.warnings)
