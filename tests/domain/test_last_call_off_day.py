from datetime import date

import pytest

from brokerage.domain.errors import BadInput
from brokerage.domain.last_call_off_day import check_new_last_day, check_within_contracts, starting_after
from brokerage.domain.period import Period

TODAY = date(2026, 11, 2)
CONTRACTS = Period(date(2022, 10, 1), date(2030, 9, 30))


def test_call_offs_end_from_today_on_within_the_contracts() -> None:
    check_new_last_day(None, None, CONTRACTS, TODAY)
    check_new_last_day(TODAY, None, CONTRACTS, TODAY)
    with pytest.raises(BadInput, match="1 Nov 2026 is over") as refused:
        check_new_last_day(date(2026, 11, 1), None, CONTRACTS, TODAY)
    assert refused.value.field == "last-call-off-day"
    with pytest.raises(BadInput, match="from 1 Oct 2022 to 30 Sep 2030"):
        check_new_last_day(date(2030, 10, 1), None, CONTRACTS, TODAY)


def test_a_last_day_that_was_set_before_may_be_over() -> None:
    check_new_last_day(date(2026, 11, 1), date(2026, 11, 1), CONTRACTS, TODAY)


def test_contracts_without_an_end_allow_any_later_day() -> None:
    forever = Period(date(2022, 10, 1), None)
    check_within_contracts(date(2099, 1, 1), forever)
    with pytest.raises(BadInput, match="choose one from 1 Oct 2022\\."):
        check_within_contracts(date(2022, 9, 30), forever)


def test_call_offs_that_begin_after_the_day_are_told() -> None:
    day = date(2028, 3, 31)
    assert starting_after(day, 2) == "2 call-offs raised already begin after 31 Mar 2028: look at each."
    assert starting_after(day, 1).startswith("1 call-off raised already begins")
    assert (starting_after(day, 0), starting_after(None, 3)) == ("", "")
