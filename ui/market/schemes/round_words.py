"""What Market says of rounds and asks when one is opened or closed; no widgets."""

from collections.abc import Sequence
from datetime import date

from brokerage.domain.period import format_day
from brokerage.domain.round import OPEN_THROUGHOUT, Round, RoundState, round_open_on
from brokerage.domain.scheme_overview import SchemeOverview
from brokerage.domain.staff import Actor
from ui import formats
from ui.market.read_only import only_commissioners


def open_now(scheme: SchemeOverview, rounds: Sequence[Round], today: date) -> str:
    """Which round is open today, or that none is, and what that means for newcomers of a scheme of this kind."""
    one = round_open_on(rounds, today)
    if one is not None:
        until = "it stays open" if one.closes_on is None else f"it closes on {format_day(one.closes_on)}"
        return f"{one.title} is open: {until}."
    if scheme.summary.kind in OPEN_THROUGHOUT:
        return (
            "▲ No round is open today. A scheme of this kind is not closed to newcomers: open a round without a closing day. "
            "Whoever applies meanwhile keeps the day of receipt, and the clock runs."
        )
    return "No round is open today. Whoever applies between rounds keeps the day of receipt, and the clock runs."


def closable(rounds: Sequence[Round], today: date) -> tuple[Round, ...]:
    """The rounds whose closing day may still be set or moved: those open and to come."""
    return tuple(one for one in rounds if one.state_on(today) is not RoundState.CLOSED)


def named(one: Round) -> str:
    """`Round 2: 1 Oct 2026 – 1 Dec 2026`."""
    return f"Round {one.number}: {formats.period(one.opens_on, one.closes_on)}"


def why_not(actor: Actor) -> str:
    """Why no round can be opened or closed, and who can do it; empty when this actor can."""
    return only_commissioners(actor, "opens and closes rounds")


def opened(one: Round) -> str:
    """What happened and what happens next."""
    until = "without a closing day" if one.closes_on is None else f"until {format_day(one.closes_on)}"
    return f"{one.title} of {one.scheme} is recorded: open from {format_day(one.opens_on)} {until}, by itself."


def closed(one: Round) -> str:
    """What happened and what happens next."""
    day = formats.day(one.closes_on)
    return f"{one.title} of {one.scheme} closes by itself at the end of {day}; who applies later comes between rounds."
