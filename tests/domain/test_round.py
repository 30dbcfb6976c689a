from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import Period
from brokerage.domain.round import Round, RoundState, check_close, check_round, round_open_on, warn_between_rounds
from brokerage.domain.scheme import SchemeKind

OPENS, CLOSES = date(2026, 9, 1), date(2026, 9, 30)
SEPTEMBER = Round(1, "ELA-2022", 1, "Autumn", OPENS, CLOSES)
CONTINUOUS = Round(2, "ELA-2022", 2, "From now on", date(2026, 12, 1), None)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 8, 31), RoundState.TO_COME),
        (OPENS, RoundState.OPEN),
        (CLOSES, RoundState.OPEN),
        (date(2026, 10, 1), RoundState.CLOSED),
    ],
)
def test_a_round_is_open_from_its_first_to_its_last_day(day: date, state: RoundState) -> None:
    assert SEPTEMBER.state_on(day) is state


def test_a_continuous_round_never_closes() -> None:
    assert CONTINUOUS.state_on(date(2199, 1, 1)) is RoundState.OPEN


def test_a_closing_day_before_the_opening_day_is_refused() -> None:
    with pytest.raises(BadInput, match="closes on 31 Aug 2026, before it opens on 1 Sep 2026") as refused:
        check_round(OPENS, date(2026, 8, 31), ())
    assert refused.value.field == "closes_on"


def test_a_round_may_open_and_close_on_one_day() -> None:
    assert check_round(OPENS, OPENS, ()).days == 1


@pytest.mark.parametrize(
    ("opens_on", "closes_on"),
    [(date(2026, 8, 1), OPENS), (CLOSES, None), (date(2026, 8, 1), None), (date(2026, 11, 1), date(2026, 12, 1))],
)
def test_two_rounds_of_a_scheme_share_no_day(opens_on: date, closes_on: date | None) -> None:
    with pytest.raises(RuleBroken, match="share no day"):
        check_round(opens_on, closes_on, (SEPTEMBER, CONTINUOUS))


def test_a_round_fits_between_two_others() -> None:
    assert check_round(date(2026, 10, 1), date(2026, 11, 30), (SEPTEMBER, CONTINUOUS)).days == 61


def test_no_round_opens_after_the_contracts_have_ended() -> None:
    with pytest.raises(RuleBroken, match="contracts end on 31 Aug 2026"):
        check_round(OPENS, None, (), contracts_end=date(2026, 8, 31))


def test_a_continuous_round_may_be_given_its_closing_day_from_today_on() -> None:
    today = date(2027, 3, 1)
    assert check_close(CONTINUOUS, today, (SEPTEMBER, CONTINUOUS), today) == Period(date(2026, 12, 1), today)
    with pytest.raises(BadInput, match="closes today at the earliest"):
        check_close(CONTINUOUS, date(2027, 2, 28), (CONTINUOUS,), today)


def test_a_round_to_come_may_be_shortened_but_not_closed_before_it_opens() -> None:
    today = date(2026, 8, 1)
    assert check_close(SEPTEMBER, OPENS, (SEPTEMBER,), today).days == 1
    with pytest.raises(BadInput, match="before it opens"):
        check_close(SEPTEMBER, date(2026, 8, 31), (SEPTEMBER,), today)


def test_a_round_is_not_stretched_over_the_next_nor_opened_again() -> None:
    with pytest.raises(RuleBroken, match="share no day"):
        check_close(SEPTEMBER, date(2026, 12, 1), (SEPTEMBER, CONTINUOUS), date(2026, 9, 15))
    with pytest.raises(RuleBroken, match="closed already"):
        check_close(SEPTEMBER, date(2026, 11, 1), (SEPTEMBER,), date(2026, 10, 1))


def test_between_rounds_none_is_open() -> None:
    assert round_open_on((SEPTEMBER, CONTINUOUS), date(2026, 9, 15)) == SEPTEMBER
    assert round_open_on((SEPTEMBER, CONTINUOUS), date(2026, 10, 15)) is None


def test_a_purchasing_system_is_told_not_to_be_closed_to_newcomers_and_a_framework_is_not() -> None:
    day = date(2026, 12, 17)
    told = warn_between_rounds("ELA-2022", SchemeKind.DPS_2015, day)
    assert told.startswith("No round of ELA-2022 was open on 17 Dec 2026: the day of receipt is kept")
    assert "not closed to newcomers" in told
    assert "newcomers" not in warn_between_rounds("FW-2026", SchemeKind.FRAMEWORK, day)


@given(st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 60)), max_size=12))
def test_of_the_rounds_that_were_let_in_at_most_one_is_open_on_any_day(asked: list[tuple[date, int]]) -> None:
    rounds: list[Round] = []
    for opens_on, days in asked:
        closes_on = opens_on + timedelta(days=days)
        try:
            check_round(opens_on, closes_on, rounds)
        except RuleBroken:
            continue
        rounds.append(Round(len(rounds), "ELA-2022", len(rounds) + 1, "", opens_on, closes_on))
    for number in range(430):
        day = date(2026, 1, 1) + timedelta(days=number)
        assert sum(one.state_on(day) is RoundState.OPEN for one in rounds) <= 1
