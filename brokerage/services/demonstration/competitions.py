"""The demonstration's small competitions, run as the program itself runs them: opened, answered, scored, awarded, called off."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time

from brokerage.domain.competition_answer import AnswerForm, GivenPoints, OfferMade
from brokerage.domain.competition_criteria import AwardCriterion
from brokerage.domain.competition_summary import Invited
from brokerage.domain.staff import Actor, Job
from brokerage.domain.unit import Unit
from brokerage.services.answer_competition import answer_competition, score_answer
from brokerage.services.award_competition import award_competition
from brokerage.services.call_off_typed import CallOffAsked, read_package
from brokerage.services.competition_letters import Letters, issue_competition_letters
from brokerage.services.demonstration.competition_plans import CompetitionToRun
from brokerage.services.demonstration.competition_stories import (
    AWARD_REASONS,
    CALL_OFF_REASON,
    CANNOT,
    POINTS_REASONS,
    OfferStory,
)
from brokerage.services.find_competitions import show_competition
from brokerage.services.open_competition import open_competition
from brokerage.services.raise_call_off import raise_package
from brokerage.storage.engine import Database
from brokerage.storage.queries.staff import staff_member

_LOGIN = "broker"


def run_competitions(database: Database, planned: Sequence[CompetitionToRun]) -> int:
    """Runs them on their days, by the broker; returns how many call-offs were raised from them."""
    with database.reading() as reader:
        member = staff_member(reader, _LOGIN)
    if member is None:
        raise LookupError("the demonstration has no broker")
    independent = not database.is_embedded
    broker = Actor(member.staff_id, _LOGIN, member.full_name, Job.BROKER, member.team_id, None, _LOGIN, independent)
    return sum(_Running(database, broker, one).run() for one in planned)


class _Running:
    """One competition on its way."""

    def __init__(self, database: Database, broker: Actor, planned: CompetitionToRun) -> None:
        self._database, self._broker, self._planned = database, broker, planned

    def run(self) -> int:
        """Takes it as far as its story goes; returns how many call-offs were raised."""
        planned, opened_on = self._planned, self._planned.opened_on
        reference = open_competition(
            self._database, self._broker, planned.form, opened_on, _at(opened_on, 9)
        ).result.reference
        self._send(reference, Letters.INVITATIONS, opened_on)
        shown = show_competition(self._database, reference)
        self._answer(reference, shown.invited, shown.criteria)
        if planned.awarded_on is None:
            return 0
        self._award(reference, planned.awarded_on)
        return 1

    def _answer(self, reference: str, invited: Sequence[Invited], criteria: Sequence[AwardCriterion]) -> None:
        """Whoever offers answers by name, then who cannot; at least one stays silent."""
        story = self._planned.story
        offering = max(1, min(len(story.offers), len(invited) - story.cannot - 1))
        for asked, offer in zip(invited[:offering], story.offers, strict=False):
            made = OfferMade(offer.price, Unit.HOUR, self._planned.form.first_day)
            self._record(reference, asked, made, offer.fit)
            self._score(reference, asked, offer, criteria)
        for asked in invited[offering : offering + story.cannot]:
            self._record(reference, asked, None, CANNOT)

    def _record(self, reference: str, asked: Invited, offer: OfferMade | None, fit: str) -> None:
        day = self._planned.answered_on
        request_id = f"{self._planned.form.request_id}-{asked.service_id}"
        form = AnswerForm(request_id, asked.service_id, offer, fit, day)
        answer_competition(self._database, self._broker, reference, form, day, _at(day, 11))

    def _score(self, reference: str, asked: Invited, offer: OfferStory, criteria: Sequence[AwardCriterion]) -> None:
        if offer.points:
            now = _at(self._planned.answered_on, 14)
            given = tuple(_points(criteria, offer))
            score_answer(self._database, self._broker, reference, asked.service_id, given, now)

    def _award(self, reference: str, day: date) -> None:
        """Awards it, sends the letters and raises the call-off, all on one day."""
        award_competition(self._database, self._broker, reference, AWARD_REASONS, day, _at(day, 9))
        self._send(reference, Letters.RESULTS, day)
        asked = CallOffAsked(
            competition=reference, reason=CALL_OFF_REASON, request_id=f"{self._planned.form.request_id}-call-off"
        )
        drafts, listed = read_package(self._database, asked, _at(day, 12))
        raise_package(self._database, self._broker, drafts, _at(day, 12), listed)

    def _send(self, reference: str, which: Letters, day: date) -> None:
        issue_competition_letters(self._database, self._broker, reference, which, day, _at(day, 10))


def _points(criteria: Sequence[AwardCriterion], offer: OfferStory) -> Iterator[GivenPoints]:
    scored = [one for one in criteria if one.highest_score]
    for criterion, points in zip(scored, offer.points, strict=True):
        share = points * 4 // criterion.highest_score  # quarters of what can be given
        yield GivenPoints(criterion.number, points, POINTS_REASONS[max(0, min(share, 3) - 1)])


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), UTC)
