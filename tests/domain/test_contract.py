from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.contract import ContractTerms, check_contract
from brokerage.domain.errors import BadInput, DeskError, RuleBroken
from brokerage.domain.period import Period

SCHEME = Period(date(2022, 6, 15), date(2028, 6, 14))
DECIDED, TODAY = date(2026, 11, 16), date(2026, 11, 20)
TERMS = ContractTerms("C-0042", Decimal("120000.00"), date(2026, 12, 1), date(2027, 11, 30), date(2026, 11, 18))


def checked(**changes: object) -> ContractTerms:
    return check_contract(replace(TERMS, **changes), SCHEME, DECIDED, TODAY)  # type: ignore[arg-type]


def test_a_contract_within_the_scheme_stands_as_it_is_given() -> None:
    assert checked() == TERMS


def test_without_a_last_day_it_ends_with_the_schemes_contracts() -> None:
    assert checked(last_day=None).last_day == date(2028, 6, 14)
    endless = Period(SCHEME.first_day)
    assert check_contract(replace(TERMS, last_day=None), endless, DECIDED, TODAY).last_day is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": ""}, "The contract has no number"),
        ({"value": Decimal(-1)}, "The value is negative"),
        ({"sealed_on": date(2026, 11, 21)}, "cannot be sealed on 21 Nov 2026, a day to come"),
        ({"last_day": date(2026, 11, 30)}, "would end on 30 Nov 2026, before it begins on 1 Dec 2026"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        checked(**changes)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (
            {"sealed_on": date(2026, 11, 15)},
            "sealed_on",
            "The decision was taken on 16 Nov 2026: a contract is sealed on that day",
        ),
        ({"first_day": date(2026, 11, 17)}, "first_day", "was sealed on 18 Nov 2026: it begins on that day or later"),
        ({"last_day": date(2028, 6, 15)}, "last_day", "run from 15 Jun 2022 to 14 Jun 2028: give days within them"),
        ({"first_day": date(2028, 6, 15), "last_day": date(2028, 7, 1)}, "first_day", "decide on an extension first"),
    ],
)
def test_a_contract_follows_its_decision_and_stays_within_the_scheme(
    changes: dict[str, object], field: str, sentence: str
) -> None:
    with pytest.raises(RuleBroken, match=sentence) as refused:
        checked(**changes)
    assert refused.value.field == field


days = st.dates(date(2022, 1, 1), date(2029, 12, 31))


@given(days, st.none() | days, days)
def test_whatever_is_allowed_begins_after_the_decision_and_ends_within_the_scheme(
    first_day: date, last_day: date | None, sealed_on: date
) -> None:
    try:
        allowed = checked(first_day=first_day, last_day=last_day, sealed_on=sealed_on)
    except DeskError:
        return
    assert allowed.last_day is not None
    assert DECIDED <= allowed.sealed_on <= allowed.first_day <= allowed.last_day
    assert SCHEME.contains(allowed.last_day)
