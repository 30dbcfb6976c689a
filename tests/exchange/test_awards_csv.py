"""The table of awards: a row for each admission, and nothing in it that a spreadsheet would run."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.ocds import OpenPackage
from brokerage.exchange.awards_csv import HEADINGS, write_awards
from tests.exchange.test_ocds_json import CONTRACT, PACKAGE, SCHEME


def rows_of(package: OpenPackage) -> list[dict[str, str]]:
    """The rows as a spreadsheet would read them."""
    return list(csv.DictReader(io.StringIO(write_awards(package).decode("utf-8"), newline="")))


def named(name: str) -> OpenPackage:
    """The package with its one service called so."""
    admission = replace(CONTRACT.admissions[0], service=name)
    return replace(PACKAGE, schemes=(replace(SCHEME, contracts=(replace(CONTRACT, admissions=(admission,)),)),))


def test_each_admission_is_a_row_with_its_contract() -> None:
    assert rows_of(PACKAGE) == [
        {
            "publisher": "Weald County Council (demonstration)",
            "scheme": "ELA-2022",
            "scheme_title": "Everyday Life Activities (demo)",
            "lot": "1",
            "lot_title": "Skills and training",
            "contract": "C-2022-017",
            "provider": "Northbourne Support (demo)",
            "company_number": "01234567",
            "charity_number": "1045678",
            "service": "Orchard Yard (demo)",
            "sealed_on": "2022-06-01",
            "first_day": "2022-10-01",
            "last_day": "",
            "contract_value": "120000.50",
        }
    ]


def test_nothing_awarded_leaves_the_headings() -> None:
    content = write_awards(replace(PACKAGE, schemes=(replace(SCHEME, contracts=()),)))
    assert content.decode() == ",".join(HEADINGS) + "\r\n"


@pytest.mark.parametrize("name", ["=1+1", "+44", "-7", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1"])
def test_what_would_begin_a_formula_is_made_harmless(name: str) -> None:
    assert rows_of(named(name))[0]["service"] == f"'{name}"


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_whatever_a_name_holds_the_row_is_read_back_whole(name: str) -> None:
    (row,) = rows_of(named(name))
    assert row["service"] in (name, f"'{name}")
    assert not row["service"].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert row["first_day"] == "2022-10-01"
