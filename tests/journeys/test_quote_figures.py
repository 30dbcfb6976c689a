"""The worked figures of the trade, asked of the real program as another program would ask them."""

import json
import subprocess
import sys
from typing import Any

import pytest

YEAR = ("--from", "2026-04-01", "--to", "2027-03-31")
ONE_WEEK = ("--from", "2026-11-02", "--to", "2026-11-08")
MONDAYS = ("--price", "70.70", "--unit", "session", "--week", "Mon x1", *YEAR, "--bank-holidays")
HOME = ("--price", "1450", "--unit", "week")


def quote(*options: str) -> Any:
    """The answer of `brokerage quote`, which says nothing but it."""
    asked = [sys.executable, "-m", "brokerage.cli", "quote", *options, "--json"]
    done = subprocess.run(asked, capture_output=True, check=True, encoding="utf-8", timeout=120)
    assert done.stderr == ""
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("price", "unit", "week", "ratio", "weekly"),
    [
        ("24.08", "hour", "Mon,Tue,Wed 10:00-12:30", "1:1", "180.60"),
        ("19.37", "hour", "Mon 09:00-16:20", "1:1", "142.05"),
        ("70.70", "day", "Mon,Tue,Wed x1", "", "212.10"),
        ("0.45", "mile", "Mon x24.8", "", "11.16"),
        ("24.08", "hour", "Mon 10:00-11:00", "1:2", "12.04"),
        ("24.08", "hour", "Mon 10:00-11:00", "2:1", "48.16"),
        ("24.08", "hour", "Mon 10:00-15:00", "1:4", "30.10"),
        ("24.08", "hour", "Mon 09:00-15:00", "1:3", "48.16"),
    ],
)
def test_a_week_costs_what_the_rules_say(price: str, unit: str, week: str, ratio: str, weekly: str) -> None:
    shared = ("--ratio", ratio) if ratio else ()
    assert quote("--price", price, "--unit", unit, "--week", week, *ONE_WEEK, *shared)["weekly"] == weekly


@pytest.mark.parametrize(
    ("price", "first_day", "last_day", "total"),
    [
        ("700", "2026-12-01", "2026-12-03", "300.00"),
        ("700", "2026-12-01", "2026-12-31", "3100.00"),
        ("1450", "2026-09-09", "2026-10-02", "4971.43"),
    ],
)
def test_a_part_of_a_week_is_rounded_once_at_the_line(price: str, first_day: str, last_day: str, total: str) -> None:
    answer = quote("--price", price, "--unit", "week", "--from", first_day, "--to", last_day)
    assert answer["total"] == total


def test_a_commitment_is_the_dated_cost_inside_the_financial_year() -> None:
    answer = quote(*HOME, "--from", "2026-08-17", "--to", "2027-08-16")
    assert answer["by_financial_year"]["2026-27"] == "47021.43"


@pytest.mark.parametrize(
    ("bank_holidays", "dates", "total"), [("paid", 52, "3676.40"), ("unpaid", 46, "3252.20"), ("moved", 52, "3676.40")]
)
def test_mondays_of_a_year_follow_the_rule_for_bank_holidays(bank_holidays: str, dates: int, total: str) -> None:
    answer = quote(*MONDAYS, bank_holidays)
    assert (len(answer["dates"]), answer["total"]) == (dates, total)


def test_wednesdays_of_a_year_are_fifty_three() -> None:
    answer = quote("--price", "70.70", "--unit", "session", "--week", "Wed x1", *YEAR)
    assert (len(answer["dates"]), answer["total"]) == (53, "3747.10")


@pytest.mark.parametrize("collector", ["council", "provider"])
def test_the_net_week_is_the_same_whoever_collects(collector: str) -> None:
    answer = quote(*HOME, *ONE_WEEK, "--contribution", "98.35", "--collected-by", collector)
    assert (answer["weekly"], answer["net_weekly"]) == ("1450.00", "1351.65")
