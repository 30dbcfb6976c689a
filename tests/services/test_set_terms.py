"""A scheme made before there were terms gets them once, on both databases."""

from datetime import date

import pytest
from sqlalchemy import select

from brokerage.domain.errors import RuleBroken
from brokerage.domain.first_terms import parse_terms
from brokerage.services.run_scheme import ExtensionAsked, extend_scheme, show_scheme
from brokerage.services.set_terms import set_terms
from brokerage.storage.tables.audit import AuditEntryRow
from tests.builders import NOW, TODAY, Desk
from tests.services.scheme_builders import FIRST_DAY, FIRST_END, SECOND_END, scheme_with_terms

TERMS = parse_terms(("48 months by 22/00031 on 2022-05-03", "24 months by 26/00012 on 2026-02-09", "24 months"))


def test_terms_put_on_record_show_their_days_and_the_next_extension_follows_them(desk: Desk) -> None:
    desk.scheme(reference="OLD-1", first_day=FIRST_DAY, last_day=FIRST_END)
    tried = set_terms(desk.database, desk.commissioner, "old-1", TERMS, NOW, dry_run=True)
    assert (tried.changed, show_scheme(desk.database, "OLD-1", TODAY).terms) == (frozenset(), ())
    told = set_terms(desk.database, desk.commissioner, "old-1", TERMS, NOW).result
    assert (told, told.contract_end) == (tried.result, FIRST_END)
    assert show_scheme(desk.database, "OLD-1", TODAY).terms == told.terms
    asked = ExtensionAsked("OLD-1", 2, "26/00300", TODAY)
    assert extend_scheme(desk.database, desk.commissioner, asked, NOW).result.contract_end == SECOND_END
    with desk.session() as session:
        assert session.scalars(select(AuditEntryRow.action).order_by(AuditEntryRow.id)).all() == [
            "set-terms",
            "extend-scheme",
        ]


def test_contracts_without_an_end_get_the_one_of_the_terms_taken(desk: Desk) -> None:
    desk.scheme(reference="OLD-1", first_day=FIRST_DAY, last_day=None, last_call_off_day=date(2027, 1, 31))
    set_terms(desk.database, desk.commissioner, "OLD-1", TERMS, NOW)
    summary = show_scheme(desk.database, "OLD-1", TODAY).summary
    assert (summary.last_day, summary.last_call_off_day) == (FIRST_END, date(2027, 1, 31))


def test_terms_that_disagree_with_the_contracts_on_record_keep_nothing(desk: Desk) -> None:
    desk.scheme(reference="OLD-1", first_day=FIRST_DAY, last_day=SECOND_END)
    with pytest.raises(RuleBroken, match="on record is 14 Jun 2030"):
        set_terms(desk.database, desk.commissioner, "OLD-1", TERMS, NOW)
    assert show_scheme(desk.database, "OLD-1", TODAY).terms == ()


def test_a_scheme_with_terms_keeps_them(desk: Desk) -> None:
    scheme_with_terms(desk)
    with pytest.raises(RuleBroken, match=r"RES-2022 has its terms on record already \(48\+24\+24 months\)"):
        set_terms(desk.database, desk.commissioner, "RES-2022", TERMS, NOW)


def test_only_the_commissioner_sets_a_schemes_terms(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="Only the commissioner may set a scheme’s terms"):
        set_terms(desk.database, desk.administrator, "RES-2022", TERMS, NOW)
