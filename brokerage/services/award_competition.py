"""Weighs a competition by its stated weights, gives everybody more time, awards it or ends it; each with its reasons."""

from dataclasses import dataclass
from datetime import date, datetime

from brokerage.domain.changes import Done
from brokerage.domain.competition import CompetitionState, CompetitionStep, refuse_over, refuse_who_runs_no_competition
from brokerage.domain.competition_award import choose_winner, refuse_too_early
from brokerage.domain.competition_criteria import AwardCriterion
from brokerage.domain.competition_form import AnswerTime, check_last_day
from brokerage.domain.competition_summary import CompetitionSummary
from brokerage.domain.competition_weighing import OfferToWeigh, WeighedOffer, Weighing, weigh
from brokerage.domain.errors import BadInput
from brokerage.domain.period import format_day
from brokerage.domain.staff import Actor
from brokerage.services.bank_holidays import load_bank_holidays
from brokerage.services.competition_invitees import stopped_since
from brokerage.services.competition_standing import (
    CHANGED,
    CompetitionStanding,
    refuse_stale,
    refuse_telling_who,
    standing_of,
)
from brokerage.services.typed_text import needed_text
from brokerage.storage.engine import Database
from brokerage.storage.queries.award_criteria import criteria_of_competition
from brokerage.storage.queries.competition_answers import invited_to, offers_to_weigh
from brokerage.storage.queries.competition_at_hand import (
    CompetitionAtHand,
    competition_for_update,
    competition_now,
    last_competition_step,
)
from brokerage.storage.queries.competition_awards import award_kept
from brokerage.storage.queries.competition_list import competition_summary
from brokerage.storage.queries.reader import Reader
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.competition_steps import keep_award, take_competition_step


@dataclass(frozen=True, slots=True)
class WeighedCompetition:
    """A competition weighed: as it was awarded, or while it is open as it stands now. `waiting` may still answer.

    `given` are the offers with the points given on each criterion, as they count now.
    """

    summary: CompetitionSummary
    criteria: tuple[AwardCriterion, ...]
    weighing: Weighing
    waiting: tuple[str, ...]
    given: tuple[OfferToWeigh, ...]


@dataclass(frozen=True, slots=True)
class AwardLook:
    """To whom an award would go now, and why each offer before it in the list is passed over: the service, and the gate."""

    winner: WeighedOffer
    passed_over: tuple[tuple[str, str], ...]


def weigh_competition(database: Database, reference: str) -> WeighedCompetition:
    """Return the offers weighed, the first ranked first; after the award the list that was frozen with it.

    Raises: RuleBroken for an unknown reference.
    """
    with database.reading() as reader:
        competition = competition_now(reader, reference)
        criteria = tuple(criteria_of_competition(reader, competition.competition_id).values())
        kept = award_kept(reader, competition.competition_id)
        weighing = _weighing(reader, competition) if kept is None else Weighing(kept.weighed, ())
        waiting = _unanswered(reader, competition) if competition.state is CompetitionState.OPEN else ()
        given = offers_to_weigh(reader, competition.competition_id)
        return WeighedCompetition(competition_summary(reader, reference), criteria, weighing, waiting, given)


def look_at_award(database: Database, reference: str, today: date) -> AwardLook:
    """Return to whom an award would go today. Raises: RuleBroken as `award_competition`."""
    with database.reading() as reader:
        competition = competition_now(reader, reference)
        refuse_over(competition.state)
        refuse_too_early(competition.asked.answers_due_on, _unanswered(reader, competition), today)
        weighing = _weighing(reader, competition)
        stopped = _stopped(reader, competition, weighing)
    winner = choose_winner(weighing, None, stopped)
    before = weighing.offers[: weighing.offers.index(winner)]
    return AwardLook(winner, tuple((one.service, stopped[one.service_id]) for one in before))


def extend_competition(
    database: Database,
    actor: Actor,
    reference: str,
    due_on: date,
    reason: str,
    today: date,
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[CompetitionStanding]:
    """Return the competition with a later last day for answers, the same for everybody, the reason kept.

    Raises: BadInput without a reason, for a day that is not later, or as `check_last_day`; RuleBroken once it is over, or for
    a job that may not; Conflict when a colleague changed it.
    """
    refuse_who_runs_no_competition(actor, "give more time for answers")
    why = needed_text(reason, "More time needs its reason: say why everybody is given it.")
    with unit_of_work(database, actor, now) as work:
        competition = competition_for_update(work.session, reference)
        if competition.asked.answers_due_on == due_on and _is_repeated(work, competition, CompetitionStep.EXTEND, why):
            return Done(standing_of(work.session, reference), frozenset())
        refuse_over(competition.state)
        refuse_stale(work, competition, version)
        if due_on <= competition.asked.answers_due_on:
            raise BadInput(
                f"Answers may come until {format_day(competition.asked.answers_due_on)} already: give a later day.",
                "due",
            )
        holidays = load_bank_holidays()
        check_last_day(due_on, competition.asked.first_day, AnswerTime(today, holidays.days, holidays.known))
        refuse_telling_who(work.session, competition, why, "reason")
        take_competition_step(work, competition, CompetitionStep.EXTEND, why, due_on)
        standing = standing_of(work.session, reference)
        if dry_run:
            work.undo()
    return Done(standing, frozenset() if dry_run else CHANGED)


def award_competition(
    database: Database,
    actor: Actor,
    reference: str,
    reasons: str,
    today: date,
    now: datetime,
    *,
    service_id: int | None = None,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[CompetitionStanding]:
    """Return the competition awarded to the first of the list that may be called off, the list frozen with the reasons.

    `service_id` is the one meant, so that nobody awards what they did not see; None for whichever is first. Pressed again it
    is answered as the first time.
    Raises: BadInput without reasons, or where they tell who the person is; RuleBroken before the time, while scores are missing,
    for another than the first, once it is over, or for a job that may not; Conflict when a colleague changed it.
    """
    refuse_who_runs_no_competition(actor, "award a small competition")
    why = needed_text(reasons, "An award needs its reasons: the letters give them to the providers.", "reasons")
    with unit_of_work(database, actor, now) as work:
        competition = competition_for_update(work.session, reference)
        if _is_repeated(work, competition, CompetitionStep.AWARD, why):
            return Done(standing_of(work.session, reference), frozenset())
        refuse_over(competition.state)
        refuse_stale(work, competition, version)
        refuse_too_early(competition.asked.answers_due_on, _unanswered(work.session, competition), today)
        refuse_telling_who(work.session, competition, why, "reasons")
        weighing = _weighing(work.session, competition)
        winner = choose_winner(weighing, service_id, _stopped(work.session, competition, weighing))
        keep_award(work, competition, winner.answer_id, why, weighing.offers, today)
        take_competition_step(work, competition, CompetitionStep.AWARD, why)
        standing = standing_of(work.session, reference)
        if dry_run:
            work.undo()
    return Done(standing, frozenset() if dry_run else CHANGED)


def end_competition(
    database: Database,
    actor: Actor,
    reference: str,
    reasons: str,
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[CompetitionStanding]:
    """Return the competition ended without an award, the reasons kept. Pressed again it is answered as the first time.

    Raises: BadInput without reasons, or where they tell who the person is; RuleBroken once it is over, or for a job that may
    not; Conflict when a colleague changed it.
    """
    refuse_who_runs_no_competition(actor, "end a small competition")
    why = needed_text(reasons, "An end without an award needs its reasons: say why nobody is chosen.", "reasons")
    with unit_of_work(database, actor, now) as work:
        competition = competition_for_update(work.session, reference)
        if _is_repeated(work, competition, CompetitionStep.END, why):
            return Done(standing_of(work.session, reference), frozenset())
        refuse_over(competition.state)
        refuse_stale(work, competition, version)
        refuse_telling_who(work.session, competition, why, "reasons")
        take_competition_step(work, competition, CompetitionStep.END, why)
        standing = standing_of(work.session, reference)
        if dry_run:
            work.undo()
    return Done(standing, frozenset() if dry_run else CHANGED)


def _weighing(reader: Reader, competition: CompetitionAtHand) -> Weighing:
    criteria = tuple(criteria_of_competition(reader, competition.competition_id).values())
    return weigh(criteria, offers_to_weigh(reader, competition.competition_id))


def _unanswered(reader: Reader, competition: CompetitionAtHand) -> tuple[str, ...]:
    return tuple(one.service for one in invited_to(reader, competition.competition_id) if one.answer is None)


def _stopped(reader: Reader, competition: CompetitionAtHand, weighing: Weighing) -> dict[int, str]:
    """Return why each offer that may not be called off any more, on the day it offers to start, may not."""
    starts = {offer.service_id: offer.starts_on for offer in weighing.offers}
    return stopped_since(reader, competition.person_id, competition.lot_id, starts) if starts else {}


def _is_repeated(work: UnitOfWork, competition: CompetitionAtHand, step: CompetitionStep, note: str) -> bool:
    """Whether this very step was the last one, taken by the same member of staff with this note: a second press."""
    last = last_competition_step(work.session, competition.competition_id)
    return last is not None and (last.step, last.taken_by_id, last.note) == (step, work.actor.staff_id, note)
