"""Rounds: the days on which a scheme is open to newcomers. A round without a closing day stays open.

A dynamic purchasing system takes newcomers throughout its life (Public Contracts Regulations 2015, regulation 34), and so does a
dynamic market: who arrives between rounds keeps the day of receipt, and the clock runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import Period, format_day
from brokerage.domain.scheme import SchemeKind

OPEN_THROUGHOUT = frozenset({SchemeKind.DPS_2015, SchemeKind.DYNAMIC_MARKET_2023})
"""Kinds of scheme that are never closed to newcomers."""


class RoundState(Enum):
    """Where a round stands on a day; it opens and closes by itself."""

    TO_COME = "to-come"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Round:
    """A round of a scheme. Days are included; `applications` counts those that came in it."""

    round_id: int
    scheme: str
    number: int
    title: str
    opens_on: date
    closes_on: date | None
    notice_reference: str = ""
    applications: int = 0

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.opens_on, self.closes_on)

    def goes_on_after(self, day: date) -> bool:
        """Whether it is still open, or opens, after the day."""
        return self.closes_on is None or self.closes_on > day

    def state_on(self, day: date) -> RoundState:
        """Return whether it is to come, open or closed on the day; open on its closing day still."""
        if day < self.opens_on:
            return RoundState.TO_COME
        return RoundState.OPEN if self.period.contains(day) else RoundState.CLOSED


def check_round(
    opens_on: date, closes_on: date | None, others: Sequence[Round], contracts_end: date | None = None
) -> Period:
    """Return the days of a new round.

    Raises: BadInput when it closes before it opens; RuleBroken when it shares a day with another round of the scheme, or opens
    after the scheme's contracts have ended.
    """
    if closes_on is not None and closes_on < opens_on:
        raise BadInput(
            f"The round closes on {format_day(closes_on)}, before it opens on {format_day(opens_on)}: "
            "put the earlier day first.",
            "closes_on",
        )
    if contracts_end is not None and opens_on > contracts_end:
        raise RuleBroken(
            f"The scheme's contracts end on {format_day(contracts_end)}: extend them before a round opens after that day.",
            field="opens_on",
        )
    period = Period(opens_on, closes_on)
    for other in others:
        if other.period.overlaps(period):
            raise RuleBroken(
                f"Round {other.number} of {other.scheme} runs {_days(other)}, and two rounds share no day: "
                f"choose days outside it.",
                {"round": str(other.number), "days": str(other.period)},
                field="opens_on" if other.period.contains(opens_on) else "closes_on",
            )
    return period


def check_close(one: Round, closes_on: date, others: Sequence[Round], today: date) -> Period:
    """Return the round's days with this closing day.

    Raises: BadInput when it closes before it opens; RuleBroken when it would share a day with another, or had closed before today.
    """
    if one.state_on(today) is RoundState.CLOSED:
        raise RuleBroken(f"Round {one.number} of {one.scheme} is closed already: open another round.", field="number")
    if closes_on < today and one.state_on(today) is RoundState.OPEN:
        raise BadInput("A round that is open closes today at the earliest: who applied so far came in it.", "closes_on")
    return check_round(one.opens_on, closes_on, [other for other in others if other.round_id != one.round_id])


def round_open_on(rounds: Sequence[Round], day: date) -> Round | None:
    """Return the round that is open on the day, or None between rounds."""
    return next((one for one in rounds if one.state_on(day) is RoundState.OPEN), None)


def warn_between_rounds(scheme: str, kind: SchemeKind, received_on: date) -> str:
    """Return what is said where a newcomer arrives between rounds."""
    said = f"No round of {scheme} was open on {format_day(received_on)}: the day of receipt is kept and the clock runs."
    if kind not in OPEN_THROUGHOUT:
        return said
    return f"{said} A scheme of this kind is not closed to newcomers: open a continuous round."


def _days(one: Round) -> str:
    if one.closes_on is None:
        return f"from {format_day(one.opens_on)} without a closing day"
    return f"from {format_day(one.opens_on)} to {format_day(one.closes_on)}"
