from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from brokerage.domain.document_form import (
    DocumentForm,
    InsuredService,
    check_document,
    gate_without,
    move_gate,
)
from brokerage.domain.documents_asked import AskedStanding, DocumentAsked, find_asked, say_asked, warn_of_asked
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.provider_document import DocumentKind, DocumentStanding, ProviderDocument, Removal

TODAY = date(2026, 11, 2)
SERVICE = InsuredService(1, "Orchard Yard (demo)", date(2027, 3, 31))
FORM = DocumentForm(7, DocumentKind.INSURANCE, "Public liability", TODAY, last_day=date(2027, 3, 31))
ASKED = DocumentAsked(3, "2", 1, "Orchard Yard (demo)", "4", "safeguarding-policy")
DOCUMENT = ProviderDocument(
    document_id=12,
    kind=DocumentKind.POLICY,
    title="Safeguarding of adults",
    file_name="policy.pdf",
    media_type="application/pdf",
    byte_count=2048,
    sha256="0f",
    provider_id=7,
    provider_key="PR-0007",
    provider="Northbourne Support (demo)",
    service_id=None,
    service="",
    application="",
    contract="",
    first_day=None,
    last_day=None,
    received_on=TODAY,
    added_by="Commissioner (demo)",
    added_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    phone="",
    email="",
    is_followed=False,
)


@pytest.mark.parametrize(
    ("days", "standing"),
    [
        (-1, DocumentStanding.LAPSED),
        (0, DocumentStanding.LAPSES_SOON),
        (30, DocumentStanding.LAPSES_SOON),
        (31, DocumentStanding.TO_RENEW),
        (60, DocumentStanding.TO_RENEW),
        (61, DocumentStanding.IN_FORCE),
        (None, DocumentStanding.DOES_NOT_LAPSE),
    ],
)
def test_a_document_is_in_force_through_its_last_day_and_reminded_of_from_60_days_before(
    days: int | None, standing: DocumentStanding
) -> None:
    last_day = None if days is None else TODAY + timedelta(days=days)
    document = replace(DOCUMENT, last_day=last_day)
    assert (document.days_left(TODAY), document.standing(TODAY)) == (days, standing)


def test_what_was_followed_or_removed_lapses_no_more() -> None:
    lapsed = replace(DOCUMENT, last_day=TODAY - timedelta(days=1))
    assert replace(lapsed, is_followed=True).standing(TODAY) is DocumentStanding.FOLLOWED
    removal = Removal("Sent by mistake", "Commissioner (demo)", DOCUMENT.added_at)
    assert replace(lapsed, removal=removal).standing(TODAY) is DocumentStanding.REMOVED


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"received_on": TODAY + timedelta(days=1)}, "received"),
        ({"last_day": None}, "to"),
        ({"first_day": date(2027, 4, 1)}, "to"),
        ({"last_day": date(2300, 1, 1)}, "to"),
        ({"first_day": date(1999, 12, 31)}, "from"),
        ({"contract_id": 4}, "contract"),
        ({"kind": DocumentKind.SIGNED_CONTRACT}, "contract"),
    ],
)
def test_a_document_that_cannot_be_is_refused_at_its_field(said: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_document(replace(FORM, **said), TODAY)  # type: ignore[arg-type]  # of the case
    assert refused.value.field == field


def test_a_later_insurance_counts_at_once_and_where_no_end_was_known() -> None:
    later = replace(FORM, last_day=date(2028, 3, 31))
    for known in (date(2027, 3, 31), None):
        move = move_gate(replace(SERVICE, insurance_last_day=known), later, TODAY)
        assert (move.is_moved, move.last_day) == (True, date(2028, 3, 31))


def test_the_same_day_moves_nothing_and_an_earlier_one_only_where_that_is_said() -> None:
    assert not move_gate(SERVICE, FORM, TODAY).is_moved
    sooner = replace(FORM, last_day=date(2026, 12, 31))
    assert not move_gate(SERVICE, sooner, TODAY).is_moved
    assert move_gate(SERVICE, replace(sooner, shortens=True), TODAY).last_day == date(2026, 12, 31)


def test_an_insurance_that_lapsed_before_it_came_says_that_the_gate_is_closed() -> None:
    old = replace(FORM, last_day=date(2026, 10, 31))
    assert (
        "lapsed on 31 Oct 2026, so no call-off may start"
        in move_gate(replace(SERVICE, insurance_last_day=None), old, TODAY).note
    )


@pytest.mark.parametrize(
    ("insured_to", "first_day", "has_gap"),
    [
        (date(2026, 12, 31), date(2027, 1, 1), False),
        (date(2026, 12, 31), date(2027, 1, 2), True),
        (date(2026, 10, 1), TODAY, False),
        (date(2026, 10, 1), TODAY + timedelta(days=1), True),
        (None, TODAY + timedelta(days=1), True),
        (date(2026, 10, 1), None, False),
    ],
)
def test_days_that_no_insurance_on_record_covers_are_told(
    insured_to: date | None, first_day: date | None, has_gap: bool
) -> None:
    move = move_gate(replace(SERVICE, insurance_last_day=insured_to), replace(FORM, first_day=first_day), TODAY)
    assert ("make sure how the service is insured before that" in move.note) == has_gap


def test_only_an_insurance_moves_a_gate() -> None:
    with pytest.raises(RuleBroken):
        move_gate(SERVICE, replace(FORM, kind=DocumentKind.POLICY), TODAY)


def test_without_its_insurance_a_gate_closes_yesterday_and_never_opens() -> None:
    assert gate_without(SERVICE, date(2027, 3, 31), (), TODAY).last_day == date(2026, 11, 1)
    lapsed = replace(SERVICE, insurance_last_day=date(2026, 5, 1))
    assert not gate_without(lapsed, date(2026, 5, 1), (), TODAY).is_moved
    assert gate_without(SERVICE, date(2027, 3, 31), (date(2027, 1, 1), date(2026, 1, 1)), TODAY).last_day == date(
        2027, 1, 1
    )


@pytest.mark.parametrize(
    ("asked_for", "kind", "title_words"),
    [
        ("insurance", DocumentKind.INSURANCE, ()),
        ("registration", DocumentKind.REGISTRATION, ()),
        ("safeguarding-policy", DocumentKind.POLICY, ("safeguarding",)),
        ("signed-contract", DocumentKind.SIGNED_CONTRACT, ()),
        ("accounts", DocumentKind.OTHER, ("accounts",)),
    ],
)
def test_a_lot_asks_in_words_of_its_own(asked_for: str, kind: DocumentKind, title_words: tuple[str, ...]) -> None:
    asked = replace(ASKED, asked_for=asked_for)
    assert (asked.kind, asked.title_words) == (kind, title_words)


def test_of_several_documents_the_one_that_lasts_longest_answers() -> None:
    old = replace(DOCUMENT, document_id=11, last_day=TODAY - timedelta(days=1))
    newer = replace(DOCUMENT, document_id=10, last_day=TODAY)
    (found,) = find_asked([ASKED], [old, newer], TODAY)
    assert (found.standing, found.document) == (AskedStanding.HERE, newer)
    assert say_asked(found) == "safeguarding policy: here, in force to 2 Nov 2026"


def test_whoever_admits_is_told_of_what_is_missing_or_lapsed_in_that_lot() -> None:
    (missing,) = find_asked([ASKED], [replace(DOCUMENT, service_id=2)], TODAY)
    (lapsed,) = find_asked([ASKED], [replace(DOCUMENT, last_day=TODAY - timedelta(days=1))], TODAY)
    (here,) = find_asked([ASKED], [DOCUMENT], TODAY)
    assert (say_asked(missing), say_asked(lapsed), say_asked(here)) == (
        "safeguarding policy: missing",
        "safeguarding policy: lapsed on 1 Nov 2026",
        "safeguarding policy: here",
    )
    told = "Orchard Yard (demo) in lot 2: question 4 asks for a document, and "
    assert warn_of_asked([missing], 3) == (f"{told}none is on record (safeguarding policy). Ask the provider for it.",)
    assert warn_of_asked([lapsed], 3)[0].startswith(f"{told}the one on record has lapsed")
    assert warn_of_asked([here], 3) == warn_of_asked([missing], 4) == ()
