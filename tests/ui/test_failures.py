"""Failures are told as one of three families, or as a bug without a word of what was typed."""

import logging

import pytest

from brokerage.domain.errors import BadInput, Conflict, RuleBroken, Unavailable
from ui.failures import Family, describe


@pytest.mark.parametrize(
    ("error", "family", "may_be_retried"),
    [
        (RuleBroken("The limit is £100.00."), Family.RULE, False),
        (BadInput("The price is empty.", "price"), Family.RULE, False),
        (Conflict("A colleague was first."), Family.CONFLICT, True),
        (Unavailable("The database cannot be reached."), Family.UNAVAILABLE, True),
    ],
)
def test_known_failures_keep_their_sentence(error: Exception, family: Family, *, may_be_retried: bool) -> None:
    failure = describe(error)
    assert (failure.family, failure.sentence, failure.may_be_retried) == (family, str(error), may_be_retried)


def test_bad_input_says_at_which_field() -> None:
    assert describe(BadInput("The price is empty.", "price")).field == "price"


def test_a_broken_rule_says_the_change_of_which_field_would_mend_it() -> None:
    failure = describe(RuleBroken("It ends before.", field="to"))
    assert (failure.family, failure.field) == (Family.RULE, "to")


@pytest.mark.logs_expected
def test_a_bug_is_called_one_and_neither_shown_nor_logged_with_personal_data(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(KeyError) as caught:
        _ = dict[str, str]()["Ada Lovelace, born 10 Dec 1815"]
    with caplog.at_level(logging.ERROR):
        failure = describe(caught.value)
    assert failure.family is Family.BUG
    assert "fault in the program" in failure.sentence
    assert "KeyError at tests/ui/test_failures.py" in failure.sentence
    assert "KeyError" in caplog.text
    assert "Lovelace" not in failure.sentence + caplog.text
