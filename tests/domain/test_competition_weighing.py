"""Answers are weighed by stated weights: worked figures to check with a calculator, and what holds for any answers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.competition import CriterionKind
from brokerage.domain.competition_criteria import WHOLE, AwardCriterion
from brokerage.domain.competition_weighing import (
    OfferToWeigh,
    PointsGiven,
    Weighing,
    aligned,
    say_total,
    weigh,
)
from brokerage.domain.unit import Unit

PRICE = AwardCriterion(1, CriterionKind.PRICE, "Price", 40)
FIT = AwardCriterion(2, CriterionKind.SCORED, "Fit", 60, 10)


def offer(name: str, weekly: str, points: int | None = 10, answer_id: int = 0) -> OfferToWeigh:
    given_points = {} if points is None else {2: PointsGiven(points, "Seen.")}
    price = Decimal(weekly)
    return OfferToWeigh(
        answer_id or ord(name[0]),
        ord(name[0]),
        name,
        f"{name} Ltd",
        Unit.WEEK,
        price,
        price,
        date(2026, 12, 7),
        given_points,
    )


def ranked(weighing: Weighing) -> list[str]:
    return [one.service for one in weighing.offers]


def test_price_points_are_the_lowest_over_this_price_and_scored_points_those_given_over_the_highest() -> None:
    found = weigh((PRICE, FIT), (offer("A", "140.00", 6), offer("B", "160.00", 9)))
    first, second = found.offers
    assert (first.service, first.rank, first.total) == ("B", 1, Decimal("89.00"))
    assert [part.sentence for part in first.parts] == [
        "£140.00 ÷ £160.00 × 100 = 87.50 points; × 40 % = 35.00.",
        "9 ÷ 10 × 100 = 90.00 points; × 60 % = 54.00.",
    ]
    assert say_total(first) == "35.00 + 54.00 = 89.00"
    assert (second.service, second.rank, second.total) == ("A", 2, Decimal("76.00"))


def test_points_are_rounded_half_up_to_two_places_once_and_the_rest_is_exact() -> None:
    found = weigh((PRICE, FIT), (offer("A", "100.00"), offer("B", "150.00")))
    part = found.offers[1].parts[0]
    assert (part.points, part.weighted) == (Decimal("66.67"), Decimal("26.668"))
    assert part.sentence == "£100.00 ÷ £150.00 × 100 = 66.67 points; × 40 % = 26.668."
    assert found.offers[1].total == Decimal("86.668")


def test_all_that_is_weighed_in_one_list_has_the_same_number_of_places_so_that_it_aligns() -> None:
    found = weigh((PRICE, FIT), (offer("A", "100.00"), offer("B", "150.00")))
    assert [say_total(one) for one in found.offers] == ["40.000 + 60.000 = 100.000", "26.668 + 60.000 = 86.668"]
    assert found.offers[0].parts[1].sentence == "10 ÷ 10 × 100 = 100.00 points; × 60 % = 60.000."
    unscored = weigh((PRICE, FIT), (offer("A", "100.00"), offer("B", "150.00", None)))
    assert [str(one.parts[0].weighted) for one in unscored.offers] == ["40.000", "26.668"]


def test_a_list_kept_with_unlike_places_is_read_with_like_ones_and_no_figure_is_another() -> None:
    offers = weigh((PRICE, FIT), (offer("A", "100.00"), offer("B", "150.00"))).offers
    first = offers[0].parts
    kept = (replace(offers[0], parts=(replace(first[0], weighted=Decimal("40.00")), *first[1:])), *offers[1:])
    assert aligned(kept) == kept == offers
    assert [str(part.weighted) for part in aligned(kept)[0].parts] == ["40.000", "60.000"]


def test_a_tie_goes_to_the_lower_weekly_price_then_to_the_name() -> None:
    scored_only = (AwardCriterion(1, CriterionKind.SCORED, "Need", 50, 10), replace(FIT, weight=50))
    both = {1: PointsGiven(5, "Seen."), 2: PointsGiven(5, "Seen.")}
    dear, late, cheap = (
        replace(offer(name, weekly), points=both) for name, weekly in (("A", "2"), ("C", "1"), ("B", "1"))
    )
    assert ranked(weigh(scored_only, (dear, late, cheap))) == ["B", "C", "A"]


def test_while_a_score_is_missing_nobody_is_ranked_and_each_is_named() -> None:
    found = weigh((PRICE, FIT), (offer("B", "160.00", None), offer("A", "140.00", 6)))
    assert not found.is_complete
    assert found.missing == ("B has no points yet on criterion 2, Fit.",)
    assert [(one.service, one.rank, one.total) for one in found.offers] == [("A", None, None), ("B", None, None)]
    assert found.offers[1].parts[1].sentence == "Not scored yet."
    assert say_total(found.offers[0]) == ""


def test_without_an_offer_there_is_nothing_to_weigh() -> None:
    assert not weigh((PRICE, FIT), ()).is_complete


pounds = st.integers(1, 500_000).map(lambda pence: Decimal(pence) / 100)


@st.composite
def rivals(draw: st.DrawFn) -> list[OfferToWeigh]:
    number = draw(st.integers(1, 6))
    return [
        replace(offer(letter, "1"), weekly=draw(pounds), points={2: PointsGiven(draw(st.integers(0, 10)), "Seen.")})
        for letter in "ABCDEF"[:number]
    ]


@st.composite
def criteria(draw: st.DrawFn) -> tuple[AwardCriterion, AwardCriterion]:
    price = draw(st.integers(1, 99))
    return replace(PRICE, weight=price), replace(FIT, weight=WHOLE - price)


@given(criteria(), rivals(), pounds)
def test_a_better_price_never_ranks_lower_all_else_equal(
    weights: tuple[AwardCriterion, AwardCriterion], offers: list[OfferToWeigh], other: Decimal
) -> None:
    mine, rest = offers[0], offers[1:]
    cheaper, dearer = sorted((mine.weekly, other))
    before = ranked(weigh(weights, [replace(mine, weekly=dearer), *rest])).index("A")
    after = ranked(weigh(weights, [replace(mine, weekly=cheaper), *rest])).index("A")
    assert after <= before


@given(criteria(), rivals())
def test_no_total_is_beyond_what_the_weights_sum_to(
    weights: tuple[AwardCriterion, AwardCriterion], offers: list[OfferToWeigh]
) -> None:
    for one in weigh(weights, offers).offers:
        parts = [part.weighted for part in one.parts if part.weighted is not None]
        assert one.total == sum(parts)
        assert 0 <= sum(parts) <= WHOLE
        assert sum(part.weight for part in one.parts) == WHOLE
    best = min(offers, key=lambda one: one.weekly)
    perfect = replace(best, points={2: PointsGiven(10, "Seen.")})
    alone = [perfect, *(one for one in offers if one is not best)]
    assert weigh(weights, alone).offers[0].total == WHOLE


@given(criteria(), rivals(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_changes_nothing(
    weights: tuple[AwardCriterion, AwardCriterion], offers: list[OfferToWeigh], chance: Random
) -> None:
    shuffled = list(offers)
    chance.shuffle(shuffled)
    assert weigh(weights, shuffled) == weigh(weights, offers)
