"""Everybody can use it: names for every control, nothing cut off."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from ui.find.page import FindPage


def test_every_control_has_a_name_and_no_wheel_changes_a_value(page: FindPage) -> None:
    assert_accessible(page)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_off_at_any_size_of_text(
    page: FindPage, settled: Callable[[], None], qtbot: QtBot, scale: float
) -> None:
    page.desk.look.set_text_scale(scale)
    settled()
    qtbot.wait(50)
    assert_nothing_clipped(page)
