from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.period import ONE_DAY
from brokerage.domain.rate_succession import AgreedRate, GivenRate, RateSuccession, succeed_rates

APRIL_2025, APRIL_2026, OCTOBER_2026 = date(2025, 4, 1), date(2026, 4, 1), date(2026, 10, 1)


def agreed(first_day: date, last_day: date | None = None, price: str = "1450", key: int = 7) -> AgreedRate:
    return AgreedRate(key, Decimal(price), first_day, last_day)


def row(first_day: date, last_day: date | None = None, price: str = "1450", line: int = 2) -> GivenRate:
    return GivenRate(line, Decimal(price), first_day, last_day)


def test_the_same_first_day_and_price_is_unchanged() -> None:
    assert succeed_rates([agreed(APRIL_2026)], [row(APRIL_2026)]) == RateSuccession((), (), 1, ())


def test_a_new_first_day_ends_the_rate_before_it_on_the_day_before_and_follows() -> None:
    plan = succeed_rates([agreed(APRIL_2026)], [row(OCTOBER_2026, price="1508")])
    assert plan == RateSuccession(((0, None),), ((7, date(2026, 9, 30)),), 0, ())


def test_a_rate_with_an_end_is_ended_earlier_by_one_that_follows() -> None:
    plan = succeed_rates([agreed(APRIL_2026, date(2027, 3, 31))], [row(OCTOBER_2026, price="1508")])
    assert plan.ended == ((7, date(2026, 9, 30)),)


def test_a_gap_before_the_following_rate_stays_a_gap() -> None:
    plan = succeed_rates([agreed(APRIL_2025, date(2026, 2, 28))], [row(APRIL_2026)])
    assert plan == RateSuccession(((0, None),), (), 0, ())


def test_two_rates_of_the_file_follow_one_another() -> None:
    plan = succeed_rates([], [row(APRIL_2025), row(APRIL_2026, price="1508", line=3)])
    assert plan.added == ((0, date(2026, 3, 31)), (1, None))


def test_importing_both_again_changes_nothing() -> None:
    known = [agreed(APRIL_2025, date(2026, 3, 31)), agreed(APRIL_2026, price="1508", key=8)]
    plan = succeed_rates(known, [row(APRIL_2025), row(APRIL_2026, price="1508", line=3)])
    assert plan == RateSuccession((), (), 2, ())


def test_another_price_for_an_agreed_first_day_is_refused_because_a_rate_is_never_edited() -> None:
    plan = succeed_rates([agreed(APRIL_2026)], [row(APRIL_2026, price="1500")])
    assert (plan.added, plan.ended, plan.unchanged) == ((), (), 0)
    assert plan.refusals[0].column == "Price"
    assert "£1,450.00 is already agreed from 1 Apr 2026" in plan.refusals[0].how_to_mend
    assert "never edited" in plan.refusals[0].how_to_mend


def test_a_last_day_in_the_file_ends_an_open_rate() -> None:
    plan = succeed_rates([agreed(APRIL_2026)], [row(APRIL_2026, date(2027, 3, 31))])
    assert plan == RateSuccession((), ((7, date(2027, 3, 31)),), 0, ())


def test_a_rate_that_has_ended_is_not_made_longer() -> None:
    plan = succeed_rates([agreed(APRIL_2026, date(2026, 9, 30))], [row(APRIL_2026, date(2027, 3, 31))])
    assert [refusal.column for refusal in plan.refusals] == ["Last day"]
    assert plan.ended == ()


def test_two_rates_of_the_file_on_one_day_are_refused_and_both_lines_named() -> None:
    plan = succeed_rates([], [row(APRIL_2026, date(2026, 12, 31), line=4), row(OCTOBER_2026, price="1508", line=9)])
    assert "Lines 4 and 9" in plan.refusals[0].how_to_mend
    assert plan.refusals[0].given == 1


def test_a_rate_before_a_known_one_ends_the_day_before_it() -> None:
    plan = succeed_rates([agreed(APRIL_2026)], [row(APRIL_2025, price="1400")])
    assert plan == RateSuccession(((0, date(2026, 3, 31)),), (), 0, ())


def test_a_rate_that_says_it_runs_into_a_known_one_is_refused() -> None:
    plan = succeed_rates([agreed(APRIL_2026)], [row(APRIL_2025, date(2026, 12, 31), price="1400")])
    assert plan.added == ()
    assert "end this one on 31 Mar 2026 or before" in plan.refusals[0].how_to_mend


DAYS = st.integers(0, 400).map(lambda number: date(2025, 1, 1) + number * ONE_DAY)


@st.composite
def given_rates(draw: st.DrawFn) -> list[GivenRate]:
    rates = []
    for line, first_day in enumerate(draw(st.lists(DAYS, max_size=6)), start=2):
        length = draw(st.none() | st.integers(0, 200))
        last_day = None if length is None else first_day + length * ONE_DAY
        rates.append(GivenRate(line, Decimal(draw(st.integers(1, 3))), first_day, last_day))
    return rates


def keep(known: list[AgreedRate], rates: list[GivenRate], plan: RateSuccession) -> list[AgreedRate]:
    ended = dict(plan.ended)
    stand = [AgreedRate(one.id, one.price, one.first_day, ended.get(one.id, one.last_day)) for one in known]
    new = [
        AgreedRate(100 + len(known) + place, rates[place].price, rates[place].first_day, last_day)
        for place, last_day in plan.added
    ]
    return stand + new


@given(given_rates(), given_rates())
def test_no_two_rates_ever_share_a_day_and_the_second_time_nothing_changes(
    first: list[GivenRate], second: list[GivenRate]
) -> None:
    known = keep([], first, succeed_rates([], first))
    plan = succeed_rates(known, second)
    after = keep(known, second, plan)
    spans = sorted((one.first_day, one.last_day or date.max) for one in after)
    assert all(last < next_first for (_, last), (next_first, _) in pairwise(spans))
    assert all(first_day <= last for first_day, last in spans)
    assert all(one in after or one.id in dict(plan.ended) for one in known)
    refused = {refusal.given for refusal in plan.refusals}
    taken = [rate for place, rate in enumerate(second) if place not in refused]
    if not refused:
        again = succeed_rates(after, taken)
        assert (again.added, again.ended, again.refusals) == ((), (), ())
