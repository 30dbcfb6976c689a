"""One call-off with its lines, timeline, approvals, agreements and the list it was chosen from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Integer, Row, Text, bindparam, func, select

from brokerage.domain.approval import ApprovalAsked, approvers_needed, check_approval
from brokerage.domain.call_off import CallOffState, Step, steps_open_to
from brokerage.domain.call_off_summary import AgreementShown, ApprovalShown, CallOffDetail, LineShown, StepShown
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.said_back import said_back
from brokerage.domain.staff import Actor
from brokerage.storage.queries.call_off_lines import lines_of_edition
from brokerage.storage.queries.call_offs import SUMMARY_COLUMNS, joined, summary_of
from brokerage.storage.queries.evidence_kept import list_kept
from brokerage.storage.tables.call_offs import (
    AgreementRow,
    ApprovalRow,
    CallOffRow,
    CallOffStepRow,
)
from brokerage.storage.tables.competitions import CompetitionRow
from brokerage.storage.tables.council import StaffRow
from brokerage.storage.tables.providers import ServiceRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_ID = bindparam("call_off_id", type_=Integer())
_CALL_OFF = (
    joined(
        select(
            *SUMMARY_COLUMNS,
            SchemeRow.title.label("scheme"),
            CallOffRow.reason,
            CallOffRow.week,
            CallOffRow.ratio,
            CallOffRow.room,
            CallOffRow.ended_on,
            CallOffRow.four_weekly,
            CallOffRow.first_year,
            CallOffRow.one_off,
            CallOffRow.budget_weekly,
            CallOffRow.contribution_weekly,
            CallOffRow.collected_by,
            CallOffRow.top_up_weekly,
            CallOffRow.top_up_payer,
            CallOffRow.price_locked,
            CallOffRow.holds_place,
            CallOffRow.lines_edition,
            ServiceRow.rating,
            func.coalesce(CompetitionRow.reference, "").label("competition"),
        )
    )
    .outerjoin(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .outerjoin(CompetitionRow, CompetitionRow.id == CallOffRow.competition_id)
)
_BY_REFERENCE = _CALL_OFF.where(CallOffRow.reference == bindparam("key", type_=Text()))
_BY_ID = _CALL_OFF.where(CallOffRow.id == bindparam("key", type_=Integer()))
_STEPS = (
    select(
        CallOffStepRow.id,
        CallOffStepRow.step,
        CallOffStepRow.from_state,
        CallOffStepRow.to_state,
        StaffRow.full_name,
        CallOffStepRow.taken_at,
        CallOffStepRow.note,
        CallOffStepRow.taken_by_id,
    )
    .join(StaffRow, StaffRow.id == CallOffStepRow.taken_by_id)
    .where(CallOffStepRow.call_off_id == _ID)
    .order_by(CallOffStepRow.id)
)
_APPROVALS = (
    select(
        StaffRow.full_name,
        ApprovalRow.approver_id,
        ApprovalRow.approved,
        ApprovalRow.year_estimate,
        ApprovalRow.approval_limit,
        ApprovalRow.reason,
        ApprovalRow.independent,
        ApprovalRow.decided_at,
        ApprovalRow.answers_step_id,
    )
    .join(StaffRow, StaffRow.id == ApprovalRow.approver_id)
    .where(ApprovalRow.call_off_id == _ID)
    .order_by(ApprovalRow.id)
)
_AGREEMENTS = (
    select(AgreementRow.number, AgreementRow.edition, StaffRow.full_name, AgreementRow.issued_at)
    .join(StaffRow, StaffRow.id == AgreementRow.issued_by_id)
    .where(AgreementRow.call_off_id == _ID)
    .order_by(AgreementRow.edition)
)


def call_off_detail(connection: Connection, key: str | int, actor: Actor, today: date) -> CallOffDetail:
    """Return the call-off of a reference (text) or an id (number). Raises: BadInput when there is none."""
    row = connection.execute(_BY_ID if isinstance(key, int) else _BY_REFERENCE, {"key": key}).first()
    if row is None:
        raise BadInput(f"There is no call-off {said_back(str(key))}. Check the reference.")
    asked = {"call_off_id": row.id}
    steps = connection.execute(_STEPS, asked).all()
    approvals = _approvals(connection.execute(_APPROVALS, asked).all(), steps)
    return CallOffDetail(
        summary=summary_of(row, actor.job, today),
        scheme=row.scheme or "",
        reason=row.reason,
        week=row.week,
        ratio=row.ratio,
        room=row.room,
        ended_on=row.ended_on,
        four_weekly=row.four_weekly,
        first_year=row.first_year,
        one_off=row.one_off,
        budget_weekly=row.budget_weekly,
        contribution_weekly=row.contribution_weekly,
        collected_by=row.collected_by,
        top_up_weekly=row.top_up_weekly,
        top_up_payer=row.top_up_payer,
        price_locked=row.price_locked,
        holds_place=row.holds_place,
        rating=row.rating,
        lines=tuple(LineShown(*line) for line in lines_of_edition(connection, row.id, row.lines_edition)),
        steps=tuple(StepShown(*step[1:7]) for step in steps),
        approvals=approvals,
        agreements=tuple(AgreementShown(*each) for each in connection.execute(_AGREEMENTS, asked)),
        evidence=list_kept(connection, row.id),
        steps_open=steps_open_to(actor.job, row.state),
        approval_refused=_why_not_approved(row, steps, approvals, actor),
        competition=row.competition,
    )


def _approvals(rows: Sequence[Row[Any]], steps: Sequence[Row[Any]]) -> tuple[ApprovalShown, ...]:
    asked = [step.id for step in steps if step.step in (Step.RAISE, Step.CHANGE)]
    last_asked = asked[-1] if asked else None
    return tuple(_approval(row, stands=row.answers_step_id in (None, last_asked)) for row in rows)


def _approval(row: Row[Any], *, stands: bool) -> ApprovalShown:
    return ApprovalShown(
        row.full_name,
        row.approver_id,
        row.approved,
        row.year_estimate,
        row.approval_limit,
        row.reason,
        row.independent,
        row.decided_at,
        stands,
    )


def _why_not_approved(
    row: Row[Any], steps: Sequence[Row[Any]], approvals: Sequence[ApprovalShown], actor: Actor
) -> str:
    """Return why this actor may not approve it, or nothing where they may, or where it does not wait for approval."""
    if row.state is not CallOffState.AWAITING_APPROVAL:
        return ""
    asked = ApprovalAsked(
        year_estimate=row.year_estimate,
        asked_by=frozenset({row.raised_by_id, *(s.taken_by_id for s in steps if s.step in (Step.RAISE, Step.CHANGE))}),
        approved_by=frozenset(each.approver_id for each in approvals if each.approved and each.stands),
        approvers_needed=approvers_needed(row.rating),
    )
    try:
        check_approval(actor, asked)
    except RuleBroken as refused:
        return refused.sentence
    return ""
