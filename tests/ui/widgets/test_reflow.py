"""Fields side by side where there is room for them at the size of the text, else one below the other; nothing is cut."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from ui.look import Look
from ui.widgets.buttons import button
from ui.widgets.card import scrolled
from ui.widgets.page_header import PageHeader
from ui.widgets.reflow import Reflow
from ui.widgets.wrapped_line import WrappedLine

Show = Callable[[QWidget], QWidget]


@pytest.fixture
def fields(qapp: object, look: Look) -> Reflow:
    made = Reflow(look, 200, (1, 1, 1))
    for words in ("Name", "Telephone", "Email", "Team"):
        made.add(QLabel(words))
    return made


def test_there_are_as_many_columns_as_have_their_narrowest_width(fields: Reflow, shown: Show) -> None:
    shown(fields)
    seen = []
    for width in (900, 500, 300):
        fields.resize(width, 300)
        seen.append(fields.columns)
    assert seen == [3, 2, 1]


def test_larger_text_takes_fewer_columns(fields: Reflow, shown: Show, look: Look) -> None:
    shown(fields)
    fields.resize(700, 300)
    look.set_text_scale(2.0)
    assert fields.columns == 1


def test_fields_keep_their_order_line_by_line(fields: Reflow, shown: Show) -> None:
    shown(fields)
    fields.resize(500, 300)
    labels = fields.findChildren(QLabel)
    QCoreApplication.processEvents()
    in_order = sorted(labels, key=lambda label: (label.y(), label.x()))
    assert [label.text() for label in in_order] == ["Name", "Telephone", "Email", "Team"]


def test_what_scrolls_around_fields_can_be_narrower_than_all_their_columns(fields: Reflow, shown: Show) -> None:
    area = scrolled(fields, "Fields")
    shown(area)
    area.resize(900, 300)
    area.resize(260, 300)
    assert area.horizontalScrollBar().maximum() == 0


def test_actions_stand_beside_a_title_with_room_and_below_it_without(qapp: object, shown: Show) -> None:
    action = button("Find support", lambda: None)
    header = PageHeader("The record of somebody", "A sentence.", actions=(action,))
    shown(header)
    header.resize(900, 80)
    QCoreApplication.processEvents()
    beside = action.y() < header._sentence.geometry().bottom()
    header.resize(300, 160)
    QCoreApplication.processEvents()
    below = action.y() > header._sentence.geometry().bottom()
    assert (beside, below) == (True, True)


def test_a_long_line_wraps_and_grows_so_that_all_of_it_is_read(qapp: object, shown: Show, look: Look) -> None:
    line = WrappedLine(look)
    shown(line)
    line.resize(600, line.height())
    line.set_text("Duty desk")
    one = line.height()
    line.set_text(
        "Safeguarding desk, 01632 960701, safeguarding@weald.example, or the out of hours desk on 01632 960702"
    )
    line.resize(300, line.height())
    QCoreApplication.processEvents()
    assert line.height() > one
    assert line.verticalScrollBar().maximum() == 0


def test_a_pasted_line_break_becomes_a_space(qapp: object, look: Look) -> None:
    line = WrappedLine(look)
    line.set_text("Duty desk\n01632 960701")
    assert line.text() == "Duty desk 01632 960701"
