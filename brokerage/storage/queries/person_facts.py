"""A person and their money on one day, as a call-off is decided on."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BindParameter, Date, Integer, bindparam, func, or_, select

from brokerage.domain.call_off import HOLDS_A_PLACE
from brokerage.domain.call_off_facts import PersonFacts
from brokerage.domain.contribution import Contribution
from brokerage.domain.errors import RuleBroken
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.stays import stays_bought_directly
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.people import BudgetRow, ContributionRow, PersonNeedRow, PersonRow
from brokerage.storage.tables.schemes import NeedCategoryRow

_DAY: BindParameter[date] = bindparam("day", type_=Date())
_PERSON_ID: BindParameter[int] = bindparam("person_id", type_=Integer())

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
        stays=stays_bought_directly(reader, person_id, own_id),
    )
