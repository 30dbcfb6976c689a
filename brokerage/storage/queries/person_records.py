"""One person's whole record: who they are, plans with outcomes, budgets, contributions, the package. Never for lists."""

from collections import defaultdict

from sqlalchemy import Connection, Integer, Select, bindparam, func, select
from sqlalchemy.orm import Session

from brokerage.domain.person_record import (
    BudgetEntry,
    Choosable,
    ContributionEntry,
    OutcomeWanted,
    PackagePart,
    PersonChoices,
    PersonDetails,
    PersonRecord,
    PlanEntry,
)
from brokerage.domain.staff import Job
from brokerage.storage.tables.areas import DistrictRow
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.council import StaffRow, TeamRow
from brokerage.storage.tables.people import (
    BudgetRow,
    ContributionRow,
    PersonNeedRow,
    PersonRow,
    PlanOutcomeRow,
    SupportPlanRow,
)
from brokerage.storage.tables.providers import ServiceRow
from brokerage.storage.tables.schemes import NeedCategoryRow, OutcomeRow

Reader = Connection | Session

_PERSON_ID = bindparam("person_id", type_=Integer())
_PERSON = (
    select(
        PersonRow.given_name,
        PersonRow.family_name,
        PersonRow.born_on,
        PersonRow.legal_basis,
        func.coalesce(PersonRow.case_number, ""),
        func.coalesce(PersonRow.nhs_number, ""),
        PersonRow.address,
        PersonRow.postcode,
        PersonRow.representative,
        PersonRow.team_id,
        PersonRow.practitioner_id,
        PersonRow.active,
        PersonRow.version,
        PersonRow.reference,
        func.coalesce(DistrictRow.name, ""),
        func.coalesce(TeamRow.name, ""),
        func.coalesce(StaffRow.full_name, ""),
    )
    .outerjoin(DistrictRow, DistrictRow.code == PersonRow.district_code)
    .outerjoin(TeamRow, TeamRow.id == PersonRow.team_id)
    .outerjoin(StaffRow, StaffRow.id == PersonRow.practitioner_id)
    .where(PersonRow.id == _PERSON_ID)
)
_NEEDS = (
    select(NeedCategoryRow.code, NeedCategoryRow.title)
    .join(PersonNeedRow, PersonNeedRow.need_id == NeedCategoryRow.id)
    .where(PersonNeedRow.person_id == _PERSON_ID)
    .order_by(PersonNeedRow.position, NeedCategoryRow.title)
)
_PLANS = (
    select(
        SupportPlanRow.id,
        SupportPlanRow.first_day,
        SupportPlanRow.last_day,
        SupportPlanRow.review_on,
        SupportPlanRow.summary,
        SupportPlanRow.week,
        SupportPlanRow.ratio,
    )
    .where(SupportPlanRow.person_id == _PERSON_ID)
    .order_by(SupportPlanRow.first_day.desc(), SupportPlanRow.id.desc())
)
_OUTCOMES = (
    select(PlanOutcomeRow.plan_id, OutcomeRow.code, OutcomeRow.title, PlanOutcomeRow.own_words)
    .join(OutcomeRow, OutcomeRow.id == PlanOutcomeRow.outcome_id)
    .join(SupportPlanRow, SupportPlanRow.id == PlanOutcomeRow.plan_id)
    .where(SupportPlanRow.person_id == _PERSON_ID)
    .order_by(PlanOutcomeRow.plan_id, OutcomeRow.title)
)
_BUDGETS = (
    select(
        BudgetRow.weekly, BudgetRow.route, BudgetRow.first_day, BudgetRow.last_day, BudgetRow.cost_centre, BudgetRow.id
    )
    .where(BudgetRow.person_id == _PERSON_ID)
    .order_by(BudgetRow.first_day.desc(), BudgetRow.id.desc())
)
_CONTRIBUTIONS = (
    select(
        ContributionRow.weekly,
        ContributionRow.collected_by,
        ContributionRow.first_day,
        ContributionRow.last_day,
        ContributionRow.id,
    )
    .where(ContributionRow.person_id == _PERSON_ID)
    .order_by(ContributionRow.first_day.desc(), ContributionRow.id.desc())
)
_PACKAGE = (
    select(
        CallOffRow.id,
        CallOffRow.reference,
        ServiceRow.name,
        CallOffRow.state,
        CallOffRow.first_day,
        func.coalesce(CallOffRow.ended_on, CallOffRow.planned_last_day),
        CallOffRow.weekly,
        CallOffRow.contribution_weekly,
    )
    .join(ServiceRow, ServiceRow.id == CallOffRow.service_id)
    .where(CallOffRow.person_id == _PERSON_ID)
    .order_by(CallOffRow.first_day, CallOffRow.reference)
)
_NEED_CHOICES = select(NeedCategoryRow.code, NeedCategoryRow.title).order_by(NeedCategoryRow.title)
_OUTCOME_CHOICES = select(OutcomeRow.code, OutcomeRow.title).order_by(OutcomeRow.title)
_TEAM_CHOICES = select(TeamRow.id, TeamRow.name).order_by(TeamRow.name)
_PRACTITIONER_CHOICES = (
    select(StaffRow.id, StaffRow.full_name)
    .where(StaffRow.active, StaffRow.job == Job.PRACTITIONER)
    .order_by(StaffRow.full_name, StaffRow.id)
)


def person_record(reader: Reader, person_id: int) -> PersonRecord | None:
    """Return everything kept of the person, or None when there is none of that number."""
    asked = {"person_id": person_id}
    row = reader.execute(_PERSON, asked).first()
    if row is None:
        return None
    needs = reader.execute(_NEEDS, asked).all()
    details = PersonDetails(
        given_name=row[0],
        family_name=row[1],
        born_on=row[2],
        legal_basis=row[3],
        needs=tuple(code for code, _ in needs),
        case_number=row[4],
        nhs_number=row[5],
        address=row[6],
        postcode=row[7],
        representative=row[8],
        team_id=row[9],
        practitioner_id=row[10],
        active=row[11],
        person_id=person_id,
        version=row[12],
        reference=row[13],
    )
    return PersonRecord(
        details=details,
        need_titles=tuple(title for _, title in needs),
        district=row[14],
        team=row[15],
        practitioner=row[16],
        plans=_plans(reader, person_id),
        budgets=tuple(BudgetEntry(*found) for found in reader.execute(_BUDGETS, asked)),
        contributions=tuple(ContributionEntry(*found) for found in reader.execute(_CONTRIBUTIONS, asked)),
        package=tuple(PackagePart(*found) for found in reader.execute(_PACKAGE, asked)),
    )


def person_choices(connection: Connection) -> PersonChoices:
    """Return what a person's form can choose from, each by title."""
    return PersonChoices(
        needs=_pairs(connection, _NEED_CHOICES),
        outcomes=_pairs(connection, _OUTCOME_CHOICES),
        teams=_choosable(connection, _TEAM_CHOICES),
        practitioners=_choosable(connection, _PRACTITIONER_CHOICES),
    )


def _plans(reader: Reader, person_id: int) -> tuple[PlanEntry, ...]:
    asked = {"person_id": person_id}
    outcomes: dict[int, list[OutcomeWanted]] = defaultdict(list)
    for plan_id, code, title, own_words in reader.execute(_OUTCOMES, asked):
        outcomes[plan_id].append(OutcomeWanted(code, title, own_words))
    return tuple(
        PlanEntry(first_day, last_day, review_on, summary, week, ratio, tuple(outcomes[plan_id]), plan_id)
        for plan_id, first_day, last_day, review_on, summary, week, ratio in reader.execute(_PLANS, asked)
    )


def _pairs(connection: Connection, choices: Select[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((code, title) for code, title in connection.execute(choices))


def _choosable(connection: Connection, choices: Select[tuple[int, str]]) -> tuple[Choosable, ...]:
    return tuple(Choosable(number, title) for number, title in connection.execute(choices))
