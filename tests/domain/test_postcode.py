import pytest

from brokerage.domain.errors import BadInput
from brokerage.domain.postcode import display_postcode, normalise_postcode, outcode_of


@pytest.mark.parametrize("text", ["", "hello", "ME14", "14ME 1XX", "ME14 1X", "ME14 1XXX", "'; DROP", "ＭE14 1XX"])
def test_what_cannot_be_a_postcode_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadInput, match="is not a postcode") as caught:
        normalise_postcode(text)
    assert text.strip()[:12] in caught.value.sentence


def test_a_postcode_is_shown_with_its_space_and_its_outcode_names_no_household() -> None:
    assert display_postcode("me141xx") == "ME14 1XX"
    assert display_postcode("M11AA") == "M1 1AA"
    assert display_postcode("") == ""
    assert outcode_of("w1a 1aa") == "W1A"


def test_a_text_that_is_no_postcode_is_shown_as_it_stands() -> None:
    assert display_postcode(" Not known ") == "Not known"
