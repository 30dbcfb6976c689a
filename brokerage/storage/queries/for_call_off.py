"""What a call-off is decided on: person, service, lot, policy and rates of one start day, locked when asked to be.

On PostgreSQL the rows are locked one after another in a fixed order (person, the call-off itself, service, lot,
admissions, budgets, rates), so that two call-offs wait for each other and never in a ring. On SQLite the transaction
holds the whole database already.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import BindParameter, Connection, Date, Integer, Select, bindparam, func, or_, select
from sqlalchemy.orm import Session

from brokerage.domain.call_off import HOLDS_A_PLACE
from brokerage.domain.call_off_facts import (
    AdmissionFacts,
    CallOffFacts,
    LotFacts,
    PersonFacts,
    PolicyFacts,
    RateFacts,
    ServiceFacts,
)
from brokerage.domain.contribution import Contribution
from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import Period
from brokerage.domain.rate import Rate
from brokerage.domain.ratio import Ratio
from brokerage.domain.scheme import last_day_to_call_off
from brokerage.storage.tables.admissions import AdmissionRow, SuspensionRow
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.people import BudgetRow, ContributionRow, PersonNeedRow, PersonRow
from brokerage.storage.tables.providers import ActivityRow, ClosureRow, ProviderRow, ServiceRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.tables.schemes import LotRow, NeedCategoryRow, SchemePolicyRow, SchemeRouteRow, SchemeRow

Reader = Connection | Session

_DAY: BindParameter[date] = bindparam("day", type_=Date())
_PERSON_ID: BindParameter[int] = bindparam("person_id", type_=Integer())
_SERVICE_ID: BindParameter[int] = bindparam("service_id", type_=Integer())
_LOT_ID: BindParameter[int] = bindparam("lot_id", type_=Integer())

_PERSON = select(PersonRow.reference, PersonRow.born_on, PersonRow.legal_basis).where(PersonRow.id == _PERSON_ID)
_NEEDS = (
    select(NeedCategoryRow.code)
    .join(PersonNeedRow, PersonNeedRow.need_id == NeedCategoryRow.id)
    .where(PersonNeedRow.person_id == _PERSON_ID)
    .order_by(PersonNeedRow.position, NeedCategoryRow.code)
)
_BUDGET = (
    select(BudgetRow.weekly, BudgetRow.route)
    .where(
        BudgetRow.person_id == _PERSON_ID,
        BudgetRow.first_day <= _DAY,
        or_(BudgetRow.last_day.is_(None), BudgetRow.last_day >= _DAY),
    )
    .order_by(BudgetRow.first_day.desc(), BudgetRow.id.desc())
    .limit(1)
)
_CONTRIBUTION = (
    select(ContributionRow.weekly, ContributionRow.collected_by)
    .where(
        ContributionRow.person_id == _PERSON_ID,
        ContributionRow.first_day <= _DAY,
        or_(ContributionRow.last_day.is_(None), ContributionRow.last_day >= _DAY),
    )
    .order_by(ContributionRow.first_day.desc(), ContributionRow.id.desc())
    .limit(1)
)
_COMMITTED = select(
    func.coalesce(func.sum(CallOffRow.weekly), Decimal(0)),
    func.coalesce(func.sum(CallOffRow.contribution_weekly), Decimal(0)),
).where(
    CallOffRow.person_id == _PERSON_ID,
    CallOffRow.state.in_(sorted(HOLDS_A_PLACE, key=lambda state: state.value)),
    CallOffRow.id != bindparam("own_id"),
    or_(CallOffRow.planned_last_day.is_(None), CallOffRow.planned_last_day >= _DAY),
    CallOffRow.first_day <= func.coalesce(bindparam("last_day", type_=Date()), CallOffRow.first_day),
)
_SERVICE = (
    select(
        ServiceRow.name,
        ProviderRow.name,
        ServiceRow.rating,
        ServiceRow.registration,
        ServiceRow.insurance_last_day,
        ServiceRow.min_age,
        ServiceRow.max_age,
        ServiceRow.places_free,
    )
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .where(ServiceRow.id == _SERVICE_ID)
)
_CLOSURES = select(ClosureRow.first_day, ClosureRow.last_day).where(ClosureRow.service_id == _SERVICE_ID)
_LOT = (
    select(
        LotRow.scheme_id,
        SchemeRow.reference,
        SchemeRow.title,
        LotRow.number,
        LotRow.title,
        LotRow.last_call_off_day,
        SchemeRow.last_call_off_day,
        SchemeRow.last_day,
        LotRow.min_age,
        LotRow.max_age,
        LotRow.registration_needed,
        LotRow.derives_ratio,
    )
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .where(LotRow.id == _LOT_ID)
)
_SCHEME_OF_LOT = select(LotRow.scheme_id).where(LotRow.id == _LOT_ID)
_ROUTES = select(SchemeRouteRow.route).where(SchemeRouteRow.scheme_id == bindparam("scheme_id"))
_ADMISSIONS = (
    select(AdmissionRow.id, AdmissionRow.reference, AdmissionRow.first_day, AdmissionRow.last_day)
    .where(AdmissionRow.service_id == _SERVICE_ID, AdmissionRow.lot_id == _LOT_ID)
    .order_by(AdmissionRow.first_day)
)
_SUSPENSIONS = (
    select(SuspensionRow.admission_id, SuspensionRow.first_day, SuspensionRow.last_day)
    .join(AdmissionRow, AdmissionRow.id == SuspensionRow.admission_id)
    .where(AdmissionRow.service_id == _SERVICE_ID, AdmissionRow.lot_id == _LOT_ID)
    .order_by(SuspensionRow.first_day)
)
POLICY_COLUMNS = (
    SchemePolicyRow.bank_holiday_rule,
    SchemePolicyRow.notice_days,
    SchemePolicyRow.trial_days,
    SchemePolicyRow.review_weeks,
    SchemePolicyRow.absence_full_days,
    SchemePolicyRow.absence_share_percent,
    SchemePolicyRow.days_after_death,
    SchemePolicyRow.payment_weeks,
    SchemePolicyRow.approval_weeks,
    SchemePolicyRow.longest_half_day_minutes,
    SchemePolicyRow.answer_days,
    SchemePolicyRow.direct_payment_stay_days,
    SchemePolicyRow.price_review,
    SchemePolicyRow.source,
)
"""In the order of the fields of `PolicyFacts`."""
_POLICY = (
    select(*POLICY_COLUMNS)
    .where(
        SchemePolicyRow.scheme_id == bindparam("scheme_id"),
        SchemePolicyRow.first_day <= _DAY,
        or_(SchemePolicyRow.last_day.is_(None), SchemePolicyRow.last_day >= _DAY),
    )
    .order_by(SchemePolicyRow.first_day.desc())
    .limit(1)
)
_RATE_IDS: BindParameter[Sequence[int]] = bindparam("rate_ids", expanding=True)
_RATE_LINES = (
    select(
        RateRow.id,
        RateLineRow.id,
        RateLineRow.unit,
        RateLineRow.ratio_staff,
        RateLineRow.ratio_people,
        RateLineRow.band,
        RateLineRow.service_id,
        RateLineRow.lot_id,
        ActivityRow.name,
    )
    .join(RateLineRow, RateLineRow.id == RateRow.rate_line_id)
    .outerjoin(ActivityRow, ActivityRow.id == RateLineRow.activity_id)
    .where(RateRow.id.in_(_RATE_IDS))
)
_RATES = (
    select(RateRow.rate_line_id, RateRow.price, RateRow.first_day, RateRow.last_day)
    .where(RateRow.rate_line_id.in_(select(RateRow.rate_line_id).where(RateRow.id.in_(_RATE_IDS))))
    .order_by(RateRow.rate_line_id, RateRow.first_day)
)
_LOCK_PERSON = select(PersonRow.id).where(PersonRow.id == _PERSON_ID).with_for_update()
_LOCKS: tuple[Select[tuple[int]], ...] = (
    select(ServiceRow.id).where(ServiceRow.id == _SERVICE_ID).with_for_update(),
    select(LotRow.id).where(LotRow.id == _LOT_ID).with_for_update(read=True),
    select(AdmissionRow.id)
    .where(AdmissionRow.service_id == _SERVICE_ID, AdmissionRow.lot_id == _LOT_ID)
    .order_by(AdmissionRow.id)
    .with_for_update(),
    select(BudgetRow.id).where(BudgetRow.person_id == _PERSON_ID).order_by(BudgetRow.id).with_for_update(),
)
_LOCK_RATES = select(RateRow.id).where(RateRow.id.in_(_RATE_IDS)).order_by(RateRow.id).with_for_update()


def lock_person(session: Session, person_id: int) -> None:
    """Lock the person until the transaction ends: their call-offs are decided one after another, against one budget."""
    session.execute(_LOCK_PERSON, {"person_id": person_id}).all()


def lock_for_call_off(session: Session, person_id: int, service_id: int, lot_id: int, rate_ids: Sequence[int]) -> None:
    """Lock what the call-off is decided on until the transaction ends; a colleague's change waits, or is seen."""
    found = {"person_id": person_id, "service_id": service_id, "lot_id": lot_id}
    for lock in _LOCKS:
        session.execute(lock, found).all()
    if rate_ids:
        session.execute(_LOCK_RATES, {"rate_ids": list(rate_ids)}).all()


def facts_for_call_off(
    reader: Reader,
    *,
    person_id: int,
    service_id: int,
    lot_id: int,
    rate_ids: Sequence[int],
    first_day: date,
    last_day: date | None,
    own_id: int = 0,
) -> CallOffFacts:
    """Return what is known for a start on the day. `own_id` is the call-off itself, which is not counted as committed.

    Raises: RuleBroken when the person, the service or the lot is not there.
    """
    lot = _lot(reader, service_id, lot_id)
    return CallOffFacts(
        person=person_facts(reader, person_id, first_day, last_day, own_id),
        service=_service(reader, service_id),
        lot=lot,
        policy=_policy(reader, lot.scheme_id, first_day),
        rates=rate_facts(reader, service_id, lot_id, rate_ids),
    )


def policy_for_lot(reader: Reader, lot_id: int, day: date) -> PolicyFacts | None:
    """Return the rules of the lot's scheme on the day; None where it has none."""
    return _policy(reader, reader.execute(_SCHEME_OF_LOT, {"lot_id": lot_id}).scalar_one(), day)


def person_facts(
    reader: Reader, person_id: int, first_day: date, last_day: date | None, own_id: int = 0
) -> PersonFacts:
    """Return the person and their money on the first day; `own_id` is a call-off that is not counted. Raises: RuleBroken."""
    row = reader.execute(_PERSON, {"person_id": person_id}).first()
    if row is None:
        raise RuleBroken("The person is not in this database: choose another.")
    asked = {"person_id": person_id, "day": first_day}
    budget = reader.execute(_BUDGET, asked).first()
    contribution = reader.execute(_CONTRIBUTION, asked).first()
    committed = reader.execute(_COMMITTED, {**asked, "last_day": last_day, "own_id": own_id}).one()
    return PersonFacts(
        person_id=person_id,
        reference=row[0],
        born_on=row[1],
        legal_basis=row[2],
        needs=tuple(reader.execute(_NEEDS, {"person_id": person_id}).scalars()),
        budget_weekly=None if budget is None else budget[0],
        budget_route=None if budget is None else budget[1],
        contribution=None if contribution is None else Contribution(contribution[0], contribution[1]),
        committed_weekly=committed[0],
        contributed_weekly=committed[1],
    )


def _service(reader: Reader, service_id: int) -> ServiceFacts:
    row = reader.execute(_SERVICE, {"service_id": service_id}).first()
    if row is None:
        raise RuleBroken("The service is not in this database: choose another.")
    closures = reader.execute(_CLOSURES, {"service_id": service_id}).all()
    closed = frozenset(
        first + timedelta(days=number) for first, last in closures for number in range((last - first).days + 1)
    )
    name, provider, rating, registration, insurance_last_day, min_age, max_age, places_free = row
    return ServiceFacts(
        service_id, name, provider, rating, registration, insurance_last_day, min_age, max_age, places_free, closed
    )


def _lot(reader: Reader, service_id: int, lot_id: int) -> LotFacts:
    row = reader.execute(_LOT, {"lot_id": lot_id}).first()
    if row is None:
        raise RuleBroken("The lot is not in this database: choose another.")
    scheme_id, reference, scheme, number, title, lot_last, scheme_last, contract_last, *rest = row
    min_age, max_age, registration, derives = rest
    return LotFacts(
        lot_id=lot_id,
        key=f"{reference}/{number}",
        scheme_id=scheme_id,
        scheme=scheme,
        lot=f"{number} {title}",
        last_call_off_day=last_day_to_call_off(lot_last, scheme_last, contract_last),
        contract_last_day=contract_last,
        min_age=min_age,
        max_age=max_age,
        registration_needed=registration,
        derives_ratio=derives,
        routes=tuple(reader.execute(_ROUTES, {"scheme_id": scheme_id}).scalars()),
        admissions=_admissions(reader, service_id, lot_id),
    )


def _admissions(reader: Reader, service_id: int, lot_id: int) -> tuple[AdmissionFacts, ...]:
    asked = {"service_id": service_id, "lot_id": lot_id}
    suspensions = reader.execute(_SUSPENSIONS, asked).all()
    return tuple(
        AdmissionFacts(
            admission_id,
            reference,
            Period(first_day, last_day),
            tuple(Period(first, last) for of, first, last in suspensions if of == admission_id),
        )
        for admission_id, reference, first_day, last_day in reader.execute(_ADMISSIONS, asked)
    )


def _policy(reader: Reader, scheme_id: int, day: date) -> PolicyFacts | None:
    row = reader.execute(_POLICY, {"scheme_id": scheme_id, "day": day}).first()
    return None if row is None else PolicyFacts(*row)


def rate_facts(reader: Reader, service_id: int, lot_id: int | None, rate_ids: Sequence[int]) -> tuple[RateFacts, ...]:
    """Return the rates that were chosen, each with all rates of its line. Raises: RuleBroken when one is not there."""
    if not rate_ids:
        return ()
    asked = {"rate_ids": list(rate_ids)}
    by_line: dict[int, list[Rate]] = {}
    for line_id, price, first_day, last_day in reader.execute(_RATES, asked):
        by_line.setdefault(line_id, []).append(Rate(price, Period(first_day, last_day)))
    found = reader.execute(_RATE_LINES, asked).all()
    if len(found) < len(set(rate_ids)):
        raise RuleBroken("A rate that was chosen is not in this database: choose it again.")
    return tuple(
        RateFacts(
            rate_id=rate_id,
            unit=unit,
            ratio=None if staff is None else Ratio(staff, people),
            description=" · ".join(part for part in (activity, band) if part),
            of_this_service=(of_service, of_lot) == (service_id, lot_id),
            rates=tuple(by_line[line_id]),
        )
        for rate_id, line_id, unit, staff, people, band, of_service, of_lot, activity in found
    )
