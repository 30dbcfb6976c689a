import re
from dataclasses import replace
from functools import cache

import pytest

from brokerage.documents.decision_letter import render_decision_letters
from brokerage.domain.decision_letter import DecisionLetterTerms
from brokerage.domain.errors import RuleBroken, Unavailable
from tests.documents.decision_letter_examples import ADMITTED_LOT, REFUSED_LOT, mixed_letter
from tests.documents.reading import fonts_of, letters_of, pages_of, text_of


@cache
def letters_printed() -> str:
    """What stands in the letter, printed once for all that is looked up in it."""
    return letters_of(text_of(render_decision_letters((mixed_letter(),))))


def test_equal_terms_give_equal_bytes_also_after_they_were_kept() -> None:
    again = DecisionLetterTerms.from_plain(mixed_letter().to_plain())
    assert again == mixed_letter()
    assert render_decision_letters((again,)) == render_decision_letters((mixed_letter(),))


def test_another_reason_gives_another_letter() -> None:
    other = replace(mixed_letter(), lots=(ADMITTED_LOT, replace(REFUSED_LOT, reasons="No nurse on Sundays.")))
    assert render_decision_letters((other,)) != render_decision_letters((mixed_letter(),))


def test_paper_carries_no_day_of_now_and_every_font_is_embedded() -> None:
    pdf = render_decision_letters((mixed_letter(),))
    assert re.findall(rb"D:(\d{4})", pdf) == [b"2000", b"2000"]
    assert all(fonts_of(pdf).values())


@pytest.mark.parametrize(
    "fact",
    [
        "Wealdshire County Council (demo)",
        "Smith & Sons <Care> Ltd (demo)",
        "AP-2026-0007 · sent Wed 18 Nov 2026",
        "Residential Care Home Services (RCH-2022)",
        "Public Contracts Regulations 2015",
        "Mon 2 Nov 2026",
        "The Limes <Ward & Annexe> (demo) – lot 1 Older people",
        "Admitted on Mon 16 Nov 2026",
        "Every criterion is met.",
        "72.00 of 100",
        "4 of 5, at least 3 needed",
        "The Limes <Ward & Annexe> (demo) – lot 3 Nursing",
        "Refused on Tue 17 Nov 2026",
        "No nurse is on duty at night.",
        "1 A nurse at all hours not met",
        "Show a rota with a nurse for every night.",
        "a contract follows for you to sign",
        "you may apply again",
        "Commissioner (demo)",
        "Demonstration data",
    ],
)
def test_the_letter_says(fact: str) -> None:
    assert letters_of(fact) in letters_printed()


def test_a_letter_that_admits_everywhere_says_nothing_of_applying_again_and_the_other_way_round() -> None:
    admitting = text_of(render_decision_letters((replace(mixed_letter(), lots=(ADMITTED_LOT,)),)))
    refusing = text_of(render_decision_letters((replace(mixed_letter(), lots=(REFUSED_LOT,)),)))
    assert "apply again" not in admitting
    assert "a contract follows" not in refusing


def test_a_letter_that_was_not_issued_is_marked_a_draft_on_every_page() -> None:
    many = tuple(replace(REFUSED_LOT, lot=f"{number} Nursing") for number in range(1, 12))
    draft = replace(mixed_letter(), issued_on=None, lots=many)
    pages = pages_of(render_decision_letters((draft,)))
    assert len(pages) > 1
    assert all("DRAFT" in page for page in pages)
    assert "It is not the council's answer until it is issued" in " ".join(pages[0].split())


def test_a_batch_binds_letters_each_with_its_own_page_numbers() -> None:
    other = replace(mixed_letter(), reference="AP-2026-0008", lots=(ADMITTED_LOT,))
    pages = pages_of(render_decision_letters((mixed_letter(), other)))
    assert "Page 1 of 1" in pages[-1]
    assert "AP-2026-0008" in pages[-1]
    assert "AP-2026-0007" in pages[0]


def test_what_was_typed_prints_whole_however_long_and_strange() -> None:
    reasons = "<b>&amp;</b> " + "Begründung Ŵ " * 60 + "\n" + "x" * 300
    pdf = render_decision_letters((replace(mixed_letter(), lots=(replace(REFUSED_LOT, reasons=reasons),)),))
    assert letters_of("<b>&amp;</b>") in letters_of(text_of(pdf))
    assert letters_of(text_of(pdf)).count("Begründung") == 60
    assert letters_of(text_of(pdf)).count("x") >= 300


def test_an_empty_batch_and_a_wording_never_shipped_are_refused() -> None:
    with pytest.raises(RuleBroken, match="There is no letter to print"):
        render_decision_letters(())
    with pytest.raises(Unavailable, match="uses wording 99"):
        render_decision_letters((replace(mixed_letter(), wording="99"),))
