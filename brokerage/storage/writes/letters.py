"""Writes letters to applicants: one is issued with all it says, never changed."""

from brokerage.domain.application_letter import LetterKind
from brokerage.domain.plain import Plain
from brokerage.storage.queries.application_at_hand import SUBJECT, ApplicationAtHand
from brokerage.storage.tables.assessments import LetterRow
from brokerage.storage.unit_of_work import UnitOfWork


def issue_letter(work: UnitOfWork, application: ApplicationAtHand, kind: LetterKind, terms: Plain) -> int:
    """Write the letter and its audit entry; return its number."""
    row = LetterRow(
        application_id=application.application_id,
        kind=kind,
        terms=terms,
        issued_by_id=work.actor.staff_id,
        issued_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    work.record("issue-letter", SUBJECT, application.reference, {"kind": kind.value})
    return row.id
