from dataclasses import replace
from datetime import date

import pytest

from brokerage.domain.errors import BadInput
from brokerage.domain.lot_typed import read_lot, typed_of
from brokerage.domain.lot_words import lot_changes, standing_outside, waiting
from brokerage.domain.ratio import Ratio
from brokerage.domain.scheme_plan import LotPlan
from brokerage.domain.unit import Unit

LOT = LotPlan(
    "2a",
    "Day centres",
    ("autism", "learning-disability"),
    18,
    64,
    registration_needed=True,
    cpv_codes=("85312100-0",),
    units=(Unit.DAY, Unit.WEEK),
    ratios=(Ratio(1, 1), Ratio(1, 3)),
    derives_ratio=True,
    last_call_off_day=date(2028, 3, 31),
)


def test_a_lot_typed_again_is_the_same() -> None:
    assert read_lot("2a", typed_of(LOT), None) == LOT
    assert read_lot("1", {"title": "One", "needs": "autism"}, None) == LotPlan("1", "One", ("autism",))


def test_what_is_not_said_stays_and_any_takes_a_limit_away() -> None:
    changed = read_lot("2a", {"units": "any", "ratios": "", "ages": "any", "last-call-off-day": "none"}, LOT)
    assert changed == replace(LOT, units=(), ratios=(), min_age=None, max_age=None, last_call_off_day=None)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("title", " ", "has no title"),
        ("needs", "", "for no need"),
        ("ages", "young", "18-64"),
        ("ages", "64-18", "reversed"),
        ("registered", "perhaps", "yes or no"),
        ("cpv", "12", "eight figures"),
        ("units", "fortnight", "choose among"),
        ("ratios", "many", "1:3"),
        ("last-call-off-day", "31 Sep 2028", "last day for call-offs"),
    ],
)
def test_a_rule_of_a_lot_that_cannot_be_is_refused_at_its_field(field: str, text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        read_lot("2a", {field: text}, LOT)
    assert refused.value.field == field


def test_a_lots_number_is_short() -> None:
    with pytest.raises(BadInput, match="one to ten letters or figures"):
        read_lot("second lot", {"title": "x", "needs": "autism"}, None)


def test_rates_outside_what_a_lot_allows_now_are_told_to_stand() -> None:
    standing = ((Unit.HOUR, None, 2), (Unit.DAY, Ratio(1, 2), 1), (Unit.DAY, None, 4))
    assert standing_outside(LOT, standing).startswith(
        "3 agreed rates outside what the lot allows stand as they were agreed"
    )
    assert standing_outside(replace(LOT, units=(), ratios=()), standing) == ""


def test_what_changes_of_a_lot_is_told_in_words() -> None:
    changed = replace(LOT, units=(), max_age=None)
    assert lot_changes(LOT, changed) == (("Ages", "18 to 64", "18 and over"), ("Priced by", "day, week", "any unit"))


def test_a_lot_that_is_closed_tells_of_who_waits() -> None:
    open_lot = replace(LOT, last_call_off_day=None)
    assert waiting(open_lot, LOT, 1).startswith(
        "1 application to the lot waits for its answer and is answered all the same"
    )
    assert (waiting(LOT, LOT, 3), waiting(LOT, open_lot, 3)) == ("", "")
