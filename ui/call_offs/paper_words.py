"""What is said of an agreement on the screen. No widgets here."""

from brokerage.domain.agreement_terms import AgreementTerms
from brokerage.services.read_agreements import AgreementPaper
from ui import formats


def title(paper: AgreementPaper) -> str:
    """`Agreement PA-2026-0001, edition 2`, or that it is a draft, or how many there are."""
    if len(paper.terms) > 1:
        return f"{len(paper.terms)} agreements"
    terms = paper.terms[0]
    return (
        f"Draft agreement for {terms.call_off}"
        if terms.is_draft
        else f"Agreement {terms.number}, edition {terms.edition}"
    )


def sentence(paper: AgreementPaper) -> str:
    """What it is: for which call-off, how many pages, whether independently approved."""
    pages = formats.count(paper.pages, "page")
    if len(paper.terms) > 1:
        drafts = sum(terms.is_draft for terms in paper.terms)
        some = f", {formats.count(drafts, 'draft')} among them" if drafts else ""
        return f"{pages} in one paper{some}."
    terms = paper.terms[0]
    state = "It is marked DRAFT until it is issued." if terms.is_draft else f"Issued {formats.day(terms.issued_on)}."
    return f"{terms.call_off}, {pages}. {state} {_approval(terms)}".strip()


def saved(name: str) -> str:
    """That it is written."""
    return f"Saved as {name}."


def saved_many(count: int) -> str:
    """That they are written."""
    return f"{formats.count(count, 'agreement')} saved, each named by its number."


def _approval(terms: AgreementTerms) -> str:
    if not terms.approvals:
        return "Not approved yet."
    return "" if terms.is_independently_approved else "Not independently approved."
