from decimal import Decimal

import pytest

from brokerage.domain.calendar import FinancialYear
from brokerage.domain.errors import BadInput
from brokerage.domain.year_estimate import check_estimates, parse_estimates


def test_estimates_are_read_year_by_year_and_none_takes_one_away() -> None:
    read = parse_estimates(("2026-27=1,200,000", "2099-00=0", "2027/28=none"))
    assert read == {FinancialYear(2026): Decimal(1200000), FinancialYear(2099): Decimal(0), FinancialYear(2027): None}


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("2026-27", "year", "2026-27=1200000"),
        ("2026-28=1", "year", "April of the one"),
        ("2026=1", "year", "April of the one"),
        ("2026-27=much", "value", "estimate"),
        ("2026-27=-5", "value", "estimate"),
    ],
)
def test_an_estimate_that_cannot_be_read_is_refused(text: str, field: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        parse_estimates((text,))
    assert refused.value.field == field


def test_a_year_is_named_once_and_is_one_of_the_schemes() -> None:
    with pytest.raises(BadInput, match="named twice"):
        parse_estimates(("2026-27=1", "2026-27=2"))
    with pytest.raises(BadInput, match="choose a year from 2022-23 to 2023-24"):
        check_estimates({FinancialYear(2026): Decimal(1)}, (FinancialYear(2022), FinancialYear(2023)))
