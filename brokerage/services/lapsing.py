"""What lapses soon, or has lapsed: the list that reminders are read from."""

from datetime import date, timedelta

from brokerage.domain.errors import BadInput
from brokerage.domain.renewal import REMINDER_DAYS, Lapse
from brokerage.storage.engine import Database
from brokerage.storage.queries.lapsing import lapses

MOST_DAYS = 3_660
"""Ten years: further ahead no reminder is of use."""


def list_lapsing(database: Database, today: date, days: int = max(REMINDER_DAYS)) -> tuple[Lapse, ...]:
    """Every admission, insurance, registration and other document of admitted services that lapses within the days, or has.

    The earliest first. Admissions that ended longer ago than the days are left out. Raises: BadInput for days out of range.
    """
    if not 0 <= days <= MOST_DAYS:
        raise BadInput(f"The days must be from 0 to {MOST_DAYS:,}: it is how far ahead to look.", "days")
    with database.reading() as connection:
        return lapses(connection, today, today - timedelta(days=days), today + timedelta(days=days))
