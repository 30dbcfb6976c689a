"""`brokerage quote`: its form is fixed, because other programs call it."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from brokerage import __version__
from brokerage.cli.app import main
from brokerage.cli.output import ExitCode, exit_code_of, print_facts, print_table
from brokerage.domain.errors import BadInput, Conflict, DeskError, RuleBroken, Unavailable

KEYS = [
    "weekly", "four_weekly", "total", "full_year", "net_weekly", "by_financial_year", "units", "dates", "explanation",
]  # fmt: skip
HOURS = (
    "--price",
    "24.08",
    "--unit",
    "hour",
    "--week",
    "Mon,Thu 09:30-15:00",
    "--from",
    "2026-04-01",
    "--to",
    "2027-03-31",
)


class Answer(dict[str, object]):
    """One JSON answer; its money as `Decimal`."""

    def pounds(self, key: str) -> Decimal:
        return Decimal(str(self[key]))

    def rows(self) -> list[dict[str, str]]:
        dates = self["dates"]
        assert isinstance(dates, list)
        return dates


def ask(capsys: pytest.CaptureFixture[str], *options: str) -> Answer:
    assert main(["quote", *options, "--json"]) == ExitCode.DONE
    printed = capsys.readouterr()
    assert printed.err == ""
    return Answer(json.loads(printed.out))


def refuse(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    code = main(["quote", *options])
    printed = capsys.readouterr()
    assert printed.out == ""
    return code, printed.err


def test_the_answer_has_exactly_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask(capsys, *HOURS)
    assert list(answer) == KEYS
    assert list(answer.rows()[0]) == ["day", "units", "amount"]
    assert answer.rows()[0] == {"day": "2026-04-02", "units": "5.5", "amount": "132.44"}


def test_eleven_hours_at_24_08_are_264_88_a_week(capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask(capsys, *HOURS)
    assert (answer["weekly"], answer["four_weekly"], answer["net_weekly"]) == ("264.88", "1059.52", "264.88")
    assert (answer["units"], answer["total"]) == ("572", "13773.76")
    assert answer["full_year"] == answer["total"]
    assert answer["by_financial_year"] == {"2026-27": "13773.76"}


@pytest.mark.parametrize(
    "options",
    [
        HOURS,
        (*HOURS, "--ratio", "1:3", "--bank-holidays", "unpaid"),
        (*HOURS, "--ratio", "2:7", "--bank-holidays", "moved"),
        (*HOURS, "--terms", "2026-09-02..2026-10-23,2026-11-02..2026-12-18"),
        ("--price", "£1,450", "--unit", "week", "--from", "2026-08-17", "--to", "2029-01-05"),
        ("--price", "0.45", "--unit", "mile", "--week", "Mon-Fri x24.8", "--from", "2026-03-30", "--to", "2026-04-02"),
        (
            "--price",
            "70.70",
            "--unit",
            "half-day",
            "--week",
            "Mon,Tue,Wed x1",
            "--from",
            "7 Dec 2026",
            "--to",
            "14/06/2027",
        ),
        ("--price", "150", "--unit", "once", "--from", "2026-08-17"),
        ("--price", "95", "--unit", "night", "--week", "Fri,Sat x1", "--from", "2026-08-17"),
    ],
)
def test_the_dates_and_the_financial_years_add_up_to_the_total(
    options: Sequence[str], capsys: pytest.CaptureFixture[str]
) -> None:
    answer = ask(capsys, *options)
    years = answer["by_financial_year"]
    assert isinstance(years, dict)
    assert sum(Decimal(row["amount"]) for row in answer.rows()) == answer.pounds("total")
    assert sum(Decimal(amount) for amount in years.values()) == answer.pounds("total")
    assert len({row["day"] for row in answer.rows()}) == len(answer.rows())


def test_six_hours_at_1_to_3_multiply_first(capsys: pytest.CaptureFixture[str]) -> None:
    options = (
        "--price",
        "24.08",
        "--unit",
        "hour",
        "--week",
        "Mon 09:00-15:00",
        "--from",
        "2026-04-06",
        "--ratio",
        "1:3",
    )
    assert ask(capsys, *options)["weekly"] == "48.16"


def test_a_price_by_the_week_needs_no_week(capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask(capsys, "--price", "1450", "--unit", "week", "--from", "2026-09-09", "--to", "2026-10-02")
    assert (answer["total"], answer["units"]) == ("4971.43", "3.428571")


def test_only_dates_inside_the_terms_are_priced(capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask(capsys, *HOURS, "--terms", "2026-09-02..2026-09-10")
    assert [row["day"] for row in answer.rows()] == ["2026-09-03", "2026-09-07", "2026-09-10"]


@pytest.mark.parametrize(("collector", "said"), [("council", "pays the provider £1,450.00"), ("provider", "pays it")])
def test_the_net_week_follows_the_contribution(collector: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    week = ("--price", "1450", "--unit", "week", "--from", "2026-08-17", "--to", "2027-03-31")
    answer = ask(capsys, *week, "--contribution", "98.35", "--collected-by", collector)
    assert (answer["total"], answer["net_weekly"]) == ("47021.43", "1351.65")
    assert said in str(answer["explanation"])


def test_the_table_shows_the_figures_the_sentences_and_the_dates(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quote", *HOURS[:6], "--from", "2026-04-01", "--to", "2026-04-06"]) == ExitCode.DONE
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("  ")[0] == "A week"
    assert lines[0].endswith(" £264.88")
    assert "· Care: £24.08 an hour × 11 hours (Mon,Thu 09:30-15:00) = £264.88 a week." in lines
    assert lines[-2:] == ["Thu 2 Apr 2026    5.5  £132.44", "Mon 6 Apr 2026    5.5  £132.44"]


def test_bad_input_is_one_sentence_and_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = refuse(capsys, "--price", "4%", "--unit", "week", "--from", "2026-04-01")
    assert code == 2
    assert said == "The price has a percent sign: give pounds and pence, such as 24.08 or £1,234.50.\n"


def test_bad_input_with_json_is_an_error_document(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = refuse(capsys, "--price", "1", "--unit", "week", "--from", "soon", "--json")
    assert code == 2
    assert list(json.loads(said)) == ["error"]


def test_a_broken_rule_is_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = refuse(capsys, "--price", "1", "--unit", "week", "--from", "2026-04-01", "--contribution", "2")
    assert code == 1
    assert said.startswith("The contribution of £2.00 a week is more than the cost of £1.00 a week")


@pytest.mark.parametrize("words", [["quote", "--prize", "3"], ["quote", "--price"], ["haggle"], ["quote", "--json=3"]])
def test_misuse_is_one_line_and_exit_code_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == ExitCode.BAD_INPUT
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_without_a_command_the_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == ExitCode.DONE
    assert "quote" in capsys.readouterr().out


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == ExitCode.DONE
    assert capsys.readouterr().out == f"Brokerage Desk {__version__}\n"


@pytest.mark.parametrize(
    ("failure", "code"),
    [(RuleBroken("."), 1), (BadInput("."), 2), (Conflict("."), 3), (Unavailable("."), 4)],
)
def test_each_family_of_failure_has_its_exit_code(failure: DeskError, code: int) -> None:
    assert exit_code_of(failure) == code


def test_a_table_without_rows_is_its_headings(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("Day", "Amount"), [], right=(1,))
    print_facts([("A week", "£1.00")])
    assert capsys.readouterr().out.splitlines() == ["Day  Amount", "───  ──────", "A week  £1.00"]


def test_a_quote_starts_without_a_database_a_window_or_paper() -> None:
    heavy = "sqlalchemy,PySide6,reportlab,psycopg,xlsxwriter,requests,alembic,rich"
    program = (
        "import sys; from brokerage.cli.app import main; "
        "code = main(['quote', '--price', '5', '--unit', 'week', '--from', '2026-04-01', '--json']); "
        f"sys.exit(code or ','.join(name for name in '{heavy}'.split(',') if name in sys.modules) or None)"
    )
    # A terminal of another language is no reason to fail on £ and −.
    surroundings = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, env=surroundings, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert "£5.00" in done.stdout.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_said_in_a_sentence_and_is_exit_code_4() -> None:
    program = (
        "import sys; from brokerage.cli.app import main; "
        "sys.exit(main(['quote', '--price', '5', '--unit', 'week', '--from', '2026-04-01']))"
    )
    surroundings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with Path("/dev/full").open("w") as full_disk:
        done = subprocess.run(
            [sys.executable, "-c", program],
            stdout=full_disk,
            stderr=subprocess.PIPE,
            text=True,
            env=surroundings,
            check=False,
        )
    assert done.returncode == ExitCode.UNAVAILABLE
    assert done.stderr == "The answer could not be written: make room on the disk, then ask again.\n"
