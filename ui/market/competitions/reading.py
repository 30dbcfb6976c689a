"""What the section Competitions asks in one go, off the UI thread."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from brokerage.domain.answer_clock import AnswerClock, Urgency, urgency_of, working_days_left
from brokerage.domain.competition import CompetitionState
from brokerage.domain.competition_criteria import AwardCriterion
from brokerage.domain.competition_summary import CompetitionDetail, CompetitionSummary

if TYPE_CHECKING:
    from brokerage.services.award_competition import WeighedCompetition
    from brokerage.services.desk import Database

MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class CompetitionLine:
    """One line of the list. Working days are those left after today; both are None once the competition is over."""

    summary: CompetitionSummary
    urgency: Urgency | None
    working_days_left: int | None


@dataclass(frozen=True, slots=True)
class CompetitionRead:
    """One competition whole, and its answers weighed."""

    line: CompetitionLine
    detail: CompetitionDetail
    weighed: "WeighedCompetition"

    @property
    def summary(self) -> CompetitionSummary:
        """As the list has it."""
        return self.detail.summary


@dataclass(frozen=True, slots=True)
class LotToAsk:
    """A lot whose services may be asked: what it is for, and by what its scheme weighs answers, nothing where it has not said."""

    lot_id: int
    key: str
    title: str
    needs: tuple[str, ...]
    criteria: tuple[AwardCriterion, ...]


def read_competitions(database: "Database", today: date) -> tuple[CompetitionLine, ...]:
    """Return the competitions: open ones by their last day for answers first, then the others."""
    from brokerage.services.find_competitions import list_competitions

    return tuple(_line(summary, today) for summary in list_competitions(database, limit=MOST_LISTED))


def read_competition(database: "Database", reference: str, today: date) -> CompetitionRead:
    """Return one competition as it stands today. Raises: RuleBroken when there is none of this reference."""
    from brokerage.services.award_competition import weigh_competition
    from brokerage.services.find_competitions import show_competition

    detail = show_competition(database, reference)
    return CompetitionRead(_line(detail.summary, today), detail, weigh_competition(database, reference))


def read_lots_to_ask(database: "Database") -> tuple[LotToAsk, ...]:
    """Return every lot by its key."""
    from brokerage.services.award_criteria import show_award_criteria
    from brokerage.services.price_spread import list_lots_with_rates

    lots = list_lots_with_rates(database)
    schemes = {_scheme_of(lot.key) for lot in lots}
    criteria = {scheme: show_award_criteria(database, scheme).criteria for scheme in schemes}
    return tuple(
        LotToAsk(lot.lot_id, lot.key, lot.title, tuple(need.code for need in lot.needs), criteria[_scheme_of(lot.key)])
        for lot in lots
    )


def _scheme_of(key: str) -> str:
    return key.rpartition("/")[0]


def _line(summary: CompetitionSummary, today: date) -> CompetitionLine:
    from brokerage.services.bank_holidays import load_bank_holidays

    if summary.state is not CompetitionState.OPEN:
        return CompetitionLine(summary, None, None)
    clock, holidays = AnswerClock(summary.opened_on, summary.answers_due_on), load_bank_holidays().days
    return CompetitionLine(summary, urgency_of(clock, today, holidays), working_days_left(clock, today, holidays))
