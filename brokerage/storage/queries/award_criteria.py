"""By what a scheme weighs the answers to small competitions, and by what one competition was to be weighed when opened."""

from sqlalchemy import Integer, bindparam, select

from brokerage.domain.competition_criteria import AwardCriterion
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.competitions import AwardCriterionRow, CompetitionCriterionRow

_OF_SCHEME = (
    select(
        AwardCriterionRow.number,
        AwardCriterionRow.kind,
        AwardCriterionRow.text,
        AwardCriterionRow.weight,
        AwardCriterionRow.highest_score,
    )
    .where(AwardCriterionRow.scheme_id == bindparam("scheme_id", type_=Integer()))
    .order_by(AwardCriterionRow.number)
)
_OF_COMPETITION = (
    select(
        CompetitionCriterionRow.id,
        CompetitionCriterionRow.number,
        CompetitionCriterionRow.kind,
        CompetitionCriterionRow.text,
        CompetitionCriterionRow.weight,
        CompetitionCriterionRow.highest_score,
    )
    .where(CompetitionCriterionRow.competition_id == bindparam("competition_id", type_=Integer()))
    .order_by(CompetitionCriterionRow.number)
)


def award_criteria(reader: Reader, scheme_id: int) -> tuple[AwardCriterion, ...]:
    """Return the scheme's award criteria by their number; none where it has not stated any."""
    return tuple(AwardCriterion(*row) for row in reader.execute(_OF_SCHEME, {"scheme_id": scheme_id}))


def criteria_of_competition(reader: Reader, competition_id: int) -> dict[int, AwardCriterion]:
    """Return the criteria by the key of their row, in order of number, as they stood when it was opened."""
    rows = reader.execute(_OF_COMPETITION, {"competition_id": competition_id})
    return {key: AwardCriterion(*criterion) for key, *criterion in rows}
