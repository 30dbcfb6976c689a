from datetime import date
from pathlib import Path

import pytest

from brokerage.cli.app import main
from tests.builders import Desk
from tests.cli.command_line import CommandLine
from tests.services.call_off_builders import accepted
from tests.services.scheme_builders import FIRST_END, SECOND_END, estimate, scheme_with_terms

Capture = pytest.CaptureFixture[str]
SECOND = ("--extension", "2", "--decision", "Example 26/00107", "--on", "2026-03-19")


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    scheme_id = scheme_with_terms(desk)
    desk.lot(scheme_id, number="1", title="Learning disability", registration_needed=True, min_age=18)
    estimate(desk, scheme_id, 2026, "103000000")
    return CommandLine(desk, capsys)


def test_the_list_has_its_fixed_form(command_line: CommandLine) -> None:
    (scheme,) = command_line.run("auditor", "scheme", "list")
    assert scheme == {
        "reference": "RES-2022",
        "title": scheme["title"],
        "kind": "dynamic-purchasing-system-2015",
        "lots": [
            {
                "number": "1",
                "title": "Learning disability",
                "needs": ["Learning disability"],
                "cpv_codes": [],
                "units": [],
                "ratios": [],
                "min_age": 18,
                "max_age": None,
                "registration_needed": True,
                "last_call_off_day": None,
                "admitted": 0,
            }
        ],
        "contract_ends": ["2026-06-14", "2028-06-14", "2030-06-14"],
        "last_call_off_day": "2027-06-14",
    }


def test_one_scheme_is_shown_with_its_terms_and_its_value_by_year(command_line: CommandLine) -> None:
    shown = command_line.run("practitioner", "scheme", "show", "res-2022")
    assert [(term["last_day"], term["taken"], term["decision"]) for term in shown["terms"]] == [
        ("2026-06-14", True, "Example 22/00031"),
        ("2028-06-14", True, "Example 26/00012"),
        ("2030-06-14", False, ""),
    ]
    assert shown["years"] == [{"year": "2026-27", "estimated": "103000000.00", "called_off": "0.00"}]
    assert (shown["last_day"], shown["answer_working_days"]) == (FIRST_END.isoformat(), 10)


def test_a_dry_run_tells_what_an_extension_would_move_and_keeps_nothing(command_line: CommandLine) -> None:
    told = command_line.run("commissioner", "scheme", "extend", "RES-2022", *SECOND, "--dry-run")
    assert (told["contract_end_before"], told["contract_end"], told["saved"]) == ("2028-06-14", "2030-06-14", False)
    assert command_line.run("auditor", "scheme", "show", "RES-2022")["last_day"] == "2028-06-14"


def test_an_extension_is_taken_once(command_line: CommandLine) -> None:
    words = ("scheme", "extend", "RES-2022", *SECOND, "--last-call-off-day", "2029-06-14")
    told = command_line.run("commissioner", *words)
    assert (told["contract_end"], told["extensions_left"], told["saved"]) == (SECOND_END.isoformat(), 0, True)
    shown = command_line.run("auditor", "scheme", "show", "RES-2022")
    assert (shown["last_day"], shown["last_call_off_day"]) == ("2030-06-14", "2029-06-14")
    again = command_line.run("commissioner", *words, code=1)
    assert again["error"] == "Extension 2 was taken already, by the decision of 19 Mar 2026."


@pytest.mark.parametrize(
    ("login", "words", "code", "said"),
    [
        (
            "commissioner",
            ("--extension", "3", *SECOND[2:]),
            1,
            "Extension 3 is out of order: extension 2 is decided on next",
        ),
        ("commissioner", (*SECOND[:2], "--decision", " ", *SECOND[4:]), 2, "The decision has no reference"),
        ("commissioner", (*SECOND[:4], "--on", "2199-01-01"), 2, "a day to come"),
        ("commissioner", (*SECOND[:4], "--on", "30 Feb 2026"), 2, "day of the decision"),
        ("commissioner", (*SECOND, "--last-call-off-day", "2031-01-01"), 2, "lies outside the contracts"),
        ("commissioner", SECOND[2:], 2, "--extension"),
        ("broker", SECOND, 1, "Only the commissioner may extend a scheme"),
    ],
)
def test_an_extension_that_cannot_be_is_refused_with_a_sentence(
    command_line: CommandLine, login: str, words: tuple[str, ...], code: int, said: str
) -> None:
    refused = command_line.run(login, "scheme", "extend", "RES-2022", *words, code=code)
    assert said in refused["error"]
    assert command_line.run("auditor", "scheme", "show", "RES-2022")["last_day"] == "2028-06-14"


def test_a_scheme_that_is_not_there_is_refused(command_line: CommandLine) -> None:
    refused = command_line.run("auditor", "scheme", "show", "NONE-1", code=2)
    assert refused["error"].startswith("There is no scheme “NONE-1”")


def test_people_read_the_schemes_in_plain_words(command_line: CommandLine, capsys: Capture) -> None:
    accepted(command_line.desk)
    acting = ["--database", command_line.url_of("commissioner")]
    acting += ["--as", "commissioner"] if command_line.desk.database.is_embedded else []
    capsys.readouterr()
    assert main(["scheme", "list", *acting]) == 0
    assert "14 Jun 2026, 14 Jun 2028, 14 Jun 2030" in capsys.readouterr().out
    assert main(["scheme", "show", "RES-2022", *acting]) == 0
    shown = capsys.readouterr().out
    assert "Example 26/00012, 9 Feb 2026" in shown
    assert "£103,000,000.00" in shown
    assert "dynamic purchasing system 2015" in shown
    assert main(["scheme", "extend", "RES-2022", *SECOND, "--dry-run", *acting]) == 0
    assert "Nothing is saved" in capsys.readouterr().out


def test_a_scheme_with_no_days_set_says_so(desk: Desk, capsys: Capture) -> None:
    desk.scheme(reference="SPOT", last_day=None, first_day=date(2026, 4, 1))
    (scheme,) = CommandLine(desk, capsys).run("auditor", "scheme", "list")
    assert (scheme["contract_ends"], scheme["last_call_off_day"]) == ([], None)


NEW = (
    "scheme", "open", "DAY-2027", "--title", "Day opportunities", "--kind", "dynamic-market-2023",
    "--law", "Procurement Act 2023", "--decision", "Example 26/00200", "--on", "2026-10-05", "--from", "2027-04-01",
    "--terms", "48+24", "--lot", "1 = Day centres: learning-disability; ages 18-", "--answer-days", "20",
    "--longer-answer-days", "30", "--assessors", "2", "--value", "38,000,000", "--rules-of", "RES-2022",
)  # fmt: skip


def test_a_scheme_is_set_up_once_and_a_dry_run_before_it_keeps_nothing(command_line: CommandLine) -> None:
    tried = command_line.run("commissioner", *NEW, "--dry-run")
    assert len(command_line.run("auditor", "scheme", "list")) == 1
    opened = command_line.run("commissioner", *NEW)
    assert {**tried, "saved": True} == opened
    assert (opened["contract_ends"], opened["has_rules"]) == (["2031-03-31", "2033-03-31"], True)
    shown = command_line.run("auditor", "scheme", "show", "DAY-2027")
    assert (shown["kind"], shown["answer_working_days"], shown["estimated_value"]) == (
        "dynamic-market-2023",
        20,
        "38000000.00",
    )
    again = command_line.run("commissioner", *NEW, code=2)
    assert again["error"] == "There is a scheme DAY-2027 already: give another reference."


def test_people_read_what_a_new_scheme_still_wants(command_line: CommandLine, capsys: Capture) -> None:
    acting = ["--database", command_line.url_of("commissioner")]
    acting += ["--as", "commissioner"] if command_line.desk.database.is_embedded else []
    capsys.readouterr()
    assert main([*NEW[:-2], "--dry-run", *acting]) == 0
    said = capsys.readouterr().out
    assert "31 Mar 2031, 31 Mar 2033" in said
    assert "no standing rules yet" in said
    assert "Nothing is saved" in said


NOTICE = str(Path(__file__).parents[1] / "files" / "dynamic_market_notice.json")
STARTED = (
    "scheme", "open", "MKT-2027", "--from-notice", NOTICE, "--decision", "26/0102", "--on", "2026-10-05",
    "--terms", "48+24", "--answer-days", "20", "--lot", "1: learning-disability", "--lot", "2: learning-disability",
)  # fmt: skip


def test_a_scheme_is_started_from_a_published_notice_once(command_line: CommandLine) -> None:
    tried = command_line.run("commissioner", *STARTED, "--dry-run")
    started = command_line.run("commissioner", *STARTED)
    assert {**tried, "saved": True} == started
    assert started["notice"]["ocid"] == "ocds-h6vhtk-09aa01"
    assert {"what": "Law", "said": "Procurement Act 2023", "opened": "Procurement Act 2023"} in started["notice"][
        "beside"
    ]
    again = command_line.run("commissioner", "scheme", "open", "MKT-2", *STARTED[3:], code=1)
    assert again["error"].startswith("MKT-2027 was started from this notice already")


def test_people_read_what_was_opened_beside_what_the_notice_said(command_line: CommandLine, capsys: Capture) -> None:
    acting = ["--database", command_line.url_of("commissioner"), *command_line.as_login("commissioner")]
    capsys.readouterr()
    assert main([*STARTED, "--title", "Our own (demo)", "--dry-run", *acting]) == 0
    said = capsys.readouterr().out
    assert "The notice said" in said
    assert "▲  Title" in said
    assert "   Lot 1" in said
    assert "open a round for them" in said
    assert main(["scheme", "open", "MKT-2027", "--from-notice", NOTICE, *acting]) == 2
    assert "Still to be said, each by its option: decision" in capsys.readouterr().err


def test_a_scheme_without_terms_gets_them_with_their_decisions(desk: Desk, capsys: Capture) -> None:
    desk.scheme(reference="OLD-1", first_day=date(2022, 6, 15), last_day=date(2026, 6, 14))
    line = CommandLine(desk, capsys)
    words = ("scheme", "terms", "OLD-1", "--term", "48 months by 22/00031 on 2022-05-03", "--term", "24 months")
    tried = line.run("commissioner", *words, "--dry-run")
    told = line.run("commissioner", *words)
    assert {**tried, "saved": True} == told
    assert (told["contract_end"], [term["taken"] for term in told["terms"]]) == ("2026-06-14", [True, False])
    assert line.run("auditor", "scheme", "show", "OLD-1")["terms"] == told["terms"]
    assert "on record already" in line.run("commissioner", *words, code=1)["error"]
    assert "write it as" in line.run("commissioner", *words[:4], "4 years", code=2)["error"]
