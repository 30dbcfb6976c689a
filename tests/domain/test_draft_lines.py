from datetime import date
from decimal import Decimal

import pytest

from brokerage.domain.call_off_draft import CallOffDraft, LineChosen
from brokerage.domain.draft_lines import lines_to_add, move_first_day
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.period import Period
from brokerage.domain.rate_card import cheapest_transport
from brokerage.domain.service_sheet import CardLine, CardRate
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted, parse_week

START = date(2026, 12, 7)
TWO_DAYS = parse_week("Mon,Wed 10:00-15:00")


def line(
    rate_id: int, price: str, unit: Unit = Unit.DAY, kind: FeeKind = FeeKind.TRANSPORT, activity: str = ""
) -> CardLine:
    rate = CardRate(rate_id, Decimal(price), Period(date(2026, 4, 1), date(2027, 3, 31)), "")
    return CardLine(rate_id, kind, activity, unit, None, "", (rate,))


@pytest.mark.parametrize(
    ("week", "rate_id"), [(TWO_DAYS, 1), (parse_week("Mon-Fri 10:00-15:00"), 2), (None, 2)], ids=str
)
def test_the_cheapest_transport_is_that_of_the_week_wanted(week: WeekWanted | None, rate_id: int) -> None:
    card = [line(1, "9.00"), line(2, "30.00", Unit.WEEK), line(3, "0.45", Unit.MILE)]
    found = cheapest_transport(card, "", START, week)
    assert found
    assert found[1].rate_id == rate_id


def test_transport_to_another_activity_is_not_chosen() -> None:
    card = [line(1, "9.00", activity="Cookery"), line(2, "12.00", activity="Garden")]
    found = cheapest_transport(card, "Garden", START, TWO_DAYS)
    assert found
    assert found[1].rate_id == 2


def test_what_may_be_added_is_in_force_then_not_taken_yet_and_can_be_counted() -> None:
    later = CardRate(5, Decimal("8.00"), Period(date(2027, 4, 1)), "")
    card = [
        line(1, "70.70", kind=FeeKind.CARE),
        line(2, "5.00", kind=FeeKind.MEALS),
        line(3, "24.08", Unit.HOUR, FeeKind.ONE_TO_ONE),
        line(4, "0.45", Unit.MILE),
        CardLine(5, FeeKind.TRANSPORT, "", Unit.DAY, None, "", (later,)),
    ]
    draft = CallOffDraft("form", first_day=START, lines=(LineChosen(FeeKind.CARE, Unit.DAY, 1),))
    assert [chosen for chosen, _ in lines_to_add(draft, card)] == [
        LineChosen(FeeKind.MEALS, Unit.DAY, 2, per_attended_day=Decimal(1)),
        LineChosen(FeeKind.ONE_TO_ONE, Unit.HOUR, 3),
    ]


def test_another_first_day_takes_each_line_to_the_rate_in_force_then() -> None:
    now = CardRate(1, Decimal("70.70"), Period(date(2026, 4, 1), date(2027, 3, 31)), "")
    later = CardRate(2, Decimal("72.00"), Period(date(2027, 4, 1)), "")
    card = [CardLine(1, FeeKind.CARE, "", Unit.DAY, None, "", (now, later))]
    draft = CallOffDraft("form", first_day=START, lines=(LineChosen(FeeKind.CARE, Unit.DAY, 1),))
    moved = move_first_day(draft, card, date(2027, 4, 5))
    assert (moved.first_day, [chosen.rate_id for chosen in moved.lines]) == (date(2027, 4, 5), [2])
