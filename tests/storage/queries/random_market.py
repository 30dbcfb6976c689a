"""A small random market, written to a database and kept in plain values, so that a search can be answered twice."""

import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from sqlalchemy.orm import Session

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.period import ONE_DAY, Period
from brokerage.domain.scheme import SchemeKind
from brokerage.domain.service import Rating, Registration
from brokerage.domain.unit import Unit
from brokerage.storage.engine import Database
from brokerage.storage.tables import Base
from brokerage.storage.tables.admissions import AdmissionRow, SuspensionRow
from brokerage.storage.tables.areas import DistrictRow
from brokerage.storage.tables.providers import (
    ActivityOutcomeRow,
    ActivityRow,
    ActivitySessionRow,
    ProviderRow,
    ServiceLanguageRow,
    ServiceNeedRow,
    ServiceRow,
)
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.tables.schemes import (
    LotNeedRow,
    LotRow,
    NeedCategoryRow,
    OutcomeRow,
    SchemePolicyRow,
    SchemeRow,
)
from brokerage.storage.writes.bulk import insert_tables
from tests.storage.queries.made_market import (
    CENTRE,
    DISTRICTS,
    LANGUAGES,
    MIDDLE_DAY,
    NEEDS,
    OUTCOMES,
    Activity,
    InLot,
    Line,
    Lot,
    Market,
    Service,
)


def write_random_market(
    database: Database, seed: int, number_of_services: int = 60, *, admitted: bool = False
) -> Market:
    """Writes a random market to an empty database and returns it.

    With `admitted` every service is admitted and insured without an end, so that other gates stop nothing before the timetable.
    """
    writer = _Writer(random.Random(seed), admitted=admitted)
    market = writer.write(number_of_services)
    with Session(database.write_engine) as session, session.begin():
        insert_tables(session, writer.rows)
    return market


class _Writer:
    def __init__(self, chance: random.Random, *, admitted: bool) -> None:
        self.chance = chance
        self.admitted = admitted
        self.rows: dict[str, list[dict[str, object]]] = defaultdict(list)

    def add(self, table: type[Base], **values: object) -> int:
        """Keep the row until all are inserted at once; its number is its place in its table."""
        kept = self.rows[table.__tablename__]
        number = len(kept) + 1
        own_number = {"id": number} if "id" in table.__table__.c else {}
        kept.append({**own_number, **values})
        return number

    def day(self, spread: int = 400) -> date:
        return MIDDLE_DAY + timedelta(days=self.chance.randint(-spread, spread))

    def maybe(self, value: Any, likelihood: float = 0.5) -> Any:
        return value if self.chance.random() < likelihood else None

    def period(self, spread: int = 400) -> Period:
        first, last = sorted((self.day(spread), self.day(spread)))
        return Period(first, self.maybe(last))

    def write(self, number_of_services: int) -> Market:
        self.need_ids = {code: self.add(NeedCategoryRow, code=code, title=code.title()) for code in NEEDS}
        self.outcome_ids = {code: self.add(OutcomeRow, code=code, title=code.title()) for code in OUTCOMES}
        for code, name in DISTRICTS.items():
            self.add(DistrictRow, code=code, name=name, chosen=True)
        lots = [lot for number in range(2) for lot in self.scheme(number)]
        providers = [f"Provider {letter}" for letter in "ABCDEF"]
        self.providers = {name: self.add(ProviderRow, name=name) for name in providers}
        return Market([self.service(number, lots) for number in range(number_of_services)], lots)

    def scheme(self, number: int) -> list[Lot]:
        ends = [self.maybe(self.day(), 0.3), self.maybe(MIDDLE_DAY + timedelta(days=500), 0.5)]
        ends = [None, None] if self.admitted else ends
        key = self.add(
            SchemeRow,
            reference=f"S{number}",
            title=f"Scheme {number}",
            kind=SchemeKind.DPS_2015,
            first_day=date(2020, 1, 1),
            last_call_off_day=ends[0],
            last_day=ends[1],
        )
        policies = self.policies(key)
        return [self.lot(key, number, str(lot_number), ends, policies) for lot_number in (1, 2)]

    def policies(self, scheme: int) -> list[tuple[Period, int]]:
        """Policies one after another, which may leave days without one; each ends before the next begins."""
        chance = random.Random(f"policies of scheme {scheme}")
        first_days = sorted({MIDDLE_DAY + timedelta(days=chance.randint(-400, 200)) for _ in range(2)})
        made = []
        for first_day, following in zip_longest(first_days, first_days[1:]):
            last_day = first_day + timedelta(days=chance.randint(0, 300)) if chance.random() < 0.6 else None
            if following is not None:
                last_day = min(last_day or following, following - ONE_DAY)
            made.append((Period(first_day, last_day), chance.choice((140, 179, 300, 375))))
        for period, minutes in made:
            self.add(
                SchemePolicyRow,
                scheme_id=scheme,
                first_day=period.first_day,
                last_day=period.last_day,
                bank_holiday_rule=BankHolidayRule.PAID,
                notice_days=28,
                absence_full_days=28,
                absence_share_percent=60,
                longest_half_day_minutes=minutes,
            )
        return made

    def lot(
        self, scheme: int, scheme_number: int, number: str, ends: list[date | None], policies: list[tuple[Period, int]]
    ) -> Lot:
        own_end = None if self.admitted else self.maybe(self.day(), 0.3)
        lot = Lot(
            key=0,
            number=number,
            title=f"Lot {scheme_number}.{number}",
            scheme=f"Scheme {scheme_number}",
            scheme_reference=f"S{scheme_number}",
            last_call_off_days=[own_end, *ends],
            min_age=self.maybe(18),
            max_age=self.maybe(64),
            registration_needed=self.chance.random() < 0.5,
            derives_ratio=self.chance.random() < 0.5,
            needs={need for need in NEEDS if self.chance.random() < 0.4},
            policies=policies,
        )
        lot.key = self.add(
            LotRow,
            scheme_id=scheme,
            number=number,
            title=lot.title,
            min_age=lot.min_age,
            max_age=lot.max_age,
            registration_needed=lot.registration_needed,
            derives_ratio=lot.derives_ratio,
            last_call_off_day=own_end,
        )
        for need in lot.needs:
            self.add(LotNeedRow, lot_id=lot.key, need_id=self.need_ids[need])
        return lot

    def service(self, number: int, lots: list[Lot]) -> Service:
        chance = self.chance
        provider = chance.choice(list(self.providers))
        placed = chance.random() < 0.9
        # Few names and places, so that ties reach the last parts of the order.
        values: dict[str, Any] = {
            "name": f"{chance.choice(('Orchard', 'orchard', 'Élan', 'Weald_', 'Hop 100%'))} {number % 7}",
            "district_code": self.maybe(chance.choice(list(DISTRICTS)), 0.9),
            "easting": CENTRE[0] + chance.randint(-20, 20) * 1500 if placed else None,
            "northing": CENTRE[1] + chance.randint(-20, 20) * 1500 if placed else None,
            "rating": chance.choice(list(Rating)),
            "registration": chance.choice(list(Registration)),
            "places_free": self.maybe(chance.randint(0, 3)),
            "places_said_on": self.maybe(self.day(30)),
            "min_age": self.maybe(chance.randint(16, 30), 0.3),
            "max_age": self.maybe(chance.randint(40, 70), 0.3),
            "insurance_last_day": None if self.admitted else self.maybe(self.day(), 0.5),
            "weekday_mask": chance.choice((127, 31, 31, 21)),
            "has_transport": chance.random() < 0.6,
            "wheelchair_access": chance.random() < 0.5,
        }
        values["search_text"] = f"{values['name']} {provider} gardening".lower()
        key = self.add(ServiceRow, provider_id=self.providers[provider], **values)
        needs = {need for need in NEEDS if chance.random() < 0.5}
        languages = {language for language in LANGUAGES if chance.random() < 0.3}
        for need in needs:
            self.add(ServiceNeedRow, service_id=key, need_id=self.need_ids[need])
        for language in languages:
            self.add(ServiceLanguageRow, service_id=key, language=language)
        activities = [self.activity(key, name) for name in ("Cooking", "Music") if chance.random() < 0.5]
        in_lots = [self.in_lot(key, lot, activities) for lot in lots if chance.random() < 0.4]
        return Service(key, values, provider, needs, languages, activities, in_lots)

    def activity(self, service: int, name: str) -> Activity:
        sessions = []
        for weekday in range(7):
            if self.chance.random() < 0.6:
                start = self.chance.choice((540, 600, 780))
                sessions.append((weekday, start, start + self.chance.choice((120, 300, 420))))
        period = self.period()
        mask = sum(1 << weekday for weekday in {session[0] for session in sessions})
        key = self.add(
            ActivityRow,
            service_id=service,
            name=name,
            weekday_mask=mask,
            first_day=period.first_day,
            last_day=period.last_day,
        )
        for weekday, start, end in sessions:
            self.add(ActivitySessionRow, activity_id=key, weekday=weekday, start_minute=start, end_minute=end)
        outcomes = {outcome for outcome in OUTCOMES if self.chance.random() < 0.4}
        for outcome in outcomes:
            self.add(ActivityOutcomeRow, activity_id=key, outcome_id=self.outcome_ids[outcome])
        return Activity(key, name, period, sessions, outcomes)

    def in_lot(self, service: int, lot: Lot, activities: list[Activity]) -> InLot:
        made = InLot(lot)
        if self.admitted:
            made.admissions.append(Period(date(2020, 1, 1)))
            self.add(AdmissionRow, service_id=service, lot_id=lot.key, reference="C", first_day=date(2020, 1, 1))
            made.lines = self.lines(service, lot, activities)
            return made
        first_days = sorted({self.day() for _ in range(self.chance.choice((0, 1, 1, 1, 2)))})
        for first_day, follower in zip(first_days, (*first_days, None)[1:], strict=True):
            last_day = self.maybe(first_day + timedelta(days=self.chance.randint(0, 500)), 0.4)
            if follower is not None:
                last_day = min(last_day or date.max, follower - timedelta(days=1))
            period = Period(first_day, last_day)
            made.admissions.append(period)
            admission = self.add(
                AdmissionRow,
                service_id=service,
                lot_id=lot.key,
                reference="C",
                first_day=period.first_day,
                last_day=period.last_day,
            )
            if self.chance.random() < 0.3:
                suspension = self.while_admitted(period)
                made.suspensions.append(suspension)
                self.add(
                    SuspensionRow,
                    admission_id=admission,
                    first_day=suspension.first_day,
                    last_day=suspension.last_day,
                    reason="made up",
                )
        made.lines = self.lines(service, lot, activities)
        return made

    def while_admitted(self, admission: Period) -> Period:
        """Days of a suspension, of which the first at least lies in the admission."""
        wanted = self.period(60)
        first_day = min(max(wanted.first_day, admission.first_day), admission.last_day or date.max)
        return Period(first_day, None if wanted.last_day is None else max(wanted.last_day, first_day))

    def lines(self, service: int, lot: Lot, activities: list[Activity]) -> list[Line]:
        lines: dict[tuple[object, ...], Line] = {}
        for _ in range(self.chance.randint(0, 5)):
            ratio = self.chance.choice((None, (1, 1), (1, 1), (1, 3), (2, 1)))
            line = Line(
                unit=self.chance.choice(list(Unit)),
                kind=self.chance.choice((FeeKind.CARE, FeeKind.CARE, FeeKind.ACCOMMODATION, FeeKind.TRANSPORT)),
                ratio=ratio,
                activity=self.chance.choice((None, *activities)),
            )
            activity = None if line.activity is None else line.activity.key
            if (line.unit, line.kind, ratio, activity) not in lines:
                lines[line.unit, line.kind, ratio, activity] = line
                self.line(service, lot, line)
        return list(lines.values())

    def line(self, service: int, lot: Lot, line: Line) -> None:
        key = self.add(
            RateLineRow,
            service_id=service,
            lot_id=lot.key,
            activity_id=None if line.activity is None else line.activity.key,
            kind=line.kind,
            unit=line.unit,
            ratio_staff=line.ratio[0] if line.ratio else None,
            ratio_people=line.ratio[1] if line.ratio else None,
        )
        first_day = self.day(500)
        for _ in range(self.chance.randint(0, 3)):
            last_day = first_day + timedelta(days=self.chance.randint(0, 400))
            # Few prices, so that ties are common; prices of odd pence, so that halves are.
            pence = self.chance.choice((1, 3535, 7070, 2408, 1937, 145_000))
            period = Period(first_day, last_day)
            rate = self.add(
                RateRow, rate_line_id=key, price=Decimal(pence).scaleb(-2), first_day=first_day, last_day=last_day
            )
            line.rates.append((rate, pence, period))
            first_day = last_day + timedelta(days=self.chance.choice((1, 1, 30)))
