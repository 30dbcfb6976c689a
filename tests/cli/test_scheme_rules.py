"""A scheme opened from nothing gets its rules on the command line, on both databases, and is called off under."""

import re
from dataclasses import replace

import pytest

from brokerage.cli.app import main
from tests.builders import Desk
from tests.cli.command_line import CommandLine
from tests.domain.example_policy import SAID
from tests.services.rules_builders import PLAN, open_from_nothing

Capture = pytest.CaptureFixture[str]
POLICY = ("scheme", "policy", "day-2026")
LOT = ("scheme", "lot", "DAY-2026/1")
WHOLE = tuple(word for name, text in SAID.items() for word in (f"--{name}", text))
SPRING = ("--from", "2050-04-01", "--notice-days", "42", "--by", "Example 27/1")


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    open_from_nothing(desk, replace(PLAN, months=(480,)))  # commands take the real day: rules to come lie far ahead
    return CommandLine(desk, capsys)


def test_standing_rules_are_set_followed_corrected_and_taken_back(command_line: CommandLine) -> None:
    assert command_line.run("auditor", *POLICY)["policies"] == []
    tried = command_line.run("commissioner", *POLICY, *WHOLE, "--dry-run")
    assert command_line.run("auditor", *POLICY)["policies"] == []
    told = command_line.run("commissioner", *POLICY, *WHOLE)
    assert told == {**tried, "saved": True}
    assert (told["first_day"], told["rules"]["bank_holiday_rule"]) == ("2026-10-01", "unpaid")
    followed = command_line.run("commissioner", *POLICY, *SPRING)
    assert followed["rules_before_end"] == "2050-03-31"
    assert {"what": "Notice", "before": "28 days", "now": "42 days"} in followed["changes"]
    corrected = command_line.run("commissioner", *POLICY, "--from", "2050-04-01", "--stay-days", "28")
    assert (corrected["corrects"], corrected["rules"]["direct_payment_stay_days"]) == (True, 28)
    listed = command_line.run("auditor", *POLICY)["policies"]
    assert [(one["first_day"], one["last_day"]) for one in listed] == [
        ("2026-10-01", "2050-03-31"),
        ("2050-04-01", None),
    ]
    command_line.run("commissioner", *POLICY, "--take-back", "2050-04-01")
    (alone,) = command_line.run("auditor", *POLICY)["policies"]
    assert alone["last_day"] is None


REFUSED: tuple[tuple[str, tuple[str, ...], int, str], ...] = (
    ("commissioner", (*POLICY, "--notice-days", "28"), 2, "Still to be said: bank-holidays"),
    ("commissioner", (*POLICY, "--from", "2026-11-01", *WHOLE), 2, "begin on 1 Oct 2026"),
    ("commissioner", (*POLICY, "--from", "31 Sep 2026", *WHOLE), 2, "first day"),
    ("commissioner", (*POLICY, "--take-back", "2050-04-01", "--by", "x"), 2, "one at a time"),
    ("commissioner", (*POLICY, "--take-back", "2050-04-01"), 2, "No rules begin on 1 Apr 2050"),
    ("broker", (*POLICY, *WHOLE), 1, "Only the commissioner may set a scheme’s rules"),
    ("commissioner", ("scheme", "policy", "NONE"), 2, "There is no scheme “NONE”"),
    ("commissioner", ("scheme", "routes", "DAY-2026", "--route", "raffle"), 2, "An award route cannot be read"),
    ("commissioner", ("scheme", "values", "DAY-2026", "2020-21=5"), 2, "choose a year from 2026-27"),
    ("commissioner", (*LOT, "--units", "fortnight"), 2, "A unit of a lot is not known"),
    ("commissioner", (*LOT, "--add", "--title", "x", "--needs", "y"), 2, "has a lot 1 already"),
    ("commissioner", ("scheme", "lot", "DAY-2026/9"), 2, "its lots are 1"),
    ("commissioner", (*LOT, "--remove"), 1, "is the only one of its scheme"),
    ("commissioner", (*LOT, "--remove", "--title", "x"), 2, "leave out --remove or the rest"),
    ("commissioner", ("scheme", "lot", "DAY-2026", "--title", "x"), 2, "its lots are 1"),
)


def test_what_cannot_be_is_refused_with_a_sentence(command_line: CommandLine) -> None:
    for login, words, code, said in REFUSED:
        assert said in command_line.run(login, *words, code=code)["error"], words


def test_routes_values_and_lots_are_shown_and_set(command_line: CommandLine) -> None:
    asked = ("scheme", "routes", "DAY-2026", "--route", "small-competition: Part 4", "--route", "direct: Part 2: rates")
    told = command_line.run("commissioner", *asked)
    assert (told["before"], told["routes"][0]) == ([], {"route": "direct", "rule_reference": "Part 2: rates"})
    assert command_line.run("auditor", *asked[:3])["routes"] == told["routes"]
    values = ("scheme", "values", "DAY-2026")
    told = command_line.run("commissioner", *values, "2026-27=£1,200,000", "2027-28=5")
    assert told["years"][0] == {"year": "2026-27", "before": None, "estimated": "1200000.00"}
    command_line.run("commissioner", *values, "2027-28=none")
    assert [year["estimated"] for year in command_line.run("auditor", *values)["years"]][:2] == ["1200000.00", None]
    told = command_line.run(
        "commissioner", *LOT, "--ratios", "1:1,1:3", "--derived", "--last-call-off-day", "2050-03-31"
    )
    assert told["lot"] == command_line.run("auditor", *LOT)["lots"][0]
    assert (told["lot"]["ratios"], told["lot"]["derives_ratio"]) == (["1:1", "1:3"], True)
    added = ("--add", "--title", "Evenings", "--needs", "learning-disability", "--ages", "16-", "--registered")
    told = command_line.run("commissioner", "scheme", "lot", "DAY-2026/2", *added)
    assert (told["is_new"], told["lot"]["min_age"], told["lot"]["registration_needed"]) == (True, 16, True)
    told = command_line.run("commissioner", "scheme", "lot", "DAY-2026/2", "--remove")
    assert (told["is_removed"], told["lot"]["title"], told["saved"]) == (True, "Evenings", True)
    assert [lot["number"] for lot in command_line.run("auditor", "scheme", "lot", "DAY-2026")["lots"]] == ["1"]


def test_people_read_the_rules_in_plain_words(command_line: CommandLine, capsys: Capture) -> None:
    acting = ["--database", command_line.url_of("commissioner"), *command_line.as_login("commissioner")]

    def said(*words: str) -> str:
        capsys.readouterr()
        assert main([*words, *acting]) == 0
        return capsys.readouterr().out

    assert "nothing can be called off under it" in said(*POLICY)
    assert "standing rules set, from 1 Oct 2026" in said(*POLICY, *WHOLE)
    assert "The rules before them end on 31 Mar 2050." in said(*POLICY, *SPRING)
    shown = said(*POLICY)
    assert "from 1 Oct 2026 to 31 Mar 2050" in shown
    assert re.search(r"Notice +28 days +42 days\n", shown)
    assert "are taken back; those before them go on" in said(*POLICY, "--take-back", "2050-04-01", "--dry-run")
    assert "names no award route" in said("scheme", "routes", "DAY-2026")
    assert "not allowed  Part 2" in said("scheme", "routes", "DAY-2026", "--route", "direct: Part 2", "--dry-run")
    assert "Nothing is saved" in said("scheme", "values", "DAY-2026", "2026-27=5", "--dry-run")
    assert "Nothing changes" in said("scheme", "values", "DAY-2026", "2026-27=none")
    assert "2065-66" in said("scheme", "values", "DAY-2026")
    assert "Priced by                        day, week" in said("scheme", "lot", "DAY-2026")
    assert "day, week  any unit" in said(*LOT, "--units", "any")
