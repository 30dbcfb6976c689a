import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.plain import from_plain, plain_value, to_plain
from brokerage.domain.unit import Unit


@dataclass(frozen=True)
class Part:
    name: str
    amount: Decimal
    share: Fraction


class Quick(NamedTuple):
    name: str
    amount: Decimal | None = None


@dataclass(frozen=True)
class Whole:
    day: date | None
    at: datetime
    unit: Unit
    parts: tuple[Part, ...]
    quick: tuple[Quick, ...] = ()
    number: int = 5
    is_open: bool = False


pounds = st.decimals(allow_nan=False, allow_infinity=False, places=2)
parts = st.builds(Part, st.text(), pounds, st.fractions(max_denominator=1000))
wholes = st.builds(
    Whole,
    st.none() | st.dates(),
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from(Unit),
    st.lists(parts).map(tuple),
    st.lists(st.builds(Quick, st.text(), st.none() | pounds)).map(tuple),
)


@given(wholes)
def test_any_value_comes_back_from_json_as_it_was(whole: Whole) -> None:
    assert from_plain(Whole, json.loads(json.dumps(to_plain(whole)))) == whole


def test_a_field_that_was_not_stored_takes_its_default() -> None:
    whole = Whole(None, datetime(2026, 1, 1, tzinfo=UTC), Unit.DAY, ())
    plain = to_plain(whole)
    del plain["number"]
    assert from_plain(Whole, plain).number == 5


def test_a_value_no_rule_names_is_refused() -> None:
    for value in (1.5, {"a": 1}, object()):
        with pytest.raises(TypeError):
            plain_value(value)


def test_a_value_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError):
        from_plain(Part, {"name": 3, "amount": "1.00", "share": "1/2"})
