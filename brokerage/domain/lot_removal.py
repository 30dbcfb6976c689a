"""Taking a lot away that was added by mistake: only while nothing rests on it. Else it is closed by its last day for call-offs."""

from dataclasses import dataclass, fields

from brokerage.domain.errors import RuleBroken
from brokerage.domain.number_words import count
from brokerage.domain.scheme_rules import LOT

_ONE = {
    "admissions": "admission",
    "applications": "application",
    "rates": "rate card line",
    "call_offs": "call-off",
    "competitions": "competition",
    "questions": "question",
}


@dataclass(frozen=True, slots=True)
class RestingOnLot:
    """How much rests on a lot, whether it is over or not."""

    admissions: int = 0
    applications: int = 0
    rates: int = 0
    call_offs: int = 0
    competitions: int = 0
    questions: int = 0


def check_removal(number: str, resting: RestingOnLot, lots: int) -> None:
    """Pass when the lot may be taken away. `lots` counts those of its scheme. Raises: RuleBroken at the lot."""
    found = {one.name: getattr(resting, one.name) for one in fields(resting) if getattr(resting, one.name)}
    if found:
        named = ", ".join(count(number_of, _ONE[name]) for name, number_of in found.items())
        raise RuleBroken(
            f"Lot {number} stays, for these rest on it: {named}. Close it by its own last day for call-offs instead.",
            {name: str(number_of) for name, number_of in found.items()},
            LOT,
        )
    if lots == 1:
        raise RuleBroken(
            f"Lot {number} is the only one of its scheme, and a scheme has at least one: change it.", None, LOT
        )
