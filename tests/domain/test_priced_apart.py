"""What is named where no one rate has the whole week: activities priced for themselves, and the weekdays they run on."""

import pytest

from brokerage.domain.gates import Gate, GateName
from brokerage.domain.priced_apart import PricedActivity, name_priced_apart
from brokerage.domain.ratio import Ratio
from brokerage.domain.timetable import WeeklySession
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week

RATELESS = Gate(GateName.RATE, "no agreed rate for these times or this ratio")
ONE_TO_ONE, ONE_TO_THREE = Ratio(1, 1), Ratio(1, 3)


def activity(
    name: str, *weekdays: int, unit: Unit = Unit.SESSION, ratio: Ratio | None = None, derives: bool = False
) -> PricedActivity:
    return PricedActivity(name, unit, ratio, derives, tuple(WeeklySession(day, 600, 720) for day in weekdays))


POTTERY, GARDENING = activity("Pottery", 0), activity("Gardening", 2)


def said(week: str, *priced: PricedActivity, ratio: Ratio | None = None) -> str:
    return name_priced_apart(RATELESS, parse_week(week), ratio, priced).reason.removeprefix(RATELESS.reason)


def test_each_activity_is_named_with_the_wanted_weekdays_it_runs_on() -> None:
    assert said("Mon,Wed 10:00-12:00", GARDENING, POTTERY) == "; priced apart: Pottery on Mon and Gardening on Wed"


def test_weekdays_nothing_has_a_rate_for_are_named_too() -> None:
    assert said("Mon,Wed,Fri 10:00-12:00", POTTERY) == "; priced apart: Pottery on Mon; no rate for Wed, Fri"


def test_a_week_without_times_asks_for_weekdays_alone() -> None:
    assert said("Mon,Wed", POTTERY, GARDENING) == "; priced apart: Pottery on Mon and Gardening on Wed"


def test_an_activity_at_other_times_is_not_named() -> None:
    assert said("Mon,Wed 14:00-15:00", POTTERY, GARDENING) == ""


def test_by_the_hour_only_a_session_that_lasts_through_the_times_counts() -> None:
    by_the_hour = activity("Pottery", 0, unit=Unit.HOUR)
    assert said("Mon,Wed 10:00-13:00", by_the_hour, GARDENING) == "; priced apart: Gardening on Wed; no rate for Mon"
    assert "Pottery on Mon" in said("Mon,Wed 10:00-12:00", by_the_hour, GARDENING)


def test_one_activity_in_two_units_is_named_once() -> None:
    by_the_hour = activity("Pottery", 0, 2, unit=Unit.HOUR)
    assert (
        said("Mon,Wed,Fri 10:00-12:00", POTTERY, by_the_hour) == "; priced apart: Pottery on Mon, Wed; no rate for Fri"
    )


@pytest.mark.parametrize("unit", [Unit.NIGHT, Unit.WEEK])
def test_a_price_that_follows_no_timetable_is_for_no_weekday(unit: Unit) -> None:
    assert said("Mon,Wed", activity("Stay", 0, unit=unit)) == ""


def test_a_rate_for_another_ratio_is_not_named_unless_the_one_asked_is_derived_from_it() -> None:
    one_to_one, derived = (activity("Pottery", 0, ratio=ONE_TO_ONE, derives=derives) for derives in (False, True))
    assert said("Mon,Wed", one_to_one, ratio=ONE_TO_THREE) == ""
    assert said("Mon,Wed", derived, ratio=ONE_TO_THREE) == "; priced apart: Pottery on Mon; no rate for Wed"
    assert said("Mon,Wed", activity("Pottery", 0, ratio=ONE_TO_THREE), ratio=ONE_TO_THREE)


def test_after_a_few_activities_there_are_others() -> None:
    many = [activity(name, 0) for name in ("Art", "Baking", "Choir", "Drama", "Film")]
    assert said("Mon,Wed", *many) == (
        "; priced apart: Art on Mon; Baking on Mon; Choir on Mon and others; no rate for Wed"
    )


def test_without_a_week_and_at_every_other_gate_the_words_stay() -> None:
    full = Gate(GateName.PLACE, "no place free")
    assert name_priced_apart(full, parse_week("Mon,Wed"), None, [POTTERY]) is full
    assert name_priced_apart(RATELESS, None, None, [POTTERY]) is RATELESS
