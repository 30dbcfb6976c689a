"""Rows that flow: side by side, then down; who leaves the row leaves no gap and nothing dead behind."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.flow_row import FlowRow

GAP, WIDE, HIGH = 10, 100, 20


def label(text: str) -> QLabel:
    made = QLabel(text)
    made.setFixedSize(WIDE, HIGH)
    return made


def row_of(qtbot: QtBot, number: int, *, width: int, centred: bool = False) -> tuple[QWidget, FlowRow, list[QLabel]]:
    window = QWidget()
    qtbot.addWidget(window)
    row, labels = FlowRow(GAP, centred=centred), [label(str(each)) for each in range(number)]
    for each in labels:
        row.add(each)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(row)
    column.addStretch(1)
    window.resize(width, 300)
    window.show()
    qtbot.waitExposed(window)
    return window, row, labels


def places(labels: list[QLabel]) -> list[tuple[int, int]]:
    return [(each.x(), each.y()) for each in labels]


def test_what_finds_no_room_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    _window, row, labels = row_of(qtbot, 3, width=2 * WIDE + GAP)
    assert places(labels) == [(0, 0), (WIDE + GAP, 0), (0, HIGH + GAP)]
    qtbot.waitUntil(lambda: row.height() == 2 * HIGH + GAP)


def test_a_wider_window_puts_all_in_one_line(qtbot: QtBot) -> None:
    window, row, labels = row_of(qtbot, 3, width=2 * WIDE)
    window.resize(3 * WIDE + 2 * GAP, 300)
    qtbot.waitUntil(lambda: places(labels) == [(0, 0), (WIDE + GAP, 0), (2 * (WIDE + GAP), 0)])
    qtbot.waitUntil(lambda: row.height() == HIGH)


def test_lines_stand_in_the_middle_where_asked(qtbot: QtBot) -> None:
    _window, _row, labels = row_of(qtbot, 1, width=3 * WIDE, centred=True)
    assert places(labels) == [(WIDE, 0)]


def test_what_is_hidden_takes_no_place(qtbot: QtBot) -> None:
    _window, _row, labels = row_of(qtbot, 3, width=3 * WIDE + 2 * GAP)
    labels[0].hide()
    qtbot.waitUntil(lambda: places(labels[1:]) == [(0, 0), (WIDE + GAP, 0)])


def test_what_is_added_to_a_row_in_sight_is_seen_unless_it_was_hidden(qtbot: QtBot) -> None:
    _window, row, _labels = row_of(qtbot, 1, width=3 * WIDE)
    seen, hidden = label("seen"), label("hidden")
    hidden.hide()
    row.add(hidden)
    row.add(seen)
    assert seen.isVisible()
    assert not hidden.isVisible()
    assert places([seen]) == [(WIDE + GAP, 0)]


@pytest.mark.parametrize("way", ["removed", "deleted", "given away"])
def test_who_leaves_the_row_leaves_its_place_to_the_next(qtbot: QtBot, way: str) -> None:
    window, row, labels = row_of(qtbot, 3, width=3 * WIDE + 2 * GAP)
    first, *others = labels
    if way == "removed":
        row.remove(first)
    elif way == "deleted":
        first.deleteLater()
    else:
        first.setParent(None)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    window.resize(4 * WIDE, 300)
    qtbot.waitUntil(lambda: places(others) == [(0, 0), (WIDE + GAP, 0)])
    assert row.heightForWidth(4 * WIDE) == HIGH
