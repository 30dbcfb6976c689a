"""The shipped bank holidays are the library's own list for England and Wales, read without its web client."""

from datetime import date

from govuk_bank_holidays.bank_holidays import BankHolidays as GovernmentList

from brokerage.services.bank_holidays import load_bank_holidays


def test_the_shipped_list_is_the_librarys_own() -> None:
    listed = GovernmentList(use_cached_holidays=True).get_holidays(division=GovernmentList.ENGLAND_AND_WALES)
    assert load_bank_holidays().days == {holiday["date"] for holiday in listed}


def test_the_list_speaks_for_whole_years() -> None:
    known = load_bank_holidays().known
    assert known.contains(date(2026, 1, 1))
    assert (known.first_day.month, known.first_day.day) == (1, 1)
    assert (known.known_last_day.month, known.known_last_day.day) == (12, 31)


def test_the_substitute_day_counts_and_the_weekend_does_not() -> None:
    days = load_bank_holidays().days
    assert date(2026, 12, 28) in days
    assert date(2026, 12, 26) not in days
