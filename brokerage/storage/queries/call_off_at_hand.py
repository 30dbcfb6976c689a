"""One call-off as a use case finds it before it changes it: locked, with its last change and the approvals that stand."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Row, Select, bindparam, or_, select
from sqlalchemy.orm import Session

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.errors import BadInput
from brokerage.domain.said_back import said_back
from brokerage.domain.service import Rating
from brokerage.storage.queries.last_change import LastChange
from brokerage.storage.queries.reader import Reader
from brokerage.storage.row_locks import held
from brokerage.storage.tables.call_offs import ApprovalRow, CallOffRow, CallOffStepRow, PackageRow
from brokerage.storage.tables.council import StaffRow
from brokerage.storage.tables.providers import ServiceRow

SUBJECT = "call_offs"
"""What audit entries of a call-off name as their subject; the key is its reference."""


@dataclass(frozen=True, slots=True)
class CallOffAtHand:
    """A call-off as it stands in this transaction. Money in pounds; days are included."""

    call_off_id: int
    reference: str
    request_id: str
    version: int
    state: CallOffState
    package_id: int
    person_id: int
    service_id: int
    lot_id: int | None
    raised_by_id: int
    first_day: date
    planned_last_day: date | None
    weekly: Decimal
    one_off: Decimal
    year_estimate: Decimal
    holds_place: bool
    answer_due_on: date | None
    lines_edition: int


_AtHand = tuple[
    int, str, str, int, CallOffState, int, int, int, int | None, int, date, date | None, Decimal, Decimal, Decimal, bool,
    date | None, int,
]  # fmt: skip

_STANDING: Select[_AtHand] = select(
    CallOffRow.id,
    CallOffRow.reference,
    CallOffRow.request_id,
    CallOffRow.version,
    CallOffRow.state,
    CallOffRow.package_id,
    CallOffRow.person_id,
    CallOffRow.service_id,
    CallOffRow.lot_id,
    CallOffRow.raised_by_id,
    CallOffRow.first_day,
    CallOffRow.planned_last_day,
    CallOffRow.weekly,
    CallOffRow.one_off,
    CallOffRow.year_estimate,
    CallOffRow.holds_place,
    CallOffRow.answer_due_on,
    CallOffRow.lines_edition,
)
_NOW = _STANDING.where(CallOffRow.reference == bindparam("reference"))
_AT_HAND = held(_STANDING, CallOffRow)
_BY_REFERENCE = _AT_HAND.where(CallOffRow.reference == bindparam("reference"))
_BY_REQUEST = _AT_HAND.where(CallOffRow.request_id == bindparam("request_id"))
_LAST_STEP = (
    select(CallOffStepRow.id, CallOffStepRow.step, CallOffStepRow.taken_by_id)
    .where(CallOffStepRow.call_off_id == bindparam("call_off_id"))
    .order_by(CallOffStepRow.id.desc())
    .limit(1)
)
_ASKED_STEPS = (
    select(CallOffStepRow.id, CallOffStepRow.taken_by_id)
    .where(CallOffStepRow.call_off_id == bindparam("call_off_id"), CallOffStepRow.step.in_([Step.RAISE, Step.CHANGE]))
    .order_by(CallOffStepRow.id.desc())
)
_CHANGE_OF_REQUEST = select(CallOffStepRow.call_off_id).where(CallOffStepRow.request_id == bindparam("request_id"))
_STANDING_APPROVERS = select(ApprovalRow.approver_id).where(
    ApprovalRow.call_off_id == bindparam("call_off_id"),
    ApprovalRow.approved,
    or_(ApprovalRow.answers_step_id.is_(None), ApprovalRow.answers_step_id == bindparam("step_id")),
)
_LAST_PLACE = (
    select(StaffRow.full_name, CallOffStepRow.taken_at)
    .join(CallOffRow, CallOffRow.id == CallOffStepRow.call_off_id)
    .join(StaffRow, StaffRow.id == CallOffStepRow.taken_by_id)
    .where(
        CallOffRow.service_id == bindparam("service_id"),
        CallOffRow.holds_place,
        CallOffStepRow.step.in_([Step.RAISE, Step.CHANGE]),
    )
    .order_by(CallOffStepRow.id.desc())
    .limit(1)
)
_PACKAGE_PERSON = select(PackageRow.person_id).where(PackageRow.id == bindparam("package_id"))
_RATING = select(ServiceRow.rating).where(ServiceRow.id == bindparam("service_id"))


def call_off_for_update(session: Session, reference: str) -> CallOffAtHand:
    """Return the call-off, locked until the transaction ends. Raises: BadInput when there is none of this reference."""
    row = session.execute(_BY_REFERENCE, {"reference": reference}).first()
    if row is None:
        raise BadInput(f"There is no call-off {said_back(reference)}. Check the reference.")
    return _at_hand(row)


def call_off_now(reader: Reader, reference: str) -> CallOffAtHand:
    """Return the call-off as it stands, not locked. Raises: BadInput when there is none of this reference."""
    row = reader.execute(_NOW, {"reference": reference}).first()
    if row is None:
        raise BadInput(f"There is no call-off {said_back(reference)}. Check the reference.")
    return _at_hand(row)


def call_off_changed_by(reader: Reader, request_id: str) -> int | None:
    """Return the id of the call-off this form of a change changed, or None when it has changed none yet."""
    return reader.scalar(_CHANGE_OF_REQUEST, {"request_id": request_id})


def call_off_of_request_for_update(session: Session, request_id: str) -> CallOffAtHand | None:
    """Return the call-off this form made, locked, or None when it has made none yet."""
    row = session.execute(_BY_REQUEST, {"request_id": request_id}).first()
    return None if row is None else _at_hand(row)


def person_of_package(session: Session, package_id: int) -> int | None:
    """Return the id of the person the package is for; None where there is no such package."""
    return session.scalar(_PACKAGE_PERSON, {"package_id": package_id})


def last_place_taken(session: Session, service_id: int) -> LastChange | None:
    """Return who took the last place at the service, and when; None where no call-off holds one."""
    row = session.execute(_LAST_PLACE, {"service_id": service_id}).first()
    return None if row is None else LastChange(row[0], row[1])


def last_step_was(session: Session, call_off_id: int, step: Step, staff_id: int) -> bool:
    """Return whether the last step of the call-off was this one, taken by this member of staff."""
    row = session.execute(_LAST_STEP, {"call_off_id": call_off_id}).first()
    return row is not None and (row[1], row[2]) == (step, staff_id)


@dataclass(frozen=True, slots=True)
class ApprovalStanding:
    """What is to be approved: the raising or change it answers, all who asked, and who has approved it since."""

    answers_step_id: int | None
    asked_by: frozenset[int]
    approved_by: frozenset[int]
    rating: Rating


def approval_standing(reader: Reader, call_off: CallOffAtHand) -> ApprovalStanding:
    """Return how far the approval of the call-off has come."""
    steps = reader.execute(_ASKED_STEPS, {"call_off_id": call_off.call_off_id}).all()
    step_id = steps[0][0] if steps else None
    approved = reader.execute(_STANDING_APPROVERS, {"call_off_id": call_off.call_off_id, "step_id": step_id}).scalars()
    return ApprovalStanding(
        answers_step_id=step_id,
        asked_by=frozenset({call_off.raised_by_id, *(by for _, by in steps)}),
        approved_by=frozenset(approved),
        rating=reader.execute(_RATING, {"service_id": call_off.service_id}).scalar_one(),
    )


def _at_hand(row: Row[_AtHand]) -> CallOffAtHand:
    return CallOffAtHand(*row)
