"""Tells of the rates of a file what becomes of each line: old against new row by row, and the days left without a rate."""

from collections.abc import Iterable, Sequence
from datetime import date

from brokerage.domain.calendar import day_in_england
from brokerage.domain.import_rows import RateEntry, RateMoved
from brokerage.domain.period import Period
from brokerage.domain.rate_comparison import RateCompared, RateMove, compare_rates
from brokerage.domain.rate_gaps import gaps_from, gaps_of_line
from brokerage.domain.rate_named import say_what
from brokerage.domain.rate_succession import AgreedRate, GivenRate, RateSuccession, rates_after_succession
from brokerage.domain.rate_words import say_days_without
from brokerage.domain.row_fault import RowFault
from brokerage.storage.queries.matching import IDS_AT_ONCE, KnownRow, admissions_of, in_parts, service_names
from brokerage.storage.writes.imports import ImportSaving


class RatesTeller:
    """Gathers what is told of each line; the admissions are read once for all services of the file."""

    def __init__(self, saving: ImportSaving, service_ids: Iterable[int]) -> None:
        self._saving = saving
        self._today = day_in_england(saving.work.now)
        self._admitted: dict[tuple[int, int], tuple[Period, ...]] = {}
        self._names: dict[int, str] = {}
        for part in in_parts(sorted(set(service_ids)), IDS_AT_ONCE):
            self._names.update(service_names(saving.session, part))
            found = admissions_of(saving.session, part)
            self._admitted.update({key: tuple(map(_days, rows)) for key, rows in found.items()})

    def tell(
        self,
        where: tuple[int, int],
        entries: Sequence[RateEntry],
        agreed: Sequence[AgreedRate],
        given: Sequence[GivenRate],
        plan: RateSuccession,
    ) -> None:
        """Tell of one line, of the service and lot at `where`; its gaps only where the file changes it, and from today on."""
        compared = compare_rates(agreed, given, plan)
        name = self._names[where[0]]
        self._saving.rates_moved.extend(RateMoved(entries[one.place], one, name) for one in compared)
        moved = [one for one in compared if one.move is not RateMove.UNCHANGED]
        if not moved:
            return
        after = rates_after_succession(agreed, given, plan)
        gaps = gaps_from(gaps_of_line(after, self._admitted.get(where, ())), self._today)
        if gaps:
            self._saving.remarks.append(_remark(name, entries, moved, gaps))


def _remark(
    service: str, entries: Sequence[RateEntry], moved: Sequence[RateCompared], gaps: Sequence[Period]
) -> RowFault:
    """Named at the row after whose days the first gap comes, else at the first row there is."""
    in_order = sorted(moved, key=lambda one: one.first_day)
    before = [one for one in in_order if one.first_day < gaps[0].first_day]
    nearest = before[-1] if before else in_order[0]
    column, day = ("Last day", nearest.last_day) if before else ("First day", nearest.first_day)
    entry = entries[nearest.place]
    what = say_what(entry.activity or "", entry.band, entry.kind, entry.unit, entry.ratio)
    said = f"{service}, {what}. {say_days_without(gaps)}"
    return entry.line.fault(column, "" if day is None else day.isoformat(), said)


def _days(row: KnownRow) -> Period:
    first_day, last_day = row.columns["first_day"], row.columns["last_day"]
    if not isinstance(first_day, date):
        raise TypeError("a first day is a date")
    return Period(first_day, last_day if isinstance(last_day, date) else None)
