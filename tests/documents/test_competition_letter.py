import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from brokerage.documents.competition_letter import render_competition_letters
from brokerage.domain.competition_letter import InvitationTerms, ResultTerms, letter_of
from brokerage.domain.errors import RuleBroken, Unavailable
from tests.documents.competition_examples import FEEDBACK, SERVICE, invitation, unsuccessful
from tests.documents.reading import fonts_of, letters_of, pages_of, text_of


def _award() -> ResultTerms:
    chosen = unsuccessful().chosen
    assert chosen is not None
    return replace(unsuccessful(), is_award=True, chosen=replace(chosen, service=SERVICE))


def _ended() -> ResultTerms:
    own = replace(unsuccessful().own, total=None, feedback=())
    return replace(unsuccessful(), chosen=None, own=own)


@cache
def letters_printed(make: Callable[[], InvitationTerms | ResultTerms]) -> str:
    """What stands in an example's letter, printed once for all that is looked up in it."""
    return letters_of(text_of(render_competition_letters((make(),))))


def test_equal_terms_give_equal_bytes_also_after_they_were_kept() -> None:
    letters = (invitation(), unsuccessful(), _award(), _ended())
    again = tuple(letter_of(letter.kind, letter.to_plain()) for letter in letters)
    assert again == letters
    assert render_competition_letters(again) == render_competition_letters(letters)


def test_paper_carries_no_day_of_now_and_every_font_is_embedded() -> None:
    pdf = render_competition_letters((invitation(), unsuccessful()))
    assert re.findall(rb"D:(\d{4})", pdf) == [b"2000", b"2000"]
    assert all(fonts_of(pdf).values())


@pytest.mark.parametrize(
    "fact",
    [
        "Demonstration data",
        "Smith & Sons <Care> Ltd (demo)",
        "An invitation to offer support",
        "SC-2026-0003 · sent Mon 23 Nov 2026",
        "The council invites The Limes <Ward & Annexe> (demo)",
        "Learning disability, Autism, ME14",
        "Answer by the end of Mon 30 Nov 2026, even if you cannot offer.",
        "Broker (demo)",
        "Support wanted",
        "Age 25 to 34",
    ],
)
def test_the_invitation_says_with_the_sheet_behind_it(fact: str) -> None:
    assert letters_of(fact) in letters_printed(invitation)


@pytest.mark.parametrize(
    "fact",
    [
        "Your answer was not chosen",
        "weighed with 2 other offers",
        "Chosen was Orchard Day (demo) of Orchard & Co <Care> (demo), with 84.00 of 100 points.",
        "Your answer has 68.00 of 100.",
        "SC-2026-0003 · awarded Wed 2 Dec 2026 · sent Thu 3 Dec 2026",
        "£75.00 a day, £150.00 for the week asked, from Mon 14 Dec 2026",
        "(ELA-2022), lot 1 Traditional day opportunities",
        "£120.00 ÷ £150.00 × 100 = 80.00 points; × 40 % = 32.00. 40 % 32.00 36.00",
        "Total of 100 68.00 84.00",
        "How the support meets the outcomes wanted 3 ÷ 5 × 100 = 60.00 points; × 60 % = 36.00. Says what is planned <soon>",
        "The council's reasons It has more points <than any other>, and the person liked the place.",
        "This does not touch your place in the lot",
    ],
)
def test_the_letter_to_one_who_was_not_chosen_says(fact: str) -> None:
    assert letters_of(fact) in letters_printed(unsuccessful)


def test_a_provider_that_is_called_as_its_service_is_named_once() -> None:
    chosen = unsuccessful().chosen
    assert chosen is not None
    letter = replace(unsuccessful(), chosen=replace(chosen, provider=chosen.service))
    assert "Chosen was Orchard Day (demo), with 84.00" in text_of(render_competition_letters((letter,)))


def test_all_points_of_a_letter_are_printed_with_the_same_number_of_places() -> None:
    feedback = (replace(FEEDBACK[0], weighted=Decimal("31.488")), FEEDBACK[1])
    own = replace(unsuccessful().own, total=Decimal("67.488"), feedback=feedback)
    said = letters_of(text_of(render_competition_letters((replace(unsuccessful(), own=own),))))
    for fact in ("40 % 31.488 36.000", "60 % 36.000 48.000", "Total of 100 67.488 84.000", "Your answer has 67.488 of"):
        assert letters_of(fact) in said


def test_the_letter_of_award_shows_the_own_points_alone_and_what_follows() -> None:
    said = text_of(render_competition_letters((_award(),)))
    assert "Your answer was chosen" in said
    assert "raises the call-off" in said
    assert "Total of 100 68.00" in said
    assert "84.00" not in said
    assert "not chosen" not in said


def test_the_only_offer_is_not_said_to_have_been_weighed_with_others() -> None:
    said = text_of(render_competition_letters((replace(_award(), offers=1),)))
    assert "It was the only offer" in said
    assert "other offer" not in said


def test_a_competition_that_ended_without_an_award_says_so_and_shows_no_points() -> None:
    said = text_of(render_competition_letters((_ended(),)))
    assert "The competition ended without an award" in said
    assert "Total of 100" not in said
    assert "awarded" not in said


def test_a_reason_that_speaks_of_somebody_else_is_withheld_and_the_letter_says_so() -> None:
    own = replace(unsuccessful().own, feedback=(replace(FEEDBACK[1], reason=None),))
    said = text_of(render_competition_letters((replace(unsuccessful(), own=own, reasons=None),)))
    assert said.count("Not printed here, because it speaks of somebody else") == 2


def test_a_batch_binds_letters_each_with_its_own_page_numbers_and_no_signature_stands_on_a_page_of_its_own() -> None:
    pages = pages_of(render_competition_letters((_ended(), _award(), unsuccessful())))
    assert "Page 1 of 1" in pages[0]
    assert sum("Page 1 of" in page for page in pages) == 3
    for page in pages:
        if "Broker (demo)" in page:
            assert "This does not touch" in page or "raises the call-off" in " ".join(page.split())


def test_what_was_typed_prints_whole_however_long_and_strange() -> None:
    reason = "<b>&amp;</b> " + "Begründung Ŵ " * 300 + "\n" + "x" * 300
    own = replace(unsuccessful().own, feedback=(FEEDBACK[0], replace(FEEDBACK[1], reason=reason)))
    said = letters_of(text_of(render_competition_letters((replace(unsuccessful(), own=own),))))
    assert letters_of("<b>&amp;</b>") in said
    assert said.count("Begründung") == 300
    assert said.count("x") >= 300


def test_long_reasons_stand_below_the_table_whose_heading_stands_once_on_a_page() -> None:
    long = tuple(replace(FEEDBACK[1], number=number, reason="Shown by examples. " * 40) for number in range(1, 8))
    pages = pages_of(
        render_competition_letters((replace(unsuccessful(), own=replace(unsuccessful().own, feedback=long)),))
    )
    assert sum(page.count("how its points came about") for page in pages) <= 2
    assert max(page.count("how its points came about") for page in pages) == 1
    assert sum(page.count("Shown by examples.") for page in pages) > 200


def test_an_empty_batch_and_a_wording_never_shipped_are_refused() -> None:
    with pytest.raises(RuleBroken, match="There is no letter to print"):
        render_competition_letters(())
    with pytest.raises(Unavailable, match="uses wording 99"):
        render_competition_letters((replace(unsuccessful(), wording="99"),))
