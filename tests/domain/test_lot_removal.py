import pytest

from brokerage.domain.errors import RuleBroken
from brokerage.domain.lot_removal import RestingOnLot, check_removal


def test_a_lot_on_which_nothing_rests_is_taken_away() -> None:
    check_removal("2", RestingOnLot(), 2)


def test_a_lot_stays_while_anything_rests_on_it_and_the_refusal_names_it() -> None:
    with pytest.raises(RuleBroken, match="1 admission, 3 rate card lines, 12 questions") as refused:
        check_removal("2", RestingOnLot(admissions=1, rates=3, questions=12), 2)
    assert (refused.value.field, refused.value.figures["rates"]) == ("lot", "3")


def test_the_only_lot_of_a_scheme_stays() -> None:
    with pytest.raises(RuleBroken, match="Lot 1 is the only one of its scheme"):
        check_removal("1", RestingOnLot(), 1)
