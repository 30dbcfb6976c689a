"""A published notice is read as far as it can be understood, and says what it leaves open."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brokerage.domain.errors import BadInput
from brokerage.domain.ocds_notice import Notice, NoticeLot
from brokerage.domain.scheme import SchemeKind
from brokerage.exchange.ocds_fields import LONGEST_TEXT
from brokerage.exchange.ocds_json import write_release_package
from brokerage.exchange.ocds_notice import MOST_LOTS, read_notices
from tests.exchange.test_ocds_json import PACKAGE

TENDER: dict[str, Any] = {
    "id": "DN-4471",
    "title": "Everyday life activities (demo)",
    "procurementMethodDetails": "Dynamic market",
    "value": {"amount": 5_000_000, "amountGross": 6_000_000, "currency": "GBP"},
    "tenderPeriod": {"startDate": "2026-11-02T00:00:00Z", "endDate": "2026-12-01T12:00:00Z"},
    "contractPeriod": {
        "startDate": "2027-03-31T23:00:00Z",
        "endDate": "2031-03-31T22:59:59Z",
        "maxExtentDate": "2035-03-31T22:59:59Z",
    },
    "lots": [
        {"id": "1", "title": "Day opportunities", "value": {"amount": 1200000.5, "currency": "GBP"}},
        {"id": "2", "title": "Micro-enterprises"},
    ],
    "items": [
        {
            "id": "a",
            "relatedLot": "1",
            "classification": {"scheme": "CPV", "id": "85312100"},
            "additionalClassifications": [{"scheme": "CPV", "id": "85312400"}, {"scheme": "GSIN", "id": "9"}],
        },
        {"id": "b", "relatedLots": ["1", "2"], "classification": {"scheme": "CPV", "id": "85320000"}},
    ],
}


def read(folder: Path, content: object) -> tuple[Notice, ...]:
    """What a file of this content tells."""
    path = folder / "notice.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return read_notices(path)


def read_tender(folder: Path, **fields: Any) -> Notice:
    """What one release tells, with these fields of its tender written anew."""
    (notice,) = read(folder, {"ocid": "ocds-h6vhtk-04c1", "buyer": {"name": "Weald (demo)"}, "tender": TENDER | fields})
    return notice


def test_a_notice_gives_title_days_value_and_lots_with_their_codes(tmp_path: Path) -> None:
    assert read_tender(tmp_path) == Notice(
        ocid="ocds-h6vhtk-04c1",
        released_at=None,
        reference="DN-4471",
        title="Everyday life activities (demo)",
        description="",
        buyer="Weald (demo)",
        method="Dynamic market",
        kind=None,
        law="",
        applications_from=date(2026, 11, 2),
        applications_until=date(2026, 12, 1),
        first_day=date(2027, 4, 1),
        last_day=date(2031, 3, 31),
        latest_last_day=date(2035, 3, 31),
        contract_days=None,
        renewal="",
        value=Decimal(5_000_000),
        lots=(
            NoticeLot("1", "Day opportunities", Decimal("1200000.50"), ("85312100", "85312400", "85320000")),
            NoticeLot("2", "Micro-enterprises", None, ("85320000",)),
        ),
        remarks=(),
    )


def test_our_own_package_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "package.json"
    path.write_bytes(write_release_package(PACKAGE))
    (notice,) = read_notices(path)
    assert notice.ocid == "ocds-000000-ELA-2022"
    assert (notice.first_day, notice.last_day) == (date(2022, 6, 15), date(2026, 6, 14))
    assert notice.latest_last_day == date(2030, 6, 14)
    assert notice.value == Decimal(5_000_000)
    assert notice.lots[0] == NoticeLot("lot-1", "Lot 1: Skills and training", None, ("85311000", "85312120"))
    assert notice.remarks == ("The notice names no lots: each of its items is listed as one.",)


@pytest.mark.parametrize(
    ("fields", "remark"),
    [
        ({"title": None}, "No title is said."),
        ({"contractPeriod": {"endDate": "2031-03-31T22:59:59Z"}}, "No first day of the contracts is said."),
        ({"contractPeriod": {"startDate": "2027-04-01"}}, "No last day of the contracts is said."),
        (
            {"contractPeriod": {"startDate": "2027-04-01", "endDate": "2026-04-01"}},
            "The contracts end before they start.",
        ),
        ({"value": None}, "No value is said."),
        ({"value": {"amount": 1, "currency": "EUR"}}, "The value is not in pounds, so it was left out."),
        ({"lots": [], "items": []}, "No lots are said."),
        ({"lots": None}, "The notice names no lots: each of its items is listed as one."),
        ({"items": []}, "No codes of the common procurement vocabulary are said."),
        ({"lots": [{"id": str(n)} for n in range(MOST_LOTS + 1)]}, "Only the first 1,000 lots are listed."),
    ],
)
def test_what_a_notice_leaves_open_is_remarked_on(tmp_path: Path, fields: dict[str, Any], remark: str) -> None:
    assert remark in read_tender(tmp_path, **fields).remarks


def test_a_code_of_the_whole_scheme_is_that_of_lots_without_their_own(tmp_path: Path) -> None:
    notice = read_tender(tmp_path, items=[], classification={"scheme": "CPV", "id": "85000000"})
    assert [lot.cpv_codes for lot in notice.lots] == [("85000000",), ("85000000",)]


def test_texts_have_no_signs_that_a_screen_obeys_and_an_end(tmp_path: Path) -> None:
    assert read_tender(tmp_path, title="\x1b[2JDay\n\n services \u202e").title == "[2JDay services"
    assert len(read_tender(tmp_path, title="x" * 100_000).title) == LONGEST_TEXT


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"releases": []}, "tells of no scheme"),
        ({"releases": [{"ocid": "a", "planning": {}}]}, "tells of no scheme"),
        ([], "tells of no scheme"),
        ("text", "tells of no scheme"),
        ({"releases": [{"tender": {"id": "1"}}] * 1_001}, "more than 1,000 notices"),
    ],
)
def test_a_file_that_tells_of_no_scheme_or_of_too_many_is_refused(
    tmp_path: Path, content: object, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        read(tmp_path, content)


def test_a_file_that_is_no_json_is_refused_with_where(tmp_path: Path) -> None:
    path = tmp_path / "notice.json"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(BadInput, match=r"notice.json: This is not JSON \(line 1, column 1\)"):
        read_notices(path)


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "title", "amount", "scheme"]), inner)
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(sorted(TENDER)), ODD, min_size=1))
def test_whatever_stands_where_it_should_not_the_notice_is_read(tmp_path: Path, fields: dict[str, Any]) -> None:
    assert read_tender(tmp_path, **fields).ocid == "ocds-h6vhtk-04c1"


@pytest.mark.parametrize(
    ("fields", "kind", "law"),
    [
        ({"legalBasis": {"scheme": "UKPGA", "id": "2023/54"}}, None, "Procurement Act 2023"),
        ({"legalBasis": {"scheme": "CELEX", "id": "32014L0024"}}, None, "Public Contracts Regulations 2015"),
        ({"legalBasis": {"scheme": "X", "id": "1", "description": "Another law"}}, None, "Another law"),
        (
            {"legalBasis": {"scheme": "UKPGA", "id": "2023/54"}, "techniques": {"hasDynamicPurchasingSystem": True}},
            SchemeKind.DYNAMIC_MARKET_2023,
            "Procurement Act 2023",
        ),
        (
            {"legalBasis": {"scheme": "UKSI", "id": "2015/102"}, "hasDynamicPurchasingSystem": True},
            SchemeKind.DPS_2015,
            "Public Contracts Regulations 2015",
        ),
        ({"hasDynamicPurchasingSystem": True}, None, ""),
        ({"lots": [{"id": "1", "techniques": {"hasFrameworkAgreement": True}}]}, SchemeKind.FRAMEWORK, ""),
        (
            {"techniques": {"hasFrameworkAgreement": True, "frameworkAgreement": {"isOpenFrameworkScheme": True}}},
            SchemeKind.OPEN_FRAMEWORK,
            "",
        ),
        ({"techniques": {"hasFrameworkAgreement": "true"}}, None, ""),
    ],
)
def test_vehicle_and_law_are_read_as_find_a_tender_publishes_them(
    tmp_path: Path, fields: dict[str, Any], kind: SchemeKind | None, law: str
) -> None:
    notice = read_tender(tmp_path, **fields)
    assert (notice.kind, notice.law) == (kind, law)


def test_days_and_renewal_that_the_lots_share_are_those_of_the_scheme(tmp_path: Path) -> None:
    days = {"startDate": "2027-04-01", "endDate": "2031-03-31", "durationInDays": 1461}
    lot = {"contractPeriod": days, "hasRenewal": True, "renewal": {"description": "Two years more."}}
    lots = [{"id": "1", **lot}, {"id": "2", **lot}]
    shared = read_tender(tmp_path, contractPeriod=None, lots=lots)
    assert (shared.first_day, shared.last_day, shared.contract_days) == (date(2027, 4, 1), date(2031, 3, 31), 1461)
    assert shared.renewal == "Two years more."
    other = {"id": "3", "contractPeriod": {"startDate": "2028-04-01"}, "hasRenewal": True}
    differing = read_tender(tmp_path, contractPeriod=None, lots=[*lots, other])
    assert differing.first_day is None
    assert "Its lots have contracts of different days, so none were taken." in differing.remarks
    assert read_tender(tmp_path, lots=[other]).renewal == "yes"
