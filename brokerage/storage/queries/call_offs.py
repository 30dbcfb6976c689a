"""Lists of call-offs: by tab, by person or service, with how many each tab holds. Persons come as reference and initials."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Date,
    Integer,
    Row,
    Select,
    Text,
    and_,
    bindparam,
    false,
    func,
    or_,
    select,
    true,
)

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_summary import CallOffOrder, CallOffQuestion, CallOffSummary, CallOffTab, what_to_do
from brokerage.domain.staff import Actor, Job
from brokerage.storage.column_types import Pence
from brokerage.storage.queries.like import ESCAPE, escaped
from brokerage.storage.tables.call_offs import ApprovalRow, CallOffRow, CallOffStepRow
from brokerage.storage.tables.contracts import ServiceTransferRow
from brokerage.storage.tables.council import StaffRow
from brokerage.storage.tables.people import PersonRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow
from brokerage.storage.tables.schemes import LotRow

_S = CallOffState
CLOSED = (_S.ENDED, _S.DECLINED, _S.EXPIRED, _S.WITHDRAWN, _S.CANCELLED)
NOT_STARTED = (_S.APPROVED, _S.SENT, _S.ACCEPTED, _S.AGREEMENT_ISSUED, _S.SIGNED)

_TODAY: BindParameter[date] = bindparam("today", type_=Date())
_WEEK_AHEAD: BindParameter[date] = bindparam("week_ahead", type_=Date())
_ME: BindParameter[int] = bindparam("me", type_=Integer())
_LIMIT: BindParameter[Decimal] = bindparam("my_limit", type_=Pence())
_LIKE: BindParameter[str] = bindparam("like", type_=Text())

# A service that was moved to another legal body since: the call-off goes on naming whom it was raised with.
_PROVIDER_WHEN_RAISED = (
    select(ServiceTransferRow.from_provider_id)
    .where(ServiceTransferRow.service_id == CallOffRow.service_id, ServiceTransferRow.done_at > CallOffRow.raised_at)
    .order_by(ServiceTransferRow.id)
    .limit(1)
    .correlate(CallOffRow)
    .scalar_subquery()
)
SUMMARY_COLUMNS = (
    CallOffRow.id,
    CallOffRow.reference,
    CallOffRow.version,
    CallOffRow.package_id,
    CallOffRow.person_id,
    PersonRow.reference.label("person_reference"),
    (func.substr(PersonRow.given_name, 1, 1) + "." + func.substr(PersonRow.family_name, 1, 1) + ".").label("initials"),
    CallOffRow.service_id,
    ServiceRow.name.label("service"),
    ProviderRow.name.label("provider"),
    LotRow.number.label("lot_number"),
    LotRow.title.label("lot_title"),
    CallOffRow.state,
    CallOffRow.route,
    CallOffRow.first_day,
    CallOffRow.planned_last_day,
    CallOffRow.weekly,
    CallOffRow.year_estimate,
    CallOffRow.raised_by_id,
    StaffRow.full_name.label("raised_by"),
    CallOffRow.made_at,
    CallOffRow.raised_at,
    CallOffRow.answer_due_on,
)
_ORDERS: dict[CallOffOrder, tuple[ColumnElement[Any], ...]] = {
    CallOffOrder.NEWEST: (CallOffRow.id.desc(),),
    CallOffOrder.FIRST_DAY: (CallOffRow.first_day.asc(), CallOffRow.id.desc()),
    CallOffOrder.DEAREST: (CallOffRow.year_estimate.desc(), CallOffRow.id.desc()),
}


def list_call_offs(
    connection: Connection, question: CallOffQuestion, actor: Actor, today: date
) -> tuple[tuple[CallOffSummary, ...], int]:
    """Return the rows that answer the question, at most its limit, and how many there are in all."""
    binds = {
        **_binds(actor, today),
        "like": f"%{escaped(question.text.strip().lower())}%",
        "person_id": question.person_id,
        "service_id": question.service_id,
        "states": list(question.states),
        "row_limit": question.limit,
    }
    shape = _Shape(
        question.tab,
        actor.job,
        text=bool(question.text.strip()),
        person=question.person_id is not None,
        service=question.service_id is not None,
        states=bool(question.states),
    )
    rows = connection.execute(_rows(shape, question.order), binds).all()
    count = len(rows) if len(rows) < question.limit else connection.execute(_count(shape), binds).scalar_one()
    return tuple(summary_of(row, actor.job, today) for row in rows), count


def count_tabs(connection: Connection, actor: Actor, today: date) -> tuple[tuple[CallOffTab, int], ...]:
    """Return how many call-offs each tab holds for this actor, in the order of the tabs."""
    row = connection.execute(_counts(actor.job), _binds(actor, today)).one()
    return tuple(zip(CallOffTab, row, strict=True))


def summary_of(row: Row[Any], job: Job, today: date) -> CallOffSummary:
    """Return a row of `SUMMARY_COLUMNS` as it is shown to somebody of this job."""
    return CallOffSummary(
        call_off_id=row.id,
        reference=row.reference,
        version=row.version,
        package_id=row.package_id,
        person_id=row.person_id,
        person_reference=row.person_reference,
        person_initials=row.initials,
        service_id=row.service_id,
        service=row.service,
        provider=row.provider,
        lot="" if row.lot_number is None else f"{row.lot_number} {row.lot_title}",
        state=row.state,
        route=row.route,
        first_day=row.first_day,
        planned_last_day=row.planned_last_day,
        weekly=row.weekly,
        year_estimate=row.year_estimate,
        raised_by_id=row.raised_by_id,
        raised_by=row.raised_by,
        made_at=row.made_at,
        raised_at=row.raised_at,
        answer_due_on=row.answer_due_on,
        next_step=what_to_do(job, row.state, row.first_day, row.answer_due_on, today),
    )


def joined(statement: Select[Any]) -> Select[Any]:
    """Return the statement over call-offs with the tables their summary needs."""
    return (
        statement.select_from(CallOffRow)
        .join(PersonRow, PersonRow.id == CallOffRow.person_id)
        .join(ServiceRow, ServiceRow.id == CallOffRow.service_id)
        .join(ProviderRow, ProviderRow.id == func.coalesce(_PROVIDER_WHEN_RAISED, ServiceRow.provider_id))
        .join(StaffRow, StaffRow.id == CallOffRow.raised_by_id)
        .outerjoin(LotRow, LotRow.id == CallOffRow.lot_id)
    )


@dataclass(frozen=True, slots=True)
class _Shape:
    """What of a question decides its statement; the values are bound."""

    tab: CallOffTab
    job: Job
    text: bool
    person: bool
    service: bool
    states: bool


@cache
def _rows(shape: _Shape, order: CallOffOrder) -> Select[Any]:
    statement = joined(select(*SUMMARY_COLUMNS)).where(_wanted(shape))
    return statement.order_by(*_ORDERS[order]).limit(bindparam("row_limit", type_=Integer()))


@cache
def _count(shape: _Shape) -> Select[Any]:
    return joined(select(func.count())).where(_wanted(shape))


@cache
def _counts(job: Job) -> Select[Any]:
    return select(*(func.count().filter(_in_tab(tab, job)) for tab in CallOffTab)).select_from(CallOffRow)


def _wanted(shape: _Shape) -> ColumnElement[bool]:
    clauses = [_in_tab(shape.tab, shape.job)]
    if shape.text:
        searched = (CallOffRow.reference, PersonRow.reference, ServiceRow.name, ProviderRow.name)
        clauses.append(or_(*(func.lower(column).like(_LIKE, escape=ESCAPE) for column in searched)))
    if shape.person:
        clauses.append(CallOffRow.person_id == bindparam("person_id", type_=Integer()))
    if shape.service:
        clauses.append(CallOffRow.service_id == bindparam("service_id", type_=Integer()))
    if shape.states:
        clauses.append(CallOffRow.state.in_(bindparam("states", expanding=True)))
    return and_(*clauses)


def _in_tab(tab: CallOffTab, job: Job) -> ColumnElement[bool]:
    state = CallOffRow.state
    clauses: dict[CallOffTab, ColumnElement[bool]] = {
        CallOffTab.QUEUE: _queue(job),
        CallOffTab.MINE: CallOffRow.raised_by_id == _ME,
        CallOffTab.DRAFTS: state == _S.DRAFT,
        CallOffTab.AWAITING_APPROVAL: state == _S.AWAITING_APPROVAL,
        CallOffTab.TO_SEND: state == _S.APPROVED,
        CallOffTab.WAITING_FOR_ANSWER: state == _S.SENT,
        CallOffTab.TO_AGREE: state.in_((_S.ACCEPTED, _S.AGREEMENT_ISSUED)),
        CallOffTab.STARTING_THIS_WEEK: and_(
            state.in_((*NOT_STARTED, _S.RUNNING)), CallOffRow.first_day.between(_TODAY, _WEEK_AHEAD)
        ),
        CallOffTab.RUNNING: state == _S.RUNNING,
        CallOffTab.ENDED: state.in_(CLOSED),
        CallOffTab.ALL: true(),
    }
    return clauses[tab]


def _queue(job: Job) -> ColumnElement[bool]:
    """What waits for somebody of this job: their own drafts, what they may approve, what a broker is to do next."""
    state = CallOffRow.state
    own_drafts = and_(state == _S.DRAFT, CallOffRow.raised_by_id == _ME)
    if job is Job.PRACTITIONER:
        return own_drafts
    if job is Job.APPROVER:
        return and_(
            state == _S.AWAITING_APPROVAL,
            CallOffRow.raised_by_id != _ME,
            CallOffRow.year_estimate <= _LIMIT,
            ~_approved_by_me(),
        )
    if job is Job.BROKER:
        return or_(
            own_drafts,
            state.in_((_S.APPROVED, _S.ACCEPTED, _S.AGREEMENT_ISSUED)),
            and_(state == _S.SENT, func.coalesce(CallOffRow.answer_due_on, _TODAY) <= _TODAY),
            and_(state == _S.SIGNED, CallOffRow.first_day <= _TODAY),
        )
    return false()


def _approved_by_me() -> ColumnElement[bool]:
    last_asked = (
        select(func.max(CallOffStepRow.id))
        .where(CallOffStepRow.call_off_id == CallOffRow.id, CallOffStepRow.to_state == _S.AWAITING_APPROVAL)
        .correlate(CallOffRow)
        .scalar_subquery()
    )
    return (
        select(ApprovalRow.id)
        .where(
            ApprovalRow.call_off_id == CallOffRow.id,
            ApprovalRow.approver_id == _ME,
            ApprovalRow.approved,
            ApprovalRow.answers_step_id == last_asked,
        )
        .correlate(CallOffRow)
        .exists()
    )


def _binds(actor: Actor, today: date) -> dict[str, object]:
    return {
        "today": today,
        "week_ahead": today + timedelta(days=6),
        "me": actor.staff_id,
        "my_limit": actor.approval_limit if actor.approval_limit is not None else Decimal(-1),
    }
