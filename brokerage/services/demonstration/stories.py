"""When 250 call-offs were asked for, and how far each has come: every state, over two years up to today."""

from dataclasses import dataclass
from datetime import date, timedelta

from brokerage.domain.call_off import CallOffState, Step
from brokerage.services.demonstration.ledger import Ledger

_S = CallOffState
STATES: dict[CallOffState, int] = {
    _S.RUNNING: 74,
    _S.ENDED: 46,
    _S.AWAITING_APPROVAL: 20,
    _S.DRAFT: 14,
    _S.SENT: 14,
    _S.ACCEPTED: 12,
    _S.AGREEMENT_ISSUED: 12,
    _S.SIGNED: 12,
    _S.APPROVED: 12,
    _S.DECLINED: 10,
    _S.WITHDRAWN: 9,
    _S.EXPIRED: 8,
    _S.CANCELLED: 7,
}
_ASKED = (Step.RAISE,)
_SENT = (*_ASKED, Step.APPROVE, Step.SEND)
_AGREED = (*_SENT, Step.ACCEPT, Step.ISSUE_AGREEMENT)
_STEPS: dict[CallOffState, tuple[Step, ...]] = {
    _S.DRAFT: (),
    _S.AWAITING_APPROVAL: _ASKED,
    _S.APPROVED: _SENT[:-1],
    _S.SENT: _SENT,
    _S.ACCEPTED: (*_SENT, Step.ACCEPT),
    _S.DECLINED: (*_SENT, Step.DECLINE),
    _S.EXPIRED: (*_SENT, Step.EXPIRE),
    _S.AGREEMENT_ISSUED: _AGREED,
    _S.SIGNED: (*_AGREED, Step.SIGN),
    _S.RUNNING: (*_AGREED, Step.SIGN, Step.START),
    _S.ENDED: (*_AGREED, Step.SIGN, Step.START, Step.END),
    _S.WITHDRAWN: (*_ASKED, Step.WITHDRAW),
    _S.CANCELLED: (*_SENT, Step.ACCEPT, Step.CANCEL),
}
# Days from the step before, at least and at most.
_DAYS_AFTER = {
    Step.RAISE: (0, 2),
    Step.RETURN: (1, 2),
    Step.APPROVE: (1, 3),
    Step.SEND: (0, 1),
    Step.ACCEPT: (1, 2),
    Step.DECLINE: (1, 2),
    Step.EXPIRE: (5, 7),
    Step.ISSUE_AGREEMENT: (0, 2),
    Step.SIGN: (1, 6),
    Step.WITHDRAW: (1, 4),
    Step.CANCEL: (2, 8),
}
_LIVE = frozenset({_S.DRAFT, _S.AWAITING_APPROVAL, _S.APPROVED, _S.SENT, _S.ACCEPTED, _S.AGREEMENT_ISSUED, _S.SIGNED})
_SOON = frozenset({_S.ACCEPTED, _S.AGREEMENT_ISSUED, _S.SIGNED})
_SOON_PERCENT = 35
_TWO_YEARS = 730


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step, and the day it was taken."""

    step: Step
    day: date


@dataclass(frozen=True, slots=True)
class Story:
    """One call-off's life. `made_on` is the day its draft was begun; `is_second` joins the package of the one before it."""

    state: CallOffState
    made_on: date
    steps: tuple[StepTaken, ...]
    first_day: date
    planned_last_day: date | None
    ended_on: date | None
    is_second: bool = False

    @property
    def last_day(self) -> date | None:
        """The day it ended or is planned to end."""
        return self.ended_on or self.planned_last_day


def make_stories(ledger: Ledger) -> list[Story]:
    """The lives of all call-offs, in the order they were begun; now and then two are for one person at once."""
    waiting = [state for state, number in STATES.items() for _ in range(number)]
    ledger.chance.shuffle(waiting)
    left = {state: waiting.count(state) for state in STATES}
    stories: list[tuple[Story, ...]] = []
    for state in waiting:
        if left[state] == 0:
            continue
        left[state] -= 1
        story = _story(ledger, state)
        together: tuple[Story, ...] = (story,)
        if left[state] and state not in (_S.DECLINED, _S.EXPIRED) and ledger.happens(14):
            left[state] -= 1
            together = (story, _second(story))
        stories.append(together)
    stories.sort(key=lambda together: together[0].made_on)
    return [story for together in stories for story in together]


def _second(story: Story) -> Story:
    days = (story.first_day, story.planned_last_day, story.ended_on)
    return Story(story.state, story.made_on, story.steps, *days, is_second=True)


def _story(ledger: Ledger, state: CallOffState) -> Story:
    chance = ledger.chance
    steps = _STEPS[state]
    if state in (_S.AWAITING_APPROVAL, _S.DRAFT) and ledger.happens(15):
        steps = (Step.RAISE, Step.RETURN, *steps)
    waits = [0 if step in (Step.START, Step.END) else chance.randint(*_DAYS_AFTER[step]) for step in steps]
    before_start = sum(waits)
    first_day, ended_on = _days(ledger, state, before_start)
    made_on = _made_on(ledger, state, first_day, before_start)
    taken, day = [], made_on
    for step, wait in zip(steps, waits, strict=True):
        day = _working_day(day + timedelta(days=wait))
        taken.append(StepTaken(step, {Step.START: first_day, Step.END: ended_on or day}.get(step, day)))
    planned = first_day + timedelta(days=7 * chance.choice((12, 26, 52)) - 1) if ledger.happens(35) else None
    if planned is not None and (state is _S.RUNNING and planned <= ledger.today):
        planned = None
    if planned is not None and ended_on is not None:
        planned = max(planned, ended_on)
    return Story(state, made_on, tuple(taken), first_day, planned, ended_on)


def _days(ledger: Ledger, state: CallOffState, days_of_asking: int) -> tuple[date, date | None]:
    """The first day, mostly a Monday, and the day it ended."""
    chance = ledger.chance
    if state is _S.RUNNING:
        return _monday(ledger.day(-chance.randint(3, _TWO_YEARS - 60))), None
    if state is _S.ENDED:
        first_day = _monday(ledger.day(-chance.randint(120, _TWO_YEARS - 60)))
        return first_day, first_day + timedelta(days=chance.randint(40, (ledger.today - first_day).days - 5))
    if state in _SOON and ledger.happens(_SOON_PERCENT):
        return ledger.day(-ledger.today.weekday() % 7), None  # the coming Monday: somebody starts this week
    if state in _LIVE:
        return _monday(ledger.day(chance.randint(12, 45))), None
    return _monday(ledger.day(chance.randint(20 - _TWO_YEARS, -10))), None


def _made_on(ledger: Ledger, state: CallOffState, first_day: date, days_of_asking: int) -> date:
    """Early enough for every step to lie before the first day and, at the latest, today."""
    spare = ledger.chance.randint(1, 9)
    if state in _LIVE:
        return _working_day(ledger.day(-days_of_asking - ledger.chance.randint(0, 4)))
    return _working_day(first_day - timedelta(days=days_of_asking + spare))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
