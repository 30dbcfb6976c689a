"""Whether a price may be agreed in a lot at all: by the units and at the ratios the lot allows.

A price without a ratio is for the place and not at any ratio, so a lot's ratios never refuse it.
"""

from dataclasses import dataclass

from brokerage.domain.errors import BadInput
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class LotPricing:
    """What a lot, written as `SCHEME/1`, may be priced by; no unit or no ratio named means any."""

    lot: str
    units: tuple[Unit, ...] = ()
    ratios: tuple[Ratio, ...] = ()


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """What the lot does not allow of a price, `unit` or `ratio`, and how to mend it."""

    field: str
    how_to_mend: str


def not_allowed_in(pricing: LotPricing, unit: Unit | None, ratio: Ratio | None) -> tuple[NotAllowed, ...]:
    """Return what the lot does not allow of a price by the unit and at the ratio: nothing where all is well."""
    refused = []
    if unit is not None and pricing.units and unit not in pricing.units:
        known = ", ".join(one.value for one in pricing.units)
        sentence = f"Lot {pricing.lot} is not priced by the {unit.value}: choose one of {known}."
        refused.append(NotAllowed("unit", sentence))
    if ratio is not None and pricing.ratios and ratio not in pricing.ratios:
        known = ", ".join(map(str, pricing.ratios))
        sentence = f"Lot {pricing.lot} is not priced at {ratio}: choose one of {known}, or leave the ratio out."
        refused.append(NotAllowed("ratio", sentence))
    return tuple(refused)


def refuse_price_not_allowed(pricing: LotPricing, unit: Unit, ratio: Ratio | None) -> None:
    """Pass when the lot allows the unit and the ratio. Raises: BadInput at the first of the two that it does not."""
    for refused in not_allowed_in(pricing, unit, ratio):
        raise BadInput(refused.how_to_mend, refused.field)
