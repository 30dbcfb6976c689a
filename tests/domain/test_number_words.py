import pytest

from brokerage.domain.number_words import count


@pytest.mark.parametrize(("number", "said"), [(0, "0 services"), (1, "1 service"), (1212, "1,212 services")])
def test_one_is_said_as_one(number: int, said: str) -> None:
    assert count(number, "service") == said


def test_a_word_that_takes_more_than_an_s_is_given_whole() -> None:
    assert count(2, "service lies", "services lie") == "2 services lie"
