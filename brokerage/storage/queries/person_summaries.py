"""People as the finder and the person bar show them: reference, initials, needs, district, plan and budget on a day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Date,
    Row,
    Select,
    Text,
    bindparam,
    func,
    literal,
    or_,
    select,
)

from brokerage.domain.call_off import HOLDS_A_PLACE
from brokerage.domain.person_summary import PersonSummary
from brokerage.storage.queries.like import ESCAPE, escaped
from brokerage.storage.tables.areas import DistrictRow, PostcodeRow
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.people import BudgetRow, PersonNeedRow, PersonRow, PlanOutcomeRow, SupportPlanRow
from brokerage.storage.tables.schemes import NeedCategoryRow, OutcomeRow

_DAY = bindparam("day", type_=Date())
_TEXT = bindparam("text", type_=Text())
_BEGINS = _TEXT + "%"
_CONTAINS = literal("%") + _TEXT + "%"


def _is_current(table: type[BudgetRow | SupportPlanRow]) -> ColumnElement[bool]:
    is_open: ColumnElement[bool] = or_(table.last_day.is_(None), table.last_day >= _DAY)
    return (table.person_id == PersonRow.id) & (table.first_day <= _DAY) & is_open


_BUDGET = (
    select(BudgetRow.weekly).where(_is_current(BudgetRow)).order_by(BudgetRow.first_day.desc(), BudgetRow.id.desc())
)
_WEEK, _RATIO, _PLAN = (
    select(column)
    .where(_is_current(SupportPlanRow))
    .order_by(SupportPlanRow.first_day.desc(), SupportPlanRow.id.desc())
    for column in (SupportPlanRow.week, SupportPlanRow.ratio, SupportPlanRow.id)
)
_SPENT = select(func.coalesce(func.sum(CallOffRow.weekly), Decimal(0))).where(
    CallOffRow.person_id == PersonRow.id,
    CallOffRow.state.in_(sorted(HOLDS_A_PLACE, key=lambda state: state.value)),
    or_(CallOffRow.planned_last_day.is_(None), CallOffRow.planned_last_day >= _DAY),
)
_PostcodeAsKept = func.replace(func.upper(PersonRow.postcode), " ", "")
_Columns = tuple[int, str, str, str, str, str, date, Decimal | None, Decimal, str, bool, str]
_PEOPLE: Select[_Columns] = (
    select(
        PersonRow.id,
        PersonRow.reference,
        func.substr(PersonRow.given_name, 1, 1),
        func.substr(PersonRow.family_name, 1, 1),
        func.coalesce(DistrictRow.name, ""),
        func.coalesce(PostcodeRow.outcode, ""),
        PersonRow.born_on,
        _BUDGET.limit(1).scalar_subquery(),
        _SPENT.scalar_subquery(),
        func.coalesce(_WEEK.limit(1).scalar_subquery(), ""),
        PersonRow.active,
        func.coalesce(_RATIO.limit(1).scalar_subquery(), ""),
    )
    .join(DistrictRow, DistrictRow.code == PersonRow.district_code, isouter=True)
    .join(PostcodeRow, PostcodeRow.postcode == _PostcodeAsKept, isouter=True)
)
_FOUND = (
    _PEOPLE.where(
        or_(PersonRow.active, bindparam("inactive_too", type_=Boolean())),
        or_(
            func.lower(PersonRow.reference).like(_CONTAINS, escape=ESCAPE),
            func.lower(PersonRow.family_name).like(_BEGINS, escape=ESCAPE),
            func.lower(PersonRow.given_name).like(_BEGINS, escape=ESCAPE),
            func.lower(PersonRow.given_name + " " + PersonRow.family_name).like(_BEGINS, escape=ESCAPE),
        ),
    )
    .order_by(PersonRow.reference)
    .limit(bindparam("limit"))
)
_ONE = _PEOPLE.where(PersonRow.id == bindparam("person_id"))
_NEEDS: Select[tuple[int, str, str]] = (
    select(PersonNeedRow.person_id, NeedCategoryRow.code, NeedCategoryRow.title)
    .join(NeedCategoryRow, NeedCategoryRow.id == PersonNeedRow.need_id)
    .where(PersonNeedRow.person_id.in_(bindparam("ids", expanding=True)))
    .order_by(PersonNeedRow.person_id, PersonNeedRow.position, NeedCategoryRow.title)
)
_OUTCOMES: Select[tuple[int, str]] = (
    select(PersonRow.id, OutcomeRow.code)
    .select_from(PersonRow)
    .join(PlanOutcomeRow, PlanOutcomeRow.plan_id == _PLAN.limit(1).correlate(PersonRow).scalar_subquery())
    .join(OutcomeRow, OutcomeRow.id == PlanOutcomeRow.outcome_id)
    .where(PersonRow.id.in_(bindparam("ids", expanding=True)))
    .order_by(PersonRow.id, OutcomeRow.title)
)


def people_found(
    connection: Connection, text: str, day: date, limit: int, *, inactive_too: bool = False
) -> tuple[PersonSummary, ...]:
    """Active people whose reference contains the text or whose name begins with it, by reference; all for an empty text."""
    asked = {"text": escaped(text.strip().lower()), "day": day, "limit": limit, "inactive_too": inactive_too}
    return _summaries(connection, connection.execute(_FOUND, asked).all(), day)


def person_summary(connection: Connection, person_id: int, day: date) -> PersonSummary | None:
    """The one person as on that day, or None when there is none of that number."""
    rows = connection.execute(_ONE, {"person_id": person_id, "day": day}).all()
    return next(iter(_summaries(connection, rows, day)), None)


def _summaries(connection: Connection, rows: Sequence[Row[_Columns]], day: date) -> tuple[PersonSummary, ...]:
    if not rows:
        return ()
    ids = [row[0] for row in rows]
    needs: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for person_id, code, title in connection.execute(_NEEDS, {"ids": ids}):
        needs[person_id].append((code, title))
    outcomes: dict[int, list[str]] = defaultdict(list)
    for person_id, code in connection.execute(_OUTCOMES, {"ids": ids, "day": day}):
        outcomes[person_id].append(code)
    return tuple(_summary(row, needs[row[0]], outcomes[row[0]], day) for row in rows)


def _summary(row: Row[_Columns], needs: list[tuple[str, str]], outcomes: list[str], day: date) -> PersonSummary:
    person_id, reference, given, family, district, outcode, born_on, budget, spent, week, active, ratio = row
    return PersonSummary(
        person_id=person_id,
        reference=reference,
        initials="".join(f"{letter.upper()}." for letter in (given, family) if letter),
        need_codes=tuple(code for code, _ in needs),
        need_titles=tuple(title for _, title in needs),
        district=district,
        outcode=outcode,
        age=day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day)),
        weekly_budget=budget,
        spent_weekly=spent,
        week=week,
        active=active,
        ratio=ratio,
        outcome_codes=tuple(outcomes),
    )
