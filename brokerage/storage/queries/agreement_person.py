"""The person of an agreement: who they are, the team that works for them, their needs and the outcomes of their plan."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import BindParameter, Date, Integer, bindparam, or_, select

from brokerage.domain.agreement_terms import OutcomeTerms, PersonTerms
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.council import TeamRow
from brokerage.storage.tables.people import PersonNeedRow, PersonRow, PlanOutcomeRow, SupportPlanRow
from brokerage.storage.tables.schemes import NeedCategoryRow, OutcomeRow

_PERSON_ID: BindParameter[int] = bindparam("person_id", type_=Integer())
_DAY: BindParameter[date] = bindparam("day", type_=Date())

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


@dataclass(frozen=True, slots=True)
class PersonAgreed:
    """The person as the terms name them; `desk` is how their team is reached."""

    terms: PersonTerms
    desk: str
    is_demonstration: bool
    needs: tuple[str, ...]
    outcomes: tuple[OutcomeTerms, ...]


def person_agreed(reader: Reader, person_id: int, day: date) -> PersonAgreed:
    """Return the person with the needs on record and the outcomes of the plan in force on the day."""
    row = reader.execute(_PERSON, {"person_id": person_id}).one()
    full_name = f"{row.given_name} {row.family_name}"
    return PersonAgreed(
        terms=PersonTerms(row.reference, full_name, row.born_on, row.legal_basis, row.representative),
        desk=", ".join(part for part in (row.team, row.phone, row.email) if part),
        is_demonstration=row.is_demonstration,
        needs=tuple(reader.execute(_NEEDS, {"person_id": person_id}).scalars()),
        outcomes=tuple(OutcomeTerms(*each) for each in reader.execute(_OUTCOMES, {"person_id": person_id, "day": day})),
    )
