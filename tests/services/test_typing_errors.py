"""Free text that is mistyped: what nothing is called, and what may have been meant."""

import subprocess
import sys

import pytest

from brokerage.domain.offer import SearchCriteria
from brokerage.services.typing_errors import TextSuggestion, help_with_text, like_words
from tests.builders import START, Desk

WORDS = ("cookery", "gardening", "garden", "maidstone", "tonbridge", "tunbridge", "woodwork", "yoga", "the", "me14")


@pytest.fixture
def market(desk: Desk) -> Desk:
    lot_id = desk.lot()
    desk.ready_service(lot_id=lot_id, search_text="apple yard (demo) maidstone me14 gardening")
    desk.ready_service(lot_id=lot_id, search_text="birch rooms (demo) maidstone me14 gardening")
    desk.ready_service(lot_id=lot_id, search_text="cedar house (demo) swale garden")
    return desk


def asked(text: str) -> SearchCriteria:
    return SearchCriteria(START, text=text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gardning", ("gardening", "garden")),
        ("maidsotne", ("maidstone",)),
        ("tunbrige", ("tunbridge", "tonbridge")),
        ("cooking", ("cookery",)),
        ("wodwork", ("woodwork",)),
        ("unicorn", ()),
        ("teh", ()),
        ("me41", ()),
        ("y" * 10_000, ()),
    ],
)
def test_a_mistyped_word_is_taken_for_the_likest_known_ones(typed: str, meant: tuple[str, ...]) -> None:
    assert like_words(typed, WORDS) == meant


def test_the_text_meant_is_suggested_with_how_many_services_it_finds(market: Desk) -> None:
    helped = help_with_text(market.database, asked("Gardning  Maidsotne"))
    assert helped.unknown == ("gardning", "maidsotne")
    assert helped.suggestions == (TextSuggestion("gardening maidstone", 2), TextSuggestion("garden maidstone", 2))


def test_what_finds_services_with_all_that_is_asked_is_suggested_first(market: Desk) -> None:
    market.ready_service(lot_id=market.lot(needs=("autism",)), needs=("autism",), search_text="gardens")
    helped = help_with_text(market.database, SearchCriteria(START, text="gardenin", needs=("autism",)))
    assert helped.suggestions == ()
    helped = help_with_text(market.database, SearchCriteria(START, text="gardning", needs=("autism",)))
    assert helped.suggestions[0] == TextSuggestion("garden", 1)
    assert helped.suggestions[-1].count == 0


def test_words_that_stand_somewhere_are_not_mistyped(market: Desk) -> None:
    for text in ("garden", "cedar me14", "(demo)", "", "  "):
        helped = help_with_text(market.database, asked(text))
        assert (helped.unknown, helped.suggestions) == ((), ())


def test_a_word_like_no_other_is_named_and_nothing_is_suggested(market: Desk) -> None:
    helped = help_with_text(market.database, asked("gardning unicorn"))
    assert helped.unknown == ("gardning", "unicorn")
    assert helped.suggestions == ()


def test_a_percent_sign_is_a_letter_like_any_other(market: Desk) -> None:
    assert help_with_text(market.database, asked("%")).unknown == ("%",)


def test_words_are_read_again_once_somebody_has_changed_something(market: Desk) -> None:
    from tests.services.call_off_builders import raised

    assert help_with_text(market.database, asked("yogha")).suggestions == ()
    market.ready_service(lot_id=market.lot(), search_text="willow loft yoga")
    raised(market)  # what is raised leaves an audit entry, as an import does
    assert help_with_text(market.database, asked("yogha")).suggestions == (TextSuggestion("yoga", 1),)


def test_the_library_is_loaded_only_when_a_word_is_mistyped() -> None:
    program = "import sys, brokerage.services.typing_errors; print('rapidfuzz' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert loaded.stdout.strip() == "False"
