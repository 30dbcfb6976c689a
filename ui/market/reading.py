"""What the sections ask in one go, off the UI thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from brokerage.domain.round import Round
from brokerage.domain.scheme_overview import SchemeOverview
from brokerage.domain.scheme_rules import SchemeRules

if TYPE_CHECKING:
    from brokerage.services.desk import Database


@dataclass(frozen=True, slots=True)
class MarketRead:
    """The purchasing systems by reference, their rounds by opening day, what to be warned of, their own rules by reference."""

    schemes: tuple[SchemeOverview, ...]
    rounds: tuple[Round, ...]
    warnings: tuple[str, ...]
    rules: Mapping[str, SchemeRules]


def read_market(database: "Database", today: date) -> MarketRead:
    """Return the purchasing systems as they stand today, with their rounds."""
    from brokerage.services.run_round import list_rounds
    from brokerage.services.run_scheme import list_schemes
    from brokerage.services.set_policy import list_scheme_rules

    listed = list_rounds(database, today)
    rounds = tuple(each.round for each in listed.rounds)
    rules = {each.reference: each for each in list_scheme_rules(database)}
    return MarketRead(list_schemes(database, today), rounds, listed.warnings, rules)
