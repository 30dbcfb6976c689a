"""What an agreement is drawn up from: both parties, the person, the scheme, the lines as frozen and the approvals."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Date, Integer, Row, Text, bindparam, func, or_, select

from brokerage.domain.agreement_drawing import AgreedLine, AgreedMoney, AgreementFacts
from brokerage.domain.agreement_terms import (
    ApprovalTerms,
    ContactTerms,
    OutcomeTerms,
    PartyTerms,
    PersonTerms,
    SchemeTerms,
    ServiceTerms,
)
from brokerage.domain.calendar import day_in_england
from brokerage.domain.call_off import Step
from brokerage.domain.call_off_price import follow_prices
from brokerage.domain.council import Council
from brokerage.domain.errors import RuleBroken
from brokerage.domain.fee_line import FeeLine
from brokerage.domain.postcode import display_postcode
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.week_wanted import parse_week
from brokerage.storage.queries.council import council
from brokerage.storage.queries.rates_chosen import rate_facts
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.scheme_policy import policy_for_lot
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.call_offs import ApprovalRow, CallOffLineRow, CallOffRow, CallOffStepRow
from brokerage.storage.tables.council import StaffRow, TeamRow
from brokerage.storage.tables.people import PersonNeedRow, PersonRow, PlanOutcomeRow, SupportPlanRow
from brokerage.storage.tables.providers import ClosureRow, ProviderRow, ServiceRow
from brokerage.storage.tables.schemes import LotRow, NeedCategoryRow, OutcomeRow, SchemeRouteRow, SchemeRow

_ID: BindParameter[int] = bindparam("call_off_id", type_=Integer())
_PERSON_ID: BindParameter[int] = bindparam("person_id", type_=Integer())
_DAY: BindParameter[date] = bindparam("day", type_=Date())

_CALL_OFF = select(
    CallOffRow.id,
    CallOffRow.reference,
    CallOffRow.person_id,
    CallOffRow.service_id,
    CallOffRow.lot_id,
    CallOffRow.admission_id,
    CallOffRow.route,
    CallOffRow.first_day,
    CallOffRow.planned_last_day,
    CallOffRow.week,
    CallOffRow.ratio,
    CallOffRow.room,
    CallOffRow.one_off,
    CallOffRow.contribution_weekly,
    CallOffRow.collected_by,
    CallOffRow.top_up_weekly,
    CallOffRow.top_up_payer,
    CallOffRow.price_locked,
    CallOffRow.lines_edition,
).where(CallOffRow.reference == bindparam("reference", type_=Text()))
_SERVICE = (
    select(
        ServiceRow.name,
        ServiceRow.address,
        ServiceRow.postcode,
        ServiceRow.phone,
        ServiceRow.email,
        ServiceRow.regulator_id,
        ServiceRow.rating,
        ProviderRow.name.label("provider"),
        ProviderRow.address.label("provider_address"),
        ProviderRow.postcode.label("provider_postcode"),
        ProviderRow.phone.label("provider_phone"),
        ProviderRow.email.label("provider_email"),
        ProviderRow.company_number,
        ProviderRow.charity_number,
        ProviderRow.regulator_id.label("provider_regulator_id"),
        ProviderRow.is_demonstration,
    )
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .where(ServiceRow.id == bindparam("service_id", type_=Integer()))
)
_CLOSURES = select(ClosureRow.first_day, ClosureRow.last_day).where(
    ClosureRow.service_id == bindparam("service_id", type_=Integer())
)
_PERSON = (
    select(
        PersonRow.reference,
        PersonRow.given_name,
        PersonRow.family_name,
        PersonRow.born_on,
        PersonRow.legal_basis,
        PersonRow.representative,
        PersonRow.is_demonstration,
        TeamRow.name.label("team"),
        TeamRow.phone,
        TeamRow.email,
    )
    .outerjoin(TeamRow, TeamRow.id == PersonRow.team_id)
    .where(PersonRow.id == _PERSON_ID)
)
_NEEDS = (
    select(NeedCategoryRow.title)
    .join(PersonNeedRow, PersonNeedRow.need_id == NeedCategoryRow.id)
    .where(PersonNeedRow.person_id == _PERSON_ID)
    .order_by(PersonNeedRow.position, NeedCategoryRow.code)
)
_PLAN = (
    select(SupportPlanRow.id)
    .where(
        SupportPlanRow.person_id == _PERSON_ID,
        SupportPlanRow.first_day <= _DAY,
        or_(SupportPlanRow.last_day.is_(None), SupportPlanRow.last_day >= _DAY),
    )
    .order_by(SupportPlanRow.first_day.desc(), SupportPlanRow.id.desc())
    .limit(1)
    .scalar_subquery()
)
_OUTCOMES = (
    select(OutcomeRow.title, PlanOutcomeRow.own_words)
    .join(PlanOutcomeRow, PlanOutcomeRow.outcome_id == OutcomeRow.id)
    .where(PlanOutcomeRow.plan_id == _PLAN)
    .order_by(OutcomeRow.title)
)
_SCHEME = (
    select(
        SchemeRow.reference,
        SchemeRow.title,
        SchemeRow.law,
        SchemeRow.last_day,
        LotRow.number,
        LotRow.title.label("lot"),
        SchemeRouteRow.rule_reference,
    )
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .outerjoin(
        SchemeRouteRow,
        (SchemeRouteRow.scheme_id == SchemeRow.id)
        & (SchemeRouteRow.route == bindparam("route", type_=CallOffRow.route.type)),
    )
    .where(LotRow.id == bindparam("lot_id", type_=Integer()))
)
_ADMISSION = select(AdmissionRow.reference, AdmissionRow.first_day).where(
    AdmissionRow.id == bindparam("admission_id", type_=Integer())
)
_LINES = (
    select(
        CallOffLineRow.kind,
        CallOffLineRow.description,
        CallOffLineRow.unit,
        CallOffLineRow.ratio,
        CallOffLineRow.ratio_derived,
        CallOffLineRow.price,
        CallOffLineRow.rate_id,
        CallOffLineRow.week,
        CallOffLineRow.per_attended_day,
    )
    .where(CallOffLineRow.call_off_id == _ID, CallOffLineRow.edition == bindparam("edition", type_=Integer()))
    .order_by(CallOffLineRow.position)
)
_LAST_ASKED = (
    select(func.max(CallOffStepRow.id))
    .where(CallOffStepRow.call_off_id == _ID, CallOffStepRow.step.in_([Step.RAISE, Step.CHANGE]))
    .scalar_subquery()
)
_APPROVALS = (
    select(StaffRow.full_name, ApprovalRow.decided_at, ApprovalRow.independent)
    .join(StaffRow, StaffRow.id == ApprovalRow.approver_id)
    .where(
        ApprovalRow.call_off_id == _ID,
        ApprovalRow.approved,
        or_(ApprovalRow.answers_step_id.is_(None), ApprovalRow.answers_step_id == _LAST_ASKED),
    )
    .order_by(ApprovalRow.id)
)


def agreement_facts(reader: Reader, reference: str) -> AgreementFacts:
    """Return what the agreement of the call-off is drawn up from. Raises: RuleBroken when there is no such call-off."""
    row = reader.execute(_CALL_OFF, {"reference": reference}).first()
    if row is None:
        raise RuleBroken(f"There is no call-off {reference}. Check the reference.")
    if row.lot_id is None:
        raise RuleBroken(f"{reference} has no lot, so it has no rules to print: choose the lot whose rules apply.")
    policy = policy_for_lot(reader, row.lot_id, row.first_day)
    if policy is None:
        raise RuleBroken(f"The scheme of {reference} has no rules for its first day: ask a commissioner to add them.")
    person = reader.execute(_PERSON, {"person_id": row.person_id}).one()
    of_council = council(reader)
    desk = ", ".join(part for part in (person.team, person.phone, person.email) if part)
    service, provider, of_demonstration = _service(reader, row.service_id, row.room)
    return AgreementFacts(
        call_off=row.reference,
        is_demonstration=of_demonstration
        or person.is_demonstration
        or (of_council is not None and of_council.is_demonstration),
        council=_council(of_council),
        provider=provider,
        scheme=_scheme(reader, row),
        person=PersonTerms(
            person.reference,
            f"{person.given_name} {person.family_name}",
            person.born_on,
            person.legal_basis,
            person.representative,
        ),
        service=service,
        contacts=ContactTerms(
            "" if of_council is None else of_council.safeguarding_contact,
            "" if of_council is None else of_council.information_contact,
            desk,
        ),
        policy=policy,
        closures=_closures(reader, row.service_id),
        first_day=row.first_day,
        planned_last_day=row.planned_last_day,
        wanted=parse_week(row.week) if row.week else None,
        ratio=row.ratio,
        needs=tuple(reader.execute(_NEEDS, {"person_id": row.person_id}).scalars()),
        outcomes=tuple(
            OutcomeTerms(*each)
            for each in reader.execute(_OUTCOMES, {"person_id": row.person_id, "day": row.first_day})
        ),
        lines=_lines(reader, row),
        money=AgreedMoney(
            row.one_off,
            row.contribution_weekly,
            row.collected_by,
            row.top_up_weekly,
            row.top_up_payer,
            row.price_locked,
        ),
        approvals=tuple(
            ApprovalTerms(name, day_in_england(decided_at), independent)
            for name, decided_at, independent in reader.execute(_APPROVALS, {"call_off_id": row.id})
        ),
    )


def council_logo(reader: Reader) -> bytes | None:
    """Return the council's logo as PNG, or None."""
    of_council = council(reader)
    return None if of_council is None else of_council.logo_png


def _council(row: Council | None) -> PartyTerms:
    if row is None:
        raise RuleBroken("The council has no name yet: an administrator gives it one in Settings.")
    name = f"{row.name}, {row.department}" if row.department else row.name
    return PartyTerms(name, row.address, "", row.phone, row.email, None, None, None)


def _service(reader: Reader, service_id: int, room: str) -> tuple[ServiceTerms, PartyTerms, bool]:
    row = reader.execute(_SERVICE, {"service_id": service_id}).one()
    service = ServiceTerms(
        row.name, row.address, display_postcode(row.postcode), room, row.phone, row.email, row.regulator_id, row.rating
    )
    provider = PartyTerms(
        row.provider,
        row.provider_address,
        display_postcode(row.provider_postcode),
        row.provider_phone,
        row.provider_email,
        row.company_number,
        row.charity_number,
        row.provider_regulator_id,
    )
    return service, provider, row.is_demonstration


def _closures(reader: Reader, service_id: int) -> frozenset[date]:
    closures = reader.execute(_CLOSURES, {"service_id": service_id}).all()
    return frozenset(
        first + timedelta(days=number) for first, last in closures for number in range((last - first).days + 1)
    )


def _scheme(reader: Reader, call_off: Row[Any]) -> SchemeTerms:
    row = reader.execute(_SCHEME, {"lot_id": call_off.lot_id, "route": call_off.route}).one()
    admission = reader.execute(_ADMISSION, {"admission_id": call_off.admission_id}).first()
    return SchemeTerms(
        reference=row.reference,
        title=row.title,
        law=row.law,
        lot=f"{row.number} {row.lot}",
        contract_reference="" if admission is None else admission.reference,
        contract_last_day=row.last_day,
        admitted_from=None if admission is None else admission.first_day,
        route=call_off.route,
        route_rule=row.rule_reference or "",
    )


def _lines(reader: Reader, call_off: Row[Any]) -> tuple[AgreedLine, ...]:
    rows = reader.execute(_LINES, {"call_off_id": call_off.id, "edition": call_off.lines_edition}).all()
    ids = sorted({row.rate_id for row in rows if row.rate_id is not None})
    rates = {rate.rate_id: rate for rate in rate_facts(reader, call_off.service_id, call_off.lot_id, ids)}
    lines = []
    for row in rows:
        rate = rates.get(row.rate_id)
        changes = (
            ()
            if rate is None
            else follow_prices(rate, call_off.first_day, call_off.planned_last_day, price_locked=call_off.price_locked)
        )
        fee = FeeLine(
            row.kind,
            row.unit,
            row.price,
            week=parse_week(row.week) if row.week else None,
            per_attended_day=Decimal(row.per_attended_day) if row.per_attended_day else None,
            ratio=parse_ratio(row.ratio) if row.ratio else None,
            price_agreed_for_ratio=not row.ratio_derived,
            changes=changes,
        )
        lines.append(AgreedLine(row.description, fee))
    return tuple(lines)
