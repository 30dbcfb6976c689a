"""One line of a fee: what is bought, in which unit, at what price. Who may pay differs by kind, so kinds stay apart."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import pairwise

from brokerage.domain.errors import BadInput
from brokerage.domain.period import format_day
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted


class FeeKind(Enum):
    """What a fee line pays for."""

    CARE = "care"
    TRANSPORT = "transport"
    MEALS = "meals"
    ONE_TO_ONE = "one-to-one"
    ACCOMMODATION = "accommodation"
    ONE_OFF = "one-off"


SUPPORT = (FeeKind.CARE, FeeKind.ACCOMMODATION)
"""The kinds that are the support itself: what a week of it costs is the price of one of them."""

FOLLOWS_ATTENDANCE = (Unit.DAY, Unit.SESSION)
"""The units in which transport and meals are priced once for each day attended."""


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A new price in pounds, in force from its first day on."""

    first_day: date
    price: Decimal


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A price and how its units are counted: by its own week, or a number on each day the package attends.

    `price` is pounds for one unit at one-to-one; the ratio's share is taken of it, unless the scheme agreed this
    very price for the ratio (`price_agreed_for_ratio`). `changes` are later prices, each in force from its first day.
    Raises: BadInput when the units cannot be counted.
    """

    kind: FeeKind
    unit: Unit
    price: Decimal
    week: WeekWanted | None = None
    per_attended_day: Decimal | None = None
    ratio: Ratio | None = None
    price_agreed_for_ratio: bool = False
    changes: tuple[PriceChange, ...] = ()

    def __post_init__(self) -> None:
        if self.per_attended_day is not None:
            self._refuse_units_that_follow_no_attendance(self.per_attended_day)
        elif self.week is not None:
            self.week.units_per_week(self.unit)
        elif self.unit not in (Unit.WEEK, Unit.ONCE):
            raise BadInput(
                f"A price by the {self.unit.value} needs the week it is wanted for: give its days, "
                "as in Mon,Thu 09:30-15:00."
            )
        first_days = [change.first_day for change in self.changes]
        if any(later <= earlier for earlier, later in pairwise(first_days)):
            raise BadInput(
                f"Two prices start on or before {format_day(first_days[0])}: put them in order of their day."
            )

    def _refuse_units_that_follow_no_attendance(self, number: Decimal) -> None:
        if self.unit in (Unit.WEEK, Unit.ONCE):
            raise BadInput(f"A price by the {self.unit.value} cannot follow attendance: leave out the number a day.")
        if number <= 0:
            raise BadInput("The number on each attended day must be above zero.")

    @property
    def share(self) -> Fraction:
        """The exact part of the price that is paid: the ratio's, or the whole of it."""
        return Fraction(1) if self.ratio is None or self.price_agreed_for_ratio else self.ratio.share

    def price_on(self, day: date) -> Decimal:
        """Return the price in force on the day, before any share of a ratio."""
        in_force = [change.price for change in self.changes if change.first_day <= day]
        return in_force[-1] if in_force else self.price
