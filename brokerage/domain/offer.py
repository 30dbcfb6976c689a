"""What is searched for and what the search answers: an offer is one service priced for one week wanted.

Everything here crosses all floors, from the page's presenter to the single SELECT and back.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from brokerage.domain.gates import Gate
from brokerage.domain.ratio import Ratio
from brokerage.domain.service import Rating
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted


class OfferOrder(Enum):
    """How offers are put in order. Every order ends with weekly cost, distance, name and id, so that it is reproducible."""

    FIT = "fit"
    NEAREST = "nearest"
    BEST_RATED = "best-rated"
    OUTCOMES = "outcomes"
    HOURLY_PRICE = "hourly-price"


@dataclass(frozen=True, slots=True)
class SearchPoint:
    """A place on the national grid, in metres, and the words it was asked with."""

    easting: int
    northing: int
    asked_as: str


@dataclass(frozen=True, slots=True)
class SearchCriteria:
    """One question. `None` and empty mean "not asked"; days are included; `limit` is how many offers come back.

    With `outcomes_only` a service must work towards one of the outcomes; without, they are counted and hide nothing.
    """

    start_day: date
    week: WeekWanted | None = None
    text: str = ""
    needs: tuple[str, ...] = ()
    scheme: str | None = None
    lots: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    outcomes_only: bool = True
    near: SearchPoint | None = None
    miles: Decimal | None = None
    districts: tuple[str, ...] = ()
    ratio: Ratio | None = None
    transport: bool = False
    ratings: tuple[Rating, ...] = ()
    place_free: bool = False
    age: int | None = None
    language: str | None = None
    wheelchair: bool = False
    weekly_budget: Decimal | None = None
    order: OfferOrder = OfferOrder.FIT
    limit: int = 100


class Offer(NamedTuple):
    """One service in one lot, priced for the week wanted at its cheapest fitting agreed rate on the start day.

    Money in pounds. `weekly` is None where no agreed rate fits ("no agreed rate", never £0). `budget_left` is negative
    when over. `gate` is None when it may be called off on the start day, else the first gate that stops it.

    A named tuple and no dataclass: a hundred are made with every key pressed, each in a sixth of the time.
    """

    service_id: int
    service: str
    provider: str
    lot_id: int | None
    lot: str
    scheme: str
    district: str
    miles: Decimal | None
    rate_id: int | None
    activity: str
    unit: Unit | None
    ratio: Ratio | None
    unit_price: Decimal | None
    weekly: Decimal | None
    budget_left: Decimal | None
    rating: Rating
    places_free: int | None
    places_said_on: date | None
    outcomes_matched: int
    gate: Gate | None


@dataclass(frozen=True, slots=True)
class OfferList:
    """The answer: offers in rank order (at most the limit), how many there are in all, and how many of those fit."""

    offers: tuple[Offer, ...]
    count: int
    count_fitting: int
    facets: tuple["Facet", ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Facet:
    """How many offers of the present answer carry one value of one question, e.g. need · Learning disability · 180."""

    question: str
    code: str
    title: str
    count: int
