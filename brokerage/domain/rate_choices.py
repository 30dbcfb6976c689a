"""What agreed rates may be looked at by: lots, with the needs they are for and the prices they have."""

from dataclasses import dataclass

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.ratio import Ratio
from brokerage.domain.search_choices import Choice
from brokerage.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class PricedThing:
    """A thing some rate card of the lot has a line for. `band` is empty where the price is for any."""

    kind: FeeKind
    unit: Unit
    ratio: Ratio | None
    band: str
    lines: int


@dataclass(frozen=True, slots=True)
class LotChoice:
    """A lot with what its rates may be narrowed by: needs by title, things the most lines are for first."""

    lot_id: int
    key: str
    title: str
    needs: tuple[Choice, ...]
    things: tuple[PricedThing, ...]


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """A service that was admitted to a lot, or has a rate there."""

    service_id: int
    name: str
    provider: str
