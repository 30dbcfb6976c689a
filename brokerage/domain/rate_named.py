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
        what = say_what(self.activity, self.band, self.kind, self.unit, self.ratio)
        return " · ".join(part for part in (self.service, what) if part)


def say_what(activity: str, band: str, kind: FeeKind, unit: Unit, ratio: Ratio | None) -> str:
    """Return what a price is for, `Cookery · care by the day, 1:3`."""
    at = "" if ratio is None else f", {ratio}"
    return " · ".join(part for part in (activity, band, f"{kind.value} by the {unit.value}{at}") if part)
