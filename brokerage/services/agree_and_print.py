"""Issues agreements: number and terms stored in one transaction with the step; a later edition names what it replaces.

The paper is made from the terms alone, outside any transaction; each file is written whole or not at all, and named by
references, never by a person's name.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from brokerage.domain.agreement_changes import changes_between
from brokerage.domain.agreement_drawing import Edition, draw_up
from brokerage.domain.agreement_terms import AgreementTerms, IssuedAgreement
from brokerage.domain.calendar import day_in_england
from brokerage.domain.call_off import CallOffState, Step, state_after
from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.period import format_moment
from brokerage.domain.staff import Actor
from brokerage.services.call_off_decision import known_holidays
from brokerage.services.call_off_standing import CHANGED, is_repeated, refuse_stale
from brokerage.services.whole_file import whole_files
from brokerage.storage.engine import Database
from brokerage.storage.queries.agreements import editions, last_edition, one_edition, state_of
from brokerage.storage.queries.call_off_at_hand import CallOffAtHand, call_off_for_update
from brokerage.storage.queries.for_agreement import agreement_facts, council_logo
from brokerage.storage.queries.reader import Reader
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.agreements import add_agreement
from brokerage.storage.writes.call_offs import take_step
from brokerage.storage.writes.references import next_agreement_number

HAS_STANDING_AGREEMENT = frozenset(
    {
        CallOffState.AGREEMENT_ISSUED,
        CallOffState.SIGNED,
        CallOffState.RUNNING,
        CallOffState.ENDED,
        CallOffState.CANCELLED,
    }
)
"""States in which the edition issued last is the agreement; before them it is still a draft."""


def issue_agreement(
    database: Database, actor: Actor, reference: str, now: datetime, *, version: int | None = None
) -> Done[IssuedAgreement]:
    """Return the agreement issued for an accepted call-off: its first edition, or the next after a change of money.

    Pressed again it answers with the same edition.
    Raises: RuleBroken when the call-off is not accepted or the job may not issue; Conflict when a colleague was first.
    """
    with unit_of_work(database, actor, now) as work:
        issued, is_new = _issue_accepted(work, reference, version)
    return Done(issued, CHANGED if is_new else frozenset())


def issue_agreements(
    database: Database, actor: Actor, references: Sequence[str], now: datetime
) -> Done[tuple[IssuedAgreement, ...]]:
    """Return the agreements issued for several accepted call-offs, in the order given: all of them, or none.

    Raises: as `issue_agreement`, naming the call-off that is refused.
    """
    issued: dict[str, IssuedAgreement] = {}
    are_new = False
    with unit_of_work(database, actor, now) as work:
        for reference in sorted(set(references)):  # locked in the same order at every desk
            try:
                issued[reference], is_new = _issue_accepted(work, reference, None)
            except RuleBroken as error:
                if len(references) == 1:
                    raise
                raise RuleBroken(f"{reference}: {error.sentence} None of them is issued.", error.figures) from error
            are_new = are_new or is_new
    return Done(tuple(issued[reference] for reference in references), CHANGED if are_new else frozenset())


def reissue_agreement(
    database: Database, actor: Actor, reference: str, edition_seen: int, now: datetime
) -> Done[IssuedAgreement]:
    """Return the next edition of an agreement that is not running yet, with today's terms; it wants new signatures.

    `edition_seen` is the edition on the screen: pressed again, the same next edition is the answer.
    Raises: RuleBroken when nothing differs or there is nothing to replace; Conflict when a colleague issued one meanwhile.
    """
    with unit_of_work(database, actor, now) as work:
        call_off = call_off_for_update(work.session, reference)
        before = last_edition(work.session, reference)
        if before is None:
            raise RuleBroken(f"No agreement was issued for {reference} yet: issue the first.")
        if before.edition == edition_seen + 1 and before.issued_by_id == actor.staff_id:
            return Done(before, frozenset())
        _refuse_edition_unseen(before, edition_seen)
        issued = _issue(work, call_off, before)
        if not issued.terms.changes:
            raise RuleBroken(f"Nothing differs from {before.name}: there is no new edition to issue.")
    return Done(issued, CHANGED)


def agreement_terms_of(database: Database, reference: str, *, edition: int | None = None) -> AgreementTerms:
    """Return the terms that stand: of the edition issued last (or of the one asked for), else a draft of what would be issued.

    Raises: RuleBroken when there is no such call-off or edition, or it cannot be drawn up yet.
    """
    with database.reading() as reader:
        if edition is not None:
            return one_edition(reader, reference, edition).terms
        last = last_edition(reader, reference)
        if last is not None and state_of(reader, reference) in HAS_STANDING_AGREEMENT:
            return last.terms
        return _terms(reader, reference, _draft_edition(last), last)


def agreements_of(database: Database, reference: str) -> tuple[IssuedAgreement, ...]:
    """Return every edition issued for the call-off, the first first."""
    with database.reading() as reader:
        return editions(reader, reference)


def agreement_pdf(database: Database, terms: Sequence[AgreementTerms]) -> bytes:
    """Return the agreements as one PDF, in the order given, under the council's logo."""
    from brokerage.documents.agreement import render_agreements

    with database.reading() as reader:
        logo = council_logo(reader)
    return render_agreements(terms, logo)


def write_agreement(
    database: Database, actor: Actor, reference: str, path: Path, now: datetime, *, edition: int | None = None
) -> Path:
    """Return the path of the PDF written: the agreement that stands, a draft marked so before, or one edition of it.

    Raises: RuleBroken when there is no such call-off or edition; Unavailable when the file cannot be written.
    """
    terms = agreement_terms_of(database, reference, edition=edition)
    _write_on_record(database, actor, (terms,), [(path, agreement_pdf(database, (terms,)))], now)
    return path


def write_agreements(
    database: Database, actor: Actor, references: Sequence[str], folder: Path, now: datetime
) -> tuple[Path, ...]:
    """Return the paths of one PDF for each call-off, in the order given, named by number and edition: all of them, or none.

    Raises: BadInput for an empty list; as `write_agreement`.
    """
    batch = _batch(database, references)
    files = [(folder / file_name(terms), agreement_pdf(database, (terms,))) for terms in batch]
    _write_on_record(database, actor, batch, files, now)
    return tuple(path for path, _ in files)


def write_agreements_as_one(
    database: Database, actor: Actor, references: Sequence[str], path: Path, now: datetime
) -> Path:
    """Return the path of one PDF with all the agreements in the order given. Raises: as `write_agreements`."""
    batch = _batch(database, references)
    _write_on_record(database, actor, batch, [(path, agreement_pdf(database, batch))], now)
    return path


def file_name(terms: AgreementTerms) -> str:
    """Return the name its file is given: `PA-2026-0001-edition-1.pdf`, or `CO-2026-0001-draft.pdf`."""
    return f"{terms.call_off}-draft.pdf" if terms.is_draft else f"{terms.number}-edition-{terms.edition}.pdf"


def _issue_accepted(work: UnitOfWork, reference: str, version: int | None) -> tuple[IssuedAgreement, bool]:
    """Return the agreement of the accepted call-off, and whether it was issued now; pressed again it was before."""
    call_off = call_off_for_update(work.session, reference)
    before = last_edition(work.session, reference)
    if before is not None and is_repeated(work, call_off, Step.ISSUE_AGREEMENT):
        return before, False
    refuse_stale(work, call_off, version)
    _refuse_other_state(call_off)
    return _issue(work, call_off, before), True


def _issue(work: UnitOfWork, call_off: CallOffAtHand, before: IssuedAgreement | None) -> IssuedAgreement:
    to_state = state_after(Step.ISSUE_AGREEMENT, call_off.state, work.actor.job)
    number = next_agreement_number(work.session, work.now.year) if before is None else before.number
    edition = Edition(
        number,
        1 if before is None else before.edition + 1,
        "" if before is None else before.name,
        day_in_england(work.now),
    )
    terms = _terms(work.session, call_off.reference, edition, before)
    issued = add_agreement(work, call_off.call_off_id, terms, before)
    take_step(work, call_off, Step.ISSUE_AGREEMENT, to_state, issued.name)
    return issued


def _terms(reader: Reader, reference: str, edition: Edition, before: IssuedAgreement | None) -> AgreementTerms:
    terms = draw_up(agreement_facts(reader, reference), edition, known_holidays())
    return terms if before is None else replace(terms, changes=changes_between(before.terms, terms))


def _draft_edition(last: IssuedAgreement | None) -> Edition:
    return Edition("", 1, "", None) if last is None else Edition(last.number, last.edition + 1, last.name, None)


def _refuse_other_state(call_off: CallOffAtHand) -> None:
    if call_off.state in (CallOffState.AGREEMENT_ISSUED, CallOffState.SIGNED):
        raise RuleBroken(
            f"The agreement for {call_off.reference} was issued already; to change it, issue its next edition."
        )


def _refuse_edition_unseen(before: IssuedAgreement, edition_seen: int) -> None:
    if before.edition != edition_seen:
        raise Conflict(
            f"{before.issued_by} issued {before.name} on {format_moment(before.issued_at)}. Look at it, then decide."
        )


def _batch(database: Database, references: Sequence[str]) -> tuple[AgreementTerms, ...]:
    if not references:
        raise BadInput("There is nothing to print: choose at least one call-off.", "references")
    return tuple(agreement_terms_of(database, reference) for reference in references)


def _write_on_record(
    database: Database,
    actor: Actor,
    batch: Sequence[AgreementTerms],
    files: Sequence[tuple[Path, bytes]],
    now: datetime,
) -> None:
    """Write the files and put on record who read the agreements, for they name the person; where one fails, neither is done."""
    with whole_files(files) as put_in_place, unit_of_work(database, actor, now) as work:
        for terms in batch:
            work.record("print-agreement", "call_offs", terms.call_off, {"edition": str(terms.edition)})
        put_in_place()
