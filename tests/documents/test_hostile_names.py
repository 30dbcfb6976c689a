"""User text prints whole: no markup is read, no letter is lost (promise 22)."""

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from brokerage.documents.agreement import render_agreement
from brokerage.documents.fonts import letters_without_a_picture, printable, runs
from brokerage.documents.sheet import Sheet, bind
from brokerage.documents.tables import fact_table
from brokerage.documents.text import paragraph
from brokerage.domain.agreement_terms import AgreementTerms
from tests.documents.agreement_examples import day_activities
from tests.documents.reading import letters_of, text_of, turned_text_of, without_direction

HOSTILE = (
    "Smith & Sons <Care> Ltd",
    '<img src="/etc/passwd"/>',
    "<img src=file:///etc/passwd width=10 height=10>",
    "<b>",
    "</para><para>",
    "&lt;b&gt; &#65; &amp;",
    '<font name="Helvetica">big</font>',
    "<a href='http://example.invalid'>x</a>",
    "{person} {0} %s %(name)s $name",
    "Ŵŷn Gŵyl Llŷr Siân Ïâ",
    "Łukasz Şengül Đặng Žižek Søren Ærø",
    "Ελένη Ольга",
    "O’Brien–Smith “Ltd” … £5 ½",
    "e\u0301te\u0301",
    "😀 care 👩‍👩‍👧 home",
    "tab\tand\x00nothing\x1b[31m",
    "\u202eevil\u202c order",
    "x" * 300,
)


def with_name_everywhere(name: str) -> AgreementTerms:
    terms = day_activities()
    return replace(
        terms,
        council=replace(terms.council, name=name),
        provider=replace(terms.provider, name=name),
        person=replace(terms.person, full_name=name, representative=name),
        service=replace(terms.service, name=name, room=name),
        needs=(name,),
        notes=(name,),
        lines=tuple(replace(line, description=name) for line in terms.lines),
        signatories=(replace(terms.signatories[0], name=name),),
        money=replace(terms.money, top_up_payer=name),
        contacts=replace(terms.contacts, safeguarding=name),
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_name_prints_whole(name: str) -> None:
    letters = letters_of(text_of(render_agreement(with_name_everywhere(name))))
    assert letters.count(letters_of(name)) >= 10


def test_arabic_name_keeps_every_letter() -> None:
    name = "محمد علي"
    letters = Counter(letters_of(text_of(render_agreement(with_name_everywhere(name)))))
    assert all(letters[letter] >= 10 * count for letter, count in Counter(letters_of(name)).items())


NAMES = some.text(some.characters(exclude_categories=("Cs", "Cn", "Co")), min_size=1, max_size=60)


@settings(max_examples=25, deadline=None)
@example(["{\u05c6"])
@example(["\u066d\U00010000"])
@given(some.lists(NAMES, min_size=1, max_size=40))
def test_any_text_keeps_every_letter_on_paper(names: list[str]) -> None:
    facts = fact_table([(f"[{name}]", f"[{name}]") for name in names])
    told = Counter(letters_of(turned_text_of(bind([Sheet("T", "F", [facts])], title="T", author="A"))))
    missing = Counter(without_direction(_on_paper("".join(names) * 2))) - told
    assert not missing, missing


def test_thousands_of_hostile_names_print_whole(*, at_full_size: bool) -> None:
    pick = Random(22)
    for _ in range(50 if at_full_size else 2):
        names = ["".join(pick.sample(HOSTILE, 2)) + str(pick.randrange(10**6)) for _ in range(100)]
        content = [fact_table([("Name", name) for name in names]), *(paragraph(name) for name in names)]
        text = text_of(bind([Sheet("¶", "¶", content)], title="Names", author="Names"))
        # A name that goes on over the page has the foot of one and the head of the next between its halves.
        letters = letters_of(re.sub(r"¶|Page \d+ of \d+", "", text))
        assert [name for name in names if letters.count(letters_of(name)) < 2] == []


@given(some.text(max_size=200))
def test_runs_cut_a_text_without_losing_any_of_it(text: str) -> None:
    line = printable(text)
    assert "".join(piece for _, piece in runs(line)) == line
    assert line.isprintable() or letters_without_a_picture(line)


def test_letters_without_a_picture_are_named() -> None:
    assert letters_without_a_picture("Siân Ŵyn") == frozenset()
    assert letters_without_a_picture("Siân 😀") == frozenset({"😀"})
    text = text_of(render_agreement(with_name_everywhere("Siân 😀")))
    assert "Our fonts lack some letters, which stand as boxes above: U+1F600." in text
    assert "Our fonts lack" not in text_of(render_agreement(with_name_everywhere("Siân Ŵyn Ольга")))


def _on_paper(name: str) -> str:
    return "".join(letter for letter in letters_of(printable(name)) if unicodedata.category(letter) != "Mn")
