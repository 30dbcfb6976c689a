import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from brokerage.documents.agreement import render_agreement, render_agreements
from brokerage.domain.agreement_terms import AgreementTerms
from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.errors import RuleBroken, Unavailable
from brokerage.domain.person import LegalBasis
from brokerage.domain.scheme import AwardRoute
from tests.documents.agreement_examples import POLICY, care_home, day_activities, draft, long_package
from tests.documents.agreement_facts import FACTS_OF_A_CARE_HOME, FACTS_OF_DAY_ACTIVITIES
from tests.documents.reading import fonts_of, letters_of, pages_of, text_of

EVERY_KIND = (day_activities, care_home, draft)


@cache
def printed(make: Callable[[], AgreementTerms]) -> str:
    """What stands on the paper for an example; printed once for all that is looked up on it."""
    return text_of(render_agreement(make()))


@pytest.mark.parametrize("terms", [make() for make in EVERY_KIND], ids=lambda terms: terms.call_off + terms.number)
def test_equal_terms_give_equal_bytes(terms: AgreementTerms) -> None:
    again = AgreementTerms.from_plain(terms.to_plain())
    assert render_agreement(terms) == render_agreement(again)


def test_other_agreements_printed_before_do_not_change_the_bytes() -> None:
    before = render_agreement(day_activities())
    render_agreement(replace(care_home(), needs=("Ŵ Ž Ω Ж 😀 ا",)))
    assert render_agreement(day_activities()) == before


def test_paper_carries_no_day_of_now() -> None:
    assert re.findall(rb"D:(\d{4})", render_agreement(day_activities())) == [b"2000", b"2000"]


@pytest.mark.parametrize("fact", FACTS_OF_A_CARE_HOME)
def test_paper_for_a_care_home_says(fact: str) -> None:
    assert fact in printed(care_home)


@pytest.mark.parametrize("fact", FACTS_OF_DAY_ACTIVITIES)
def test_paper_for_day_activities_says(fact: str) -> None:
    assert fact in printed(day_activities)


def test_every_date_of_the_first_period_is_on_paper_and_adds_up_to_its_total() -> None:
    terms = long_package(60)
    text = text_of(render_agreement(terms))
    listed = re.findall(r"(?:Mon) \d+ Dec 2026 Session [^£]*£([\d,.]+)", text)
    assert len(listed) == 120
    assert sum(Decimal(amount.replace(",", "")) for amount in listed) == terms.first_period.total
    assert f"Total, 2 dates £{terms.first_period.total:,.2f}" in text


def test_lines_and_totals_on_paper_equal_the_terms_to_the_penny() -> None:
    terms = long_package(60)
    text = text_of(render_agreement(terms))
    for line in terms.lines:
        assert f"£{line.unit_price:,.2f} an hour 2 hours £{line.weekly:,.2f} £{line.four_weekly:,.2f}" in text
    assert f"Total £{terms.money.weekly:,.2f} £{terms.money.four_weekly:,.2f}" in text
    assert sum(line.weekly for line in terms.lines) == terms.money.weekly


def test_a_package_of_sixty_lines_repeats_its_headings_on_every_page() -> None:
    pages = pages_of(render_agreement(long_package(60)))
    with_lines = [" ".join(page.split()) for page in pages if re.search(r"£[\d.]+ an hour", page)]
    assert len([page for page in with_lines if "What Price In a usual week A week Four weeks" in page]) >= 3
    with_dates = [" ".join(page.split()) for page in pages if re.search(r"Mon \d+ Dec 2026 *Session", page)]
    assert len(with_dates) >= 3
    assert all("Date What Units Amount" in page for page in with_dates)


def test_dates_that_do_not_add_up_to_their_total_are_not_printed() -> None:
    terms = day_activities()
    wrong = replace(terms, first_period=replace(terms.first_period, total=terms.first_period.total + Decimal("0.01")))
    with pytest.raises(RuleBroken, match=r"£1,070\.40, but its total is £1,070\.41"):
        render_agreement(wrong)


def test_a_draft_says_so_across_every_page_and_an_issued_agreement_on_none() -> None:
    drafted = pages_of(render_agreement(draft()))
    assert all("DRAFT" in page for page in drafted)
    assert "Not approved yet. This draft binds nobody." in " ".join(" ".join(drafted).split())
    assert not any("DRAFT" in page for page in pages_of(render_agreement(day_activities())))


def test_demonstration_data_says_on_every_page_that_it_is_not_a_real_agreement() -> None:
    line = "Demonstration data – not a real agreement"
    assert all(line in page for page in pages_of(render_agreement(day_activities())))
    assert line not in text_of(render_agreement(replace(day_activities(), is_demonstration=False)))


@pytest.mark.parametrize("make", EVERY_KIND)
def test_every_page_says_which_of_how_many_it_is(make: object) -> None:
    pages = pages_of(render_agreement(make()))  # type: ignore[operator]
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page


def test_only_embedded_fonts_of_ours_are_named() -> None:
    pdf = render_agreement(replace(draft(), needs=("Ŵ Ω Ж 😀",)))
    fonts = fonts_of(pdf)
    assert fonts
    assert all(fonts.values()), fonts
    assert set(fonts) == {
        "AtkinsonHyperlegible-Regular",
        "AtkinsonHyperlegible-Bold",
        "NotoSans-Regular",
    }
    named = re.findall(rb"/BaseFont /(\S+)", pdf)
    assert len(named) == 3
    assert all(re.fullmatch(rb"[A-Z]{6}\+\S+", name) for name in named), "each is embedded in part"
    assert b"Helvetica" not in pdf


def test_title_and_author_name_the_agreement_and_the_council_and_nobody_else() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(render_agreement(day_activities()))
    about = document.get_metadata_dict()
    outline = [entry.get_title() for entry in document.get_toc()]
    document.close()
    assert about["Title"] == "Placement agreement PA-2026-0042, edition 1"
    assert about["Author"] == "Wealdshire County Council (demo)"
    assert outline == ["Placement agreement PA-2026-0042, edition 1"]
    assert "Siân" not in "".join(about.values())


def test_paper_names_its_language() -> None:
    assert b"/Lang (en-GB)" in render_agreement(day_activities())


def test_a_batch_is_one_file_in_which_each_agreement_counts_its_own_pages() -> None:
    batch = (day_activities(), care_home(), draft())
    alone = [len(pages_of(render_agreement(terms))) for terms in batch]
    together = pages_of(render_agreements(batch))
    assert len(together) == sum(alone)
    assert [f"Page {n} of {pages}" for pages in alone for n in range(1, pages + 1)] == [
        re.search(r"Page \d+ of \d+", page)[0]  # type: ignore[index]
        for page in together
    ]
    assert sum("DRAFT" in page for page in together) == alone[2]


def test_a_batch_of_none_is_refused() -> None:
    with pytest.raises(RuleBroken, match="choose at least one"):
        render_agreements(())


def test_aftercare_says_that_it_is_free() -> None:
    terms = day_activities()
    free = replace(
        terms,
        person=replace(terms.person, legal_basis=LegalBasis.AFTERCARE_117),
        money=replace(
            terms.money, contribution_weekly=Decimal(0), collected_by=None, council_net_weekly=terms.money.weekly
        ),
    )
    text = text_of(render_agreement(free))
    assert "nobody may charge the person for it" in text
    assert "contribution" not in text


def test_off_scheme_the_paper_claims_no_contract() -> None:
    terms = day_activities()
    off_scheme = replace(terms.scheme, route=AwardRoute.OFF_SCHEME, title="", reference="", lot="", law="",
                         contract_reference="", contract_last_day=None, admitted_from=None, route_rule="")  # fmt: skip
    text = text_of(render_agreement(replace(terms, scheme=off_scheme)))
    assert "chosen outside the council's purchasing systems" in text
    assert "terms of that system" not in text


@pytest.mark.parametrize(
    ("full_days", "share", "words"),
    [
        (0, 60, "away 60% of the price stays due, from the first day"),
        (0, 0, "away nothing is due, from the first day"),
        (14, 0, "in full for 14 days in a row, and after that nothing"),
        (1, 50, "in full for 1 day in a row, and after that 50% of it"),
        (28, 100, "away the price stays due in full."),
    ],
)
def test_absence_terms_are_said_as_numbers(full_days: int, share: int, words: str) -> None:
    policy = replace(POLICY, absence_full_days=full_days, absence_share_percent=share)
    assert words in text_of(render_agreement(replace(day_activities(), policy=policy)))


@pytest.mark.parametrize("rule", list(BankHolidayRule))
def test_the_bank_holiday_rule_is_said(rule: BankHolidayRule) -> None:
    said = {
        BankHolidayRule.PAID: "given and paid like that of any other day",
        BankHolidayRule.UNPAID: "No support is given on bank holidays",
        BankHolidayRule.MOVED: "is moved to another open day",
    }
    policy = replace(POLICY, bank_holiday_rule=rule)
    assert said[rule] in text_of(render_agreement(replace(day_activities(), policy=policy)))
    assert "do not change a price by the week" in text_of(render_agreement(replace(care_home(), policy=policy)))


def test_a_wording_that_is_not_shipped_is_named() -> None:
    with pytest.raises(Unavailable, match="wording 99"):
        render_agreement(replace(day_activities(), wording="99"))


def test_the_logo_stands_at_the_head_and_a_broken_one_is_refused() -> None:
    from io import BytesIO

    from PIL import Image

    held = BytesIO()
    Image.new("RGB", (300, 120), "#0B5C6B").save(held, "PNG")
    with_logo = render_agreement(day_activities(), held.getvalue())
    assert b"/Image" in with_logo
    assert with_logo == render_agreement(day_activities(), held.getvalue())
    with pytest.raises(RuleBroken, match="not a PNG"):
        render_agreement(day_activities(), b"GIF89a, which is another format altogether")


def test_long_texts_wrap_and_break_over_pages_and_nothing_is_lost() -> None:
    word = "".join(chr(ord("a") + number % 26) for number in range(300))
    long_text = " ".join(["sentence"] * 800)
    terms = day_activities()
    told = replace(
        terms,
        council=replace(terms.council, name=word),
        provider=replace(terms.provider, name=word, address=long_text),
        service=replace(terms.service, name=word),
        person=replace(terms.person, full_name=word, representative=long_text),
        notes=(long_text,),
        signatories=(replace(terms.signatories[0], name=word, role=long_text),),
        lines=(replace(terms.lines[0], description=word), *terms.lines[1:]),
    )
    letters = letters_of(text_of(render_agreement(told)))
    assert letters.count(word) >= 6
    assert letters.count("sentence") == 4 * 800


def test_a_contact_the_council_has_not_given_is_said_to_be_missing() -> None:
    terms = day_activities()
    text = text_of(render_agreement(replace(terms, contacts=replace(terms.contacts, safeguarding=""))))
    assert "Safeguarding contact not given: ask the council's desk" in text


@pytest.mark.parametrize("more_days", range(0, 28, 3))
def test_a_short_fact_never_breaks_over_a_page(more_days: int) -> None:
    terms = day_activities()
    needs = tuple(f"Need {number}" for number in range(more_days))
    pages = [" ".join(page.split()) for page in pages_of(render_agreement(replace(terms, needs=needs)))]
    for whole in (
        "Dated: the sum of the real dates of the twelve months from the first day, not a week × 52.",
        "Up to and including 3 Jan 2027 the placement is on trial: the person, the council and the provider then decide",
    ):
        assert any(whole in page for page in pages)


@pytest.mark.parametrize("more_days", range(0, 28, 3))
def test_the_places_to_sign_stay_together_under_their_heading(more_days: int) -> None:
    needs = tuple(f"Need {number}" for number in range(more_days))
    pages = pages_of(render_agreement(replace(day_activities(), needs=needs)))
    signing = next(page for page in pages if "Signatures" in page)
    assert all(f"Signed for the {party}" in signing for party in ("council", "provider", "person"))
