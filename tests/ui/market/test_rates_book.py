"""Market, agreed rates from a workbook: saved to fill in, tried old against new, taken in whole or not at all."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from brokerage.domain.changes import Done
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.import_report import ImportOutcome, ImportProgress, ImportReport
from brokerage.domain.rate_comparison import RateMove
from brokerage.domain.rate_setting import RateLineAsked, RateToAgree
from brokerage.domain.row_fault import Line
from brokerage.domain.unit import Unit
from brokerage.exchange.guarded_file import guard_file
from brokerage.exchange.workbook_reader import read_workbook
from brokerage.services.set_rates import agree_rate
from brokerage.storage.tables.rates import RateRow
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.exchange.workbooks import Cell, make_xlsx
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.conftest import NOW
from tests.ui.keyboard import Presses
from ui.desk import Desk
from ui.market.page import MarketPage
from ui.market.rates import book_words as words
from ui.market.rates.book_card import RatesBookCard
from ui.market.rates.book_view import RatesBookView
from ui.market.rates.section import RatesSection
from ui.tasks import READ_THREADS
from ui.theme import ThemeChoice

AtRest = Callable[[], None]
HEADINGS = (
    "Service reference", "Scheme reference", "Lot number", "Pays for", "Unit", "Price", "First day", "Last day", "Note",
)  # fmt: skip
APRIL = date(2027, 4, 1)


@pytest.fixture
def service_id(council: Council) -> int:
    """Service S-1 with £70.70 a day and £24.08 an hour in lot HOME/1; a second provider has a price there too."""
    lot_id = council.lot(council.scheme(reference="HOME"), number="1", title="Day opportunities")
    own, _rival = (_service(council, lot_id, number, name) for number, name in enumerate(("Orchard Yard", "Rival"), 1))
    council.rate(own, lot_id, "24.08", Unit.HOUR)
    return own


def _service(council: Council, lot_id: int, number: int, name: str) -> int:
    provider = council.provider(f"Provider {number} (demo)", council_reference=f"PR-{number}")
    service_id = council.service(provider, name=f"{name} (demo)", council_reference=f"S-{number}")
    council.admission(service_id, lot_id)
    council.rate(service_id, lot_id)
    return service_id


@pytest.fixture
def view(page: MarketPage, service_id: int, at_rest: AtRest) -> RatesBookView:
    """The page of workbooks in front."""
    assert service_id
    page.show_section(RatesSection)
    at_rest()
    section = page.section
    assert isinstance(section, RatesSection)
    section.from_workbook.click()
    return section.book


@pytest.fixture
def card(view: RatesBookView) -> RatesBookCard:
    return view.book


def workbook(folder: Path, *rows: Sequence[Cell]) -> Path:
    said = [("S-1", "HOME", "1", "care", *row) for row in rows]
    return make_xlsx(folder / "rates.xlsx", {"Rates": [HEADINGS, *said]})


FOLLOWS = ("day", "73.53", "2027-04-01", "", "")
ENDS = ("hour", "24.08", "2026-04-01", "2026-12-31", "")
STAYS = ("day", "70.70", "2026-04-01", "", "")
WRONG = ("day", "cheap", "2027-05-01", "", "")


def written(card: RatesBookCard) -> list[tuple[str, ...]]:
    model = card.table.model
    return [
        tuple(model.index(line, column).data() for column in range(model.columnCount()))
        for line in range(model.rowCount())
    ]


def kept(council: Council) -> list[tuple[str, date, str]]:
    with council.session() as session:
        rows = session.scalars(select(RateRow).order_by(RateRow.first_day, RateRow.price))
        return [(str(row.price), row.first_day, row.note) for row in rows if row.first_day == APRIL]


def test_a_workbook_is_tried_and_every_rate_told_old_and_new_before_one_press_takes_it_in(
    card: RatesBookCard, page: MarketPage, council: Council, qtbot: QtBot, tmp_path: Path, at_rest: AtRest,
    said: list[str],
) -> None:  # fmt: skip
    card.read_files([workbook(tmp_path, FOLLOWS, ENDS)])
    at_rest()
    assert card.told.text() == ("✓ rates.xlsx was tried, and nothing is changed yet: 1 rate follows another, 1 ends.")
    whose, day, hour = "Orchard Yard (demo)", "care by the day", "care by the hour"
    assert written(card) == [
        ("2", whose, day, "✓ follows", "£70.70", "£73.53", "+£2.83, +4.0 %", "1 Apr 2027", "open"),
        ("3", whose, hour, "▲ ends", "£24.08", "—", "—", "1 Apr 2026", "31 Dec 2026"),
    ]
    assert card.row_told.text() == (
        "Line 2: S-1 Orchard Yard (demo), lot HOME/1, care by the day: £73.53 a day from 1 Apr 2027 follows £70.70, "
        "which ends on 31 Mar 2027."
    )
    assert card.rows.sentence.text() == (
        "▲ rates.xlsx, Rates, line 3, Last day: Orchard Yard (demo), care by the hour. "
        "No agreed rate: from 1 Jan 2027 on. No call-off can begin on these days."
    )
    assert kept(council) == []
    keys = Presses(qtbot, page)
    keys.tab_to(card.note)
    keys.text("Agreed in the forum")
    keys.tab_to(card.take_in)
    keys.key(Qt.Key.Key_Space)
    at_rest()
    at_rest()
    assert kept(council) == [("73.53", APRIL, "Agreed in the forum")]
    assert said == ["rates.xlsx is taken in: 1 rate follows another, 1 ends."]
    section = page.section
    assert isinstance(section, RatesSection)
    assert section.table.isVisible()
    assert not card.file.text()


def test_one_wrong_cell_holds_all_of_it_back_and_says_where_and_how_to_mend_it(
    card: RatesBookCard, council: Council, tmp_path: Path, at_rest: AtRest, said: list[str]
) -> None:
    path = workbook(tmp_path, FOLLOWS, WRONG)
    card.read_files([path])
    at_rest()
    assert card.told.text() == "◆ rates.xlsx cannot be taken in: 1 cell wants mending. Nothing was changed."
    (told,) = card.rows.table.rows
    where = (told.mark, told.row.sheet, told.row.line, told.row.column, told.row.value)
    assert where == ("◆", "Rates", 3, "Price", "cheap")
    assert not card.take_in.isVisible()
    card.save_to(tmp_path / "told.xlsx")
    at_rest()
    sheets = {
        sheet.name: [row.cells for row in sheet.rows] for sheet in read_workbook(guard_file(tmp_path / "told.xlsx"))
    }
    assert sheets["Faults"][1][1:5] == ("Rates", "3", "Price", "cheap")
    assert said == ["told.xlsx is saved."]
    workbook(tmp_path, FOLLOWS)
    card.again.click()
    at_rest()
    assert not card.rows.isVisible()
    assert card.take_in.isVisible()
    assert kept(council) == []


def test_a_rate_changed_since_the_trial_is_told_and_the_workbook_tried_again(
    card: RatesBookCard, council: Council, service_id: int, tmp_path: Path, at_rest: AtRest, said: list[str]
) -> None:
    card.read_files([workbook(tmp_path, FOLLOWS)])
    at_rest()
    with council.session() as session:
        lot_id = session.connection().exec_driver_sql("SELECT id FROM lots").scalar_one()
    asked = RateToAgree(
        RateLineAsked(service_id, lot_id, FeeKind.CARE, Unit.DAY), card.table.rows[0].compared.price, TODAY
    )
    agree_rate(council.database, council.commissioner, asked, TODAY, NOW)
    card.take_in.click()
    at_rest()
    at_rest()
    assert "changed since it was looked at. Nothing was taken in" in said[0]
    assert kept(council) == []
    assert [row[4:6] for row in written(card)] == [("£73.53", "£73.53")]


def test_files_that_hold_no_rates_say_so_in_their_place(card: RatesBookCard, tmp_path: Path, at_rest: AtRest) -> None:
    letter = tmp_path / "letter.xlsx"
    letter.write_bytes(b"%PDF-1.7")
    card.read_files([letter])
    at_rest()
    assert card.fields["file"]._below.text().startswith("▲ letter.xlsx")
    assert not card.told.isVisible()
    card.read_files([workbook(tmp_path)])
    at_rest()
    assert card.told.text() == "▲ rates.xlsx holds no row below its headings: there is nothing to take in."
    card.read_files([workbook(tmp_path, STAYS)])
    at_rest()
    assert card.told.text() == "✓ rates.xlsx: every rate in it is agreed already; there is nothing to take in."
    assert not card.take_in.isVisible()
    assert not card.table.isVisible()


def test_reading_can_be_stopped_and_read_again(
    card: RatesBookCard, window_desk: Desk, tmp_path: Path, at_rest: AtRest
) -> None:
    first_in_line = Event()
    window_desk.writes.run(lambda: Done(first_in_line.wait(), frozenset()), lambda _waited: None)
    card.read_files([workbook(tmp_path, FOLLOWS)])
    assert card.working.isVisible()
    card.working._tell(ImportProgress("Comparing rates", 3, 12))
    assert card.working.said.text() == "Comparing rates… 25 %"
    card.working.stop.click()
    assert card.working.said.text() == "Stopping: nothing is changed…"
    first_in_line.set()
    at_rest()
    assert card.told.text() == "▲ Stopped: nothing of rates.xlsx was taken in."
    assert (card.working.isVisible(), card.take_in.isVisible()) == (False, False)
    card.again.click()
    at_rest()
    assert card.take_in.isVisible()


def test_a_workbook_is_saved_for_a_lot_and_for_one_provider_alone(
    view: RatesBookView, tmp_path: Path, at_rest: AtRest, said: list[str]
) -> None:
    template = view.template
    template.save_to(tmp_path / "all.xlsx")
    at_rest()
    assert said == ["all.xlsx is saved and holds 3 rates: fill it in, then choose it below."]
    template.finder.line.setText("Provider 2")
    template.finder.line.textEdited.emit("Provider 2")
    template.finder._ask()
    at_rest()
    template.finder.choose_current()
    template.save_to(tmp_path / "one.xlsx")
    at_rest()
    assert "holds 1 rate" in said[-1]
    view.book.read_files([tmp_path / "one.xlsx"])
    at_rest()
    assert "every rate in it is agreed already" in view.book.told.text()


def test_the_saving_of_a_workbook_can_be_stopped_and_leaves_no_file(
    view: RatesBookView, window_desk: Desk, tmp_path: Path, at_rest: AtRest, said: list[str]
) -> None:
    template, first_in_line = view.template, Event()
    for number in range(READ_THREADS):
        window_desk.reads.latest(f"waits {number}", first_in_line.wait, lambda _waited: None)
    template.save_to(tmp_path / "all.xlsx")
    assert (template.working.isVisible(), template.save.isEnabled()) == (True, False)
    template.working.stop.click()
    first_in_line.set()
    at_rest()
    assert (template.working.isVisible(), template.save.isEnabled()) == (False, True)
    assert said == ["Stopped: all.xlsx was not saved."]
    assert not (tmp_path / "all.xlsx").exists()


def test_who_is_no_commissioner_saves_a_workbook_and_takes_none_in(
    view: RatesBookView, council: Council, window_desk: Desk
) -> None:
    window_desk.work_as(council.broker)
    assert "only a commissioner agrees rates or ends them" in view.book.who_may.label.text()
    assert not view.book.choose.isEnabled()
    assert view.template.save.isEnabled()


def test_of_very_many_rows_to_mend_the_first_are_shown_and_how_many_there_are(view: RatesBookView) -> None:
    faults = tuple(Line("rates.xlsx", "Rates", number).fault("Price", "", "Give it.") for number in range(2, 1_203))
    view.book.rows.show_reports((ImportReport(("rates.xlsx",), ImportOutcome.FAULTS, faults=faults),))
    assert len(view.book.rows.table.rows) == 1_000
    assert view.book.rows._cut.text() == "The first 1,000 of 1,201 are shown."


def test_every_move_has_its_words() -> None:
    assert set(words.HAPPENS) == set(RateMove)


@pytest.mark.parametrize(("scale", "theme"), [(1.0, ThemeChoice.DARK), (2.0, ThemeChoice.LIGHT)])
def test_the_page_is_accessible_and_nothing_is_clipped(
    view: RatesBookView, window_desk: Desk, tmp_path: Path, at_rest: AtRest, scale: float, theme: ThemeChoice
) -> None:
    window_desk.look.choose(theme)
    window_desk.look.set_text_scale(scale)
    view.book.read_files([workbook(tmp_path, FOLLOWS, ENDS)])
    at_rest()
    assert_accessible(view)
    assert_nothing_clipped(view)
    assert all(label.text() for label in view.book.findChildren(QLabel) if label.isVisible())
