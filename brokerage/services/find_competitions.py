"""Lists small competitions and opens one whole. Nothing here writes."""

from brokerage.domain.competition import CompetitionState
from brokerage.domain.competition_summary import CompetitionDetail, CompetitionSummary
from brokerage.storage.engine import Database
from brokerage.storage.queries import competition_list


def list_competitions(
    database: Database, *, state: CompetitionState | None = None, limit: int = 100
) -> tuple[CompetitionSummary, ...]:
    """Return competitions, all or those in the state: open ones by their last day for answers first, then the others."""
    with database.reading() as reader:
        return competition_list.competitions(reader, state, limit)


def show_competition(database: Database, reference: str) -> CompetitionDetail:
    """Return one competition whole, its sheet with it. Raises: RuleBroken when there is none of this reference."""
    with database.reading() as reader:
        return competition_list.competition_detail(reader, reference)
