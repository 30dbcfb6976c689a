"""Working days counted back from a day, for stories that are told from today."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from brokerage.domain.calendar import is_working_day


def working_day_before(day: date, number: int, bank_holidays: AbstractSet[date]) -> date:
    """Returns the working day that is `number` working days before the day; the day itself is not counted."""
    while number > 0:
        day -= timedelta(days=1)
        number -= is_working_day(day, bank_holidays)
    return day
