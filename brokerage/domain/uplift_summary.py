"""An uplift as it was asked for, as it would be, and as it was kept, in the words every face shows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from brokerage.domain.money import format_pounds
from brokerage.domain.uplift import Uplift, UpliftKind, UpliftPlan
from brokerage.domain.uplift_cost import UpliftCost


class UpliftState(Enum):
    """Where an uplift stands on a day."""

    TO_COME = "to-come"
    IN_FORCE = "in-force"
    TAKEN_BACK = "taken-back"


@dataclass(frozen=True, slots=True)
class UpliftAsked:
    """An uplift with what it is for: a scheme by its reference; lots by number and providers by name or reference, else all."""

    scheme: str
    uplift: Uplift
    lots: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class UpliftPreview:
    """What an uplift would do, and its `mark`: handed in again with the uplift, it tells whether a rate changed meanwhile."""

    scheme: str
    uplift: Uplift
    plan: UpliftPlan
    cost: UpliftCost
    mark: str


@dataclass(frozen=True, slots=True)
class UpliftKept:
    """An uplift that was applied: its number, how many rates it raised, by whom, and when it was taken back, if it was."""

    uplift_id: int
    scheme: str
    uplift: Uplift
    note: str
    rates: int
    applied_by: str
    applied_at: datetime
    taken_back_by: str
    taken_back_on: date | None

    def state_on(self, day: date) -> UpliftState:
        """Return where it stands on the day."""
        if self.taken_back_on is not None:
            return UpliftState.TAKEN_BACK
        return UpliftState.TO_COME if day < self.uplift.first_day else UpliftState.IN_FORCE


def say_amount(uplift: Uplift) -> str:
    """Return the amount as it is shown, `4 %` or `£0.50 a unit`."""
    if uplift.kind is UpliftKind.PENCE:
        return f"{format_pounds(uplift.amount)} a unit"
    whole = uplift.amount == uplift.amount.to_integral_value()
    return f"{int(uplift.amount)} %" if whole else f"{uplift.amount.quantize(Decimal('0.01')).normalize():f} %"
