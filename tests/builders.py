"""Builders of what a test needs: say only what the test is about, the rest is a sensible example. Every call commits, once.

`Desk` is a database with staff of every job. Its methods return ids::

    ready = desk.ready_service(price="70.70", unit=Unit.DAY)      # scheme, lot, provider, service, admission, rate
    person = desk.person(budget="310")
    raise_call_off(desk.database, desk.practitioner, …, now=NOW)
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any, TypeVar, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.scheme import AwardRoute, SchemeKind
from brokerage.domain.service import Rating, Registration
from brokerage.domain.staff import Actor, Job
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week
from brokerage.storage.engine import Database
from brokerage.storage.tables.admissions import AdmissionRow, SuspensionRow
from brokerage.storage.tables.base import Base
from brokerage.storage.tables.council import CouncilRow, StaffRow, TeamRow
from brokerage.storage.tables.people import (
    BudgetRow,
    ContributionRow,
    PersonNeedRow,
    PersonRow,
    PlanOutcomeRow,
    SupportPlanRow,
)
from brokerage.storage.tables.providers import (
    ActivityOutcomeRow,
    ActivityRow,
    ActivitySessionRow,
    ProviderRow,
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
    SchemeRouteRow,
    SchemeRow,
)

TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
START = date(2026, 12, 7)
"""A Monday: the day support usually begins in a test."""

SINCE = date(2022, 10, 1)
APPROVAL_LIMIT = Decimal(25_000)
SENIOR_LIMIT = Decimal(250_000)

BuildT = TypeVar("BuildT", bound=Callable[..., object])


def in_one_transaction(build: BuildT) -> BuildT:
    """The builder of several rows that commits once, not after each row."""

    @wraps(build)
    def built(desk: "Desk", *args: Any, **kwargs: Any) -> object:
        with desk.session():
            return build(desk, *args, **kwargs)

    return cast("BuildT", built)


@dataclass(frozen=True, slots=True)
class ReadyService:
    """The ids of a service that may be called off on `START`, and what a list says of it."""

    scheme_id: int
    lot_id: int
    provider_id: int
    service_id: int
    admission_id: int
    rate_id: int
    scheme: str = ""
    unit: Unit = Unit.DAY
    unit_price: Decimal = Decimal("70.70")


@dataclass(slots=True)
class Desk:
    """A database with a council, a team and staff of every job."""

    database: Database
    team_id: int
    practitioner: Actor
    broker: Actor
    approver: Actor
    senior_approver: Actor
    commissioner: Actor
    finance: Actor
    auditor: Actor
    administrator: Actor
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1), init=False)
    _under_way: Session | None = field(default=None, init=False)

    def need(self, code: str = "learning-disability") -> int:
        """The need category of this code, made when it is not there yet."""
        return self._known(NeedCategoryRow, code)

    def outcome(self, code: str = "cook-a-meal") -> int:
        """The outcome of this code, made when it is not there yet."""
        return self._known(OutcomeRow, code)

    @in_one_transaction
    def scheme(self, *, routes: Sequence[AwardRoute] = tuple(AwardRoute), **columns: Any) -> int:
        """A scheme with an example policy and every award route."""
        number = next(self._numbers)
        given = {
            "reference": f"SCHEME-{number}",
            "title": f"Everyday Life {number}",
            "kind": SchemeKind.DPS_2015,
            "first_day": SINCE,
            "last_day": date(2030, 9, 30),
        }
        scheme_id = self._add(SchemeRow(**{**given, **columns}))
        self.policy(scheme_id)
        for route in routes:
            self._insert(SchemeRouteRow(scheme_id=scheme_id, route=route, rule_reference="Example rule"))
        return scheme_id

    def policy(self, scheme_id: int, **columns: Any) -> int:
        """The council's own rules for a scheme: four weeks' notice, bank holidays unpaid."""
        given = {
            "first_day": SINCE,
            "bank_holiday_rule": BankHolidayRule.UNPAID,
            "notice_days": 28,
            "absence_full_days": 28,
            "absence_share_percent": 60,
            "source": "Example",
        }
        return self._add(SchemePolicyRow(scheme_id=scheme_id, **{**given, **columns}))

    @in_one_transaction
    def lot(
        self, scheme_id: int | None = None, *, needs: Sequence[str] = ("learning-disability",), **columns: Any
    ) -> int:
        """A lot for the needs, in a new scheme unless one is given."""
        given = {"number": str(next(self._numbers)), "title": "Skills and training"}
        lot_id = self._add(LotRow(scheme_id=scheme_id or self.scheme(), **{**given, **columns}))
        for code in needs:
            self._insert(LotNeedRow(lot_id=lot_id, need_id=self.need(code)))
        return lot_id

    def provider(self, name: str = "", **columns: Any) -> int:
        """A provider, labelled as made up."""
        return self._add(ProviderRow(name=name or f"Northbourne Support {next(self._numbers)} (demo)", **columns))

    @in_one_transaction
    def service(
        self,
        provider_id: int | None = None,
        *,
        name: str = "",
        needs: Sequence[str] = ("learning-disability",),
        **columns: Any,
    ) -> int:
        """A registered, insured, well rated service with places free in Maidstone, open all week."""
        shown = name or f"Orchard Yard {next(self._numbers)} (demo)"
        given = {
            "postcode": "ME141XX",
            "easting": 575_937,
            "northing": 156_314,
            "rating": Rating.GOOD,
            "registration": Registration.REGISTERED,
            "capacity": 12,
            "places_free": 3,
            "places_said_on": TODAY,
            "insurance_last_day": date(2027, 10, 31),
            "search_text": shown.lower(),
        }
        service_id = self._add(
            ServiceRow(provider_id=provider_id or self.provider(), name=shown, **{**given, **columns})
        )
        for code in needs:
            self._insert(ServiceNeedRow(service_id=service_id, need_id=self.need(code)))
        return service_id

    @in_one_transaction
    def activity(
        self,
        service_id: int,
        *,
        name: str = "Cookery",
        sessions: str = "Mon,Wed 10:00-15:00",
        outcomes: Sequence[str] = (),
        **columns: Any,
    ) -> int:
        """An activity with the weekly sessions that the week names."""
        week = parse_week(sessions)
        given = {"first_day": SINCE, "weekday_mask": week.weekday_mask}
        activity_id = self._add(ActivityRow(service_id=service_id, name=name, **{**given, **columns}))
        for day in week.days:
            times = {"start_minute": day.start_minute, "end_minute": day.end_minute}
            self._add(ActivitySessionRow(activity_id=activity_id, weekday=day.weekday, **times))
        for code in outcomes:
            self._insert(ActivityOutcomeRow(activity_id=activity_id, outcome_id=self.outcome(code)))
        return activity_id

    def admission(self, service_id: int, lot_id: int, **columns: Any) -> int:
        """An admission from the scheme's start with no end."""
        given = {"reference": f"ADM-{next(self._numbers)}", "first_day": SINCE}
        return self._add(AdmissionRow(service_id=service_id, lot_id=lot_id, **{**given, **columns}))

    def suspension(self, admission_id: int, first_day: date, last_day: date | None = None) -> int:
        """Days on which no call-off may start."""
        return self._add(
            SuspensionRow(admission_id=admission_id, first_day=first_day, last_day=last_day, reason="Under review")
        )

    @in_one_transaction
    def rate(
        self,
        service_id: int,
        lot_id: int,
        price: str = "70.70",
        unit: Unit = Unit.DAY,
        *,
        ratio: str = "",
        kind: FeeKind = FeeKind.CARE,
        band: str = "",
        activity_id: int | None = None,
        first_day: date = date(2026, 4, 1),
        last_day: date | None = None,
    ) -> int:
        """An agreed rate on its rate line, which is made when it is not there yet."""
        asked = parse_ratio(ratio) if ratio else None
        line = {
            "service_id": service_id,
            "lot_id": lot_id,
            "activity_id": activity_id,
            "kind": kind,
            "unit": unit,
            "ratio_staff": asked.staff if asked else None,
            "ratio_people": asked.people if asked else None,
            "band": band,
        }
        with self.session() as session:
            line_id = session.scalar(select(RateLineRow.id).filter_by(**line)) or _added(session, RateLineRow(**line))
            dates = {"first_day": first_day, "last_day": last_day}
            return _added(session, RateRow(rate_line_id=line_id, price=Decimal(price), source="Example", **dates))

    @in_one_transaction
    def ready_service(
        self,
        price: str = "70.70",
        unit: Unit = Unit.DAY,
        *,
        ratio: str = "",
        lot_id: int | None = None,
        **columns: Any,
    ) -> ReadyService:
        """A service admitted to a lot with a rate in force; `columns` are the service's own."""
        lot_id = lot_id or self.lot()
        service_id = self.service(**columns)
        with self.session() as session:
            scheme_id = session.scalars(select(LotRow.scheme_id).where(LotRow.id == lot_id)).one()
            scheme = session.scalars(select(SchemeRow.title).where(SchemeRow.id == scheme_id)).one()
            provider_id = session.scalars(select(ServiceRow.provider_id).where(ServiceRow.id == service_id)).one()
        return ReadyService(
            scheme_id,
            lot_id,
            provider_id,
            service_id,
            self.admission(service_id, lot_id),
            self.rate(service_id, lot_id, price, unit, ratio=ratio),
            scheme,
            unit,
            Decimal(price),
        )

    @in_one_transaction
    def person(
        self,
        *,
        budget: str | None = "310",
        route: BudgetRoute = BudgetRoute.COUNCIL_MANAGED,
        needs: Sequence[str] = ("learning-disability",),
        week: str = "",
        ratio: str = "",
        outcomes: Sequence[str] = (),
        **columns: Any,
    ) -> int:
        """A grown-up with a need, a support plan and a weekly budget in pounds (None for no budget)."""
        number = next(self._numbers)
        given = {
            "reference": f"P-{9000 + number}",
            "given_name": "Wren",
            "family_name": f"Sampleby{number}",
            "born_on": date(1990, 5, 17),
            "legal_basis": LegalBasis.CARE_ACT,
            "team_id": self.team_id,
            "practitioner_id": self.practitioner.staff_id,
            "is_demonstration": True,
        }
        person_id = self._add(PersonRow(**{**given, **columns}))
        for position, code in enumerate(needs):
            self._insert(PersonNeedRow(person_id=person_id, need_id=self.need(code), position=position))
        self.plan(person_id, week=week, ratio=ratio, outcomes=outcomes)
        if budget is not None:
            self.budget(person_id, budget, route)
        return person_id

    @in_one_transaction
    def plan(self, person_id: int, *, outcomes: Sequence[str] = (), **columns: Any) -> int:
        """A support plan from April 2026 with no end, with the outcomes of these codes."""
        plan_id = self._add(SupportPlanRow(person_id=person_id, **{"first_day": date(2026, 4, 1), **columns}))
        for code in outcomes:
            self._insert(PlanOutcomeRow(plan_id=plan_id, outcome_id=self.outcome(code)))
        return plan_id

    def budget(
        self, person_id: int, weekly: str, route: BudgetRoute = BudgetRoute.COUNCIL_MANAGED, **columns: Any
    ) -> int:
        """A personal budget in pounds a week."""
        given = {"first_day": date(2026, 4, 1), "cost_centre": "adults"}
        return self._add(BudgetRow(person_id=person_id, route=route, weekly=Decimal(weekly), **{**given, **columns}))

    def contribution(
        self, person_id: int, weekly: str, collected_by: CollectedBy = CollectedBy.COUNCIL, **columns: Any
    ) -> int:
        """What the person pays, in pounds a week."""
        given = {"first_day": date(2026, 4, 1), "collected_by": collected_by}
        return self._add(ContributionRow(person_id=person_id, weekly=Decimal(weekly), **{**given, **columns}))

    def staff(self, login: str, job: Job, *, limit: Decimal | None = None, **columns: Any) -> Actor:
        """One more member of staff."""
        row = _staff_row(self.team_id, login, job, limit, columns)
        self._add(row)
        return _actor(self.database, row)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that commits at the end of the outermost block, for what no builder builds."""
        if self._under_way is not None:
            yield self._under_way
            return
        with Session(self.database.write_engine, expire_on_commit=False) as session, session.begin():
            self._under_way = session
            try:
                yield session
            finally:
                self._under_way = None

    def _add(self, row: Base) -> int:
        with self.session() as session:
            return _added(session, row)

    def _insert(self, row: Base) -> None:
        with self.session() as session:
            session.add(row)

    def _known(self, table: type[NeedCategoryRow | OutcomeRow], code: str) -> int:
        with self.session() as session:
            found = session.scalar(select(table.id).where(table.code == code))
            return found or _added(session, table(code=code, title=code.replace("-", " ").capitalize()))


def open_council(database: Database) -> Desk:
    """An empty migrated database made into a desk: the council, one team, staff of every job. A copy of one is only read."""
    with Session(database.write_engine, expire_on_commit=False) as session, session.begin():
        rows = session.scalars(select(StaffRow).order_by(StaffRow.id)).all() or _hired(session)
        team_id = session.scalars(select(TeamRow.id)).one()
    hired = {row.login.replace("-", "_"): _actor(database, row) for row in rows}
    return Desk(database, team_id, **hired)


def _hired(session: Session) -> Sequence[StaffRow]:
    limits = {"approver": APPROVAL_LIMIT, "senior-approver": SENIOR_LIMIT}
    logins = [job.value for job in Job] + ["senior-approver"]
    session.add(CouncilRow(id=1, name="Weald County Council (demonstration)", is_demonstration=True))
    team_id = _added(session, TeamRow(name="Brokerage (demo)"))
    rows = [_staff_row(team_id, login, Job(login.removeprefix("senior-")), limits.get(login), {}) for login in logins]
    session.add_all(rows)
    session.flush()
    return rows


def _staff_row(team_id: int, login: str, job: Job, limit: Decimal | None, columns: dict[str, Any]) -> StaffRow:
    name = f"{login.replace('-', ' ').title()} (demo)"
    given = {"first_day": SINCE, "team_id": team_id, "approval_limit": limit}
    return StaffRow(login=login, full_name=name, job=job, **{**given, **columns})


def _actor(database: Database, row: StaffRow) -> Actor:
    independent = not database.is_embedded
    acts_as = row.login if independent else "tester"
    return Actor(row.id, row.login, row.full_name, row.job, row.team_id, row.approval_limit, acts_as, independent)


def _added(session: Session, row: Base) -> int:
    session.add(row)
    session.flush()
    number: int = row.id  # type: ignore[attr-defined]
    return number
