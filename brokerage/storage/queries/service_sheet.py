"""Reads the whole sheet of one service in one lot."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, bindparam, func, or_, select

from brokerage.domain.period import Period
from brokerage.domain.scheme import last_day_of_contract, last_day_to_call_off
from brokerage.domain.service_sheet import (
    Closure,
    LotTerms,
    ProviderFacts,
    ServiceFacts,
    ServiceSheet,
    SessionTime,
    TimetableEntry,
)
from brokerage.storage.queries.rate_card import rate_card
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.admissions import AdmissionRow, SuspensionRow
from brokerage.storage.tables.areas import DistrictRow
from brokerage.storage.tables.providers import (
    ActivityOutcomeRow,
    ActivityRow,
    ActivitySessionRow,
    ClosureRow,
    ProviderRow,
    ServiceLanguageRow,
    ServiceNeedRow,
    ServiceRow,
)
from brokerage.storage.tables.schemes import LotRow, NeedCategoryRow, OutcomeRow, SchemePolicyRow, SchemeRow

_SERVICE_ID = bindparam("service_id", type_=Integer)
_LOT_ID = bindparam("lot_id", type_=Integer)
_DAY = bindparam("day", type_=Date)

_PROVIDER = (
    select(
        ProviderRow.name,
        ProviderRow.company_number,
        ProviderRow.charity_number,
        ProviderRow.regulator_id,
        ProviderRow.address,
        ProviderRow.postcode,
        ProviderRow.phone,
        ProviderRow.email,
    )
    .join(ServiceRow, ServiceRow.provider_id == ProviderRow.id)
    .where(ServiceRow.id == _SERVICE_ID)
)
_SERVICE = (
    select(
        ServiceRow.name,
        ServiceRow.kind,
        ServiceRow.summary,
        ServiceRow.address,
        ServiceRow.postcode,
        func.coalesce(DistrictRow.name, ""),
        ServiceRow.phone,
        ServiceRow.email,
        ServiceRow.regulator_id,
        ServiceRow.rating,
        ServiceRow.rated_on,
        ServiceRow.registration,
        ServiceRow.capacity,
        ServiceRow.places_free,
        ServiceRow.places_said_on,
        ServiceRow.places_said_by,
        ServiceRow.min_age,
        ServiceRow.max_age,
        ServiceRow.insurance_last_day,
        ServiceRow.weekday_mask,
        ServiceRow.has_transport,
        ServiceRow.wheelchair_access,
    )
    .outerjoin(DistrictRow, DistrictRow.code == ServiceRow.district_code)
    .where(ServiceRow.id == _SERVICE_ID)
)
_LOT = (
    select(
        LotRow.title,
        LotRow.number,
        SchemeRow.title,
        SchemeRow.reference,
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
_POLICY = (
    select(SchemePolicyRow.bank_holiday_rule, SchemePolicyRow.longest_half_day_minutes)
    .join(LotRow, LotRow.scheme_id == SchemePolicyRow.scheme_id)
    .where(
        LotRow.id == _LOT_ID,
        SchemePolicyRow.first_day <= _DAY,
        or_(SchemePolicyRow.last_day.is_(None), SchemePolicyRow.last_day >= _DAY),
    )
    .order_by(SchemePolicyRow.first_day.desc())
    .limit(1)
)
_OF_THE_PAIR = (AdmissionRow.service_id == _SERVICE_ID, AdmissionRow.lot_id == _LOT_ID)
_ADMISSIONS = (
    select(AdmissionRow.first_day, AdmissionRow.last_day).where(*_OF_THE_PAIR).order_by(AdmissionRow.first_day)
)
_SUSPENSIONS = (
    select(SuspensionRow.first_day, SuspensionRow.last_day)
    .join(AdmissionRow, AdmissionRow.id == SuspensionRow.admission_id)
    .where(*_OF_THE_PAIR)
    .order_by(SuspensionRow.first_day, SuspensionRow.id)
)
_NEEDS = (
    select(NeedCategoryRow.title)
    .join(ServiceNeedRow, ServiceNeedRow.need_id == NeedCategoryRow.id)
    .where(ServiceNeedRow.service_id == _SERVICE_ID)
    .order_by(NeedCategoryRow.title)
)
_LANGUAGES = (
    select(ServiceLanguageRow.language)
    .where(ServiceLanguageRow.service_id == _SERVICE_ID)
    .order_by(ServiceLanguageRow.language)
)
_ACTIVITIES = (
    select(ActivityRow.id, ActivityRow.name, ActivityRow.summary, ActivityRow.first_day, ActivityRow.last_day)
    .where(ActivityRow.service_id == _SERVICE_ID)
    .order_by(ActivityRow.name)
)
_SESSIONS = (
    select(
        ActivitySessionRow.activity_id,
        ActivitySessionRow.weekday,
        ActivitySessionRow.start_minute,
        ActivitySessionRow.end_minute,
        ActivitySessionRow.places,
    )
    .join(ActivityRow, ActivityRow.id == ActivitySessionRow.activity_id)
    .where(ActivityRow.service_id == _SERVICE_ID)
    .order_by(ActivitySessionRow.weekday, ActivitySessionRow.start_minute)
)
_OUTCOMES = (
    select(ActivityOutcomeRow.activity_id, OutcomeRow.title)
    .join(OutcomeRow, OutcomeRow.id == ActivityOutcomeRow.outcome_id)
    .join(ActivityRow, ActivityRow.id == ActivityOutcomeRow.activity_id)
    .where(ActivityRow.service_id == _SERVICE_ID)
    .order_by(OutcomeRow.title)
)
_CLOSURES = (
    select(ClosureRow.first_day, ClosureRow.last_day, ClosureRow.reason)
    .where(ClosureRow.service_id == _SERVICE_ID)
    .order_by(ClosureRow.first_day)
)


def service_sheet(reader: Reader, service_id: int, lot_id: int | None, day: date) -> ServiceSheet | None:
    """The sheet, with the scheme's rules of the day; None when there is no such service."""
    binds = {"service_id": service_id, "lot_id": lot_id, "day": day}
    service = reader.execute(_SERVICE, binds).first()
    if service is None:
        return None
    timetable = _timetable(reader, binds)
    return ServiceSheet(
        provider=ProviderFacts(*reader.execute(_PROVIDER, binds).one()),
        service=ServiceFacts(*service),
        lot=None if lot_id is None else _lot_terms(reader, binds),
        needs=tuple(reader.execute(_NEEDS, binds).scalars()),
        outcomes=tuple(sorted({outcome for entry in timetable for outcome in entry.outcomes})),
        languages=tuple(reader.execute(_LANGUAGES, binds).scalars()),
        timetable=timetable,
        closures=tuple(
            Closure(Period(first_day, last_day), reason)
            for first_day, last_day, reason in reader.execute(_CLOSURES, binds)
        ),
        card=rate_card(reader, service_id, lot_id),
    )


def _lot_terms(reader: Reader, binds: dict[str, Any]) -> LotTerms:
    row = reader.execute(_LOT, binds).one()
    lot, number, scheme, reference, lot_last, scheme_last, contract_last, min_age, max_age, registered, derives = row
    policy = reader.execute(_POLICY, binds).first()
    admissions = tuple(Period(*row) for row in reader.execute(_ADMISSIONS, binds))
    standing = next((admission for admission in admissions if admission.contains(binds["day"])), None)
    return LotTerms(
        lot=lot,
        number=number,
        scheme=scheme,
        scheme_reference=reference,
        last_call_off_day=last_day_to_call_off(lot_last, scheme_last, contract_last),
        contract_last_day=last_day_of_contract(contract_last, None if standing is None else standing.last_day),
        min_age=min_age,
        max_age=max_age,
        registration_needed=registered,
        derives_ratio=derives,
        admissions=admissions,
        suspensions=tuple(Period(*row) for row in reader.execute(_SUSPENSIONS, binds)),
        bank_holiday_rule=None if policy is None else policy.bank_holiday_rule,
        longest_half_day_minutes=None if policy is None else policy.longest_half_day_minutes,
    )


def _timetable(reader: Reader, binds: dict[str, Any]) -> tuple[TimetableEntry, ...]:
    sessions: dict[int, list[SessionTime]] = defaultdict(list)
    for activity_id, *session in reader.execute(_SESSIONS, binds):
        sessions[activity_id].append(SessionTime(*session))
    outcomes: dict[int, list[str]] = defaultdict(list)
    for activity_id, title in reader.execute(_OUTCOMES, binds):
        outcomes[activity_id].append(title)
    return tuple(
        TimetableEntry(name, summary, Period(first_day, last_day), tuple(sessions[key]), tuple(outcomes[key]))
        for key, name, summary, first_day, last_day in reader.execute(_ACTIVITIES, binds)
    )
