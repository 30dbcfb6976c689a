"""What a journey leaves behind: rows, evidence and audit that must tell the same story, and paper that must print it."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pypdfium2
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.money import format_pounds
from brokerage.services.agree_and_print import agreement_terms_of
from brokerage.services.check import check_database
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.call_offs import (
    AgreementRow,
    ApprovalRow,
    CallOffLineRow,
    CallOffRow,
    CallOffStepRow,
    EvidenceRow,
)
from brokerage.storage.tables.council import StaffRow
from tests.journeys.stories import looking_at

STEPS = (Step.RAISE, Step.APPROVE, Step.SEND, Step.ACCEPT, Step.ISSUE_AGREEMENT)


@dataclass(frozen=True, slots=True)
class Expected:
    """What the journey did: who took the steps in order, what was chosen for how much, and from how long a list."""

    service_id: int
    weekly: Decimal
    listed: int
    logins: tuple[str, ...]
    is_independent: bool


def assert_the_records_agree(address: str, reference: str, expected: Expected) -> None:
    """Fail unless rows, evidence, steps, approval, agreement and audit of the call-off all say what was done."""
    with looking_at(address) as database, Session(database.write_engine) as session:
        row = session.scalars(select(CallOffRow).where(CallOffRow.reference == reference)).one()
        assert (row.state, row.service_id, row.weekly) == (
            CallOffState.AGREEMENT_ISSUED,
            expected.service_id,
            expected.weekly,
        )
        _assert_lines_and_evidence(session, row, expected)
        _assert_steps_and_audit(session, row, expected)
        _assert_the_agreement_is_of_the_row(session, row)


def assert_the_paper_prints_the_row(address: str, reference: str, paper: Path, names: tuple[str, ...]) -> None:
    """Fail unless the PDF holds the number, every total and these names, and calls itself no draft."""
    with looking_at(address) as database, Session(database.write_engine) as session:
        row = session.scalars(select(CallOffRow).where(CallOffRow.reference == reference)).one()
        terms = agreement_terms_of(database, reference)
        money = [row.weekly, row.four_weekly, row.first_year, row.contribution_weekly, row.top_up_weekly]
        parties = (terms.person.full_name, terms.provider.name, terms.service.name, terms.council.name)
        wanted = [terms.number, reference, *(format_pounds(amount) for amount in money if amount), *parties, *names]
    words = " ".join(words_of(paper).split())
    assert [each for each in wanted if " ".join(each.split()) not in words] == []
    assert "DRAFT" not in words


def assert_all_is_well(address: str) -> None:
    """Fail unless the database agrees with itself."""
    with looking_at(address) as database:
        assert [checked.title for checked in check_database(database) if not checked.is_well] == []


def words_of(paper: Path) -> str:
    """Everything that can be read in a PDF."""
    with pypdfium2.PdfDocument(paper) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def references_of(address: str, person_id: int) -> set[str]:
    """The person's call-offs there are now."""
    with looking_at(address) as database, database.reading() as connection:
        return set(connection.scalars(select(CallOffRow.reference).where(CallOffRow.person_id == person_id)))


def _assert_lines_and_evidence(session: Session, row: CallOffRow, expected: Expected) -> None:
    lines = session.scalars(select(CallOffLineRow).where(CallOffLineRow.call_off_id == row.id)).all()
    assert sum((line.weekly for line in lines), Decimal(0)) == row.weekly
    (evidence,) = session.scalars(select(EvidenceRow).where(EvidenceRow.call_off_id == row.id)).all()
    assert len(evidence.offers) == expected.listed
    assert row.service_id in {offer["service_id"] for offer in evidence.offers}


def _assert_steps_and_audit(session: Session, row: CallOffRow, expected: Expected) -> None:
    of_the_row = CallOffStepRow.call_off_id == row.id
    steps = session.execute(
        select(CallOffStepRow.step, StaffRow.login)
        .join(StaffRow, StaffRow.id == CallOffStepRow.taken_by_id)
        .where(of_the_row)
        .order_by(CallOffStepRow.id)
    ).all()
    assert [tuple(step) for step in steps] == list(zip(STEPS, expected.logins, strict=True))
    about = (AuditEntryRow.subject == "call_offs", AuditEntryRow.subject_key == row.reference)
    audit = session.execute(
        select(AuditEntryRow.action, AuditEntryRow.actor, AuditEntryRow.signed_in_as)
        .where(*about)
        .order_by(AuditEntryRow.id)
    ).all()
    steps_on_record = [(entry.action, entry.actor) for entry in audit if entry.action in {s.value for s in Step}]
    assert steps_on_record == [(step.value, login) for step, login in zip(STEPS, expected.logins, strict=True)]
    if expected.is_independent:
        assert all(entry.signed_in_as == entry.actor for entry in audit)
    (approval,) = session.scalars(select(ApprovalRow).where(ApprovalRow.call_off_id == row.id)).all()
    assert (approval.independent, approval.year_estimate) == (expected.is_independent, row.year_estimate)


def _assert_the_agreement_is_of_the_row(session: Session, row: CallOffRow) -> None:
    (agreement,) = session.scalars(select(AgreementRow).where(AgreementRow.call_off_id == row.id)).all()
    kept = agreement.terms
    assert (kept["call_off"], kept["number"]) == (row.reference, agreement.number)
