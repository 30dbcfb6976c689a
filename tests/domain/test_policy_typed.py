from dataclasses import replace

import pytest

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.errors import BadInput
from brokerage.domain.policy_typed import read_rules, typed_of
from brokerage.domain.policy_words import BANK_HOLIDAY_WORDS, changes_in_words
from tests.domain.example_policy import RULES, SAID


def test_rules_typed_whole_are_read_and_typed_again_are_the_same() -> None:
    assert read_rules(SAID, None) == RULES
    stays = replace(RULES, direct_payment_stay_days=28, price_review="Each April")
    assert read_rules({**typed_of(stays), "by": RULES.source}, None) == stays


def test_what_is_not_said_stays_but_who_sets_the_rules_is_said_each_time() -> None:
    said = {"notice-days": "42", "by": "Example 27/1"}
    assert read_rules(said, RULES) == replace(RULES, notice_days=42, source="Example 27/1")
    with pytest.raises(BadInput, match=r"Still to be said: by \(the decision, or who sets them\)") as refused:
        read_rules({"notice-days": "42"}, RULES)
    assert refused.value.field == "by"


def test_nothing_is_made_up_for_a_scheme_without_rules() -> None:
    with pytest.raises(BadInput, match=r"notice-days .*; trial-days .*; by") as refused:
        read_rules({"bank-holidays": "paid"}, None)
    assert refused.value.field == "notice-days"


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("bank-holidays", "sometimes", "one of paid, unpaid, moved"),
        ("notice-days", "four", "whole number"),
        ("notice-days", "-1", "whole number"),
        ("notice-days", "367", "from 0 to 366"),
        ("absence-share", "101", "from 0 to 100"),
        ("payment-weeks", "0", "from 1 to 52"),
        ("approval-weeks", "54", "from 1 to 53"),
        ("half-day-minutes", "1441", "from 1 to 1440"),
        ("stay-days", "0", "from 1 to 366"),
        ("stay-days", "²", "whole number"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_at_its_field(field: str, text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        read_rules({**SAID, field: text}, None)
    assert refused.value.field == field


def test_stays_that_a_direct_payment_bought_are_taken_away_by_none() -> None:
    said = {"stay-days": "none", "by": "x"}
    assert read_rules(said, replace(RULES, direct_payment_stay_days=28)).direct_payment_stay_days is None


def test_what_differs_is_told_in_words() -> None:
    assert changes_in_words(RULES, replace(RULES, notice_days=42)) == (("Notice", "28 days", "42 days"),)
    assert changes_in_words(None, RULES)[0] == ("Bank holidays", "", "Not paid")


def test_every_bank_holiday_rule_has_a_sentence() -> None:
    assert set(BANK_HOLIDAY_WORDS) == set(BankHolidayRule)
