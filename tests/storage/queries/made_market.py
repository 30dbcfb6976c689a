"""What a made-up market holds, as the domain would see it: services in lots, their activities and their rate lines."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.period import Period
from brokerage.domain.unit import Unit

NEEDS = ("learning-disability", "physical-disability", "mental-health")
OUTCOMES = ("cook-a-meal", "use-a-bus", "make-friends")
DISTRICTS = {"E07000110": "Maidstone", "E07000113": "Swale", "E06000035": "Medway"}
LANGUAGES = ("Makaton", "Polish")
MIDDLE_DAY = date(2026, 12, 7)
CENTRE = (576_000, 155_000)


@dataclass
class Line:
    """A rate line with its prices in pence and their days."""

    unit: Unit
    kind: FeeKind
    ratio: tuple[int, int] | None
    activity: "Activity | None"
    rates: list[tuple[int, int, Period]] = field(default_factory=list)


@dataclass
class Activity:
    """An activity: its days, weekly sessions (weekday, start, end) and outcomes."""

    key: int
    name: str
    period: Period
    sessions: list[tuple[int, int, int]]
    outcomes: set[str]


@dataclass
class Lot:
    """A lot with what its gates and prices look at."""

    key: int
    number: str
    title: str
    scheme: str
    scheme_reference: str
    last_call_off_days: list[date | None]
    min_age: int | None
    max_age: int | None
    registration_needed: bool
    derives_ratio: bool
    needs: set[str]
    policies: list[tuple[Period, int]]

    def longest_half_day(self, day: date) -> int:
        """Minutes by the scheme's policy that is in force on the day; four hours without one."""
        return next((minutes for period, minutes in self.policies if period.contains(day)), 240)


@dataclass
class InLot:
    """A service's admissions, suspensions and rate lines in one lot."""

    lot: Lot
    admissions: list[Period] = field(default_factory=list)
    suspensions: list[Period] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


@dataclass
class Service:
    """A service and everything the search asks about it."""

    key: int
    values: dict[str, Any]
    provider: str
    needs: set[str]
    languages: set[str]
    activities: list[Activity]
    in_lots: list[InLot]


@dataclass
class Market:
    """All services; `days` lie around the middle day."""

    services: list[Service]
    lots: list[Lot]
