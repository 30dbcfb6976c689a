"""A table of frozen rows: one model, looked up only, by keyboard, and it keeps its place."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from brokerage.domain.money import format_pounds
from tests.ui.accessibility import assert_accessible
from ui.desk import Tone
from ui.failures import Failure, Family
from ui.look import Look
from ui.widgets.row_model import RowModel
from ui.widgets.row_table import Column, RowTable


@dataclass(frozen=True, slots=True)
class Home:
    """A row of the examples."""

    number: int
    name: str
    weekly: Decimal | None


COLUMNS: tuple[Column[Home], ...] = (
    Column("Service", lambda home: home.name, sort_key=lambda home: home.name),
    Column(
        "A week",
        lambda home: "—" if home.weekly is None else format_pounds(home.weekly),
        figures=True,
        width=100,
        sort_key=lambda home: home.weekly,
        tone=lambda home: Tone.BAD if home.weekly is None else Tone.GOOD,
        tip=lambda home: f"{home.name} costs this a week",
    ),
)
A, B, C, D = (
    Home(1, "Alder (demo)", Decimal(820)),
    Home(2, "Birch (demo)", Decimal(790)),
    Home(3, "Cedar (demo)", None),
    Home(4, "Dogwood (demo)", Decimal(900)),
)
LONG = Home(5, "A house with a very long name near the river at the end of the town (demo)", Decimal("1234567.89"))
FLUSH = Home(6, "Service", Decimal(1))
MakeTable = Callable[..., RowTable[Home]]


@pytest.fixture
def table(qtbot: QtBot, look: Look, shown: Callable[[RowTable[Home]], RowTable[Home]]) -> MakeTable:
    def make(*rows: Home, name: str = "", **options: object) -> RowTable[Home]:
        made: RowTable[Home] = RowTable("Services", COLUMNS, look, key=lambda home: home.number, **options)  # type: ignore[arg-type]  # as given
        made.view.setObjectName(name)
        made.show_rows(rows)
        return shown(made)

    return make


def leftmost_ink(drawn: QImage, top: int, bottom: int) -> int:
    """The first column of pixels between two lines, from 4 on, in which words are drawn; the edge of the table is left out."""
    for left in range(4, drawn.width() // 2):
        if any(drawn.pixelColor(left, line).lightness() < 140 for line in range(top, bottom)):
            return left
    raise AssertionError("Nothing is drawn there.")


def texts(table: RowTable[Home], column: int = 0) -> list[str]:
    model = table.model
    return [model.data(model.index(line, column)) for line in range(model.rowCount())]


def test_the_model_keeps_qts_rules(qapp: object, look: Look) -> None:
    model: RowModel[Home] = RowModel(COLUMNS, lambda home: home.number, look, tickable=True)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show((A, B, C))
    model.toggle(1)
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.show((D, A))
    model.show(())
    assert model.rowCount() == 0


def test_cells_are_written_once_aligned_toned_and_tipped(table: MakeTable, look: Look) -> None:
    made = table(A, C)
    model = made.model
    cell = model.index(1, 1)
    assert texts(made, 1) == ["£820.00", "—"]
    assert model.data(cell, int(Qt.ItemDataRole.TextAlignmentRole)) & int(Qt.AlignmentFlag.AlignRight)
    assert model.data(cell, int(Qt.ItemDataRole.ForegroundRole)) == look.colour("bad")
    assert model.data(cell, int(Qt.ItemDataRole.ToolTipRole)) == "Cedar (demo) costs this a week"
    assert model.data(cell, int(Qt.ItemDataRole.AccessibleTextRole)) == "A week: —"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "A week"


def test_a_heading_sorts_and_what_is_not_known_stays_last_both_ways(table: MakeTable) -> None:
    made = table(A, B, C, D)
    made.view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert [home.number for home in made.rows] == [2, 1, 4, 3]
    made.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [home.number for home in made.rows] == [4, 1, 2, 3]


def test_the_rows_come_in_the_order_given_until_a_heading_is_pressed(table: MakeTable) -> None:
    assert [home.number for home in table(C, A, B).rows] == [3, 1, 2]


def test_the_current_row_ticks_and_order_stay_when_rows_are_shown_anew(table: MakeTable) -> None:
    made = table(A, B, C, tickable=True)
    made.make_current(2)
    made.model.toggle(1)
    dearer = Home(2, "Birch (demo)", Decimal(795))
    made.show_rows((D, dearer, A))
    assert made.current == dearer
    assert made.ticked == (dearer,)


def test_a_ticked_row_stays_ticked_though_a_new_answer_leaves_it_out(table: MakeTable) -> None:
    made = table(A, B, tickable=True)
    made.model.toggle(0)
    made.show_rows((B,))
    assert made.ticked == (A,)


def test_the_scroll_position_stays_when_rows_are_shown_anew(table: MakeTable) -> None:
    rows = [Home(number, f"Home {number}", Decimal(number)) for number in range(200)]
    made = table(*rows)
    made.view.verticalScrollBar().setValue(1500)
    made.show_rows(rows)
    assert made.view.verticalScrollBar().value() == 1500


def test_a_row_chosen_before_it_is_there_is_scrolled_to_once_it_comes_and_not_again(table: MakeTable) -> None:
    rows = [Home(number, f"Home {number}", Decimal(number)) for number in range(200)]
    made = table(*rows)
    made.make_current(300)
    made.show_rows([*rows, Home(300, "Home 300", Decimal(1))])
    shown = made.view.visualRect(made.view.currentIndex())
    assert made.view.viewport().rect().contains(shown.center())
    made.view.verticalScrollBar().setValue(0)
    made.show_rows([*rows, Home(300, "Home 300", Decimal(1))])
    assert made.view.verticalScrollBar().value() == 0


def test_rows_are_moved_among_ticked_and_opened_by_keyboard(qtbot: QtBot, table: MakeTable) -> None:
    made = table(A, B, C, tickable=True)
    opened: list[Home] = []
    made.opened.connect(opened.append)
    made.make_current(1)
    made.setFocus()
    QTest.keyClick(made.view, Qt.Key.Key_Down)
    QTest.keyClick(made.view, Qt.Key.Key_Space)
    QTest.keyClick(made.view, Qt.Key.Key_Down)
    QTest.keyClick(made.view, Qt.Key.Key_Return)
    assert made.ticked == (B,)
    assert opened == [C]


def test_no_more_rows_are_ticked_than_may_be(qtbot: QtBot, table: MakeTable) -> None:
    made = table(A, B, C, tickable=True, most_ticked=2)
    refused: list[int] = []
    made.tick_refused.connect(refused.append)
    for line in range(3):
        made.model.toggle(line)
    assert made.ticked == (A, B)
    assert refused == [2]


def test_empty_busy_and_failed_stand_in_the_place_of_the_rows(qtbot: QtBot, table: MakeTable) -> None:
    made = table(A)
    asked: list[str] = []
    made.show_failed(Failure(Family.UNAVAILABLE, "The database cannot be reached."), lambda: asked.append("again"))
    assert not made.view.isVisible()
    made._panel._button.click()
    assert asked == ["again"]
    made.show_busy("Searching…")
    assert not made._panel._button.isVisible()
    made.show_empty("Nothing found", "Take away a filter.")
    assert made.current is None
    made.show_rows((B,))
    assert made.view.isVisible()


def test_losing_the_current_row_is_told(table: MakeTable) -> None:
    made = table(A, B)
    told: list[Home | None] = []
    made.current_changed.connect(told.append)
    made.make_current(2)
    made.show_rows((A,))
    assert told == [B, None]
    assert made.current is None


def test_a_table_is_accessible(table: MakeTable) -> None:
    assert_accessible(table(A, B, tickable=True))


def lacking(table: RowTable[Home], column: int) -> int:
    """How many pixels of the widest text in a column are cut."""
    view = table.view
    widest = max(view.sizeHintForIndex(table.model.index(line, column)).width() for line in range(len(table.rows)))
    return max(widest - view.columnWidth(column), 0)


def test_text_at_200_percent_makes_rows_twice_as_tall_and_cuts_no_figure(table: MakeTable, look: Look) -> None:
    made = table(A, LONG)
    before = made.view.rowHeight(0)
    made.resize(520, 300)
    look.set_text_scale(2.0)
    assert made.view.rowHeight(0) == before * 2
    assert lacking(made, 1) == 0


def test_columns_are_as_wide_as_what_stands_in_them_and_fill_the_table(table: MakeTable) -> None:
    made = table(A, LONG)
    made.resize(800, 300)
    assert (lacking(made, 0), lacking(made, 1)) == (0, 0)
    assert sum(made.view.columnWidth(column) for column in (0, 1)) == made.view.viewport().width()


def test_where_there_is_too_little_room_a_text_gives_way_and_no_figure(table: MakeTable) -> None:
    made = table(A, LONG)
    made.resize(360, 300)
    assert lacking(made, 0) > 0
    assert lacking(made, 1) == 0
    assert sum(made.view.columnWidth(column) for column in (0, 1)) == made.view.viewport().width()


def test_the_widest_text_is_found_among_many_that_have_more_letters_but_are_narrower(table: MakeTable) -> None:
    rows = [Home(number, f"{number}" + "illi" * 9, Decimal(1)) for number in range(10, 60)]
    made = table(*rows, Home(60, "W" * 30, Decimal(1)))
    made.resize(760, 300)
    assert lacking(made, 0) == 0


def test_a_column_kept_or_dragged_stays_as_wide_when_other_rows_come(table: MakeTable) -> None:
    made = table(A)
    made.view.horizontalHeader().resizeSection(1, 211)
    made.show_rows((LONG, B))
    assert made.view.columnWidth(1) == 211
    made.keep_width(1, 180)
    made.show_rows((A, B))
    assert made.view.columnWidth(1) == 180


def test_the_room_of_a_hidden_column_goes_to_the_others(table: MakeTable) -> None:
    made = table(A, B)
    made.view.setColumnHidden(1, True)
    made.share_room()
    assert made.view.columnWidth(0) == made.view.viewport().width()


def test_a_table_may_be_as_tall_as_its_rows_and_no_taller_than_told(table: MakeTable, look: Look) -> None:
    made = table(A, B)
    made.be_as_tall_as_rows(3)
    heading = made.height() - 2 * made.view.rowHeight(0)
    made.show_rows((A, B, C, D))
    QCoreApplication.processEvents()
    assert made.height() == heading + 3 * made.view.rowHeight(0)
    assert made.view.verticalScrollBar().maximum() > 0
    made.show_rows((A,))
    look.set_text_scale(2.0)
    QCoreApplication.processEvents()
    assert made.view.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("name", ["", "compact"])
def test_a_heading_begins_where_its_cells_begin(table: MakeTable, look: Look, scale: float, name: str) -> None:
    look.set_text_scale(scale)
    made = table(FLUSH, name=name)
    drawn = made.view.grab().toImage()
    heading = made.view.horizontalHeader().height()
    first, below = (
        leftmost_ink(drawn, 4, heading - 4),
        leftmost_ink(drawn, heading + 4, heading + made.view.rowHeight(0) - 4),
    )
    assert abs(first - below) <= scale
