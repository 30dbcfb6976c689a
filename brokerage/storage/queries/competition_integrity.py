"""Whether awards agree with the answers and points they rest on, and call-offs with the awards. For `check` alone."""

from decimal import Decimal

from sqlalchemy import Connection, select

from brokerage.domain.competition_weighing import WeighedOffer, weigh
from brokerage.storage.queries.award_criteria import criteria_of_competition
from brokerage.storage.queries.call_off_drafts import draft_of_reference
from brokerage.storage.queries.competition_answers import offers_to_weigh
from brokerage.storage.queries.competition_awards import CALL_OFF_STANDS, award_kept, award_of_id
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.competitions import CompetitionAwardRow, CompetitionRow

_AWARDED = (
    select(CompetitionRow.id, CompetitionRow.reference)
    .join(CompetitionAwardRow, CompetitionAwardRow.competition_id == CompetitionRow.id)
    .order_by(CompetitionRow.reference)
)
_CALLED_OFF = (
    select(CallOffRow.reference, CallOffRow.competition_id)
    .where(CallOffRow.competition_id.is_not(None), CALL_OFF_STANDS)
    .order_by(CallOffRow.reference)
)


def awards_unlike_their_answers(connection: Connection) -> tuple[str, ...]:
    """Competitions whose frozen list is not what their answers and points make by their criteria, or lacks the award."""
    return tuple(
        reference
        for competition_id, reference in connection.execute(_AWARDED).tuples().all()
        if not _is_what_was_weighed(connection, competition_id)
    )


def call_offs_unlike_their_award(connection: Connection) -> tuple[str, ...]:
    """Call-offs from a competition that are not at the price it was awarded at."""
    return tuple(
        reference
        for reference, competition_id in connection.execute(_CALLED_OFF).tuples().all()
        if not _is_at_its_price(connection, reference, competition_id or 0)
    )


def _is_what_was_weighed(connection: Connection, competition_id: int) -> bool:
    kept = award_kept(connection, competition_id)
    criteria = tuple(criteria_of_competition(connection, competition_id).values())
    again = weigh(criteria, offers_to_weigh(connection, competition_id))
    if kept is None or kept.answer_id not in [one.answer_id for one in kept.weighed]:
        return False
    return sorted(map(_figures, kept.weighed)) == sorted(map(_figures, again.offers))


def _figures(offer: WeighedOffer) -> tuple[int, Decimal, Decimal, list[Decimal | None]]:
    """What counts of a weighed offer: a service may have another name, or another provider, by now."""
    return offer.answer_id, offer.price, offer.weekly, [part.points for part in offer.parts]


def _is_at_its_price(connection: Connection, reference: str, competition_id: int) -> bool:
    award = award_of_id(connection, competition_id)
    lines = draft_of_reference(connection, reference).lines
    return award is not None and any((line.unit, line.price) == (award.unit, award.price) for line in lines)
