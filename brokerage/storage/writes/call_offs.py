"""Writes call-offs: packages, the call-off itself with its lines, the steps taken and the evidence."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from sqlalchemy.orm import Session

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, LineChosen
from brokerage.domain.call_off_price import PricedCallOff, PricedLine
from brokerage.domain.plain import plain_value, to_plain
from brokerage.domain.ratio import Ratio
from brokerage.domain.week_wanted import WeekWanted
from brokerage.storage.queries.call_off_at_hand import SUBJECT, ApprovalStanding, CallOffAtHand
from brokerage.storage.tables.call_offs import (
    ApprovalRow,
    CallOffLineRow,
    CallOffRow,
    CallOffStepRow,
    EvidenceRow,
    PackageRow,
)
from brokerage.storage.unit_of_work import UnitOfWork
from brokerage.storage.writes.places_held import keep_place
from brokerage.storage.writes.references import next_call_off_reference

_NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class LineToSave:
    """A line with the price it is frozen at. `ratio` is the priced one, or the one asked for while a draft is unfinished."""

    chosen: LineChosen
    description: str
    price: Decimal
    week: WeekWanted | None
    ratio: Ratio | None
    ratio_derived: bool
    weekly: Decimal

    @classmethod
    def of(cls, line: PricedLine) -> "LineToSave":
        """Return what is kept of a priced line."""
        fee = line.fee
        derived = fee.ratio is not None and not fee.price_agreed_for_ratio
        return cls(line.chosen, line.description, fee.price, fee.week, fee.ratio, derived, line.weekly)


@dataclass(frozen=True, slots=True)
class CallOffToSave:
    """A draft with the person, service and first day it needs, and what was worked out for it.

    `priced` is None for a draft that cannot be priced yet; `lines` are those that have a price.
    """

    draft: CallOffDraft
    person_id: int
    service_id: int
    first_day: date
    admission_id: int | None
    lines: tuple[LineToSave, ...]
    priced: PricedCallOff | None


@dataclass(frozen=True, slots=True)
class CallOffSaved:
    """What a call-off is known by after it was written."""

    call_off_id: int
    reference: str
    version: int
    state: CallOffState
    package_id: int
    year_estimate: Decimal


class Filled(TypedDict, total=False):
    """Columns a step fills besides the state."""

    answer_due_on: date | None
    ended_on: date
    room: str
    reason: str


def begin_package(work: UnitOfWork, person_id: int) -> int:
    """Write a new package for the person; return its id."""
    return _added(work.session, PackageRow(person_id=person_id, made_by_id=work.actor.staff_id, made_at=work.now))


def save_call_off(
    work: UnitOfWork, to_save: CallOffToSave, package_id: int, state: CallOffState, existing: CallOffAtHand | None
) -> CallOffSaved:
    """Write the call-off with an edition of its lines: a new one with the next reference, or over the one it was."""
    row = _new_row(work, to_save) if existing is None else _row(work.session, existing.call_off_id)
    if existing is not None:
        row.lines_edition += 1
        keep_place(work.session, row, CallOffState.DRAFT if row.service_id != to_save.service_id else state)
    if existing is None or existing.state is CallOffState.DRAFT:
        row.raised_by_id = work.actor.staff_id
    row.package_id, row.state = package_id, state
    _fill(row, to_save)
    keep_place(work.session, row, state)
    if state is not CallOffState.DRAFT:
        row.raised_at = work.now
    work.session.add(row)
    work.session.flush()
    _add_lines(work.session, row, to_save.lines)
    return _saved(row)


def take_step(
    work: UnitOfWork,
    call_off: CallOffAtHand,
    step: Step,
    to_state: CallOffState,
    note: str = "",
    request_id: str | None = None,
    **filled: Unpack[Filled],
) -> CallOffSaved:
    """Write a step and the state it leads to; the place is kept or given back as that state says.

    `request_id` is that of the form of an amendment.
    """
    row = _row(work.session, call_off.call_off_id)
    for column, value in filled.items():
        setattr(row, column, value)
    row.state = to_state
    keep_place(work.session, row, to_state)
    work.session.flush()
    record_step(work, _saved(row), step, call_off.state, note, request_id)
    return _saved(row)


def record_step(
    work: UnitOfWork,
    saved: CallOffSaved,
    step: Step,
    from_state: CallOffState,
    note: str = "",
    request_id: str | None = None,
) -> None:
    """Write the step into the timeline and the audit; `request_id` is that of the form of a change or an amendment."""
    taken = CallOffStepRow(
        call_off_id=saved.call_off_id,
        step=step,
        from_state=from_state,
        to_state=saved.state,
        taken_by_id=work.actor.staff_id,
        taken_at=work.now,
        note=note,
        request_id=request_id,
    )
    work.session.add(taken)
    work.session.flush()
    states = {"from": from_state.value, "to": saved.state.value}
    work.record(step.value, SUBJECT, saved.reference, {**states, "year_estimate": str(saved.year_estimate)})


def record_saving(work: UnitOfWork, saved: CallOffSaved) -> None:
    """Write into the audit that a draft was saved."""
    work.record("save-draft", SUBJECT, saved.reference, {"version": str(saved.version)})


def keep_evidence(work: UnitOfWork, call_off_id: int, chosen_from: ChosenFrom) -> None:
    """Freeze the list the call-off was chosen from."""
    kept = EvidenceRow(
        call_off_id=call_off_id,
        criteria=to_plain(chosen_from.criteria),
        offers=[plain_value(offer) for offer in chosen_from.offers],
        listed_at=chosen_from.listed_at,
    )
    work.session.add(kept)
    work.session.flush()


def record_approval(
    work: UnitOfWork, call_off: CallOffAtHand, standing: ApprovalStanding, *, approved: bool, reason: str
) -> None:
    """Write an approver's decision on the call-off as it was asked for last."""
    decision = ApprovalRow(
        call_off_id=call_off.call_off_id,
        answers_step_id=standing.answers_step_id,
        approver_id=work.actor.staff_id,
        approved=approved,
        year_estimate=call_off.year_estimate,
        approval_limit=work.actor.approval_limit,
        reason=reason,
        independent=work.actor.independent,
        decided_at=work.now,
    )
    work.session.add(decision)
    work.session.flush()


def _new_row(work: UnitOfWork, to_save: CallOffToSave) -> CallOffRow:
    return CallOffRow(
        reference=next_call_off_reference(work.session, work.now.year),
        request_id=to_save.draft.request_id,
        lines_edition=1,
        holds_place=False,
        made_at=work.now,
    )


def _fill(row: CallOffRow, to_save: CallOffToSave) -> None:
    draft = to_save.draft
    row.person_id, row.service_id, row.lot_id = to_save.person_id, to_save.service_id, draft.lot_id
    row.admission_id, row.route, row.reason = to_save.admission_id, draft.route, draft.reason.strip()
    row.first_day, row.planned_last_day = to_save.first_day, draft.planned_last_day
    row.week = "" if draft.week is None else str(draft.week)
    row.ratio = "" if draft.ratio is None else str(draft.ratio)
    row.contribution_asked, row.collector_asked = draft.contribution_weekly, draft.collected_by
    row.top_up_asked, row.competition_id = draft.top_up_weekly, draft.awarded_in
    row.price_locked, row.top_up_payer, row.room = draft.price_locked, draft.top_up_payer.strip(), draft.room.strip()
    _fill_money(row, to_save.priced)


def _fill_money(row: CallOffRow, priced: PricedCallOff | None) -> None:
    contribution = None if priced is None else priced.contribution
    row.contribution_weekly = _NOTHING if contribution is None else contribution.weekly
    row.collected_by = None if contribution is None else contribution.collected_by
    row.weekly = _NOTHING if priced is None else priced.weekly
    row.four_weekly = _NOTHING if priced is None else priced.four_weekly
    row.first_year = _NOTHING if priced is None else priced.first_year
    row.one_off = _NOTHING if priced is None else priced.one_off
    row.year_estimate = _NOTHING if priced is None else priced.year_estimate
    row.budget_weekly = None if priced is None else priced.budget_weekly
    row.top_up_weekly = _NOTHING if priced is None else priced.top_up_weekly


def _add_lines(session: Session, row: CallOffRow, lines: tuple[LineToSave, ...]) -> None:
    for position, line in enumerate(lines):
        chosen = line.chosen
        session.add(
            CallOffLineRow(
                call_off_id=row.id,
                edition=row.lines_edition,
                position=position,
                kind=chosen.kind,
                description=line.description,
                unit=chosen.unit,
                ratio="" if line.ratio is None else str(line.ratio),
                ratio_derived=line.ratio_derived,
                price=line.price,
                rate_id=chosen.rate_id,
                week="" if line.week is None else str(line.week),
                per_attended_day="" if chosen.per_attended_day is None else str(chosen.per_attended_day),
                weekly=line.weekly,
            )
        )
    session.flush()


def _row(session: Session, call_off_id: int) -> CallOffRow:
    return session.get_one(CallOffRow, call_off_id)


def _saved(row: CallOffRow) -> CallOffSaved:
    return CallOffSaved(row.id, row.reference, row.version, row.state, row.package_id, row.year_estimate)


def _added(session: Session, row: PackageRow) -> int:
    session.add(row)
    session.flush()
    return row.id
