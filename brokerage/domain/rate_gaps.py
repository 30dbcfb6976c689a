"""Days on which a line of a rate card has no agreed rate although its service is admitted: nobody can be called off on them.

A gap is allowed (rules.md 9); it is named with its days. All rates given to a function here belong to one line.
"""

from collections.abc import Sequence
from datetime import date

from brokerage.domain.period import Period, format_day
from brokerage.domain.rate import Rate, gaps_in_rates
from brokerage.domain.rate_succession import AgreedRate


def gaps_of_line(rates: Sequence[AgreedRate], admitted: Sequence[Period]) -> tuple[Period, ...]:
    """Return the days without a rate, in order: those of the admissions, which must not overlap.

    For a service that was never admitted to the lot they are those between its rates: before and after nobody misses one.
    """
    agreed = [Rate(one.price, Period(one.first_day, one.last_day)) for one in rates]
    wanted = sorted(admitted, key=lambda period: period.first_day) if admitted else _from_first_to_last(rates)
    return tuple(gap for period in wanted for gap in gaps_in_rates(agreed, period))


def gaps_from(gaps: Sequence[Period], day: date) -> tuple[Period, ...]:
    """Return the gaps that are not over on the day."""
    return tuple(gap for gap in gaps if gap.last_day is None or gap.last_day >= day)


def say_gap(gap: Period) -> str:
    """Return the days as they are named, `1 Jul 2026 to 31 Aug 2026` or `from 1 Dec 2026 on`."""
    return f"from {format_day(gap.first_day)} on" if gap.last_day is None else str(gap)


def _from_first_to_last(rates: Sequence[AgreedRate]) -> list[Period]:
    if not rates:
        return []
    last_days = [one.last_day for one in rates]
    known = [day for day in last_days if day is not None]
    return [Period(min(one.first_day for one in rates), max(known) if len(known) == len(last_days) else None)]
