"""The spread of agreed prices: quartiles, outliers, drift by financial year."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.errors import BadInput
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.price_spread import drift_by_year, picture_prices, spread_of
from brokerage.domain.rate_named import RateLineNamed
from brokerage.domain.rate_standing import ServiceRates
from brokerage.domain.rate_succession import AgreedRate
from brokerage.domain.unit import Unit

DAY = date(2026, 11, 2)
PRICES = st.lists(st.integers(1, 1_000_000).map(lambda pence: Decimal(pence) / 100), min_size=1, max_size=40)


def pounds(*prices: str) -> list[Decimal]:
    return [Decimal(price) for price in prices]


def service(number: int, *rates: AgreedRate) -> ServiceRates:
    named = RateLineNamed(number, f"Provider {number}", f"Home {number}", "1", FeeKind.CARE, "", Unit.DAY, None, "")
    return ServiceRates(number, named, rates)


def rate(price: str, first_day: date = date(2026, 4, 1), last_day: date | None = None) -> AgreedRate:
    return AgreedRate(1, Decimal(price), first_day, last_day)


def test_an_odd_number_of_prices_shares_its_median_between_both_halves() -> None:
    spread = spread_of(pounds("10", "20", "30", "40", "50"))
    assert (spread.lower_quartile, spread.median, spread.upper_quartile) == (Decimal(20), Decimal(30), Decimal(40))
    assert (spread.lowest, spread.highest, spread.outliers, spread.count) == (Decimal(10), Decimal(50), (), 5)


def test_an_even_number_of_prices_takes_the_middle_between_two_rounded_once() -> None:
    spread = spread_of(pounds("40.01", "10", "20.01", "30"))
    assert [str(figure) for figure in (spread.lower_quartile, spread.median, spread.upper_quartile)] == [
        "15.01",
        "25.01",
        "35.01",
    ]


def test_a_price_more_than_one_and_a_half_widths_outside_the_middle_half_is_an_outlier() -> None:
    # The middle half is 20 to 40: whiskers may reach from -10 to 70.
    spread = spread_of(pounds("10", "20", "30", "40", "70.01"))
    assert (spread.outliers, spread.upper_whisker) == ((Decimal("70.01"),), Decimal(40))
    assert spread_of(pounds("10", "20", "30", "40", "70")).outliers == ()


def test_one_price_is_its_own_spread() -> None:
    spread = spread_of(pounds("70.70"))
    assert {spread.lowest, spread.lower_quartile, spread.median, spread.upper_quartile, spread.highest} == {
        Decimal("70.70")
    }


def test_without_a_price_there_is_no_spread() -> None:
    with pytest.raises(BadInput, match="No agreed rate is in force"):
        spread_of([])


@given(PRICES)
def test_the_five_figures_are_in_order_and_every_price_is_inside_the_whiskers_or_an_outlier(
    prices: list[Decimal],
) -> None:
    spread = spread_of(prices)
    figures = [spread.lowest, spread.lower_quartile, spread.median, spread.upper_quartile, spread.highest]
    assert figures == sorted(figures)
    inside = [price for price in prices if spread.lower_whisker <= price <= spread.upper_whisker]
    assert sorted([*inside, *spread.outliers]) == sorted(prices)


@given(PRICES, st.randoms())
def test_the_order_in_which_prices_are_given_does_not_matter(prices: list[Decimal], chance: object) -> None:
    shuffled = list(prices)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert spread_of(shuffled) == spread_of(prices)


def test_the_picture_marks_the_service_and_its_outliers_cheapest_first() -> None:
    services = [service(number, rate(str(price))) for number, price in enumerate((200, 30, 20, 40, 10), start=1)]
    ended = service(6, rate("1", date(2025, 4, 1), date(2026, 11, 1)))
    to_come = service(7, rate("2", date(2026, 11, 3)))
    picture = picture_prices([*services, ended, to_come], DAY, marked_service_id=1)
    assert [(str(one.rate.price), one.is_marked, one.is_outlier) for one in picture.prices] == [
        ("10", False, False),
        ("20", False, False),
        ("30", False, False),
        ("40", False, False),
        ("200", True, True),
    ]


def test_the_median_drifts_by_the_first_of_april_of_each_year() -> None:
    rates = [
        rate("100", date(2024, 6, 1), date(2025, 3, 31)),
        rate("104", date(2025, 4, 1), date(2026, 3, 31)),
        rate("80", date(2025, 4, 1)),
        rate("110", date(2026, 4, 1)),
        rate("115", date(2026, 6, 1)),
    ]
    services = [service(number, one) for number, one in enumerate(rates)]
    assert [(one.year.label, str(one.median), one.count, one.change) for one in drift_by_year(services, DAY)] == [
        ("2025-26", "92.00", 2, None),
        ("2026-27", "95.00", 2, Decimal("3.3")),
        ("2027-28", "110.00", 3, Decimal("15.8")),
    ]


def test_a_fall_is_told_as_such_and_a_year_without_rates_breaks_the_row() -> None:
    rates = [rate("100", date(2022, 4, 1), date(2023, 3, 31)), rate("90", date(2023, 4, 1), date(2024, 3, 31))]
    rates.append(rate("95", date(2026, 1, 1)))
    assert [(one.year.label, one.change) for one in drift_by_year([service(1, *rates)], DAY)] == [
        ("2022-23", None),
        ("2023-24", Decimal("-10.0")),
        ("2026-27", None),
        ("2027-28", Decimal("0.0")),
    ]
