"""Writes a new purchasing system with its terms and lots, the rules it takes from another, and what is changed of it later."""

from dataclasses import fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from brokerage.domain.errors import BadInput
from brokerage.domain.scheme_head import SchemeHead
from brokerage.domain.scheme_plan import SchemePlan
from brokerage.storage.queries.scheme_policy import POLICY_COLUMNS
from brokerage.storage.tables.scheme_terms import SchemeTermRow
from brokerage.storage.tables.schemes import SchemePolicyRow, SchemeRouteRow, SchemeRow
from brokerage.storage.writes.lots import write_lot
from brokerage.storage.writes.scheme_terms import write_terms


def write_scheme(session: Session, plan: SchemePlan) -> int:
    """Writes the scheme, its terms and its lots; returns its number.

    Raises: BadInput at the reference when a scheme has it, at a lot for a need category that is not there.
    """
    if session.scalar(select(SchemeRow.id).where(func.lower(SchemeRow.reference) == plan.reference.lower())):
        raise BadInput(f"There is a scheme {plan.reference} already: give another reference.", "reference")
    scheme = SchemeRow(
        reference=plan.reference,
        title=plan.title,
        kind=plan.kind,
        law=plan.law,
        description=plan.description,
        notice_ocid=plan.notice_ocid,
        first_day=plan.first_day,
        last_day=plan.contract_ends[0],
        last_call_off_day=plan.last_call_off_day,
        estimated_value=plan.estimated_value,
        answer_working_days=plan.answer_working_days,
        extended_answer_working_days=plan.extended_answer_working_days,
        assessors_needed=plan.assessors_needed,
    )
    session.add(scheme)
    session.flush()
    write_terms(session, scheme.id, plan.terms)
    for lot in plan.lots:
        write_lot(session, scheme.id, lot, field="lot")
    return scheme.id


def change_head(session: Session, scheme_id: int, head: SchemeHead) -> None:
    """Puts these facts in place of the scheme's own, and the references of its decisions. Raises: Conflict."""
    scheme = session.get_one(SchemeRow, scheme_id)
    facts = {one.name: getattr(head, one.name) for one in fields(head) if one.name != "decisions"}
    for name, value in facts.items():
        setattr(scheme, name, value)
    taken = select(SchemeTermRow).filter_by(scheme_id=scheme_id).where(SchemeTermRow.decided_on.is_not(None))
    terms = session.scalars(taken.order_by(SchemeTermRow.ordinal)).all()
    for term, reference in zip(terms, head.decisions, strict=True):
        term.decision_reference = reference
    flag_modified(scheme, "title")  # the scheme's next version, though only a decision's reference is another
    session.flush()


def copy_rules(session: Session, from_scheme_id: int, plan: SchemePlan, scheme_id: int) -> bool:
    """Gives the scheme another's award routes and the last of its standing rules, from its own first day on.

    Returns whether the other had standing rules.
    """
    for route in session.scalars(select(SchemeRouteRow).filter_by(scheme_id=from_scheme_id)).all():
        session.add(SchemeRouteRow(scheme_id=scheme_id, route=route.route, rule_reference=route.rule_reference))
    policies = session.execute(
        select(*POLICY_COLUMNS)
        .where(SchemePolicyRow.scheme_id == from_scheme_id)
        .order_by(SchemePolicyRow.first_day.desc())
        .limit(1)
    )
    last = policies.mappings().first()
    if last is not None:
        session.add(SchemePolicyRow(scheme_id=scheme_id, first_day=plan.first_day, **last))
    session.flush()
    return last is not None
