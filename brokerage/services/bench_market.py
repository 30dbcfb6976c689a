"""A made-up market of any size for measuring: the same rows every time, in the order the tables depend on one another.

One county has 2,000 services with 25 rates each: two thirds of the services stand in a dozen towns, the rest anywhere in
its 100 × 60 km; a nation is twenty such counties side by side. Nothing here stands for a real provider or price.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from brokerage.domain.offer import SearchCriteria, SearchPoint
from brokerage.domain.week_wanted import parse_week

TODAY = date(2026, 12, 7)
Row = tuple[object, ...]
Table = tuple[str, tuple[str, ...], list[Row]]

NEEDS = ("learning-disability", "physical-disability", "mental-health")
_WEEKS = ("Mon,Wed 10:00-15:00", "Tue 09:30-15:00", "Mon-Fri 10:00-16:00", "Thu,Fri 09:00-12:30", "Mon,Tue,Wed x1")
_COUNTIES_ACROSS = 5
_COUNTY_METRES = (100_000, 60_000)
_TOWNS = 12
_TOWN_SPREAD_METRES = 4_000
_RATE_STARTS = (date(2024, 4, 1), date(2026, 4, 1), date(2027, 4, 1))
# kind, unit, staff, people, bound to an activity, lowest and highest pence
_DAY_LINES = (
    ("care", "hour", 1, 1, False, 1_900, 3_200),
    ("care", "hour", 1, 3, False, 700, 1_400),
    ("care", "session", None, None, True, 2_500, 5_000),
    ("care", "session", None, None, True, 2_500, 5_000),
    ("care", "half-day", None, None, False, 2_800, 4_400),
    ("care", "day", None, None, False, 5_500, 9_000),
    ("transport", "day", None, None, False, 900, 2_000),
    ("meals", "day", None, None, False, 300, 700),
)
_HOME_LINES = (
    ("accommodation", "week", None, None, False, 110_000, 160_000),
    ("accommodation", "week", None, None, False, 140_000, 190_000),
    ("accommodation", "week", None, None, False, 170_000, 240_000),
    ("accommodation", "week", None, None, False, 200_000, 300_000),
    ("accommodation", "night", None, None, False, 16_000, 30_000),
    ("one-to-one", "hour", 1, 1, False, 1_900, 3_200),
    ("care", "day", None, None, False, 6_500, 11_000),
    ("transport", "day", None, None, False, 900, 2_000),
)


@dataclass(frozen=True, slots=True)
class MarketSize:
    """How large a market is, and what it is called."""

    name: str
    counties: int
    services_in_a_county: int = 2_000

    @property
    def services(self) -> int:
        """The number of services."""
        return self.counties * self.services_in_a_county


TINY = MarketSize("tiny", 1, 200)
COUNTY = MarketSize("county", 1)
NATION = MarketSize("nation", 20)
SIZES = {size.name: size for size in (TINY, COUNTY, NATION)}


def random_questions(size: MarketSize, number: int) -> tuple[SearchCriteria, ...]:
    """The questions: a need, some miles round a place, a day, a week and a budget; the first hundred and the count."""
    chance = random.Random(f"questions {size.name}")  # noqa: S311 - no secret
    return tuple(_question(chance, size) for _ in range(number))


def _question(chance: random.Random, size: MarketSize) -> SearchCriteria:
    easting, northing = _place(chance, chance.randrange(size.counties))
    return SearchCriteria(
        start_day=TODAY + timedelta(days=chance.randint(-200, 200)),
        week=parse_week(chance.choice(_WEEKS)),
        needs=(chance.choice(NEEDS),),
        near=SearchPoint(easting, northing, "somewhere"),
        miles=Decimal(chance.choice((3, 5, 8, 10))),
        weekly_budget=Decimal(chance.randint(80, 400)),
    )


def _words() -> Iterator[Table]:
    yield "need_categories", ("id", "code", "title"), [(n, code, code) for n, code in enumerate(NEEDS, start=1)]
    schemes: list[Row] = [
        (
            1,
            "DAY",
            "Day opportunities (made up)",
            "dynamic-purchasing-system-2015",
            date(2022, 10, 1),
            date(2029, 9, 30),
        ),
        (
            2,
            "HOME",
            "Residential care (made up)",
            "dynamic-purchasing-system-2015",
            date(2022, 6, 15),
            date(2030, 6, 14),
        ),
    ]
    yield "schemes", ("id", "reference", "title", "kind", "first_day", "last_day"), schemes
    lots: list[Row] = [
        (1, 1, "1", "Day opportunities", False, True),
        (2, 1, "2", "Outside traditional hours", False, True),
        (3, 2, "1", "Homes", True, False),
    ]
    yield "lots", ("id", "scheme_id", "number", "title", "registration_needed", "derives_ratio"), lots


def _place(chance: random.Random, county: int) -> tuple[int, int]:
    west = 100_000 + county % _COUNTIES_ACROSS * _COUNTY_METRES[0]
    south = 20_000 + county // _COUNTIES_ACROSS * _COUNTY_METRES[1]
    if chance.random() < 1 / 3:
        return west + chance.randrange(_COUNTY_METRES[0]), south + chance.randrange(_COUNTY_METRES[1])
    town = chance.randrange(_TOWNS)
    return (
        west + 10_000 + town % 4 * 26_000 + int(chance.gauss(0, _TOWN_SPREAD_METRES)),
        south + 10_000 + town // 4 * 20_000 + int(chance.gauss(0, _TOWN_SPREAD_METRES)),
    )


class Market:
    """Makes the market county by county, so that a county's database can grow into a nation's."""

    def __init__(self, services_in_a_county: int) -> None:
        self._services_in_a_county = services_in_a_county
        self._chance = random.Random("market")  # noqa: S311 - no secret
        self._counties = 0
        self._given: Counter[str] = Counter()
        self._rows: dict[str, list[Row]] = {}

    def next_counties(self, number: int) -> Iterator[Table]:
        """Yields the tables of so many more counties; before the first county those that all share."""
        if not self._counties:
            yield from _words()
        self._rows = {name: [] for name in _COLUMNS}
        for _ in range(number):
            self._add_county()
        for name, columns in _COLUMNS.items():
            yield name, columns, self._rows.pop(name)

    def _add_county(self) -> None:
        county, in_county = self._counties, self._services_in_a_county
        self._counties += 1
        self._rows["districts"].append((f"B{county:08d}", f"County {county + 1}", True))
        first_provider, last_provider = self._number("providers"), 0
        for _ in range(in_county // 3):
            last_provider = self._number("providers")
            self._rows["providers"].append((last_provider, f"Provider {last_provider} (made up)"))
        for _ in range(in_county):
            self._add_service(county, self._chance.randint(first_provider + 1, last_provider))

    def _number(self, table: str) -> int:
        self._given[table] += 1
        return self._given[table]

    def _add_service(self, county: int, provider: int) -> None:
        chance, rows = self._chance, self._rows
        number = self._number("services")
        is_home = chance.random() < 0.3
        easting, northing = _place(chance, county)
        name = f"{chance.choice(('Orchard', 'Weald', 'Hop', 'Medway', 'Downs'))} {number} (made up)"
        rows["services"].append(
            (
                number,
                provider,
                name,
                f"B{county:08d}",
                easting,
                northing,
                chance.choice(
                    ("outstanding", "good", "good", "good", "requires-improvement", "inadequate", "not-rated")
                ),
                "registered" if is_home or chance.random() < 0.3 else "not-needed",
                chance.choice((None, 0, 1, 2, 3, 5)),
                TODAY - timedelta(days=chance.randint(0, 60)),
                TODAY + timedelta(days=chance.randint(-30, 700)),
                127 if is_home else chance.choice((31, 31, 63, 127)),
                chance.random() < 0.5,
                f"{name} gardening cooking".lower(),
            )
        )
        rows["service_needs"] += [(need, number) for need in (1, 2, 3) if chance.random() < 0.45]
        if chance.random() < 0.97:
            self._admit(number, 3 if is_home else 1)
        if not is_home and chance.random() < 0.2:
            self._admit(number, 2)
        activities = [] if is_home else self._add_activities(number)
        self._add_card(number, 3 if is_home else 1, _HOME_LINES if is_home else _DAY_LINES, activities)

    def _admit(self, service: int, lot: int) -> None:
        chance, rows = self._chance, self._rows
        admission = self._number("admissions")
        first_day = date(2022, 10, 1) + timedelta(days=chance.randint(0, 1_700))
        rows["admissions"].append((admission, service, lot, f"C{admission}", first_day, None))
        if chance.random() < 0.05:
            start = max(first_day, TODAY + timedelta(days=chance.randint(-200, 200)))
            rows["suspensions"].append(
                (self._number("suspensions"), admission, start, start + timedelta(days=60), "Made up")
            )

    def _add_activities(self, service: int) -> list[int]:
        chance, rows = self._chance, self._rows
        made = []
        for name in ("Cooking", "Gardening"):
            weekdays = sorted(chance.sample(range(5), chance.randint(2, 5)))
            made.append(self._number("activities"))
            mask = sum(1 << weekday for weekday in weekdays)
            rows["activities"].append((made[-1], service, name, mask, date(2022, 10, 1)))
            for weekday in weekdays:
                start = chance.choice((570, 600, 780))
                session = self._number("activity_sessions")
                rows["activity_sessions"].append((session, made[-1], weekday, start, start + chance.choice((150, 300))))
        return made

    def _add_card(self, service: int, lot: int, card: tuple[tuple[object, ...], ...], activities: list[int]) -> None:
        chance, rows = self._chance, self._rows
        waiting = iter(activities)
        for band, (kind, unit, staff, people, is_bound, lowest, highest) in enumerate(card):
            line = self._number("rate_lines")
            activity = next(waiting) if is_bound else None
            rows["rate_lines"].append((line, service, lot, activity, kind, unit, staff, people, f"band {band}"))
            price = chance.randint(int(str(lowest)), int(str(highest)))
            starts = (*_RATE_STARTS, date(2028, 4, 1)) if kind == "transport" else _RATE_STARTS
            for first_day, following in zip(starts, (*starts[1:], None), strict=True):
                last_day = None if following is None else following - timedelta(days=1)
                rows["rates"].append((self._number("rates"), line, price, first_day, last_day))
                price = price * 104 // 100


_COLUMNS: dict[str, tuple[str, ...]] = {
    "districts": ("code", "name", "chosen"),
    "providers": ("id", "name"),
    "services": (
        "id",
        "provider_id",
        "name",
        "district_code",
        "easting",
        "northing",
        "rating",
        "registration",
        "places_free",
        "places_said_on",
        "insurance_last_day",
        "weekday_mask",
        "has_transport",
        "search_text",
    ),
    "service_needs": ("need_id", "service_id"),
    "admissions": ("id", "service_id", "lot_id", "reference", "first_day", "last_day"),
    "suspensions": ("id", "admission_id", "first_day", "last_day", "reason"),
    "activities": ("id", "service_id", "name", "weekday_mask", "first_day"),
    "activity_sessions": ("id", "activity_id", "weekday", "start_minute", "end_minute"),
    "rate_lines": (
        "id",
        "service_id",
        "lot_id",
        "activity_id",
        "kind",
        "unit",
        "ratio_staff",
        "ratio_people",
        "band",
    ),
    "rates": ("id", "rate_line_id", "price", "first_day", "last_day"),
}
