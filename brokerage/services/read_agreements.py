"""Brings agreements to the screen and the printer: the paper as bytes. It names people, so each reading is put on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from brokerage.domain.agreement_terms import AgreementTerms
from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput
from brokerage.domain.staff import Actor
from brokerage.services.agree_and_print import agreement_pdf, agreement_terms_of, file_name
from brokerage.services.show_paper import count_pages
from brokerage.storage.engine import Database
from brokerage.storage.unit_of_work import unit_of_work


@dataclass(frozen=True, slots=True)
class AgreementPaper:
    """One PDF of one agreement or of several, in the order asked for. `file_name` names no person."""

    references: tuple[str, ...]
    terms: tuple[AgreementTerms, ...]
    pdf: bytes
    pages: int
    file_name: str


def read_agreements(
    database: Database, actor: Actor, references: Sequence[str], now: datetime, *, edition: int | None = None
) -> Done[AgreementPaper]:
    """The paper of the agreements that stand (drafts where none is issued), or of one edition of a single call-off.

    Raises: BadInput for an empty list; RuleBroken when a call-off has no terms yet.
    """
    if not references:
        raise BadInput("There is nothing to show: choose at least one call-off.", "references")
    terms = tuple(agreement_terms_of(database, reference, edition=edition) for reference in references)
    pdf = agreement_pdf(database, terms)
    _record(database, actor, "read-agreement", terms, now)
    name = file_name(terms[0]) if len(terms) == 1 else f"agreements-{len(terms)}.pdf"
    return Done(AgreementPaper(tuple(references), terms, pdf, count_pages(pdf), name), frozenset())


def note_printing(database: Database, actor: Actor, paper: AgreementPaper, now: datetime) -> Done[AgreementPaper]:
    """The same paper, its printing put on record. Ask before it goes to the printer."""
    _record(database, actor, "print-agreement", paper.terms, now)
    return Done(paper, frozenset())


def _record(database: Database, actor: Actor, action: str, terms: Sequence[AgreementTerms], now: datetime) -> None:
    with unit_of_work(database, actor, now) as work:
        for each in terms:
            work.record(action, "call_offs", each.call_off, {"edition": str(each.edition)})
