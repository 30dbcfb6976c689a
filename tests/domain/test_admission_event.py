from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.admission_event import (
    AdmissionAtHand,
    check_renewal,
    check_suspension,
    last_day_when_removed,
    suspension_lifted,
)
from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import Period

FIRST, LAST, CONTRACTS_END = date(2026, 4, 1), date(2027, 3, 31), date(2028, 6, 14)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def admission(
    *suspensions: Period,
    last_day: date | None = LAST,
    contracts_last_day: date | None = CONTRACTS_END,
    next_first_day: date | None = None,
    is_removed: bool = False,
) -> AdmissionAtHand:
    return AdmissionAtHand(
        1, 1, Period(FIRST, last_day), contracts_last_day, next_first_day, is_removed, tuple(suspensions)
    )


def test_a_suspension_may_begin_on_the_admissions_first_day_and_not_the_day_before() -> None:
    check_suspension(admission(), Period(FIRST))
    with pytest.raises(RuleBroken, match="cannot begin before the admission, on 1 Apr 2026"):
        check_suspension(admission(), Period(FIRST - timedelta(days=1)))


def test_a_suspension_may_begin_on_the_admissions_last_day_and_not_the_day_after() -> None:
    check_suspension(admission(), Period(LAST))
    with pytest.raises(RuleBroken, match="ends on 31 Mar 2027 already"):
        check_suspension(admission(), Period(LAST + timedelta(days=1)))


@given(DAYS, st.integers(0, 90), DAYS, st.integers(0, 90))
def test_two_suspensions_never_share_a_day(first: date, length: int, other: date, other_length: int) -> None:
    standing = Period(first, first + timedelta(days=length))
    asked = Period(other, other + timedelta(days=other_length))
    at_hand = AdmissionAtHand(1, 1, Period(date(2025, 1, 1)), None, None, False, (standing,))
    if set(standing.dates()) & set(asked.dates()):
        with pytest.raises(RuleBroken, match="suspended already"):
            check_suspension(at_hand, asked)
    else:
        check_suspension(at_hand, asked)


def test_a_suspension_until_further_notice_overlaps_every_later_one() -> None:
    with pytest.raises(RuleBroken, match="1 Nov 2026 until it is ended"):
        check_suspension(admission(Period(date(2026, 11, 1))), Period(date(2027, 2, 1), date(2027, 2, 2)))


def test_a_lift_leaves_the_days_before_it_suspended() -> None:
    assert suspension_lifted(admission(NOVEMBER), date(2026, 11, 15)) == (
        NOVEMBER,
        Period(date(2026, 11, 1), date(2026, 11, 14)),
    )


def test_a_lift_from_the_first_day_takes_the_suspension_back_whole() -> None:
    assert suspension_lifted(admission(NOVEMBER), date(2026, 11, 1)) == (NOVEMBER, None)


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2026, 12, 1)])
def test_a_lift_on_a_day_without_a_suspension_is_refused(day: date) -> None:
    with pytest.raises(RuleBroken, match="It is not suspended on"):
        suspension_lifted(admission(NOVEMBER), day)


def test_an_admission_removed_from_a_day_ends_the_day_before() -> None:
    assert last_day_when_removed(admission(), date(2026, 12, 1)) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (FIRST - timedelta(days=1), "cannot begin before the admission"),
        (FIRST, "cannot end before it"),
        (LAST + timedelta(days=1), "ends on 31 Mar 2027 already"),
    ],
)
def test_a_removal_outside_the_admission_is_refused(day: date, why: str) -> None:
    with pytest.raises(RuleBroken, match=why):
        last_day_when_removed(admission(), day)


def test_an_admission_may_be_renewed_to_the_last_day_of_the_schemes_contracts_and_not_beyond() -> None:
    check_renewal(admission(), CONTRACTS_END)
    with pytest.raises(RuleBroken, match="contracts end on 14 Jun 2028"):
        check_renewal(admission(), CONTRACTS_END + timedelta(days=1))


@pytest.mark.parametrize("day", [LAST, LAST - timedelta(days=1)])
def test_a_renewal_to_a_day_that_is_no_later_is_refused(day: date) -> None:
    with pytest.raises(RuleBroken, match="runs to 31 Mar 2027 already"):
        check_renewal(admission(), day)


def test_an_admission_without_a_last_day_has_nothing_to_renew() -> None:
    with pytest.raises(RuleBroken, match="nothing to renew"):
        check_renewal(admission(last_day=None), CONTRACTS_END)


def test_a_removal_is_not_renewed() -> None:
    with pytest.raises(RuleBroken, match="may apply again"):
        check_renewal(admission(is_removed=True), CONTRACTS_END)


def test_a_renewal_ends_before_the_next_admission_to_the_lot_begins() -> None:
    follows = date(2027, 7, 1)
    check_renewal(admission(next_first_day=follows), follows - timedelta(days=1))
    with pytest.raises(RuleBroken, match="begins on 1 Jul 2027"):
        check_renewal(admission(next_first_day=follows), follows)
