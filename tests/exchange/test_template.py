from pathlib import Path

import pytest

import resources
from brokerage.domain.import_report import ImportOutcome, ImportReport
from brokerage.domain.row_fault import Line
from brokerage.exchange.council_layout import LAYOUTS
from brokerage.exchange.council_workbook import read_council_workbook
from brokerage.exchange.fault_workbook import make_fault_workbook
from brokerage.exchange.guarded_file import FileKind, GuardedFile, guard_file
from brokerage.exchange.people_csv import read_people
from brokerage.exchange.template import make_template
from brokerage.exchange.workbook_reader import read_workbook
from tests.exchange.workbooks import parts_of


def test_the_template_reads_without_a_fault_and_every_row_of_it_says_that_it_is_made_up() -> None:
    shipped = resources.path("templates", "council-workbook.xlsx")
    book = read_council_workbook([shipped])
    assert (book.faults, book.remarks, book.notes) == ([], [], [])
    names = (
        [one.name for one in book.providers]
        + [one.name for one in book.services]
        + [one.name for one in book.activities]
    )
    assert all(name.endswith("(demo)") for name in names)
    assert all(one.source == "Made up (demo)" for one in book.rates)
    assert (len(book.providers), len(book.services), len(book.sessions), len(book.admissions)) == (2, 2, 2, 2)
    people = read_people([shipped])
    assert (people.faults, [one.family_name for one in people.people]) == ([], ["Person (demo)"])


def test_the_shipped_template_is_the_one_the_program_makes_byte_for_byte() -> None:
    assert resources.path("templates", "council-workbook.xlsx").read_bytes() == make_template()
    assert make_template() == make_template()


def test_the_template_has_instructions_comments_drop_downs_and_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(make_template())
    names = [sheet.name for sheet in read_workbook(guard_file(path))]
    assert names == ["Instructions", *(layout.title for layout in LAYOUTS), "People"]
    parts = parts_of(path)
    sheets = [content for name, content in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in content or b"<f " in content for content in sheets)
    assert sum(b"dataValidation " in content for content in sheets) == 4
    comments = b"".join(content for name, content in parts.items() if name.startswith("xl/comments"))
    assert b"Pounds and pence for one unit, such as 24.08." in comments


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "http://", "{="])
def test_no_text_in_a_report_can_be_a_live_formula_or_link(tmp_path: Path, start: str) -> None:
    text = start + "HYPERLINK(1+1)"
    fault = Line(text, text, 2).fault(text, text, text)
    report = ImportReport((text,), ImportOutcome.FAULTS, faults=(fault,), remarks=(fault,), not_admitted=(text,))
    path = tmp_path / "faults.xlsx"
    path.write_bytes(make_fault_workbook(report))
    for name, content in parts_of(path).items():
        if name.startswith("xl/worksheets/"):
            assert b"<f>" not in content
            assert b"<hyperlink" not in content
    faults, remarks, not_admitted = read_workbook(GuardedFile(path, FileKind.XLSX))
    assert [row.cells[4] for row in faults.rows][1:] == [text.strip()]
    assert [row.cells[5] for row in remarks.rows][1:] == [text.strip()]
    assert [row.cells[0] for row in not_admitted.rows][1:] == [text.strip()]


def test_a_report_names_file_sheet_line_column_value_and_how_to_mend_it(tmp_path: Path) -> None:
    fault = Line("council.xlsx", "Rates", 17).fault("Price", "4%", "The price has a percent sign.")
    path = tmp_path / "faults.xlsx"
    path.write_bytes(make_fault_workbook(ImportReport(("council.xlsx",), ImportOutcome.FAULTS, faults=(fault,))))
    heading, row = read_workbook(guard_file(path))[0].rows
    assert heading.cells == ("File", "Sheet", "Line", "Column", "Value", "How to mend it")
    assert row.cells == ("council.xlsx", "Rates", "17", "Price", "4%", "The price has a percent sign.")
