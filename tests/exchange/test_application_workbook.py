from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from brokerage.domain.application_rows import ApplicationBook
from brokerage.domain.blank_application import BlankApplication
from brokerage.domain.errors import BadInput
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.exchange.application_workbook import open_application_workbook, read_application_workbook
from tests.exchange.application_workbooks import ASKED, BLANK, HOMES, SKILLS, Filled, micro_enterprise
from tests.exchange.workbooks import make_xlsx, make_zip, parts_of


def read(path: Path, blank: BlankApplication = BLANK) -> ApplicationBook:
    return read_application_workbook(open_application_workbook(path), blank)


def faults_of(filled: Filled, tmp_path: Path, blank: BlankApplication = BLANK) -> list[tuple[str, int, str, str]]:
    book = read(filled.save(tmp_path / "application.xlsx"), blank)
    return [(fault.sheet, fault.line, fault.column, fault.how_to_mend) for fault in book.faults]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_what_a_provider_fills_in_is_what_is_read_from_xlsx_and_ods(tmp_path: Path, ending: str) -> None:
    path = micro_enterprise(Filled.of(tmp_path)).save(tmp_path / f"application.{ending}")
    book = read(path)
    assert (book.faults, book.remarks, book.file) == ((), (), path.name)
    assert book.provider
    assert (book.provider.name, book.provider.postcode) == ("Wren's Workshop (demo)", "ME141XX")
    (service,) = book.services
    assert (service.entry.name, service.lots, service.entry.weekday_mask) == ("The Workshop (demo)", ("1",), 31)
    assert [(one.activity, one.weekday, one.start_minute, one.end_minute, one.places) for one in book.sessions] == [
        ("Woodwork", 0, 600, 720, 6),
        ("Gardening", 2, 600, 780, 6),
        ("Cooking together", 4, 570, 750, 6),
    ]
    assert [(one.activity, one.unit, one.ratio, one.price) for one in book.prices] == [
        (activity, Unit.SESSION, Ratio(1, 3), Decimal("24.08"))
        for activity in ("Woodwork", "Gardening", "Cooking together")
    ]
    assert [(one.question_id, one.answer.split()[0]) for one in book.answers] == [(11, "insurance.pdf"), (12, "They")]


def test_an_empty_template_is_told_what_it_lacks_and_nothing_else(tmp_path: Path) -> None:
    told = faults_of(Filled.of(tmp_path), tmp_path)
    assert sorted(fault[:3] for fault in told) == [
        ("About you", 4, "Provider name"),
        ("About you", 9, "Address"),
        ("About you", 10, "Postcode"),
    ]


def test_every_wrong_cell_is_told_with_its_sheet_line_column_and_how_to_mend_it(tmp_path: Path) -> None:
    filled = micro_enterprise(Filled.of(tmp_path)).about(company_number="what", email="nobody")
    filled.row("Services", service_name="The Workshop (demo)", lot_1="yes")
    filled.row(
        "Services",
        service_name="Second Workshop (demo)",
        oldest_age="5",
        youngest_age="18",
        lot_1="perhaps",
        needs="Juggling",
    )
    filled.row("Services", service_name="Third Workshop (demo)")
    filled.row("Timetable", service_name="Nowhere", activity_name="Woodwork", weekday="Mon", start="12:00", end="10:00")
    filled.row(
        "Timetable",
        service_name="The Workshop (demo)",
        activity_name="woodwork",
        weekday="Mon",
        start="11:00",
        end="13:00",
    )
    filled.row(
        "Prices lot 1", service_name="The Workshop (demo)", pays_for="care", unit="week", ratio="1:8", price="-3"
    )
    filled.row(
        "Prices lot 1",
        service_name="The Workshop (demo)",
        activity_name="Woodwork",
        pays_for="care",
        unit="session",
        ratio="1:3",
        price="25",
    )
    filled.row("Prices lot 2", service_name="The Workshop (demo)", pays_for="care", unit="week", price="700")
    told = {(sheet, line, column): mend for sheet, line, column, mend in faults_of(filled, tmp_path)}
    assert told["About you", 6, "Company number"].startswith("This is not a company number")
    assert "not an e-mail address" in told["About you", 12, "Email"]
    assert told["Services", 6, "Service name"].startswith("Line 5 has a service of this name")
    assert "below the youngest" in told["Services", 7, "Oldest age"]
    assert "yes or no" in told["Services", 7, "Lot 1"]
    assert told["Services", 7, "Needs"] == "There is no need category “Juggling”: choose among those above the heading."
    assert "asks for no lot" in told["Services", 8, "Service name"]
    assert "The sheet Services has no service of this name" in told["Timetable", 8, "Service name"]
    assert "not after the start" in told["Timetable", 8, "End"]
    assert told["Timetable", 9, "Start"].startswith("This overlaps with line 5")
    assert told["Prices lot 1", 8, "Unit"] == "Lot ELA/1 is not priced by the week: choose one of hour, session, day."
    assert "not priced at 1:8: choose one of 1:1, 1:3" in told["Prices lot 1", 8, "Ratio"]
    assert ("Prices lot 1", 8, "Price") in told
    assert told["Prices lot 1", 9, "Price"].startswith("Line 5 has a price for the same thing")
    assert "asks for lot 2" in told["Prices lot 2", 5, "Service name"]
    assert len(told) == 15


def test_an_unknown_need_is_told_together_with_who_applies_and_holds_back_no_other_sheet(tmp_path: Path) -> None:
    def needing(needs: str, email: str) -> Filled:
        filled = micro_enterprise(Filled.of(tmp_path)).about(email=email)
        filled.sheets["Services"][4][filled.sheets["Services"][3].index("Needs")] = needs
        return filled

    wrong = faults_of(needing("mental health; AUT; Juggling", "nobody"), tmp_path, replace(BLANK, need_codes=("aut",)))
    assert [(sheet, column) for sheet, _, column, _ in wrong] == [("About you", "Email"), ("Services", "Needs")]
    # Who applies can be told: a service known already keeps its needs, and only the database knows which are.
    assert faults_of(needing("Juggling", "wren@example.org"), tmp_path) == []


def test_a_question_that_changed_since_the_workbook_was_made_is_said_plainly(tmp_path: Path) -> None:
    now = (
        replace(ASKED[0], text="Are you insured for 10 million pounds?"),
        replace(ASKED[1], threshold=4),
        replace(ASKED[0], question_id=13, number="3", text="Who leads the work?"),
    )
    changed = replace(BLANK, lots=(replace(SKILLS, questions=now), HOMES))
    told = faults_of(micro_enterprise(Filled.of(tmp_path)), tmp_path, changed)
    assert [(sheet, line, column) for sheet, line, column, _ in told] == [
        ("Answers", 5, "Question"),
        ("Answers", 6, "At least"),
        ("Answers", 1, "Question"),
    ]
    assert (
        "reads differently now, “Are you insured for 10 million pounds?”: send the provider a new workbook"
        in told[0][3]
    )
    assert "counts differently now, 4 of 5" in told[1][3]
    assert "Question 3 of lot 1 is not in this workbook: it was asked since" in told[2][3]


def test_a_question_that_is_asked_no_longer_and_one_given_twice_are_faults(tmp_path: Path) -> None:
    filled = micro_enterprise(Filled.of(tmp_path))
    filled.sheets["Answers"].append(list(filled.sheets["Answers"][4]))
    asked_less = replace(BLANK, lots=(replace(SKILLS, questions=ASKED[:1]), HOMES))
    told = faults_of(filled, tmp_path, asked_less)
    assert [(line, mend.split(":")[0]) for _, line, _, mend in told] == [
        (6, "The scheme no longer asks this question"),
        (8, "Line 5 has the same question"),
    ]


def test_answers_for_lots_not_asked_for_are_passed_over_and_empty_ones_are_told(tmp_path: Path) -> None:
    filled = micro_enterprise(Filled.of(tmp_path)).answer("2", "1", "Nobody yet").answer("1", "2", "")
    book = read(filled.save(tmp_path / "application.xlsx"))
    assert book.faults == ()
    assert [given.number for given in book.unanswered] == ["2"]
    assert {given.lot for given in book.answers} == {"1"}


def test_a_workbook_without_a_sheet_it_needs_says_which(tmp_path: Path) -> None:
    filled = micro_enterprise(Filled.of(tmp_path))
    del filled.sheets["Answers"]
    assert [fault[0] for fault in faults_of(filled, tmp_path)] == ["Answers"]


@pytest.mark.parametrize("answer", ["x" * 8_001, "bell\x07"])
def test_an_answer_that_cannot_be_kept_is_a_fault_of_its_cell(tmp_path: Path, answer: str) -> None:
    (told,) = faults_of(micro_enterprise(Filled.of(tmp_path)).answer("1", "2", answer), tmp_path)
    assert told[:3] == ("Answers", 6, "Your answer")


def test_a_sign_that_turns_letters_about_is_a_fault_of_its_cell(tmp_path: Path) -> None:
    filled = micro_enterprise(Filled.of(tmp_path)).about(provider_name="Safe \u202egnitool Ltd")
    filled.answer("1", "2", "They choose\u2067 it")
    told = faults_of(filled, tmp_path)
    assert [fault[:3] for fault in told] == [("About you", 4, "Provider name"), ("Answers", 6, "Your answer")]
    assert all("type it by hand" in mend for _, _, _, mend in told)


def test_another_kind_of_workbook_is_none_of_these(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is no application workbook"):
        open_application_workbook(make_xlsx(tmp_path / "rates.xlsx", {"Rates": [("Price",), ("3",)]}))
    nameless = Filled.of(tmp_path).about(scheme="").save(tmp_path / "a.xlsx")
    with pytest.raises(BadInput, match="no longer says which scheme"):
        open_application_workbook(nameless)


def test_macro_workbooks_bombs_overlong_sheets_and_csv_are_refused(tmp_path: Path) -> None:
    sound = parts_of(micro_enterprise(Filled.of(tmp_path)).save(tmp_path / "sound.xlsx"))
    hostile = {
        "macros": make_zip(tmp_path / "a.xlsx", {**sound, "xl/vbaProject.bin": b"x"}),
        "would unpack": make_zip(
            tmp_path / "b.xlsx", {**sound, "xl/worksheets/sheet9.xml": b"<a>" + b" " * 20_000_000}
        ),
        "more than 5,000 rows": make_xlsx(tmp_path / "c.xlsx", {"About you": [("Scheme", "ELA")] * 5_001}),
        "is no application workbook": tmp_path / "d.csv",
    }
    hostile["is no application workbook"].write_text("Scheme,ELA\n", encoding="utf-8")
    for said, path in hostile.items():
        with pytest.raises(BadInput, match=said):
            open_application_workbook(path)
