"""Where the Tab key leads when something was made late."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import Presses
from ui.icons import Icons
from ui.look import Look
from ui.widgets.day_field import DayField
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.tab_order import lead_into, lead_through

Show = Callable[[QWidget], QWidget]


class Form(QWidget):
    """Two lines, and between them a day and a table, made last of all."""

    def __init__(self, icons: Icons, look: Look) -> None:
        super().__init__()
        self.first, self.last, self.late = QLineEdit(), QLineEdit(), QWidget()
        column = QVBoxLayout(self)
        for part in (self.first, self.last):
            column.addWidget(part)
        column.insertWidget(1, self.late)
        self.day = DayField("Day", icons)
        self.table: RowTable[str] = RowTable("Late", (Column("Word", str),), look, key=str)
        inside = QVBoxLayout(self.late)
        inside.addWidget(self.day)
        inside.addWidget(self.table)
        self.table.show_rows(("one",))


@pytest.mark.parametrize("way", ["into", "through"])
def test_the_tab_key_goes_through_what_was_made_late_in_its_place_and_on_round_the_window(
    shown: Show, icons: Icons, look: Look, qtbot: QtBot, way: str
) -> None:
    form = Form(icons, look)
    shown(form)
    if way == "into":
        lead_into(form.first, form.late)
    else:
        lead_through(form.late, form.last)
    keys = Presses(qtbot, form)
    form.first.setFocus()
    table = form.table.view
    for wanted in (form.day._line, form.day._pick, table, form.last, form.first, form.day._line):
        keys.key(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is wanted
    for wanted in (form.first, form.last, table, form.day._pick):
        keys.key(Qt.Key.Key_Backtab)
        assert QApplication.focusWidget() is wanted
    assert (form.day.focusProxy(), form.table.focusProxy()) == (form.day._line, table)
    assert form.late.focusPolicy() is Qt.FocusPolicy.NoFocus
