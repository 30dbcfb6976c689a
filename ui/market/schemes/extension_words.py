"""What is asked and said when an extension of a purchasing system is decided on; no widgets."""

from datetime import date

from brokerage.domain.period import format_day
from brokerage.domain.scheme_overview import SchemeOverview
from brokerage.domain.staff import Actor
from ui import formats
from ui.market.read_only import only_commissioners

WITHOUT_REFERENCE = "The decision has no reference: give the one it is on record by."


def asked_for(scheme: SchemeOverview) -> tuple[str, int | None]:
    """Which extension of which scheme is the next; None where none is left."""
    following = scheme.next_extension
    return scheme.summary.reference, None if following is None else following.term.ordinal


def consequence(scheme: SchemeOverview) -> str:
    """What the decision does: from when to when the end of the contracts moves. Nothing where no extension is left."""
    following = scheme.next_extension
    if following is None:
        return ""
    until = format_day(following.period.known_last_day)
    name = f"Extension {following.term.ordinal}" if following.term.ordinal else "The initial term"
    return (
        f"{name} of {formats.count(following.term.months, 'month')} moves the end of the contracts from "
        f"{formats.day(scheme.summary.last_day, 'no day set')} to {until}. Placements keep their own ends."
    )


def why_not(actor: Actor) -> str:
    """Why a decision cannot be recorded, and who can; empty when this actor can."""
    return only_commissioners(actor, "extends a scheme", "record it")


def recorded(ordinal: int, scheme: str, contract_end: date, left: int) -> str:
    """What happened and what happens next."""
    name = f"Extension {ordinal}" if ordinal else "The initial term"
    rest = f"{formats.count(left, 'extension')} left." if left else "No extension is left: a new scheme follows it."
    return f"{name} of {scheme} is recorded: its contracts end on {format_day(contract_end)}. {rest}"
