from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brokerage.domain.errors import BadInput
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.import_rows import MarketBook
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.exchange.council_layout import LAYOUTS, RATES
from brokerage.exchange.council_workbook import read_council_workbook
from tests.exchange.workbooks import Cell, council_sheets, make_ods, make_xlsx

RATE_HEADINGS = (
    "Service reference",
    "Scheme reference",
    "Lot number",
    "Pays for",
    "Unit",
    "Price",
    "First day",
    "Last day",
)
SOUND_RATE: dict[str, Cell] = dict(
    zip(RATE_HEADINGS, ("S1", "ELA", "1", "care", "hour", "24.08", "2026-04-01", ""), strict=True)
)


def read(tmp_path: Path, **sheets: Sequence[Sequence[Cell]]) -> MarketBook:
    return read_council_workbook([make_xlsx(tmp_path / "book.xlsx", council_sheets(**sheets))])


def read_rate(tmp_path: Path, column: str, value: Cell) -> MarketBook:
    return read(tmp_path, Rates=[RATE_HEADINGS, tuple({**SOUND_RATE, column: value}.values())])


def test_every_sheet_is_read_with_the_types_people_give_their_cells(tmp_path: Path) -> None:
    book = read(tmp_path)
    assert book.faults == []
    assert book.remarks == []
    assert [one.name for one in book.providers] == ["Smith & Sons <Care> Ltd (demo)"]
    service = book.services[0]
    assert service.place is not None
    assert (service.place.postcode, service.place.district_code, service.weekday_mask, service.has_transport) == (
        "ME141XX",
        "E07000110",
        31,
        True,
    )
    assert [(one.weekday, one.start_minute, one.end_minute, one.places) for one in book.sessions] == [
        (0, 570, 900, 8),
        (3, 570, 900, None),
    ]
    first, second = book.rates
    assert (first.kind, first.unit, first.price, first.first_day) == (
        FeeKind.CARE,
        Unit.HALF_DAY,
        Decimal("1035.35"),
        date(2026, 4, 1),
    )
    assert (second.activity, second.ratio, second.price) == ("Cooking together", Ratio(1, 3), Decimal("24.08"))
    assert book.district_names == {"E07000110": "Maidstone"}


def test_an_ods_and_csv_files_say_the_same_as_the_workbook(tmp_path: Path) -> None:
    sheets = council_sheets()
    ods = read_council_workbook([make_ods(tmp_path / "book.ods", sheets)])
    files = []
    for name, rows in sheets.items():
        file = tmp_path / f"council {name.lower()}.csv"
        file.write_text("\n".join(";".join(str(cell) for cell in row) for row in rows), encoding="utf-8")
        files.append(file)
    csv = read_council_workbook(files)
    for book in (ods, csv):
        assert book.faults == []
        assert [(one.price, one.unit, one.first_day) for one in book.rates] == [
            (Decimal("1035.35"), Unit.HALF_DAY, date(2026, 4, 1)),
            (Decimal("24.08"), Unit.HOUR, date(2026, 4, 1)),
        ]
        assert [one.end_minute for one in book.sessions] == [900, 900]


def test_a_csv_without_a_telling_name_is_known_by_its_headings(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text(
        ",".join(RATE_HEADINGS) + "\n" + ",".join(str(cell) for cell in SOUND_RATE.values()), encoding="utf-8"
    )
    assert [one.price for one in read_council_workbook([file]).rates] == [Decimal("24.08")]


def test_headings_may_stand_below_a_title_in_any_order_with_stars_and_other_words(tmp_path: Path) -> None:
    rows = [
        ("Rates agreed for 2026",),
        (),
        ("Price *", "LOT", "Scheme", "service_reference *", "Unit", "Pays for", "Start date"),
        ("£24.08", "1", "ELA", "S1", "hour", "care", "01/04/2026"),
    ]
    book = read(tmp_path, Rates=rows)
    assert (book.faults, book.rates[0].line.number, book.rates[0].price) == ([], 4, Decimal("24.08"))


@pytest.mark.parametrize(
    ("column", "value", "mend"),
    [
        ("Price", "4%", "The price has a percent sign"),
        ("Price", "0", "The price is zero"),
        ("Price", "£0.00", "The price is zero"),
        ("Price", "-5", "The price is negative"),
        ("Price", "24.0756", "parts of a penny"),
        ("Price", "1,23", "not an amount of money"),
        ("Price", "ask", "not an amount of money"),
        ("Price", "", "Price is empty"),
        ("Unit", "fortnight", "This is not one of those known: write one of hour, session"),
        ("Pays for", "=1+1", "This is not one of those known"),
        ("First day", "31/02/2026", "a day that does not exist"),
        ("First day", "soon", "The first day cannot be read"),
        ("First day", "", "First day is empty"),
        ("Last day", "2026-03-31", "Last day is before first day: put the earlier day first."),
        ("First day", "1999-12-31", "before 2000"),
        ("First day", "2270-01-01", "out of range"),
        ("Service reference", "", "Service reference is empty"),
        ("Service reference", "x" * 201, "more than 200 letters"),
        ("Lot number", "1\x072", "a sign that is no text"),
    ],
)
def test_a_wrong_cell_is_reported_with_its_place_its_value_and_how_to_mend_it(
    tmp_path: Path, column: str, value: str, mend: str
) -> None:
    rows = [RATE_HEADINGS, tuple({**SOUND_RATE, column: value}.values())]
    file = tmp_path / "rates.csv"
    file.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in rows), encoding="utf-8")
    book = read_council_workbook([file])
    assert book.rates == []
    (fault,) = book.faults
    assert (fault.file, fault.sheet, fault.line, fault.column, fault.value) == (
        "rates.csv",
        "",
        2,
        column,
        value.strip()[:80],
    )
    assert mend in fault.how_to_mend


def test_every_wrong_cell_of_a_row_is_reported_once(tmp_path: Path) -> None:
    rows = [RATE_HEADINGS, ("S1", "ELA", "1", "care", "fortnight", "4%", "soon", "2026-01-01")]
    assert [fault.column for fault in read(tmp_path, Rates=rows).faults] == ["First day", "Unit", "Price"]


def test_a_price_kept_as_a_percentage_is_remarked_upon_because_only_its_size_tells(tmp_path: Path) -> None:
    book = read_rate(tmp_path, "Price", 0.05)
    assert [one.price for one in book.rates] == [Decimal("0.05")]
    assert "shown as a percentage" in book.remarks[0].how_to_mend


def test_an_unknown_postcode_is_a_fault_that_says_how_to_go_on(tmp_path: Path) -> None:
    headings = ("Service reference", "Provider reference", "Service name", "Postcode")
    book = read(tmp_path, Services=[headings, ("S1", "P1", "One", "ZZ99 9ZZ"), ("S2", "P1", "Two", "Maidstone")])
    assert [(fault.line, fault.column, fault.value) for fault in book.faults] == [
        (2, "Postcode", "ZZ99 9ZZ"),
        (3, "Postcode", "Maidstone"),
    ]
    assert "is not in the directory of UK postcodes" in book.faults[0].how_to_mend
    assert "write it as ME14 1XX" in book.faults[1].how_to_mend


def test_reversed_times_and_ages_are_faults(tmp_path: Path) -> None:
    sessions = [("Service reference", "Activity name", "Weekday", "Start", "End"), ("S1", "A", "Mon", "15:00", "09:30")]
    services = [
        ("Service reference", "Provider reference", "Service name", "Youngest age", "Oldest age"),
        ("S1", "P1", "One", "64", "18"),
    ]
    faults = read(tmp_path, Sessions=sessions, Services=services).faults
    assert sorted(fault.column for fault in faults) == ["End", "Oldest age"]


def test_a_missing_column_is_named_and_an_unknown_one_remarked_upon(tmp_path: Path) -> None:
    book = read(tmp_path, Rates=[("Service reference", "Scheme", "Lot", "Prise"), ("S1", "ELA", "1", "24.08")])
    assert [fault.column for fault in book.faults] == ["Pays for", "Unit", "Price", "First day"]
    assert [remark.column for remark in book.remarks] == ["Prise"]


def test_a_sheet_nobody_knows_is_noted_and_a_workbook_of_such_is_refused(tmp_path: Path) -> None:
    assert "The sheet Holidays is none of those known" in read(tmp_path, Holidays=[("a",)]).notes[0]
    with pytest.raises(BadInput, match="Providers, Services, Activities, Sessions, Admissions, Rates"):
        read_council_workbook([make_xlsx(tmp_path / "other.xlsx", {"Holidays": [("a",), ("b",)]})])


def test_names_with_markup_and_text_like_formulas_are_kept_whole(tmp_path: Path) -> None:
    names = ["Smith & Sons <Care> Ltd", '=HYPERLINK("x")', "+441622", "@home", "-Dash", "O'Brien “&” Ünal"]
    rows = [("Provider reference", "Provider name"), *((f"P{number}", name) for number, name in enumerate(names))]
    assert [one.name for one in read(tmp_path, Providers=rows).providers] == names


def test_a_company_number_gets_back_the_zero_a_spreadsheet_took(tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [("Provider reference", "Provider name", "Company number"), ("P1", "One", 1234567)]
    assert read(tmp_path, Providers=rows).providers[0].company_number == "01234567"


def test_ten_thousand_malformed_rows_are_each_reported_with_file_line_column_and_value(tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    wrong = ["4%", "0", "ask", "-1", ""]
    lines = [",".join(RATE_HEADINGS)]
    lines += [f"S1,ELA,1,care,hour,{wrong[number % 5]},2026-04-01," for number in range(10_000)]
    file.write_text("\n".join(lines), encoding="utf-8")
    faults = read_council_workbook([file]).faults
    assert [(fault.line, fault.value) for fault in faults] == [
        (number + 2, wrong[number % 5]) for number in range(10_000)
    ]
    assert {(fault.file, fault.column) for fault in faults} == {("rates.csv", "Price")}


cells = st.text(max_size=12) | st.sampled_from(
    ["£1,450.00", "4%", "2026-04-01", "31/02/2026", "care", "hour", "S1", "\0", "=1"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(cells, min_size=8, max_size=8), min_size=1, max_size=5))
def test_whatever_a_sheet_holds_each_row_is_taken_or_reported(tmp_path: Path, rows: list[list[str]]) -> None:
    book = read(tmp_path, Rates=[RATE_HEADINGS, *rows])
    filled = [number for number, row in enumerate(rows, start=2) if any(cell.strip() for cell in row)]
    reported = {fault.line for fault in book.faults}
    taken = {one.line.number for one in book.rates}
    assert not taken & reported
    assert taken | reported <= set(filled) | {1}
    assert all(fault.how_to_mend for fault in book.faults)


def test_every_layout_has_a_column_for_its_key_and_no_heading_twice() -> None:
    for layout in LAYOUTS:
        titles = [column.title for column in layout.columns]
        assert len(titles) == len(set(titles))
        assert layout.columns[0].needed
    assert {column.title for column in RATES.columns if column.needed} == set(RATE_HEADINGS) - {"Last day"}
