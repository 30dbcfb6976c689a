"""What a lot allows of a price."""

import pytest

from brokerage.domain.errors import BadInput
from brokerage.domain.rate_allowed import LotPricing, not_allowed_in, refuse_price_not_allowed
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit

HOMES = LotPricing("RES-2022/1", (Unit.WEEK, Unit.HOUR), (Ratio(1, 1), Ratio(2, 1)))


@pytest.mark.parametrize(
    ("unit", "ratio"), [(Unit.WEEK, None), (Unit.HOUR, Ratio(1, 1)), (Unit.HOUR, Ratio(2, 1)), (None, None)]
)
def test_units_and_ratios_of_the_lot_are_allowed(unit: Unit | None, ratio: Ratio | None) -> None:
    assert not_allowed_in(HOMES, unit, ratio) == ()


def test_a_lot_that_names_no_unit_or_ratio_may_be_priced_by_any() -> None:
    refuse_price_not_allowed(LotPricing("ELA-2022/1"), Unit.MILE, Ratio(1, 12))


def test_a_unit_the_lot_does_not_allow_is_refused_with_those_it_does() -> None:
    with pytest.raises(BadInput, match="Lot RES-2022/1 is not priced by the day: choose one of week, hour") as refused:
        refuse_price_not_allowed(HOMES, Unit.DAY, None)
    assert refused.value.field == "unit"


def test_a_ratio_the_lot_does_not_allow_is_refused_with_those_it_does() -> None:
    with pytest.raises(BadInput, match="not priced at 1:3: choose one of 1:1, 2:1, or leave the ratio out") as refused:
        refuse_price_not_allowed(HOMES, Unit.HOUR, Ratio(1, 3))
    assert refused.value.field == "ratio"


def test_unit_and_ratio_are_both_named_where_neither_is_allowed() -> None:
    assert [one.field for one in not_allowed_in(HOMES, Unit.SESSION, Ratio(1, 8))] == ["unit", "ratio"]
