"""What a rate is a price of, named as people know it: provider, service, lot, activity, kind, unit, ratio, band."""

from dataclasses import dataclass

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class RateLineNamed:
    """One line of a service's rate card in a lot. `activity` and `band` are empty where the line is for the whole service."""

    line_id: int
    provider: str
    service: str
    lot: str
    kind: FeeKind
    activity: str
    unit: Unit
    ratio: Ratio | None
    band: str

    @property
    def called(self) -> str:
        """The line in words: `Orchard Yard · Cookery · care by the day, 1:3`."""
        ratio = "" if self.ratio is None else f", {self.ratio}"
        what = f"{self.kind.value} by the {self.unit.value}{ratio}"
        return " · ".join(part for part in (self.service, self.activity, self.band, what) if part)
