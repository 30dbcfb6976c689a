"""What every step of a competition shares: who was first, what its texts may not tell, and what is said afterwards."""

from dataclasses import dataclass
from datetime import date

from brokerage.domain.changes import Kind
from brokerage.domain.competition import CompetitionState
from brokerage.domain.competition_summary import CompetitionSummary, NotInvited
from brokerage.domain.errors import BadInput
from brokerage.domain.identity_guard import part_of_identity_in
from brokerage.services import changed_meanwhile
from brokerage.storage.queries.competition_at_hand import SUBJECT, CompetitionAtHand
from brokerage.storage.queries.competition_list import competition_summary
from brokerage.storage.queries.person_records import person_record
from brokerage.storage.queries.reader import Reader
from brokerage.storage.unit_of_work import UnitOfWork

CHANGED = frozenset({Kind.COMPETITIONS})


@dataclass(frozen=True, slots=True)
class CompetitionStanding:
    """Where a competition stands after a step: as the list has it, who was not invited, and what else there is to say."""

    summary: CompetitionSummary
    not_invited: tuple[NotInvited, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """What the competition is called."""
        return self.summary.reference

    @property
    def state(self) -> CompetitionState:
        """Where it stands."""
        return self.summary.state

    @property
    def answers_due_on(self) -> date:
        """The last day for answers."""
        return self.summary.answers_due_on


def standing_of(
    reader: Reader, reference: str, not_invited: tuple[NotInvited, ...] = (), notes: tuple[str, ...] = ()
) -> CompetitionStanding:
    """Return what to tell of the competition as it stands."""
    return CompetitionStanding(competition_summary(reader, reference), not_invited, notes)


def refuse_stale(work: UnitOfWork, competition: CompetitionAtHand, version: int | None) -> None:
    """Pass when the version is the one that stands (or none is given). Raises: Conflict naming who changed it, and when."""
    changed_meanwhile.refuse_stale(work, SUBJECT, competition.reference, version, competition.version)


def refuse_telling_who(reader: Reader, competition: CompetitionAtHand, text: str, field: str) -> None:
    """Pass a text that providers may read and that tells nobody who the person is (rules.md 16). Raises: BadInput."""
    record = person_record(reader, competition.person_id)
    part = None if record is None else part_of_identity_in(text, record.details)
    if part is not None:
        raise BadInput(
            f"It holds {part}, which providers must not see: take it out, and where a word only happens to be the same, "
            "say it in another way.",
            field,
        )
