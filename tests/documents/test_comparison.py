from collections import Counter
from dataclasses import replace

from brokerage.documents.comparison import Sender, render_comparison
from brokerage.domain.comparison import compare
from brokerage.domain.comparison_rows import comparison_rows
from tests.documents.comparison_examples import QUESTION, six_options
from tests.documents.reading import letters_of, pages_of, text_of

SENDER = Sender("Wealdshire County Council (demo)", "01622 555 0100", None, is_demonstration=True)


def test_equal_comparisons_give_equal_bytes() -> None:
    assert render_comparison(compare(six_options(), QUESTION), SENDER) == render_comparison(
        compare(six_options(), QUESTION), SENDER
    )


def test_every_fact_of_every_option_is_on_paper() -> None:
    comparison = compare(six_options(), QUESTION)
    letters = letters_of(text_of(render_comparison(comparison, SENDER)))
    for group in comparison_rows(comparison):
        assert letters_of(group.title) in letters
        for row in group.rows:
            assert letters_of(row.label) in letters
            assert all(letters_of(line) in letters for cell in row.cells for line in cell.splitlines()), row
    for option in comparison.options:
        assert letters_of(option.facts.service) in letters
        assert letters_of(option.facts.provider) in letters


def test_names_of_the_options_repeat_on_each_page_and_each_says_that_it_is_made_up() -> None:
    pages = pages_of(render_comparison(compare(six_options()[:5], QUESTION), SENDER))
    assert len(pages) > 1
    for page in pages[:-1]:
        assert "Hop Farm (demo)" in " ".join(page.split())
    assert all("Demonstration data – not real services or prices" in page for page in pages)


def test_names_that_would_fill_the_head_of_every_page_stand_once_and_whole() -> None:
    long_names = [replace(each, service="s" * 300, provider="p" * 2000) for each in six_options()]
    pages = pages_of(render_comparison(compare(long_names, QUESTION), SENDER))
    letters = Counter(letters_of(" ".join(pages)))
    assert letters["s"] >= 6 * 300
    assert letters["p"] >= 6 * 2000
    assert all("Option 6" in page for page in pages[:-1])
