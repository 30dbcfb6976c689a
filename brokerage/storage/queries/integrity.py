"""Whether what the database holds agrees with itself. Each question answers with the references of what does not."""

from collections.abc import Callable
from decimal import Decimal
from itertools import groupby

from sqlalchemy import Connection, and_, func, or_, select, text
from sqlalchemy.orm import aliased

from brokerage.domain.agreement_terms import AgreementTerms
from brokerage.domain.call_off import ALLOWED_STEPS, CallOffState, Step
from brokerage.domain.scheme_terms import SchemeTerm, contract_last_day
from brokerage.storage.tables.call_offs import (
    AgreementRow,
    AllowedStepRow,
    ApprovalRow,
    CallOffLineRow,
    CallOffRow,
    CallOffStepRow,
    EvidenceRow,
)
from brokerage.storage.tables.rates import RateRow
from brokerage.storage.tables.scheme_terms import SchemeTermRow
from brokerage.storage.tables.schemes import SchemeRow

Question = Callable[[Connection], tuple[str, ...]]

_APPROVED_STATES = (
    CallOffState.APPROVED,
    CallOffState.SENT,
    CallOffState.ACCEPTED,
    CallOffState.AGREEMENT_ISSUED,
    CallOffState.SIGNED,
    CallOffState.RUNNING,
    CallOffState.ENDED,
)
_LATER_RATE = aliased(RateRow)
_OVERLAPS = (
    select(RateRow.rate_line_id)
    .join(
        _LATER_RATE,
        and_(
            _LATER_RATE.rate_line_id == RateRow.rate_line_id,
            _LATER_RATE.id > RateRow.id,
            or_(RateRow.last_day.is_(None), _LATER_RATE.first_day <= RateRow.last_day),
            or_(_LATER_RATE.last_day.is_(None), _LATER_RATE.last_day >= RateRow.first_day),
        ),
    )
    .distinct()
    .order_by(RateRow.rate_line_id)
)
_SUMS = (
    select(CallOffRow.reference)
    .join(
        CallOffLineRow,
        and_(CallOffLineRow.call_off_id == CallOffRow.id, CallOffLineRow.edition == CallOffRow.lines_edition),
        isouter=True,
    )
    .where(CallOffRow.state != CallOffState.DRAFT)
    .group_by(CallOffRow.id, CallOffRow.reference, CallOffRow.weekly)
    .having(func.coalesce(func.sum(CallOffLineRow.weekly), 0) != CallOffRow.weekly)
    .order_by(CallOffRow.reference)
)
_LAST_STEP = (
    select(CallOffStepRow.call_off_id, func.max(CallOffStepRow.id).label("step_id"))
    .group_by(CallOffStepRow.call_off_id)
    .subquery()
)
_STATES = (
    select(CallOffRow.reference)
    .outerjoin(_LAST_STEP, _LAST_STEP.c.call_off_id == CallOffRow.id)
    .outerjoin(CallOffStepRow, CallOffStepRow.id == _LAST_STEP.c.step_id)
    .where(
        or_(
            CallOffStepRow.to_state != CallOffRow.state,
            and_(CallOffStepRow.id.is_(None), CallOffRow.state != CallOffState.DRAFT),
        )
    )
    .order_by(CallOffRow.reference)
)
_WITHOUT_EVIDENCE = (
    select(CallOffRow.reference)
    .where(
        select(CallOffStepRow.id)
        .where(CallOffStepRow.call_off_id == CallOffRow.id, CallOffStepRow.step == Step.RAISE)
        .exists(),
        ~select(EvidenceRow.id).where(EvidenceRow.call_off_id == CallOffRow.id).exists(),
    )
    .order_by(CallOffRow.reference)
)
_WITHOUT_APPROVAL = (
    select(CallOffRow.reference)
    .where(
        CallOffRow.state.in_(_APPROVED_STATES),
        ~select(ApprovalRow.id)
        .where(
            ApprovalRow.call_off_id == CallOffRow.id,
            ApprovalRow.approved,
            ApprovalRow.approver_id != CallOffRow.raised_by_id,
            ApprovalRow.year_estimate <= func.coalesce(ApprovalRow.approval_limit, -1),
        )
        .exists(),
    )
    .order_by(CallOffRow.reference)
)
_AGREEMENTS = select(AgreementRow.number, AgreementRow.edition, AgreementRow.terms).order_by(AgreementRow.id)
_TERMS = (
    select(
        SchemeRow.reference,
        SchemeRow.first_day,
        SchemeRow.last_day,
        SchemeTermRow.ordinal,
        SchemeTermRow.months,
        SchemeTermRow.decision_reference,
        SchemeTermRow.decided_on,
    )
    .join(SchemeRow, SchemeRow.id == SchemeTermRow.scheme_id)
    .order_by(SchemeRow.reference, SchemeTermRow.ordinal)
)
_STEPS = select(AllowedStepRow.step, AllowedStepRow.from_state, AllowedStepRow.to_state, AllowedStepRow.job)


def broken_pages(connection: Connection) -> tuple[str, ...]:
    """What the database file itself reports as damaged (SQLite only)."""
    if connection.dialect.name != "sqlite":
        return ()
    return tuple(str(row[0]) for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok")


def loose_rows(connection: Connection) -> tuple[str, ...]:
    """Tables with rows that name a row which is not there, and foreign keys that are not enforced."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("PRAGMA foreign_key_check"))
        return tuple(sorted({f"{row[0]} names a missing row of {row[2]}" for row in found}))
    unchecked = text("SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated ORDER BY conname")
    return tuple(str(row[0]) for row in connection.execute(unchecked))


def overlapping_rates(connection: Connection) -> tuple[str, ...]:
    """Rate lines with two agreed rates for one day."""
    return tuple(f"rate line {row[0]}" for row in connection.execute(_OVERLAPS))


def call_offs_unlike_their_lines(connection: Connection) -> tuple[str, ...]:
    """Call-offs whose weekly cost is not the sum of their lines."""
    return tuple(connection.scalars(_SUMS))


def call_offs_unlike_their_steps(connection: Connection) -> tuple[str, ...]:
    """Call-offs that do not stand where their last step left them."""
    return tuple(connection.scalars(_STATES))


def call_offs_without_evidence(connection: Connection) -> tuple[str, ...]:
    """Raised call-offs without the list they were chosen from."""
    return tuple(connection.scalars(_WITHOUT_EVIDENCE))


def call_offs_without_approval(connection: Connection) -> tuple[str, ...]:
    """Approved call-offs nobody else approved within their limit."""
    return tuple(connection.scalars(_WITHOUT_APPROVAL))


def agreements_unlike_their_dates(connection: Connection) -> tuple[str, ...]:
    """Agreements whose first period is not the sum of its dated list, to the penny."""
    return tuple(
        f"{number} edition {edition}"
        for number, edition, plain in connection.execute(_AGREEMENTS)
        if not _adds_up(AgreementTerms.from_plain(plain))
    )


def schemes_unlike_their_terms(connection: Connection) -> tuple[str, ...]:
    """Schemes with terms whose contracts do not end with the last term that was taken."""
    rows = [tuple(row) for row in connection.execute(_TERMS)]
    return tuple(
        reference
        for (reference, first_day, last_day), terms in groupby(rows, key=lambda row: row[:3])
        if contract_last_day(first_day, [SchemeTerm(*term[3:]) for term in terms]) != last_day
    )


def steps_unlike_the_program(connection: Connection) -> tuple[str, ...]:
    """Allowed steps that the database and the program do not share."""
    kept = {tuple(row) for row in connection.execute(_STEPS)}
    known = {(way.step, way.from_state, way.to_state, way.job) for way in ALLOWED_STEPS}
    return tuple(sorted(f"{step.value} from {state.value} by {job.value}" for step, state, _, job in kept ^ known))


def _adds_up(terms: AgreementTerms) -> bool:
    return terms.first_period.total == sum((dated.amount for dated in terms.first_period.dates), Decimal(0))
