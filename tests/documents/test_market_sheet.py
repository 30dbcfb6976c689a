import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from brokerage.documents.market_sheet import render_market_sheet
from brokerage.domain.competition_weighing import CONVENTION
from brokerage.domain.errors import Unavailable
from brokerage.domain.market_sheet import MarketSheet
from tests.documents.competition_examples import market_sheet
from tests.documents.reading import fonts_of, letters_of, pages_of, text_of


@cache
def letters_printed() -> str:
    """What stands on the sheet, printed once for all that is looked up on it."""
    return letters_of(text_of(render_market_sheet(market_sheet())))


def test_equal_terms_give_equal_bytes_also_after_they_were_kept() -> None:
    again = MarketSheet.from_plain(market_sheet().to_plain())
    assert render_market_sheet(again) == render_market_sheet(market_sheet())


def test_paper_carries_no_day_of_now_and_every_font_is_embedded() -> None:
    pdf = render_market_sheet(market_sheet())
    assert re.findall(rb"D:(\d{4})", pdf) == [b"2000", b"2000"]
    assert all(fonts_of(pdf).values())


@pytest.mark.parametrize(
    "fact",
    [
        "Demonstration data – not a real request",
        "SC-2026-0003 · opened Mon 23 Nov 2026 · answers by Mon 30 Nov 2026",
        "ELA-2022",
        "Run under Public Contracts Regulations 2015",
        "1 Traditional day opportunities",
        "Learning disability, Autism",
        "Where ME14",
        "Age 25 to 34",
        "Mon, Wed 10:00–15:00",
        "written as Mon,Wed 10:00-15:00",
        "Staff to people 1:3",
        "First day wanted Mon 14 Dec 2026",
        "none is planned",
        "session, half day, day",
        "Travel on their own",
        "No shouting <at all> & the same faces.",
        "1 Price for the week asked against the lowest 40 %",
        "2 How the support meets the outcomes wanted 0 to 5 points 40 %",
        "never on price alone",
        "by the end of Mon 30 Nov 2026",
        "By email to the address above",
        "The brokerage desk (demo), 01632 960700",
    ],
)
def test_the_sheet_says(fact: str) -> None:
    assert letters_of(fact) in letters_printed()


def test_the_sheet_states_the_convention_the_answers_are_weighed_by() -> None:
    said = text_of(render_market_sheet(market_sheet()))
    assert letters_of("÷ your weekly price × 100") in letters_of(said)
    for words in ("two places", "half up", "lower weekly price"):
        assert words in CONVENTION
        assert words in said


def test_support_of_the_whole_week_and_a_planned_end_are_said_in_words() -> None:
    terms = replace(
        market_sheet(), week="", week_in_words="", ratio="", planned_last_day=date(2027, 12, 13), outcomes=()
    )
    said = text_of(render_market_sheet(terms))
    assert "every day of the week, day and night" in said
    assert "Mon 13 Dec 2027" in said
    assert "Staff to people" not in said
    assert "What the support should lead to" not in said


def test_a_real_council_prints_no_label_of_a_demonstration() -> None:
    assert "Demonstration data" not in text_of(render_market_sheet(replace(market_sheet(), is_demonstration=False)))


def test_what_was_typed_prints_whole_however_long_and_every_page_says_which_paper_it_is() -> None:
    pdf = render_market_sheet(replace(market_sheet(), what_matters="<b>&amp;</b> " + "Begründung Ŵ " * 400 + "x" * 300))
    pages = pages_of(pdf)
    assert letters_of(text_of(pdf)).count("Begründung") == 400
    assert letters_of(text_of(pdf)).count("x") >= 300
    assert len(pages) > 2
    assert all("Small competition SC-2026-0003" in page for page in pages)


def test_a_wording_never_shipped_is_refused() -> None:
    with pytest.raises(Unavailable, match="uses wording 99"):
        render_market_sheet(replace(market_sheet(), wording="99"))


def test_a_sheet_without_a_contact_prints_all_the_same() -> None:
    assert "Who answers questions" not in text_of(render_market_sheet(replace(market_sheet(), contact="")))
