"""Whether the service runs what a call-off's lines buy at the times they are for."""

from datetime import date

from brokerage.domain.call_off_draft import CallOffDraft, LineChosen
from brokerage.domain.call_off_facts import CallOffFacts, RateFacts
from brokerage.domain.fee_line import SUPPORT
from brokerage.domain.timetable import UnmetTimes, WeeklySession, unmet_times


def unmet_by_draft(draft: CallOffDraft, facts: CallOffFacts, first_day: date) -> UnmetTimes | None:
    """Return the times of the first line for which nothing is on; None where all are met, or no timetable is kept.

    A line agreed for one activity needs that activity's own sessions. What is not support (transport, meals, extra hours)
    and what is bought at a typed price, by its own agreement, follows no timetable.
    """
    if not any(activity.sessions for activity in facts.service.timetable):
        return None
    rates = {rate.rate_id: rate for rate in facts.rates}
    found = (_unmet_by_line(line, rates.get(line.rate_id or 0), draft, facts, first_day) for line in draft.lines)
    return next((unmet for unmet in found if unmet is not None), None)


def _unmet_by_line(
    line: LineChosen, rate: RateFacts | None, draft: CallOffDraft, facts: CallOffFacts, first_day: date
) -> UnmetTimes | None:
    if rate is None or line.kind not in SUPPORT or line.per_attended_day is not None:
        return None
    return unmet_times(line.week or draft.week, _sessions(rate, facts, first_day), line.unit)


def _sessions(rate: RateFacts, facts: CallOffFacts, first_day: date) -> tuple[WeeklySession, ...]:
    return tuple(
        session
        for activity in facts.service.timetable
        if activity.period.contains(first_day) and rate.activity_id in (None, activity.activity_id)
        for session in activity.sessions
    )
