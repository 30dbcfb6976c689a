"""Two columns where there is room, else the second at the foot of the first; nothing is cut and nothing is lost."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QLabel, QWidget

from ui.look import Look
from ui.widgets.beside_or_below import BesideOrBelow
from ui.widgets.card import column

Show = Callable[[QWidget], QWidget]


@pytest.fixture
def labels() -> tuple[QLabel, QLabel]:
    return QLabel("The cards"), QLabel("What they come to")


@pytest.fixture
def columns(qapp: object, look: Look, labels: tuple[QLabel, QLabel]) -> BesideOrBelow:
    first, second = labels
    return BesideOrBelow(look, 800, (column(first), "Cards"), (column(second, None), "Sums"))


def corner(label: QLabel, columns: BesideOrBelow) -> tuple[int, int]:
    place = label.mapTo(columns, QPoint(0, 0))
    return place.x(), place.y()


def test_the_second_column_stands_beside_the_first_where_there_is_room(
    columns: BesideOrBelow, labels: tuple[QLabel, QLabel], shown: Show
) -> None:
    shown(columns)
    (_, top), (left, beside_top) = corner(labels[0], columns), corner(labels[1], columns)
    assert not columns.is_below
    assert (left > columns.width() / 2, beside_top) == (True, top)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_goes_below_where_the_window_is_narrow_for_the_size_of_the_text_and_comes_back(
    columns: BesideOrBelow, labels: tuple[QLabel, QLabel], shown: Show, look: Look, scale: float
) -> None:
    shown(columns)
    look.set_text_scale(scale)
    for width, is_below in ((round(700 * scale), True), (round(900 * scale), False)):
        columns.resize(width, 600)
        QCoreApplication.sendPostedEvents()
        assert columns.is_below is is_below
        assert labels[1].isVisible()
        assert (corner(labels[1], columns)[1] > corner(labels[0], columns)[1]) is is_below
        assert (corner(labels[1], columns)[0] > width / 2) is not is_below
