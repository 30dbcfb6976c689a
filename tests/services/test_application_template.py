from datetime import date
from pathlib import Path

import pytest

from brokerage.domain.errors import BadInput, RuleBroken, Unavailable
from brokerage.exchange.file_reader import read_sheets
from brokerage.services.application_template import write_application_template
from tests.builders import TODAY, Desk
from tests.services.workbook_builders import asking


def test_a_template_is_made_from_the_lots_that_have_not_ended_with_the_questions_they_ask(
    desk: Desk, tmp_path: Path
) -> None:
    ela = asking(desk, tmp_path)
    desk.lot(ela.scheme_id, number="3", title="Lunch clubs", last_call_off_day=date(2026, 11, 1))
    desk.lot(ela.scheme_id, number="4", title="Evenings")
    out = tmp_path / "a.xlsx"
    written = write_application_template(desk.database, "ela", (), out, TODAY)
    assert ([lot.number for lot in written.lots], written.scheme, written.path) == (["1", "2", "4"], "ELA", out)
    assert written.notes == (
        "Left out, for nobody joins it any more: lot 3.",
        "No question is asked for lot 4: the provider only names services and prices.",
    )
    assert [sheet.name for sheet in read_sheets(out)][-3:] == ["Prices lot 1", "Prices lot 2", "Prices lot 4"]
    write_application_template(desk.database, "ELA", ("2",), out, TODAY)
    assert [sheet.name for sheet in read_sheets(out)] == [
        "Instructions",
        "About you",
        "Services",
        "Answers",
        "Prices lot 2",
    ]
    for numbers, said in ((("9",), "no lot 9: its lots are 1, 2, 3, 4"), (("1", "3"), r"lot 3 on 1 Nov 2026")):
        with pytest.raises((BadInput, RuleBroken), match=said):
            write_application_template(desk.database, "ELA", numbers, out, TODAY)


def test_a_scheme_without_lots_and_a_folder_that_is_not_there_are_said(desk: Desk, tmp_path: Path) -> None:
    desk.scheme(reference="NEW")
    with pytest.raises(RuleBroken, match="has no lots"):
        write_application_template(desk.database, "NEW", (), tmp_path / "a.xlsx", TODAY)
    with pytest.raises(Unavailable, match="There is no folder"):
        write_application_template(desk.database, "NEW", (), tmp_path / "none" / "a.xlsx", TODAY)
