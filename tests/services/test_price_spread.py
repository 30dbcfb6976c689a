"""Agreed rates of one thing side by side: asked for by lot, need, unit and ratio, on both databases."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from brokerage.domain.errors import BadInput
from brokerage.domain.unit import Unit
from brokerage.services.price_spread import (
    RatesAsked,
    find_price_spread,
    list_lots_with_rates,
    list_rates,
    look_at_prices,
    show_rate_card,
)
from brokerage.storage.tables.schemes import LotRow, SchemeRow
from tests.builders import TODAY, Desk


@pytest.fixture
def lot(desk: Desk) -> str:
    """A lot as SCHEME/1 with five day services of one ratio, one hourly rate and one of another ratio."""
    lot_id, service = desk.lot(), 0
    for number, price in enumerate(("60.00", "62.00", "64.00", "66.00", "150.00"), start=1):
        needs = ("learning-disability",) if number > 1 else ("mental-health",)
        service = desk.service(name=f"House {number} (demo)", needs=needs)
        desk.rate(service, lot_id, price, ratio="1:3")
    desk.rate(service, lot_id, "24.08", Unit.HOUR, ratio="1:1")
    desk.rate(service, lot_id, "99.00", ratio="1:2", last_day=date(2026, 10, 31))
    desk.ready_service("10.00")
    with desk.session() as session:
        row = session.get_one(LotRow, lot_id)
        return f"{session.get_one(SchemeRow, row.scheme_id).reference}/{row.number}"


def prices(desk: Desk, day: date = TODAY, **asked: Any) -> list[str]:
    picture = find_price_spread(desk.database, RatesAsked(kind="care", **asked), day)
    return [str(one.rate.price) for one in picture.prices]


def test_all_rates_of_the_lot_and_unit_in_force_stand_cheapest_first(desk: Desk, lot: str) -> None:
    assert prices(desk, lot=lot, unit="day") == ["60.00", "62.00", "64.00", "66.00", "150.00"]
    assert prices(desk, lot=lot.lower(), unit="hour") == ["24.08"]
    assert prices(desk, lot=lot, unit="day", day=date(2026, 10, 31)) == [
        "60.00",
        "62.00",
        "64.00",
        "66.00",
        "99.00",
        "150.00",
    ]


def test_need_ratio_and_band_keep_to_what_is_alike(desk: Desk, lot: str) -> None:
    assert prices(desk, lot=lot, unit="day", need="mental-health") == ["60.00"]
    assert prices(desk, lot=lot, unit="day", ratio="1:2", day=date(2026, 10, 1)) == ["99.00"]
    with pytest.raises(BadInput, match="No agreed rate is in force"):
        prices(desk, lot=lot, unit="day", band="Nursing")


def test_the_service_is_marked_and_the_outlier_is_named(desk: Desk, lot: str) -> None:
    asked = RatesAsked(lot=lot, kind="care", unit="day", ratio="1:3", service="house 4 (DEMO)")
    picture = find_price_spread(desk.database, asked, TODAY)
    assert [one.line.service for one in picture.prices if one.is_marked] == ["House 4 (demo)"]
    assert [one.line.service for one in picture.prices if one.is_outlier] == ["House 5 (demo)"]
    assert (picture.spread.median, picture.spread.outliers) == (Decimal("64.00"), (Decimal("150.00"),))
    assert [(one.year.label, one.median) for one in picture.drift] == [
        ("2026-27", Decimal("64.00")),
        ("2027-28", Decimal("64.00")),
    ]


def test_a_list_has_each_line_with_its_rate_or_without(desk: Desk, lot: str) -> None:
    found = list_rates(desk.database, RatesAsked(lot=lot, service="House 5 (demo)"), TODAY)
    assert {(one.line.unit, str(one.line.ratio), one.rate and str(one.rate.price)) for one in found} == {
        (Unit.DAY, "1:3", "150.00"),
        (Unit.HOUR, "1:1", "24.08"),
        (Unit.DAY, "1:2", None),
    }
    assert len(list_rates(desk.database, RatesAsked(), TODAY)) == 8


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"lot": None}, "lot"),
        ({"unit": None}, "lot"),
        ({"lot": "NOWHERE/1"}, "lot"),
        ({"unit": "fortnight"}, "unit"),
        ({"kind": "magic"}, "kind"),
        ({"need": "nothing"}, "need"),
        ({"service": "Nobody"}, "service"),
    ],
)
def test_what_is_missing_or_unknown_is_refused_at_its_field(
    desk: Desk, lot: str, asked: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        find_price_spread(desk.database, RatesAsked(**{"lot": lot, "unit": "day", **asked}), TODAY)
    assert refused.value.field == field


def test_a_service_name_that_two_share_is_refused(desk: Desk, lot: str) -> None:
    desk.service(name="House 1 (demo)")
    with pytest.raises(BadInput, match="Several services have this name"):
        list_rates(desk.database, RatesAsked(service="House 1 (demo)"), TODAY)


def test_lots_are_offered_with_their_needs_and_what_their_rate_cards_price(desk: Desk, lot: str) -> None:
    (offered,) = [one for one in list_lots_with_rates(desk.database) if one.key == lot]
    assert [need.code for need in offered.needs] == ["learning-disability"]
    assert [(one.unit, str(one.ratio), one.lines) for one in offered.things] == [
        (Unit.DAY, "1:3", 5),
        (Unit.DAY, "1:2", 1),
        (Unit.HOUR, "1:1", 1),
    ]


def test_a_look_has_the_picture_the_lines_without_a_rate_and_whose_cards_there_are(desk: Desk, lot: str) -> None:
    looked_at = look_at_prices(desk.database, RatesAsked(lot=lot, kind="care", unit="day"), TODAY)
    assert looked_at.picture is not None
    assert looked_at.picture.spread.count == 5
    assert [str(one.line.ratio) for one in looked_at.without] == ["1:2"]
    assert [one.name for one in looked_at.services] == [f"House {number} (demo)" for number in range(1, 6)]
    assert look_at_prices(desk.database, RatesAsked(lot=lot, kind="meals", unit="day"), TODAY).picture is None


def test_a_rate_card_has_rates_past_and_to_come_with_their_gaps_and_what_the_lot_allows(desk: Desk) -> None:
    ready = desk.ready_service()
    desk.activity(ready.service_id, name="Cookery")
    desk.rate(ready.service_id, ready.lot_id, "24.08", Unit.HOUR, last_day=date(2026, 10, 31))
    desk.rate(ready.service_id, ready.lot_id, "25.00", Unit.HOUR, first_day=date(2027, 1, 1))
    card = show_rate_card(desk.database, ready.service_id, ready.lot_id)
    hourly = next(line for line in card.lines if line.unit is Unit.HOUR)
    assert [str(rate.price) for rate in hourly.rates] == ["24.08", "25.00"]
    assert [str(gap) for gap in card.gaps_of(hourly)] == ["1 Oct 2022 to 31 Mar 2026", "1 Nov 2026 to 31 Dec 2026"]
    assert (card.activities, card.pricing.units) == (("Cookery",), ())
