"""An agreed rate as a workbook of rates has it: named by references, so that it is known again when it comes back."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class RateToFillIn:
    """A rate in pounds in force or to come. `activity` and `band` are empty where the line is for the whole service."""

    service_reference: str
    service: str
    scheme: str
    lot: str
    activity: str
    kind: FeeKind
    unit: Unit
    ratio: Ratio | None
    band: str
    price: Decimal
    first_day: date
    last_day: date | None
    source: str
    note: str
