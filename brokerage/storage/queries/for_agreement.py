"""What an agreement is drawn up from: both parties, the person, the scheme, the lines as frozen and the approvals."""

from sqlalchemy import BindParameter, Integer, Text, bindparam, func, or_, select

from brokerage.domain.agreement_drawing import AgreedMoney, AgreementFacts
from brokerage.domain.agreement_terms import ApprovalTerms, ContactTerms
from brokerage.domain.calendar import day_in_england
from brokerage.domain.call_off import Step
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.said_back import said_back
from brokerage.domain.week_wanted import parse_week
from brokerage.storage.queries.agreement_lines import lines_agreed
from brokerage.storage.queries.agreement_parties import closed_days, council_as_party, service_and_provider
from brokerage.storage.queries.agreement_person import person_agreed
from brokerage.storage.queries.agreement_scheme import scheme_agreed
from brokerage.storage.queries.council import council
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.scheme_policy import policy_for_lot
from brokerage.storage.tables.call_offs import ApprovalRow, CallOffRow, CallOffStepRow
from brokerage.storage.tables.council import StaffRow

_ID: BindParameter[int] = bindparam("call_off_id", type_=Integer())

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
    """Return what the agreement of the call-off is drawn up from. Raises: BadInput when there is no such call-off."""
    row = reader.execute(_CALL_OFF, {"reference": reference}).first()
    if row is None:
        raise BadInput(f"There is no call-off {said_back(reference)}. Check the reference.")
    if row.lot_id is None:
        raise RuleBroken(f"{reference} has no lot, so it has no rules to print: choose the lot whose rules apply.")
    policy = policy_for_lot(reader, row.lot_id, row.first_day)
    if policy is None:
        raise RuleBroken(f"The scheme of {reference} has no rules for its first day: ask a commissioner to add them.")
    person = person_agreed(reader, row.person_id, row.first_day)
    of_council = council(reader)
    service, provider, of_demonstration = service_and_provider(reader, row.service_id, row.room)
    return AgreementFacts(
        call_off=row.reference,
        is_demonstration=of_demonstration
        or person.is_demonstration
        or (of_council is not None and of_council.is_demonstration),
        council=council_as_party(of_council),
        provider=provider,
        scheme=scheme_agreed(reader, row),
        person=person.terms,
        service=service,
        contacts=ContactTerms(
            "" if of_council is None else of_council.safeguarding_contact,
            "" if of_council is None else of_council.information_contact,
            person.desk,
        ),
        policy=policy,
        closures=closed_days(reader, row.service_id),
        first_day=row.first_day,
        planned_last_day=row.planned_last_day,
        wanted=parse_week(row.week) if row.week else None,
        ratio=row.ratio,
        needs=person.needs,
        outcomes=person.outcomes,
        lines=lines_agreed(reader, row),
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
