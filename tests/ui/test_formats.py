"""How the window writes things."""

from datetime import date
from decimal import Decimal
from enum import Enum

import pytest

from brokerage.domain.gates import Gate, GateName
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from ui import formats

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize("members", formats.ENUMS_SHOWN, ids=lambda members: members.__name__)
def test_every_value_of_every_enum_shown_has_words(members: type[Enum]) -> None:
    said = [formats.words(member) for member in members]
    assert all(said)
    assert len(set(said)) == len(said)
    assert not [word for word in said if "-" in word and " " not in word and word.islower()], "a raw value is no word"


@pytest.mark.parametrize(
    ("left", "written"),
    [("168.60", "✓ £168.60 left"), ("0", "✓ £0.00 left"), ("-50", "▲ £50.00 over"), (None, "—")],
)
def test_budget_is_said_with_a_shape_and_a_word(left: str | None, written: str) -> None:
    assert formats.budget_left(None if left is None else Decimal(left)) == written


def test_a_closed_gate_is_said_in_place_of_the_budget() -> None:
    gate = Gate(GateName.INSURANCE, "insurance lapses 3 Nov 2026")
    assert formats.budget_or_gate(Decimal(10), gate) == "◆ insurance lapses 3 Nov 2026"
    assert formats.budget_or_gate(Decimal(10), None) == "✓ £10.00 left"


def test_money_and_days_are_written_out() -> None:
    assert formats.money(Decimal("1234.5")) == "£1,234.50"
    assert formats.money(None) == "—"
    assert formats.day(date(2026, 12, 7)) == "7 Dec 2026"
    assert formats.period(date(2026, 4, 1), None) == "from 1 Apr 2026"
    assert formats.period(date(2026, 4, 1), date(2027, 3, 31)) == "1 Apr 2026 – 31 Mar 2027"


def test_a_unit_price_is_never_nothing() -> None:
    assert formats.unit_price(None, Unit.DAY) == "no agreed rate"
    assert formats.unit_price(Decimal("35.35"), Unit.HALF_DAY) == "£35.35 ½ day"
    assert formats.unit_price(Decimal("12.04"), Unit.HOUR, Ratio(1, 2)) == "£12.04 h 1:2"


@pytest.mark.parametrize(
    ("said_on", "written"),
    [
        (date(2026, 11, 2), "3 · today"),
        (date(2026, 10, 31), "3 · 2 d"),
        (date(2026, 10, 6), "3 · 27 d"),
        (date(2026, 10, 5), "3 · 4 wk"),
        (None, "3"),
    ],
)
def test_places_carry_the_age_of_the_news(said_on: date | None, written: str) -> None:
    assert formats.places(3, said_on, TODAY) == written


def test_places_nobody_spoke_of_are_a_dash_and_none_free_is_nought() -> None:
    assert formats.places(None, None, TODAY) == "—"
    assert formats.places(0, TODAY, TODAY) == "0 · today"


def test_counts_agree_with_their_word() -> None:
    assert formats.count(1, "service") == "1 service"
    assert formats.count(1212, "service") == "1,212 services"
    assert formats.count(0, "person", "people") == "0 people"


def test_lists_end_with_and() -> None:
    assert formats.listed(("Mon", "Wed", "Fri")) == "Mon, Wed and Fri"
    assert formats.listed(("Mon",)) == "Mon"
    assert formats.listed(()) == "—"
