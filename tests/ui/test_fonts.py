"""The shipped fonts: letters, figures of one width, and the shapes that stand beside colours."""

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF, QRawFont
from PySide6.QtWidgets import QApplication

from ui.fonts import FAMILIES, window_font


def test_the_window_is_set_in_the_font_made_for_low_vision(qapp: QApplication) -> None:
    assert QFontInfo(window_font(11)).family() == "Atkinson Hyperlegible"


@pytest.mark.parametrize("bold", [False, True])
def test_figures_take_the_same_width_so_that_money_stands_in_line(qapp: QApplication, *, bold: bool) -> None:
    metrics = QFontMetricsF(window_font(11, bold=bold))
    assert len({metrics.horizontalAdvance(figure * 10) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("shape", "✓▲◆●→")
def test_every_shape_that_carries_a_meaning_is_shipped(qapp: QApplication, shape: str) -> None:
    fonts = []
    for family in FAMILIES:
        font = window_font(11)
        font.setFamilies([family])
        fonts.append(QRawFont.fromFont(font))
    assert any(font.supportsCharacter(ord(shape)) for font in fonts)
