"""The picture of prices: its scale, its dots and its words, without a window; and painted, a price pressed."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.price_spread import PricePicture, picture_prices
from brokerage.domain.rate_named import RateLineNamed
from brokerage.domain.rate_standing import ServiceRates
from brokerage.domain.rate_succession import AgreedRate
from brokerage.domain.unit import Unit
from ui.look import Look
from ui.market.rates.picture import RatePicture
from ui.market.rates.picture_words import DotShape, PriceScale, dots_of, said

TODAY = date(2026, 11, 2)


def picture(*prices: str) -> PricePicture:
    services = []
    for number, price in enumerate(prices, start=1):
        line = RateLineNamed(number, "Provider", f"House {number} (demo)", "1", FeeKind.CARE, "", Unit.DAY, None, "")
        services.append(ServiceRates(number, line, (AgreedRate(number, Decimal(price), date(2026, 4, 1), None),)))
    return picture_prices(services, TODAY, None)


SPREAD = picture("60", "62", "64", "66", "150")


@pytest.mark.parametrize(
    ("low", "high", "most", "ticks"),
    [
        ("1327.90", "4489.19", 8, ["1500", "2000", "2500", "3000", "3500", "4000"]),
        ("0.45", "0.47", 4, ["0.45", "0.46", "0.47"]),
        ("60", "150", 3, ["100", "150"]),
        ("70.70", "70.70", 5, ["70.70"]),
    ],
)
def test_ticks_are_round_prices_within_the_scale(low: str, high: str, most: int, ticks: list[str]) -> None:
    found = PriceScale(Decimal(low), Decimal(high)).ticks(most)
    assert list(found) == [Decimal(tick) for tick in ticks]


def test_one_price_alone_stands_in_the_middle_and_the_ends_at_the_ends() -> None:
    assert PriceScale(Decimal(70), Decimal(70)).place(Decimal(70)) == 0.5
    scale = PriceScale(Decimal(60), Decimal(150))
    assert (scale.place(Decimal(60)), scale.place(Decimal(150))) == (0.0, 1.0)


def test_an_outlier_and_the_one_selected_have_shapes_of_their_own() -> None:
    assert [dot.shape for dot in dots_of(SPREAD, marked=2)] == [
        DotShape.USUAL,
        DotShape.MARKED,
        DotShape.USUAL,
        DotShape.USUAL,
        DotShape.OUTLIER,
    ]


def test_the_picture_is_told_in_words_with_quartiles_outliers_and_the_one_selected() -> None:
    assert said(SPREAD, marked=2) == (
        "5 agreed rates on 2 Nov 2026: lowest £60.00, lower quartile £62.00, median £64.00, upper quartile £66.00, "
        "highest £150.00. ◇ 1 outlier: £150.00 House 5 (demo) · care by the day. "
        "▲ £62.00 House 2 (demo) · care by the day is number 2 of 5 from the cheapest, £2.00 below the median."
    )


def test_a_price_pressed_in_the_picture_is_chosen(qtbot: QtBot, look: Look) -> None:
    shown = RatePicture(look)
    qtbot.addWidget(shown)
    shown.resize(600, 100)
    shown.show_picture(SPREAD, marked=None)
    dot, middle = shown._middles()[-1]
    with qtbot.waitSignal(shown.chosen) as chosen:
        QTest.mouseClick(shown, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle.toPoint())
    assert chosen.args == [5]
    assert dot.shape is DotShape.OUTLIER
    assert "median £64.00" in shown.accessibleName()


def test_many_equal_prices_are_painted_and_the_picture_stays_low(qtbot: QtBot, look: Look) -> None:
    shown = RatePicture(look)
    qtbot.addWidget(shown)
    shown.resize(600, 100)
    shown.show_picture(picture(*["70.70"] * 100), marked=None)
    image = QImage(shown.size(), QImage.Format.Format_RGB32)
    shown.render(image)
    assert shown.height() < 250
