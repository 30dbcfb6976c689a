"""The last day on which a call-off may start, of a scheme or of a lot: which days it can be set to, and what begins after it."""

from datetime import date

from brokerage.domain.errors import BadInput
from brokerage.domain.number_words import count
from brokerage.domain.period import Period, format_day

LAST_DAY = "last-call-off-day"


def check_within_contracts(day: date | None, contracts: Period) -> None:
    """Pass when the day lies within the scheme's contracts, both ends included, or none is set. Raises: BadInput."""
    if day is not None and not contracts.contains(day):
        until = "" if contracts.last_day is None else f" to {format_day(contracts.last_day)}"
        raise BadInput(
            f"The last day for call-offs lies outside the contracts: choose one from {format_day(contracts.first_day)}{until}.",
            LAST_DAY,
        )


def check_new_last_day(day: date | None, before: date | None, contracts: Period, today: date) -> None:
    """Pass when call-offs can end on the day where they ended on another, or never: within the contracts, and not over already.

    Raises: BadInput.
    """
    if day is None or day == before:
        return
    check_within_contracts(day, contracts)
    if day < today:
        raise BadInput(
            f"{format_day(day)} is over, and call-offs were allowed since: they can end from today on.", LAST_DAY
        )


def starting_after(day: date | None, call_offs: int) -> str:
    """Return what becomes of so many call-offs that begin after the day; empty where none do."""
    if not call_offs or day is None:
        return ""
    verb = "begins" if call_offs == 1 else "begin"
    return f"{count(call_offs, 'call-off')} raised already {verb} after {format_day(day)}: look at each."
