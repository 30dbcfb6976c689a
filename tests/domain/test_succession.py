from datetime import date

import pytest

from brokerage.domain.errors import BadInput
from brokerage.domain.period import Period
from brokerage.domain.succession import DatedEntry, Succession, follow

APRIL, JUNE, NOVEMBER = date(2026, 4, 1), date(2026, 6, 30), date(2026, 11, 2)


def test_a_new_entry_ends_the_one_that_runs_on_the_day_before() -> None:
    standing = [DatedEntry(7, Period(APRIL))]
    assert follow(standing, NOVEMBER, None, what="budget") == Succession(7, date(2026, 11, 1), None)


def test_the_first_entry_ends_nothing() -> None:
    assert follow([], NOVEMBER, None, what="budget") == Succession(None, None, None)


def test_a_gap_stays_a_gap() -> None:
    standing = [DatedEntry(7, Period(APRIL, JUNE))]
    assert follow(standing, NOVEMBER, None, what="budget") == Succession(None, None, None)


def test_an_open_entry_ends_where_a_later_one_begins() -> None:
    standing = [DatedEntry(7, Period(APRIL, JUNE)), DatedEntry(8, Period(date(2027, 4, 1)))]
    assert follow(standing, NOVEMBER, None, what="budget") == Succession(None, None, date(2027, 3, 31))


def test_a_last_day_inside_a_later_entry_is_refused_at_its_field() -> None:
    standing = [DatedEntry(8, Period(date(2027, 4, 1)))]
    with pytest.raises(BadInput, match="end this one on 31 Mar 2027 or before") as refused:
        follow(standing, NOVEMBER, date(2027, 4, 1), what="budget")
    assert refused.value.field == "last_day"


def test_two_entries_of_one_first_day_are_refused_at_its_field() -> None:
    with pytest.raises(BadInput, match="starts on 1 Apr 2026 already") as refused:
        follow([DatedEntry(7, Period(APRIL))], APRIL, None, what="budget")
    assert refused.value.field == "first_day"


def test_an_entry_may_replace_itself() -> None:
    assert follow([DatedEntry(7, Period(APRIL))], APRIL, JUNE, what="plan", own_number=7).last_day == JUNE


def test_reversed_days_are_refused() -> None:
    with pytest.raises(BadInput, match="before the first"):
        follow([], NOVEMBER, APRIL, what="plan")
