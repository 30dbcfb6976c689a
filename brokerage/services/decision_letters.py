"""Answers applications: the letter of each decision, frozen when it is issued, printed alone or in a batch."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from brokerage.domain.application import ApplicationState, ApplicationStep
from brokerage.domain.application_letter import LetterKind
from brokerage.domain.changes import Done
from brokerage.domain.decision_letter import DecisionLetterTerms, lot_decision_terms
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.staff import Actor
from brokerage.services.application_standing import CHANGED
from brokerage.services.whole_file import write_whole_file
from brokerage.storage.engine import Database
from brokerage.storage.queries.application_at_hand import (
    ApplicationAtHand,
    application_for_update,
    application_now,
)
from brokerage.storage.queries.assessments import application_assessment
from brokerage.storage.queries.for_agreement import council_logo
from brokerage.storage.queries.letters import last_letter
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.receipt_facts import receipt_facts
from brokerage.storage.queries.scheme_at_hand import scheme_of_id
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.application_steps import take_application_step
from brokerage.storage.writes.letters import issue_letter

CURRENT_WORDING = "1"
"""The wording new letters are sent in; those in `resources/wording` before it stay for the letters that were."""


def issue_decision_letters(
    database: Database, actor: Actor, references: Sequence[str], today: date, now: datetime
) -> Done[tuple[DecisionLetterTerms, ...]]:
    """Return the letters issued for decided applications, in the order given: all of them, or none.

    An application that was answered before keeps its letter as it was sent.
    Raises: BadInput for an empty list; RuleBroken naming the application that is not decided yet, or for another job.
    """
    _refuse_none(references)
    issued: dict[str, DecisionLetterTerms] = {}
    are_new = False
    with unit_of_work(database, actor, now) as work:
        for reference in sorted(set(references)):  # locked in the same order at every desk
            try:
                issued[reference], is_new = _issue(work, reference, today)
            except RuleBroken as error:
                if len(references) == 1:
                    raise
                raise RuleBroken(f"{reference}: {error.sentence} No letter is issued.", error.figures) from error
            are_new = are_new or is_new
    return Done(tuple(issued[reference] for reference in references), CHANGED if are_new else frozenset())


def decision_letters_of(database: Database, references: Sequence[str]) -> tuple[DecisionLetterTerms, ...]:
    """Return the letters as they were issued, and a draft of what would be where none was, in the order given.

    Raises: BadInput for an empty list; RuleBroken while a lot is not decided.
    """
    _refuse_none(references)
    with database.reading() as reader:
        return tuple(_standing(reader, application_now(reader, reference)) for reference in references)


def decision_letters_pdf(database: Database, letters: Sequence[DecisionLetterTerms]) -> bytes:
    """Return the letters as one PDF, in the order given, under the council's logo."""
    from brokerage.documents.decision_letter import render_decision_letters

    with database.reading() as reader:
        logo = council_logo(reader)
    return render_decision_letters(letters, logo)


def write_decision_letters(database: Database, letters: Sequence[DecisionLetterTerms], out: Path) -> tuple[Path, ...]:
    """Return the paths written: one PDF with all of them, or into a folder one for each, named by its reference.

    Raises: Unavailable when a file cannot be written.
    """
    if not out.is_dir():
        write_whole_file(out, decision_letters_pdf(database, letters))
        return (out,)
    paths = tuple(out / _file_name(terms) for terms in letters)
    for terms, path in zip(letters, paths, strict=True):
        write_whole_file(path, decision_letters_pdf(database, (terms,)))
    return paths


def _issue(work: UnitOfWork, reference: str, today: date) -> tuple[DecisionLetterTerms, bool]:
    """The letter, and whether it was issued now."""
    application = application_for_update(work.session, reference)
    said = last_letter(work.session, reference, LetterKind.DECISION)
    if said is not None and application.state is ApplicationState.ANSWERED:
        return DecisionLetterTerms.from_plain(said), False
    saved = take_application_step(work, application, ApplicationStep.ANSWER)
    terms = _draw_up(work.session, saved, today, work.actor.full_name)
    issue_letter(work, saved, LetterKind.DECISION, terms.to_plain())
    return terms, True


def _standing(reader: Reader, application: ApplicationAtHand) -> DecisionLetterTerms:
    said = last_letter(reader, application.reference, LetterKind.DECISION)
    return _draw_up(reader, application, None, "") if said is None else DecisionLetterTerms.from_plain(said)


def _draw_up(
    reader: Reader, application: ApplicationAtHand, issued_on: date | None, signed_by: str
) -> DecisionLetterTerms:
    facts, scheme = receipt_facts(reader, application), scheme_of_id(reader, application.scheme_id)
    return DecisionLetterTerms(
        wording=CURRENT_WORDING,
        is_demonstration=facts.is_demonstration,
        reference=application.reference,
        council=facts.council,
        provider=facts.provider,
        scheme_reference=scheme.reference,
        scheme_title=scheme.title,
        law=scheme.law,
        received_on=application.received_on,
        issued_on=issued_on,
        lots=tuple(lot_decision_terms(lot) for lot in application_assessment(reader, application).lots),
        signed_by=signed_by,
    )


def _file_name(terms: DecisionLetterTerms) -> str:
    return f"{terms.reference}-answer{'-draft' if terms.is_draft else ''}.pdf"


def _refuse_none(references: Sequence[str]) -> None:
    if not references:
        raise BadInput("There is no letter to write: name at least one application.", "references")
