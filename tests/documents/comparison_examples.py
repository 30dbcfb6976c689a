"""Made-up options for the tests of comparisons. Six hours a day at one, five at another, a home by the week at a third."""

from datetime import date
from decimal import Decimal

from brokerage.domain.comparison import OptionFacts, Question
from brokerage.domain.contribution import CollectedBy, Contribution
from brokerage.domain.costing import AttendanceRules, FeeKind, FeeLine, cost_package
from brokerage.domain.gates import Gate, GateName
from brokerage.domain.period import Period
from brokerage.domain.service import Rating
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week

FIRST_DAY = date(2026, 12, 7)
WEEK = parse_week("Mon,Wed,Fri 10:00-15:00")
_CONTRIBUTION = Contribution(Decimal("42.00"), CollectedBy.COUNCIL)
QUESTION = Question(str(WEEK), FIRST_DAY, None, Decimal("250.00"), _CONTRIBUTION, date(2026, 12, 2))


def priced(day_price: str, *, transport: str | None = None, minutes_a_day: int = 300, **more: object) -> OptionFacts:
    """An option of three days a week at a price by the day, transport apart or not at all."""
    lines = [FeeLine(FeeKind.CARE, Unit.DAY, Decimal(day_price), week=WEEK)]
    if transport is not None:
        lines.append(FeeLine(FeeKind.TRANSPORT, Unit.DAY, Decimal(transport), per_attended_day=Decimal(1)))
    return option(
        costing=cost_package(lines, Period(FIRST_DAY), AttendanceRules()),
        price=f"£{day_price} a day",
        minutes_per_week=3 * minutes_a_day,
        days_per_week=3,
        apart=() if transport is None else (f"Transport, £{transport} a day",),
        **more,
    )


def option(**more: object) -> OptionFacts:
    """An option without an agreed rate, unless told otherwise."""
    told: dict[str, object] = {
        "service_id": 1, "lot_id": 2, "service": "Orchard Day (demo)", "provider": "Orchard Support Ltd (demo)",
        "lot": "2 Day activities", "place": "Maidstone, ME14 2AA", "miles": Decimal("2.1"), "rating": Rating.GOOD,
        "places_free": 3, "places_said_on": date(2026, 12, 2), "gate": None, "price": "", "costing": None,
        "inside": ("Support at 1:3", "Lunch"), "apart": (), "when": ("Mon, Wed, Fri 10:00–15:00",),
        "minutes_per_week": None, "days_per_week": 0,
    }  # fmt: skip
    return OptionFacts(**{**told, **more})  # type: ignore[arg-type]


def six_options() -> tuple[OptionFacts, ...]:
    """Six columns: two that fit, one over the budget, one stopped, one without a rate, one with a very long name."""
    return (
        priced("70.70", transport="15.00", service_id=1),
        priced("62.00", service_id=2, service="Weald Skills (demo)", minutes_a_day=240, rating=Rating.NOT_RATED),
        priced("95.00", service_id=3, service="Hop Farm (demo)", warnings=("The contract ends on 30 Sep 2028.",)),
        priced("40.00", service_id=4, service="Medway Arts (demo)",
               gate=Gate(GateName.SUSPENSION, "suspended from 1 Dec 2026 until 31 Dec 2026"), places_free=0),
        option(service_id=5, service="Swale Studio (demo)", places_free=None),
        priced("71.00", service_id=6, service="Smith & Sons <Care> " + "x" * 60, provider="<b>" + "y" * 200, miles=None),
    )  # fmt: skip
