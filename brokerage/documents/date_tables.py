"""Dated amounts as a table: the lines side by side where they are few, else one row for each line and date."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from reportlab.platypus import Table

from brokerage.documents.tables import Column, figure_table
from brokerage.documents.words import say_weekday_and_day
from brokerage.domain.agreement_terms import DatedFee, PeriodTerms
from brokerage.domain.money import format_pounds
from brokerage.domain.number_words import count

_MOST_LINES_SIDE_BY_SIDE = 4
_LONGEST_HEADING = 60
_ByLine = dict[tuple[str, str], dict[date, Decimal]]
_LIST_COLUMNS = (Column("Date", 22), Column("What", 46), Column("Units", 16), Column("Amount", 16, is_number=True))


def date_table(period: PeriodTerms) -> Table:
    """Return every dated amount of the period; sums stand under each column, the total at the end."""
    by_line: _ByLine = {}
    for dated in period.dates:
        on_days = by_line.setdefault((dated.description, dated.units), {})
        on_days[dated.day] = on_days.get(dated.day, Decimal(0)) + dated.amount
    are_short = all(len(name) <= _LONGEST_HEADING for name, _ in by_line)
    if are_short and 1 < len(by_line) <= _MOST_LINES_SIDE_BY_SIDE:
        return _side_by_side(period, by_line)
    return _one_below_another(period)


def _side_by_side(period: PeriodTerms, by_line: _ByLine) -> Table:
    amounts = [Column(f"{name}\n{units}", 18, is_number=True) for name, units in by_line]
    columns = (Column("Date", 24), *amounts, Column("Amount", 16, is_number=True))
    rows = []
    for day in sorted({dated.day for dated in period.dates}):
        found = [on_days.get(day) for on_days in by_line.values()]
        held = sum((amount for amount in found if amount is not None), Decimal(0))
        shown = ["–" if amount is None else format_pounds(amount) for amount in found]
        rows.append((say_weekday_and_day(day), *shown, format_pounds(held)))
    sums = (format_pounds(sum(on_days.values(), Decimal(0))) for on_days in by_line.values())
    return figure_table(columns, rows, totals=[(_say_total(period.dates), *sums, format_pounds(period.total))])


def _one_below_another(period: PeriodTerms) -> Table:
    rows = [
        (say_weekday_and_day(dated.day), dated.description, dated.units, format_pounds(dated.amount))
        for dated in period.dates
    ]
    total = (_say_total(period.dates), "", "", format_pounds(period.total))
    return figure_table(_LIST_COLUMNS, rows, totals=[total])


def _say_total(dates: Sequence[DatedFee]) -> str:
    return f"Total, {count(len({dated.day for dated in dates}), 'date')}"
