"""Writes the letters of a competition: each is issued once with all it says, never changed."""

from collections.abc import Mapping

from brokerage.domain.competition_letter import CompetitionLetter
from brokerage.storage.queries.competition_at_hand import SUBJECT, CompetitionAtHand
from brokerage.storage.tables.competitions import CompetitionLetterRow
from brokerage.storage.unit_of_work import UnitOfWork


def issue_letters(work: UnitOfWork, competition: CompetitionAtHand, letters: Mapping[int, CompetitionLetter]) -> None:
    """Write the letters, by invitation, and one audit entry for all of them; nothing where there is none."""
    if not letters:
        return
    work.session.add_all(
        CompetitionLetterRow(
            invitation_id=invitation_id,
            kind=letter.kind,
            terms=letter.to_plain(),
            issued_by_id=work.actor.staff_id,
            issued_at=work.now,
        )
        for invitation_id, letter in letters.items()
    )
    work.session.flush()
    kinds = ", ".join(sorted({letter.kind.value for letter in letters.values()}))
    work.record("issue-letters", SUBJECT, competition.reference, {"kinds": kinds, "letters": str(len(letters))})
