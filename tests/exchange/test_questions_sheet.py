from pathlib import Path

import pytest

from brokerage.domain.assessment import QuestionKind
from brokerage.domain.errors import BadInput
from brokerage.domain.question_plan import LotQuestions, QuestionPlan
from brokerage.exchange.questions_sheet import make_questions_sheet, read_questions_sheet

ASKED = (
    QuestionPlan("1", QuestionKind.DOCUMENT, "A policy of safeguarding", document="safeguarding-policy"),
    QuestionPlan("2", QuestionKind.SCORED, "=How do people choose?", 100, 0, 5),
)


def sheet(folder: Path, *rows: str) -> Path:
    path = folder / "questions.csv"
    path.write_text("\n".join(("Kind,Question,Weight,Threshold,Highest,Document", *rows)), encoding="utf-8")
    return path


def test_the_workbook_of_a_lot_comes_back_as_it_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "questions.xlsx"
    lot = LotQuestions(1, "RES-2030", "1", "Homes", ASKED, 0, "2-0")
    path.write_bytes(make_questions_sheet(lot))
    assert read_questions_sheet(path) == (ASKED, ())
    assert make_questions_sheet(lot) == path.read_bytes()


def test_a_lot_that_asks_nothing_is_given_examples_labelled_so_which_are_sound(tmp_path: Path) -> None:
    path = tmp_path / "questions.xlsx"
    path.write_bytes(make_questions_sheet(LotQuestions(1, "RES-2030", "1", "Homes", (), 0, "0-0")))
    plans, faults = read_questions_sheet(path)
    assert faults == ()
    assert all("(demo)" in plan.text for plan in plans)


def test_each_wrong_cell_is_a_fault_at_its_row_and_all_together_at_the_first(tmp_path: Path) -> None:
    _, faults = read_questions_sheet(
        sheet(tmp_path, "scored,How?,60,3,5,", "document,Insured?,,,,licence", ",,,,,", "scored,Why?,30,9,5,")
    )
    assert [(fault.line, fault.column, fault.value) for fault in faults] == [
        (3, "Document", "licence"),
        (5, "Threshold", "9"),
        (1, "Weight", ""),
    ]
    assert "The weights make 90 %" in faults[-1].how_to_mend


def test_a_file_without_the_headings_or_any_row_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("Name,Price\nA,1\n", encoding="utf-8")
    (fault,) = read_questions_sheet(tmp_path / "other.csv")[1]
    assert "headings were not found" in fault.how_to_mend
    (fault,) = read_questions_sheet(sheet(tmp_path))[1]
    assert "Nothing is asked" in fault.how_to_mend
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")
    with pytest.raises(BadInput):
        read_questions_sheet(tmp_path / "missing.xlsx")
