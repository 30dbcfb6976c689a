"""Issues the letters of a competition, each once, and prints them and the market's sheet; printed again they are the same bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from brokerage.domain.changes import Done
from brokerage.domain.competition import CompetitionLetterKind, CompetitionState, refuse_who_runs_no_competition
from brokerage.domain.competition_letter import CompetitionLetter
from brokerage.domain.errors import RuleBroken
from brokerage.domain.market_sheet import MarketSheet
from brokerage.domain.staff import Actor
from brokerage.services.competition_standing import CHANGED
from brokerage.services.draw_up_competition_letters import (
    LetterFacts,
    invitations,
    results,
    sheet_as_it_stands,
)
from brokerage.services.whole_file import write_whole_file
from brokerage.storage.engine import Database
from brokerage.storage.queries.agreement_parties import council_as_party
from brokerage.storage.queries.competition_at_hand import CompetitionAtHand, competition_for_update, competition_now
from brokerage.storage.queries.competition_letters import issued_letters, letter_readers
from brokerage.storage.queries.competition_list import competition_detail
from brokerage.storage.queries.council import council
from brokerage.storage.queries.for_agreement import council_logo
from brokerage.storage.queries.person_records import person_record
from brokerage.storage.queries.reader import Reader
from brokerage.storage.unit_of_work import unit_of_work
from brokerage.storage.writes.competition_letters import issue_letters


class Letters(Enum):
    """Which letters of a competition: those that ask, or those that tell how it came out."""

    INVITATIONS = "invitations"
    RESULTS = "results"


def issue_competition_letters(
    database: Database,
    actor: Actor,
    reference: str,
    which: Letters,
    today: date,
    now: datetime,
    *,
    dry_run: bool = False,
) -> Done[tuple[CompetitionLetter, ...]]:
    """Return the letters, in the order they are sent in; those that were issued before stand as they were sent.

    Invitations go to every service that was asked, results to every service that offered.
    Raises: RuleBroken for an unknown reference, another job, invitations once the competition is over, results before it is.
    """
    with unit_of_work(database, actor, now) as work:
        competition = competition_for_update(work.session, reference)
        issued = _issued(work.session, competition, which)
        if issued:
            return Done(issued, frozenset())
        refuse_who_runs_no_competition(actor, "send the letters of a small competition")
        _refuse_wrong_time(competition, which)
        letters = _draw_up(work.session, competition, which, today, actor.full_name)
        issue_letters(work, competition, letters)
        if dry_run:
            work.undo()
    return Done(tuple(letters.values()), CHANGED if letters and not dry_run else frozenset())


@dataclass(frozen=True, slots=True)
class LettersLook:
    """The letters as they were issued, or as they would be."""

    letters: tuple[CompetitionLetter, ...]
    are_issued: bool


def look_at_competition_letters(
    database: Database, actor: Actor, reference: str, which: Letters, today: date
) -> LettersLook:
    """Return the letters in the order they are sent in; nothing is issued.

    Raises: RuleBroken for an unknown reference, invitations once the competition is over, results before it is.
    """
    with database.reading() as reader:
        competition = competition_now(reader, reference)
        issued = _issued(reader, competition, which)
        if issued:
            return LettersLook(issued, are_issued=True)
        _refuse_wrong_time(competition, which)
        letters = _draw_up(reader, competition, which, today, actor.full_name)
    return LettersLook(tuple(letters.values()), are_issued=False)


def competition_letters_pdf(database: Database, letters: tuple[CompetitionLetter, ...]) -> bytes:
    """Return the letters as one PDF under the council's logo, the sheet behind each invitation.

    Raises: RuleBroken when there is none.
    """
    from brokerage.documents.competition_letter import render_competition_letters

    with database.reading() as reader:
        logo = council_logo(reader)
    return render_competition_letters(letters, logo)


def market_sheet_of(database: Database, reference: str) -> MarketSheet:
    """Return all that the market sees of a competition, with the last day for answers as it is now.

    Raises: RuleBroken when there is none of this reference.
    """
    with database.reading() as reader:
        return sheet_as_it_stands(competition_detail(reader, reference))


def market_sheet_pdf(database: Database, reference: str) -> bytes:
    """Return the market's sheet as a PDF under the council's logo. Raises: as `market_sheet_of`."""
    return sheet_pdf(database, market_sheet_of(database, reference))


def sheet_pdf(database: Database, sheet: MarketSheet) -> bytes:
    """Return a sheet as a PDF under the council's logo, be it one that is not kept yet."""
    from brokerage.documents.market_sheet import render_market_sheet

    with database.reading() as reader:
        logo = council_logo(reader)
    return render_market_sheet(sheet, logo)


def write_market_sheet(database: Database, reference: str, path: Path) -> Path:
    """Return the path of the PDF written. Raises: as `market_sheet_of`; Unavailable when the file cannot be written."""
    write_whole_file(path, market_sheet_pdf(database, reference))
    return path


def write_competition_letters(
    database: Database, letters: tuple[CompetitionLetter, ...], out: Path
) -> tuple[Path, ...]:
    """Return the paths written: one PDF with all of them, or into a folder one for each.

    Raises: RuleBroken without a letter; Unavailable when a file cannot be written.
    """
    if not out.is_dir():
        write_whole_file(out, competition_letters_pdf(database, letters))
        return (out,)
    paths = tuple(out / _file_name(number, letter) for number, letter in enumerate(letters, start=1))
    for letter, path in zip(letters, paths, strict=True):
        write_whole_file(path, competition_letters_pdf(database, (letter,)))
    return paths


def _issued(reader: Reader, competition: CompetitionAtHand, which: Letters) -> tuple[CompetitionLetter, ...]:
    are_invitations = which is Letters.INVITATIONS
    kept = issued_letters(reader, competition.competition_id).items()
    return tuple(letter for (_, kind), letter in kept if (kind is CompetitionLetterKind.INVITATION) is are_invitations)


def _refuse_wrong_time(competition: CompetitionAtHand, which: Letters) -> None:
    is_open = competition.state is CompetitionState.OPEN
    if which is Letters.INVITATIONS and not is_open:
        raise RuleBroken(f"{competition.reference} is over, so nobody is asked any more: send the results.")
    if which is Letters.RESULTS and is_open:
        raise RuleBroken(
            f"{competition.reference} is still open, so it has no result to send: award it or end it first."
        )


def _draw_up(
    reader: Reader, competition: CompetitionAtHand, which: Letters, today: date, signed_by: str
) -> Mapping[int, CompetitionLetter]:
    record = person_record(reader, competition.person_id)
    if record is None:
        raise LookupError("a competition without its person cannot be on record")
    facts = LetterFacts(
        competition_detail(reader, competition.reference),
        council_as_party(council(reader)),
        record.details,
        letter_readers(reader, competition.competition_id),
        today,
        signed_by,
    )
    return invitations(facts) if which is Letters.INVITATIONS else results(facts)


def _file_name(number: int, letter: CompetitionLetter) -> str:
    """`SC-2026-0001 invitation 2.pdf`: its place in the batch tells it from the others."""
    return f"{letter.reference} {letter.kind.value} {number}.pdf"
