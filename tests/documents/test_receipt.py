from dataclasses import replace
from datetime import date

import pytest

from brokerage.documents.receipt import render_receipt
from brokerage.domain.agreement_terms import PartyTerms
from brokerage.domain.errors import Unavailable
from brokerage.domain.receipt_terms import ReceiptLine, ReceiptTerms
from brokerage.domain.scheme import SchemeKind
from tests.documents.reading import fonts_of, letters_of, pages_of, text_of

TERMS = ReceiptTerms(
    wording="1",
    is_demonstration=True,
    reference="AP-2026-0007",
    council=PartyTerms(
        "Weald County Council (demonstration)",
        "County Hall",
        "",
        "01632 960700",
        "desk@weald.example",
        None,
        None,
        None,
    ),
    provider=PartyTerms(
        "Smith & Sons <Care> Ltd (demo)", "1 Specimen Street", "ME14 1XX", "", "", "DEMO0007", None, "1-DEMO0007"
    ),
    scheme_reference="ELA-2022",
    scheme_title="Everyday Life Activities (demo)",
    scheme_kind=SchemeKind.DPS_2015,
    law="Public Contracts Regulations 2015",
    round="Round 2, continuous",
    asked=(ReceiptLine("Orchard Yard (demo)", "1 Day"), ReceiptLine("Mill House (demo)", "3 Skills")),
    received_on=date(2026, 12, 17),
    acknowledged_on=date(2026, 12, 18),
    working_days=10,
    due_on=date(2027, 1, 5),
    extension_reason="",
    acknowledged_by="Colm Commission (demo)",
)


def test_equal_terms_give_equal_bytes_also_after_they_were_kept() -> None:
    assert render_receipt(TERMS) == render_receipt(ReceiptTerms.from_plain(TERMS.to_plain()))
    assert render_receipt(TERMS) != render_receipt(replace(TERMS, due_on=date(2027, 1, 6)))


def test_the_receipt_says_who_applied_for_what_when_and_by_when_it_is_answered() -> None:
    letters = letters_of(text_of(render_receipt(TERMS)))
    for said in (
        "AP-2026-0007",
        "Smith & Sons <Care> Ltd (demo)",
        "company DEMO0007, Care Quality Commission 1-DEMO0007",
        "Everyday Life Activities (demo) (ELA-2022)",
        "Round 2, continuous",
        "Orchard Yard (demo)1 Day",
        "Mill House (demo)3 Skills",
        "ReceivedThu 17 Dec 2026",
        "You are answered by Tue 5 Jan 2027: 10 working days after the day it came in",
        "Colm Commission (demo)",
    ):
        assert letters_of(said) in letters


def test_between_rounds_it_says_that_the_day_of_receipt_is_kept() -> None:
    kept = letters_of("It came between two rounds. Your day of receipt is kept")
    assert kept in letters_of(text_of(render_receipt(replace(TERMS, round=""))))
    assert kept not in letters_of(text_of(render_receipt(TERMS)))


def test_only_where_a_scheme_is_never_closed_to_newcomers_it_says_that_there_is_no_cap() -> None:
    no_cap = letters_of("nobody is turned away because enough others have joined")
    assert no_cap in letters_of(text_of(render_receipt(TERMS)))
    framework = replace(TERMS, scheme_kind=SchemeKind.FRAMEWORK)
    assert no_cap not in letters_of(text_of(render_receipt(framework)))


def test_a_longer_time_is_told_with_its_reason() -> None:
    longer = replace(
        TERMS, working_days=15, due_on=date(2027, 1, 12), extension_reason="Both <sites> are visited & seen"
    )
    letters = letters_of(text_of(render_receipt(longer)))
    assert letters_of("Tue 12 Jan 2027: 15 working days") in letters
    assert letters_of("for this reason: Both <sites> are visited & seen") in letters


def test_every_page_of_a_made_up_receipt_says_so() -> None:
    many = replace(TERMS, asked=tuple(ReceiptLine(f"Service {number} (demo)", "1 Day") for number in range(80)))
    pages = pages_of(render_receipt(many))
    assert len(pages) > 1
    assert all("Demonstration data – not a real application" in page for page in pages)
    assert "Demonstration" not in text_of(render_receipt(replace(TERMS, is_demonstration=False)))


def test_every_font_is_embedded() -> None:
    assert all(fonts_of(render_receipt(TERMS)).values())


def test_a_wording_that_is_not_shipped_is_refused() -> None:
    with pytest.raises(Unavailable, match="This receipt uses wording 99"):
        render_receipt(replace(TERMS, wording="99"))
