"""Market, applications from workbooks: tried in the page and told row by row, then taken in; the template saved."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from brokerage.domain.changes import Kind
from brokerage.services.find_applications import list_applications
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.exchange.application_workbooks import Filled, micro_enterprise
from tests.services.workbook_builders import Asking, asking
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from ui.desk import Desk
from ui.market.applications.section import ApplicationsSection
from ui.market.page import MarketPage
from ui.market.recording.workbook import WorkbookCard

AtRest = Callable[[], None]


@pytest.fixture
def ela(council: Council, tmp_path: Path) -> Asking:
    """The scheme that asks its questions."""
    return asking(council, tmp_path)


@pytest.fixture
def card(page: MarketPage, ela: Asking, at_rest: AtRest) -> WorkbookCard:
    """The card in front."""
    page.show_section(ApplicationsSection)
    at_rest()
    section = page.section
    assert isinstance(section, ApplicationsSection)
    section.record_one.click()
    at_rest()
    return section.record.workbook


def filled(ela: Asking) -> Filled:
    return micro_enterprise(ela.template()).answer("1", "3", "From pictures").answer("1", "4", "In a diary")


def test_a_workbook_is_tried_and_told_and_only_then_taken_in(
    card: WorkbookCard, ela: Asking, council: Council, page: MarketPage, at_rest: AtRest, said: list[str]
) -> None:
    card.read_files([filled(ela).save(ela.folder / "cooking.xlsx")])
    at_rest()
    assert "✓ cooking.xlsx would be recorded. Answer due on 16 Nov 2026." in card.told.text()
    assert "New: providers 1, services 1" in card.told.text()
    assert list_applications(council.database, TODAY).rows == ()
    card.received._choose(date(2026, 10, 30))
    at_rest()
    assert "Answer due on 13 Nov 2026." in card.told.text()
    card.take_in.click()
    at_rest()
    page.reload(frozenset({Kind.SCHEMES}))
    at_rest()
    (row,) = list_applications(council.database, TODAY).rows
    assert row.facts.received_on == date(2026, 10, 30)
    assert said == [f"{row.facts.reference} is taken in: its answer is due on 13 Nov 2026. Next: Acknowledge it."]
    section = page.section
    assert isinstance(section, ApplicationsSection)
    assert section.table.current is not None
    assert section.table.current.facts.reference == row.facts.reference


def test_a_workbook_with_a_wrong_row_says_where_and_cannot_be_taken_in(
    card: WorkbookCard, ela: Asking, council: Council, at_rest: AtRest
) -> None:
    wrong = filled(ela).row("Services", service_name="Second (demo)", lot_1="perhaps")
    card.read_files([wrong.save(ela.folder / "wrong.xlsx")])
    at_rest()
    assert card.told.text().startswith("◆ wrong.xlsx cannot be taken in yet: mend the rows below.")
    assert not card.take_in.isVisible()
    told = card.rows.table.rows[0]
    assert (told.mark, told.row.sheet) == ("◆", "Services")
    assert card.rows.sentence.text() == f"◆ {told.row}"
    assert list_applications(council.database, TODAY).rows == ()


def test_a_file_that_is_no_such_workbook_is_told_in_its_place(
    card: WorkbookCard, tmp_path: Path, at_rest: AtRest
) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"%PDF-1.7")
    card.read_files([path])
    at_rest()
    assert card.told.text().startswith("◆ letter.xlsx cannot be taken in yet")
    assert len(card.rows.table.rows) == 1


def test_a_day_to_come_is_refused_at_its_field(card: WorkbookCard, ela: Asking, at_rest: AtRest) -> None:
    card.received.set_day(date(2026, 11, 3))
    card.read_files([filled(ela).save(ela.folder / "cooking.xlsx")])
    at_rest()
    assert "still to come" in card.fields["received_on"]._below.text()
    assert not card.take_in.isVisible()


def test_the_template_of_the_scheme_chosen_is_saved(
    card: WorkbookCard, tmp_path: Path, at_rest: AtRest, said: list[str]
) -> None:
    card.save_template_to(tmp_path / "ELA application.xlsx")
    at_rest()
    assert (tmp_path / "ELA application.xlsx").read_bytes().startswith(b"PK")
    assert said[0].startswith("ELA application.xlsx is saved for ELA: send it to whoever applies.")


def test_who_is_no_commissioner_reads_no_workbook(card: WorkbookCard, council: Council, window_desk: Desk) -> None:
    window_desk.work_as(council.broker)
    assert not card.read.isEnabled()
    assert card.save_template.isEnabled()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_report_is_accessible_and_nothing_is_clipped(
    card: WorkbookCard, ela: Asking, window_desk: Desk, at_rest: AtRest, scale: float
) -> None:
    window_desk.look.set_text_scale(scale)
    card.read_files([micro_enterprise(ela.template()).save(ela.folder / "cooking.xlsx")])
    at_rest()
    assert_accessible(card)
    assert_nothing_clipped(card)
