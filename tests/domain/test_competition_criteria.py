"""A scheme states by what it weighs: whole percentages that make 100, and never price alone."""

import pytest

from brokerage.domain.competition import CriterionKind
from brokerage.domain.competition_criteria import (
    AwardCriterion,
    check_criteria,
    parse_scored,
    price_criterion,
    say_criterion,
)
from brokerage.domain.errors import BadInput

PRICE = AwardCriterion(1, CriterionKind.PRICE, "Price for the week asked", 40)
FIT = AwardCriterion(2, CriterionKind.SCORED, "How it meets the outcomes", 60, 10)


def test_criteria_are_read_as_they_are_typed_and_said_again() -> None:
    read = (price_criterion(1, " 40 % "), parse_scored(2, "60%, 10 points: How it meets the outcomes"))
    assert check_criteria(read) == (PRICE, FIT)
    assert [say_criterion(one) for one in read] == [
        "Price for the week asked: 40 %",
        "How it meets the outcomes: 60 %, up to 10 points",
    ]


def test_price_need_not_count_at_all() -> None:
    alone = tuple(AwardCriterion(n, CriterionKind.SCORED, f"Part {n}", 50, 5) for n in (1, 2))
    assert check_criteria(alone) == alone


@pytest.mark.parametrize(
    ("criteria", "told"),
    [
        ((), "never weighed by price alone"),
        ((AwardCriterion(1, CriterionKind.PRICE, "Price", 99),), "never weighed by price alone"),
        ((AwardCriterion(1, CriterionKind.SCORED, "Fit", 100, 10),), "no single criterion decides alone"),
        ((PRICE, AwardCriterion(2, CriterionKind.SCORED, "Fit", 50, 10)), "make 90 %"),
        ((PRICE, AwardCriterion(2, CriterionKind.SCORED, " ", 60, 10)), "has no words"),
        ((PRICE, AwardCriterion(2, CriterionKind.SCORED, "Fit", 60, 0)), "highest points"),
        ((PRICE, AwardCriterion(2, CriterionKind.SCORED, "Fit", 60, 101)), "highest points"),
        ((PRICE, PRICE, AwardCriterion(3, CriterionKind.SCORED, "Fit", 20, 10)), "Price is weighed once"),
        ((AwardCriterion(1, CriterionKind.PRICE, "Price", 40, 5), FIT), "leave its points out"),
    ],
)
def test_criteria_that_would_not_weigh_fairly_are_refused(criteria: tuple[AwardCriterion, ...], told: str) -> None:
    with pytest.raises(BadInput, match=told):
        check_criteria(criteria)


@pytest.mark.parametrize("typed", ["", "60% Fit", "60%, 10 points:", "60.5%, 10 points: Fit", "-1%, 10 points: Fit"])
def test_a_scored_criterion_that_cannot_be_read_is_refused_with_its_form(typed: str) -> None:
    with pytest.raises(BadInput, match="write weight, highest points and text"):
        parse_scored(1, typed)


@pytest.mark.parametrize("typed", ["", "forty", "40.5", "-40"])
def test_a_weight_that_is_no_whole_percentage_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="no whole percentage"):
        price_criterion(1, typed)
