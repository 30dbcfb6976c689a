"""A published notice becomes a scheme once, on both databases."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.scheme import SchemeKind
from brokerage.domain.scheme_asked import SchemeAsked
from brokerage.domain.scheme_plan import parse_lot
from brokerage.services.run_scheme import list_schemes, show_scheme
from brokerage.services.scheme_from_notice import open_from_notice
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.schemes import SchemeRow
from tests.builders import NOW, TODAY, Desk

NOTICE = Path(__file__).parents[1] / "files" / "dynamic_market_notice.json"
ASKED = SchemeAsked(
    "MKT-2027",
    "26/0102",
    date(2026, 10, 5),
    months=(48, 24),
    lots=(parse_lot("1: autism"), parse_lot("2: autism; registered")),
    answer_working_days=20,
)


def test_a_notice_becomes_a_scheme_with_its_lots_codes_and_terms(desk: Desk) -> None:
    desk.need("autism")
    told = open_from_notice(desk.database, desk.commissioner, ASKED, NOTICE, NOW).result
    assert (told.ocid, told.opened.contract_ends) == ("ocds-h6vhtk-09aa01", (date(2031, 3, 31), date(2033, 3, 31)))
    scheme = show_scheme(desk.database, "MKT-2027", TODAY)
    assert scheme.summary.kind is SchemeKind.DYNAMIC_MARKET_2023
    assert scheme.summary.description == "Support at home and in the community."
    assert [(rules.number, rules.cpv_codes) for rules in scheme.lot_rules] == [
        ("1", ("85312100",)),
        ("2", ("85311200",)),
    ]
    with desk.session() as session:
        assert session.scalar(select(SchemeRow.notice_ocid)) == "ocds-h6vhtk-09aa01"


def test_the_same_notice_twice_is_refused_and_names_the_scheme(desk: Desk) -> None:
    desk.need("autism")
    tried = open_from_notice(desk.database, desk.commissioner, ASKED, NOTICE, NOW, dry_run=True)
    assert tried.changed == frozenset()
    open_from_notice(desk.database, desk.commissioner, ASKED, NOTICE, NOW)
    with pytest.raises(RuleBroken, match="MKT-2027 was started from this notice already"):
        open_from_notice(desk.database, desk.commissioner, replace(ASKED, reference="MKT-2"), NOTICE, NOW)
    assert len(list_schemes(desk.database, TODAY)) == 1


def test_what_the_notice_leaves_open_is_asked_for_and_nothing_is_kept(desk: Desk) -> None:
    with pytest.raises(BadInput, match=r"terms \(the notice says 48 months at first, extended at most to 31 Mar 2033"):
        open_from_notice(desk.database, desk.commissioner, replace(ASKED, months=()), NOTICE, NOW)
    assert list_schemes(desk.database, TODAY) == ()


def test_a_database_holds_one_scheme_of_a_notice(desk: Desk) -> None:
    desk.scheme(notice_ocid="")
    desk.scheme(notice_ocid="")
    desk.scheme(notice_ocid="ocds-h6vhtk-1")
    with pytest.raises(RuleBroken, match="started from this notice already"), translated_failures():
        desk.scheme(notice_ocid="ocds-h6vhtk-1")


def test_a_release_inside_a_record_is_a_notice_too(desk: Desk, tmp_path: Path) -> None:
    desk.need("autism")
    release = json.loads(NOTICE.read_text(encoding="utf-8"))["releases"][1]
    file = tmp_path / "records.json"
    file.write_text(json.dumps({"records": [{"compiledRelease": release}]}), encoding="utf-8")
    assert open_from_notice(desk.database, desk.commissioner, ASKED, file, NOW).result.opened.lots == 2
