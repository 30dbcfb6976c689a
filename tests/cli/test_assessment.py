import errno
import os
from pathlib import Path
from typing import Any

import pytest

from brokerage.cli.app import main
from tests.builders import TODAY, Desk
from tests.cli.command_line import CommandLine
from tests.services.application_builders import Received, answered, offered
from tests.services.assessment_builders import acknowledged, decided, scored, second_assessor, two_lots

Capture = pytest.CaptureFixture[str]
MET = ("--give", "1 = pass: Seen", "--give", "2 = pass: Seen", "--give", "3 = 4: Well told", "--give", "4 = 3: Told")
DAY = TODAY.isoformat()


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    return CommandLine(desk, capsys)


def run(command_line: CommandLine, came: Received, verb: str, *words: str, code: int = 0) -> Any:
    return command_line.run("commissioner", "application", verb, came.reference, *words, code=code)


def test_an_application_goes_from_its_first_score_to_a_sealed_contract(
    command_line: CommandLine, tmp_path: Path
) -> None:
    came = two_lots(command_line.desk)
    lot = run(command_line, came, "score", "--lot", "1", *MET)
    assert (lot["complete"], lot["meets_the_criteria"], lot["total"]) == (True, True, "72.00")
    failing = ("--give", "1 = fail: None shown", *MET[2:])
    assert run(command_line, came, "score", "--lot", f"{came.applicant.scheme}/2", *failing)["total"] == "72.00"
    one = run(command_line, came, "decide", "admit", "--lot", "1", "--reasons", "All met.", "--today", DAY)
    assert one["state"] == "in-assessment"
    refusing = ("--reasons", "Not insured.", "--feedback", "Send the policy.", "--on", DAY, "--today", DAY)
    assert run(command_line, came, "decide", "refuse", "--lot", "2", *refusing)["state"] == "decided"
    out = tmp_path / "letter.pdf"
    printed = run(command_line, came, "letter", "--out", str(out), "--today", DAY)
    assert printed == {
        "files": [str(out)],
        "letters": [{"reference": came.reference, "issued_on": DAY, "draft": False}],
    }
    assert out.read_bytes().startswith(b"%PDF-")
    sealing = ("--number", "C-42", "--value", "£120,000", "--first-day", "2026-12-07", "--sealed", DAY, "--today", DAY)
    contract = run(command_line, came, "award", *sealing)
    assert (contract["value"], contract["last_day"]) == ("120000.00", "2030-09-30")
    shown = run(command_line, came, "assessment")
    assert [lot["outcome"] for lot in shown["lots"]] == ["awarded", "refused"]
    assert shown["state"] == "answered"
    assert shown["contracts"][0]["admissions"] == [{"service": shown["lots"][0]["service"], "lot": "1"}]


def test_where_two_assessors_differ_the_moderated_score_counts(command_line: CommandLine) -> None:
    came = acknowledged(command_line.desk, assessors_needed=2)
    second_assessor(command_line.desk)
    run(command_line, came, "score", "--lot", "1", *MET)
    other = ("--lot", "1", *MET[:4], "--give", "3 = 2: Thin", *MET[6:])
    lot = command_line.run("second-commissioner", "application", "score", came.reference, *other)
    assert [question["standing"] for question in lot["questions"]] == ["met", "met", "to-moderate", "met"]
    agreed = run(command_line, came, "moderate", "--lot", "1", "--give", "3 = 3: Agreed together")
    assert agreed["meets_the_criteria"]


def test_a_declared_interest_ends_the_assessors_part(command_line: CommandLine) -> None:
    came = acknowledged(command_line.desk)
    declared = run(command_line, came, "declare", "--interest", "Shares in it")
    assert declared["assessors"] == [{"name": "Commissioner (demo)", "conflict": True, "note": "Shares in it"}]
    refused = run(command_line, came, "score", "--lot", "1", *MET, code=1)
    assert refused["error"].startswith("You declared a conflict of interest")


def test_none_declares_that_there_is_no_interest(command_line: CommandLine) -> None:
    came = acknowledged(command_line.desk)
    declared = run(command_line, came, "declare", "--none")
    assert declared["assessors"] == [{"name": "Commissioner (demo)", "conflict": False, "note": ""}]
    refused = run(command_line, came, "declare", "--none", "--interest", "Shares", code=2)
    assert "cannot both be" in refused["error"]


def test_an_assessor_sees_the_others_scores_once_theirs_are_given(command_line: CommandLine) -> None:
    came = acknowledged(command_line.desk, assessors_needed=2)
    second_assessor(command_line.desk)
    run(command_line, came, "score", "--lot", "1", *MET)
    shown = command_line.run("second-commissioner", "application", "assessment", came.reference)
    assert [question["scores"] for question in shown["lots"][0]["questions"]] == [[]] * 4
    one = ("--lot", "1", *MET[:2])
    lot = command_line.run("second-commissioner", "application", "score", came.reference, *one)
    assert [len(question["scores"]) for question in lot["questions"]] == [2, 0, 0, 0]


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(command_line: CommandLine, tmp_path: Path) -> None:
    came = acknowledged(command_line.desk)
    tried = run(command_line, came, "score", "--lot", "1", *MET, "--dry-run")
    assert (tried["complete"], tried["saved"]) == (True, False)
    assert run(command_line, came, "declare", "--interest", "Shares", "--dry-run")["saved"] is False
    assert run(command_line, came, "assessment")["assessors"] == []
    scored(command_line.desk, came)
    decision = ("admit", "--lot", "1", "--reasons", "All met.", "--today", DAY)
    assert run(command_line, came, "decide", *decision, "--dry-run")["state"] == "decided"
    assert run(command_line, came, "assessment")["state"] == "in-assessment"
    run(command_line, came, "decide", *decision)
    out = tmp_path / "draft.pdf"
    assert run(command_line, came, "letter", "--out", str(out), "--dry-run")["letters"] == [
        {"reference": came.reference, "issued_on": None, "draft": True}
    ]
    sealing = ("--number", "C-42", "--first-day", "2026-12-07", "--sealed", DAY, "--today", DAY)
    assert run(command_line, came, "award", *sealing, "--lot", "1", "--dry-run")["saved"] is False
    assert run(command_line, came, "assessment")["contracts"] == []


def test_letters_of_several_go_into_a_folder_all_of_them_or_none(command_line: CommandLine, tmp_path: Path) -> None:
    first, second = decided(command_line.desk), decided(command_line.desk)
    unready = acknowledged(command_line.desk)
    folder = tmp_path / "letters"
    folder.mkdir()
    asked = (second.reference, "--out", str(folder), "--today", DAY)
    refused = run(command_line, first, "letter", unready.reference, *asked, code=1)
    assert refused["error"].endswith("No letter is issued.")
    assert list(folder.iterdir()) == []
    run(command_line, first, "letter", *asked)
    assert {path.name for path in folder.iterdir()} == {
        f"{first.reference}-answer.pdf",
        f"{second.reference}-answer.pdf",
    }


def test_letter_that_a_full_disk_keeps_from_being_written_is_told_as_issued(
    command_line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = decided(command_line.desk)
    asked = ("letter", "--out", str(tmp_path / "letter.pdf"), "--today", DAY)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        sentence = run(command_line, came, *asked, code=4)["error"]
    assert sentence.startswith("The disk is full: letter.pdf was not written.")
    assert sentence.endswith("The letters are issued all the same: the command writes the same again.")
    assert not run(command_line, came, *asked)["letters"][0]["draft"]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("decide", "admit", "--lot", "1", "--reasons", "Met."), 1, "The assessment is not complete"),
        (("decide", "maybe", "--lot", "1", "--reasons", "Met."), 2, "choose admit or refuse"),
        (("decide", "admit", "--lot", "1", "--reasons", " "), 2, "A decision needs its reasons"),
        (("score", "--lot", "1", "--give", "4 = 9: Great"), 2, "Question 4 takes from 0 to 5"),
        (("score", "--lot", "7", "--give", "4 = 3: Told"), 2, "its lots are 1"),
        (("moderate", "--lot", "1", "--give", "1 = pass: Seen"), 1, "agree: there is nothing to moderate"),
        (("award", "--number", "C-1", "--first-day", "2026-12-07", "--sealed", DAY), 1, "cannot be taken through “award”"),
    ],
)  # fmt: skip
def test_what_the_rules_refuse_ends_with_its_exit_code_and_one_sentence(
    command_line: CommandLine, words: tuple[str, ...], code: int, sentence: str
) -> None:
    came = acknowledged(command_line.desk)
    run(command_line, came, "score", "--lot", "1", "--give", "1 = pass: Seen")
    refused = run(command_line, came, words[0], *words[1:], code=code)
    assert sentence in refused["error"]


def test_without_json_it_is_told_in_plain_words(desk: Desk, capsys: Capture) -> None:
    came = decided(desk)
    login = ("--as", "commissioner") if desk.database.is_embedded else ()
    address = CommandLine(desk, capsys).url_of("commissioner")
    sealing = ("--number", "C-42", "--first-day", "2026-12-07", "--sealed", DAY, "--today", DAY)
    capsys.readouterr()
    assert main(["application", "award", came.reference, *sealing, "--database", address, *login]) == 0
    assert main(["application", "assessment", came.reference, "--database", address, *login]) == 0
    printed = capsys.readouterr().out
    assert "7 Dec 2026" in printed
    assert "is admitted to lot 1" in printed
    assert "The regulator says: Good; registration: registered" in printed
    assert "3    Commissioner (demo)  4 of 5  As the answer shows." in printed
    assert "1    Commissioner (demo)  pass    As the answer shows." in printed
    assert "Weighted score: 72.00 of 100" in printed


def test_answers_and_offered_prices_are_shown_with_the_application_and_its_assessment(
    command_line: CommandLine, capsys: Capture
) -> None:
    came = acknowledged(command_line.desk)
    answered(command_line.desk, came, ("Insured to 10 million",))
    offered(command_line.desk, came.asked[0], "62.00", ratio="1:3", note="Lunch is apart")
    shown = run(command_line, came, "show")
    assert shown["answers"][0]["answer"] == "Insured to 10 million"
    price = {"lot": "1", "service": shown["asked"][0]["service"], "activity": None, "pays_for": "care", "unit": "day"}
    assert shown["offered_prices"] == [
        {**price, "ratio": "1:3", "band": "", "price": "62.00", "note": "Lunch is apart"}
    ]
    (lot,) = run(command_line, came, "assessment")["lots"]
    assert [question["answer"] for question in lot["questions"]] == ["Insured to 10 million", None, None, None]
    assert lot["offered_prices"] == shown["offered_prices"]
    who = ("--database", command_line.url_of("auditor"), *command_line.as_login("auditor"))
    for verb in ("show", "assessment"):
        assert main(["application", verb, came.reference, *who]) == 0
        printed = capsys.readouterr().out
        assert "1 / 1 Insured for 5 million pounds\n    Insured to 10 million" in printed
        assert "£62.00 a day" in printed
