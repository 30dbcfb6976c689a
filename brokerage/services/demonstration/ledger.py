"""The rows being made, with their numbers, the one source of chance and the day everything is counted from."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from brokerage.domain.calendar import FinancialYear, financial_year_of

SEED = 20221001

Columns = dict[str, object]


class Ledger:
    """Collects rows table by table. Equal days give equal rows, to the last letter."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.chance = Random(SEED)  # noqa: S311 - made-up data wants repeatable chance, not secrecy
        self.tables: dict[str, list[Columns]] = {}

    def add(self, table: str, **columns: object) -> int:
        """Adds a row to a numbered table and returns its number."""
        rows = self.tables.setdefault(table, [])
        number = len(rows) + 1
        rows.append({"id": number, **columns})
        return number

    def link(self, table: str, **columns: object) -> None:
        """Adds a row to a table without a number of its own."""
        self.tables.setdefault(table, []).append(columns)

    def row(self, table: str, number: int) -> Columns:
        """The row of this number, to read or to complete."""
        return self.tables[table][number - 1]

    def day(self, days_from_today: int) -> date:
        """The day so many days after today (before it when negative)."""
        return self.today + timedelta(days=days_from_today)

    def stamp(self, day: date, minute_of_day: int = 600) -> datetime:
        """That minute of the day, in UTC."""
        return datetime.combine(day, time(), UTC) + timedelta(minutes=minute_of_day)

    def year_start(self, years_from_now: int = 0) -> date:
        """1 April of this financial year, or of one before or after it: the day rates are uplifted."""
        return FinancialYear(financial_year_of(self.today).start_year + years_from_now).period.first_day

    def happens(self, percent: int) -> bool:
        """Whether something that happens this often happens now."""
        return self.chance.randrange(100) < percent
