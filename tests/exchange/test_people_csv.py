from decimal import Decimal
from pathlib import Path

import pytest

from brokerage.domain.contribution import CollectedBy
from brokerage.domain.errors import BadInput
from brokerage.domain.import_rows import PeopleBook
from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.domain.row_fault import NOT_SHOWN
from brokerage.exchange.cells import read_nhs_number
from brokerage.exchange.people_csv import read_people
from tests.exchange.workbooks import FILES

CASES = FILES / "case_management.csv"
PERSONAL = ("C-77", "9990000018", "Wrenford", "Samplebury", "12 Hidden Row", "XX1 1XX", "1790-01-01x", "Aunt Sample")


def read(tmp_path: Path, **said: str) -> PeopleBook:
    cells = {"Case number": "C-1", "Given name": "Wren", "Family name": "Sampleby", "Born on": "1990-05-17", **said}
    file = tmp_path / "people.csv"
    file.write_text(
        ",".join(f'"{title}"' for title in cells) + "\n" + ",".join(f'"{cell}"' for cell in cells.values()),
        encoding="utf-8",
    )
    return read_people([file])


def test_people_are_read_with_plan_budget_and_contribution() -> None:
    book = read_people([CASES])
    assert (book.faults, book.remarks) == ([], [])
    first, second = book.people
    assert first.plan is not None
    assert first.budget is not None
    assert first.contribution is not None
    assert (first.nhs_number, first.plan.week, first.plan.ratio) == ("9990000018", "Mon,Thu 09:30-15:00", "1:3")
    assert (first.budget.weekly, first.budget_route) == (Decimal("1310.50"), BudgetRoute.COUNCIL_MANAGED)
    assert (first.contribution.weekly, first.collected_by) == (Decimal("98.35"), CollectedBy.PROVIDER)
    assert (second.legal_basis, second.plan, second.contribution) == (LegalBasis.AFTERCARE_117, None, None)
    assert second.needs == ("mental-health", "learning-disability")
    assert second.budget_route is BudgetRoute.INDIVIDUAL_SERVICE_FUND
    assert book.district_names == {"E07000110": "Maidstone", "E07000106": "Canterbury"}


def test_no_fault_or_remark_ever_shows_what_a_personal_column_holds(tmp_path: Path) -> None:
    case, nhs, given, family, address, postcode, born, representative = PERSONAL
    long = "x" * 300
    book = read(
        tmp_path,
        **{
            "Case number": case + long,
            "NHS number": nhs[:-1] + "9",
            "Given name": given + long,
            "Family name": family + "\x07",
            "Born on": born,
            "Address": address + "\x07",
            "Postcode": postcode + "9",
            "Representative": representative + long,
        },
    )
    assert len(book.faults) == 8
    assert {fault.value for fault in book.faults} == {NOT_SHOWN}
    shown = " ".join(str(fault) + fault.value for fault in [*book.faults, *book.remarks])
    assert not [value for value in PERSONAL if value in shown]


def test_an_unknown_postcode_is_kept_without_a_place_and_not_shown(tmp_path: Path) -> None:
    book = read(tmp_path, Postcode="ZZ99 9ZZ")
    assert book.people[0].place is not None
    assert (book.people[0].place.postcode, book.people[0].place.easting) == ("ZZ999ZZ", None)
    assert (book.remarks[0].value, "ZZ99" in book.remarks[0].how_to_mend) == (NOT_SHOWN, False)


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ({"Budget weekly": "310"}, "Budget first day"),
        ({"Budget weekly": "4%", "Budget first day": "2026-04-01"}, "Budget weekly"),
        (
            {"Budget weekly": "310", "Budget first day": "2026-04-01", "Budget last day": "2026-03-31"},
            "Budget last day",
        ),
        ({"Week": "Noday 9-10", "Plan first day": "2026-04-01"}, "Week"),
        ({"Week": "Mon 15:00-09:30", "Plan first day": "2026-04-01"}, "Week"),
        ({"Ratio": "1/3", "Plan first day": "2026-04-01"}, "Ratio"),
        ({"Outcomes": "cook"}, "Plan first day"),
        ({"Legal basis": "magic"}, "Legal basis"),
        ({"Born on": "31/02/1990"}, "Born on"),
    ],
)
def test_a_wrong_cell_is_reported(tmp_path: Path, said: dict[str, str], column: str) -> None:
    book = read(tmp_path, **said)
    assert [fault.column for fault in book.faults] == [column]
    assert book.people == []


def test_no_contribution_is_taken_for_aftercare(tmp_path: Path) -> None:
    said = {"Contribution weekly": "10", "Contribution first day": "2026-04-01", "Legal basis": "mental-health-act-117"}
    assert "section 117" in read(tmp_path, **said).faults[0].how_to_mend


def test_an_nhs_number_is_checked_by_its_last_figure() -> None:
    assert read_nhs_number("999 000 0026") == "9990000026"
    with pytest.raises(BadInput, match="does not check"):
        read_nhs_number("9990000027")
    with pytest.raises(BadInput, match="ten figures"):
        read_nhs_number("99900000")
