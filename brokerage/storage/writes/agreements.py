"""Writes agreements: an edition is added, never changed."""

from brokerage.domain.agreement_terms import AgreementTerms, IssuedAgreement
from brokerage.storage.tables.call_offs import AgreementRow
from brokerage.storage.unit_of_work import UnitOfWork


def add_agreement(
    work: UnitOfWork, call_off_id: int, terms: AgreementTerms, replaces: IssuedAgreement | None
) -> IssuedAgreement:
    """Write the edition with its number and all its terms; return it."""
    row = AgreementRow(
        call_off_id=call_off_id,
        number=terms.number,
        edition=terms.edition,
        replaces_id=None if replaces is None else replaces.agreement_id,
        terms=terms.to_plain(),
        issued_by_id=work.actor.staff_id,
        issued_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    work.record(
        "issue-agreement", "agreements", terms.number, {"edition": str(terms.edition), "call_off": terms.call_off}
    )
    return IssuedAgreement(
        row.id, terms.number, terms.edition, work.actor.full_name, work.actor.staff_id, work.now, terms
    )
