import re
from dataclasses import replace
from pathlib import Path

import pytest

from brokerage.domain.blank_application import BlankApplication
from brokerage.domain.rate_allowed import LotPricing
from brokerage.domain.unit import Unit
from brokerage.exchange.application_layout import price_sheets
from brokerage.exchange.application_template import make_application_template
from brokerage.exchange.file_reader import read_sheets
from tests.exchange.application_workbooks import BLANK, HOMES, SKILLS
from tests.exchange.workbooks import parts_of


def written(tmp_path: Path, blank: BlankApplication = BLANK) -> Path:
    path = tmp_path / "template.xlsx"
    path.write_bytes(make_application_template(blank, blank.lots))
    return path


def sheet_xml(path: Path, name: str) -> str:
    parts = parts_of(path)
    names = re.findall(r'<sheet name="([^"]+)"', parts["xl/workbook.xml"].decode())
    return parts[f"xl/worksheets/sheet{names.index(name) + 1}.xml"].decode()


def test_it_has_a_sheet_for_each_part_and_a_timetable_only_where_a_lot_is_priced_by_attendance(tmp_path: Path) -> None:
    names = [sheet.name for sheet in read_sheets(written(tmp_path))]
    assert names == ["Instructions", "About you", "Services", "Timetable", "Answers", "Prices lot 1", "Prices lot 2"]
    homes_alone = written(tmp_path, replace(BLANK, lots=(HOMES,)))
    assert "Timetable" not in [sheet.name for sheet in read_sheets(homes_alone)]
    unsaid = replace(HOMES, pricing=LotPricing("ELA/2"))
    assert unsaid.has_timetable


def test_an_equal_scheme_makes_equal_bytes() -> None:
    assert make_application_template(BLANK, BLANK.lots) == make_application_template(BLANK, BLANK.lots)


def test_each_question_stands_with_how_it_is_judged_what_it_weighs_and_what_must_be_reached(tmp_path: Path) -> None:
    answers = next(sheet for sheet in read_sheets(written(tmp_path)) if sheet.name == "Answers")
    assert [row.cells[:6] for row in list(answers.rows)[4:]] == [
        ("1", "1", "Are you insured for 5 million pounds?", "Document, to be sent too", "", ""),
        ("1", "2", "How do people choose what they learn?", "Scored", "60", "3 of 5"),
        ("2", "1", "Who leads the home?", "Pass or fail", "", ""),
    ]


def test_only_the_units_and_ratios_a_lot_allows_can_be_chosen(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert '<formula1>"hour,session,day"</formula1>' in sheet_xml(path, "Prices lot 1")
    assert '<formula1>"1:1,1:3"</formula1>' in sheet_xml(path, "Prices lot 1")
    homes = sheet_xml(path, "Prices lot 2")
    assert '<formula1>"week"</formula1>' in homes
    assert "1:3" not in homes
    services = sheet_xml(path, "Services")
    assert services.count('<formula1>"yes,no"</formula1>') == 4
    assert "<formula1>Services!$A$5:$A$24</formula1>" in homes


def test_what_is_fixed_is_locked_without_a_password_and_what_is_to_be_written_in_is_not(tmp_path: Path) -> None:
    path = written(tmp_path)
    answers = sheet_xml(path, "Answers")
    protection = re.findall(r"<sheetProtection[^>]*>", answers)
    assert len(protection) == 1
    assert "password" not in protection[0]
    assert 'formatColumns="0"' in protection[0]
    styles = parts_of(path)["xl/styles.xml"].decode()
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.split("<cellXfs", 1)[1].split("</cellXfs>", 1)[0])
    unlocked = {str(place) for place, one in enumerate(formats) if 'locked="0"' in one}
    style_of = dict(re.findall(r'<c r="([A-Z]+[0-9]+)" s="([0-9]+)"', answers))
    assert style_of["G5"] in unlocked
    assert style_of["C5"] not in unlocked


def test_no_text_of_a_scheme_becomes_a_live_formula(tmp_path: Path) -> None:
    hostile = replace(SKILLS.questions[0], text="=HYPERLINK(1+1)")
    path = written(
        tmp_path, replace(BLANK, title="=1+1", lots=(replace(SKILLS, title="@SUM(1)", questions=(hostile,)),))
    )
    for name, content in parts_of(path).items():
        if name.startswith("xl/worksheets/"):
            assert b"<f>" not in content
            assert b"<hyperlink" not in content


@pytest.mark.parametrize("numbers", [("1/a", "1:a"), ("x" * 40 + "1", "x" * 40 + "2"), ("1", "1'")])
def test_a_lot_of_any_number_has_a_sheet_of_its_own(tmp_path: Path, numbers: tuple[str, str]) -> None:
    lots = tuple(replace(SKILLS, lot_id=place, number=number) for place, number in enumerate(numbers))
    blank = replace(BLANK, lots=lots)
    names = list(price_sheets(blank).values())
    assert len(set(names)) == 2
    assert [sheet.name for sheet in read_sheets(written(tmp_path, blank))][-2:] == names


def test_a_lot_with_more_ratios_than_a_drop_down_holds_is_written_without_one(tmp_path: Path) -> None:
    many = replace(SKILLS, pricing=LotPricing("ELA/1", tuple(Unit), tuple(SKILLS.pricing.ratios * 60)))
    path = written(tmp_path, replace(BLANK, lots=(many,)))
    assert "1:3," not in sheet_xml(path, "Prices lot 1")
