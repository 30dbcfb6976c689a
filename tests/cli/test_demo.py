import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from brokerage.cli.app import main
from brokerage.services.desk import open_desk
from brokerage.services.staff import work_as
from brokerage.storage.engine import open_database
from brokerage.storage.queries.schema import newest_revision
from tests.builders import NOW, open_council

Capture = pytest.CaptureFixture[str]


def run(capture: Capture, *words: str, code: int = 0) -> Any:
    """The JSON the command printed, on standard output or, where it failed, on the other."""
    assert main([*words, "--json"]) == code
    printed = capture.readouterr()
    return json.loads(printed.out if code == 0 else printed.err or printed.out)


def address(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"


def rename_council(url: str, name: str) -> None:
    database = open_database(url)
    with database.write_engine.begin() as connection:
        connection.execute(text("UPDATE council SET name = :name"), {"name": name})
    database.close()


def council_name(url: str) -> str:
    database = open_desk(url)
    with database.reading() as connection:
        name: str = connection.execute(text("SELECT name FROM council")).scalar_one()
    database.close()
    return name


def test_demo_makes_the_council_in_a_new_folder_and_says_how_to_start(capsys: Capture, tmp_path: Path) -> None:
    url = address(tmp_path / "new" / "folder" / "demo.db")
    assert main(["demo", "--database", url, "--today", "2026-11-02", "--keep"]) == 0  # there is none to be kept
    printed = capsys.readouterr().out
    assert "made up" in printed
    assert "brokerage search" in printed
    assert "--as" in printed
    assert council_name(url) == "Weald County Council (demonstration)"
    assert [file.name for file in (tmp_path / "new" / "folder").iterdir()] == ["demo.db"]


def test_demo_lets_the_staff_of_a_shared_database_sign_in(capsys: Capture, postgresql_demonstration_url: str) -> None:
    kept = run(capsys, "demo", "--database", postgresql_demonstration_url, "--keep", "--logins")
    assert kept["kept"] is True  # which logins were new depends on the server, which had some from an earlier test
    database = open_desk(postgresql_demonstration_url.replace("postgres@", "practitioner@"))
    actor = work_as(database, None, NOW)
    assert (actor.login, actor.independent) == ("practitioner", True)
    with pytest.raises(ProgrammingError, match="permission denied"), database.write_engine.begin() as connection:
        connection.execute(text("DELETE FROM people"))
    database.close()


def test_demo_is_not_made_over_an_earlier_one_unless_asked(capsys: Capture, demonstration_url: str) -> None:
    rename_council(demonstration_url, "Somebody worked here")
    refused = run(capsys, "demo", "--database", demonstration_url, "--today", "2026-11-02", code=1)
    assert "--replace" in refused["error"]
    assert council_name(demonstration_url) == "Somebody worked here"


def test_demo_is_left_as_it_is_where_that_is_asked(capsys: Capture, demonstration_url: str) -> None:
    rename_council(demonstration_url, "Somebody worked here")
    assert run(capsys, "demo", "--database", demonstration_url, "--keep") == {"kept": True, "logins": []}
    assert council_name(demonstration_url) == "Somebody worked here"
    assert main(["demo", "--database", demonstration_url, "--keep"]) == 0
    assert "left as it is" in capsys.readouterr().out


def make_unlike(url: str) -> None:
    """As an earlier, unfinished state of the program would have made it under the same version."""
    database = open_database(url)
    with database.write_engine.begin() as connection:
        connection.execute(text("ALTER TABLE council RENAME COLUMN department TO division"))
    database.close()


def test_demo_with_other_tables_is_not_kept_but_made_anew_when_asked(capsys: Capture, demonstration_url: str) -> None:
    rename_council(demonstration_url, "Somebody worked here")
    make_unlike(demonstration_url)
    kept = run(capsys, "demo", "--database", demonstration_url, "--keep", code=1)
    assert "brokerage demo --replace" in kept["error"]
    assert "brokerage demo --replace" in run(capsys, "check", "--database", demonstration_url, code=4)["error"]
    made = run(capsys, "demo", "--database", demonstration_url, "--today", "2026-11-02", "--replace")
    assert (made["kept"], made["today"]) == (False, "2026-11-02")
    assert (made["services"], made["people"], made["call_offs"]) == (350, 150, 251)
    assert council_name(demonstration_url) == "Weald County Council (demonstration)"
    assert run(capsys, "check", "--database", demonstration_url)["well"] is True


def test_demo_cannot_be_kept_and_replaced_at_once(capsys: Capture, demonstration_url: str) -> None:
    refused = run(capsys, "demo", "--database", demonstration_url, "--keep", "--replace", code=2)
    assert "choose one" in refused["error"]


def test_demo_is_never_written_over_a_real_council(capsys: Capture, database_url: str) -> None:
    database = open_database(database_url)
    open_council(database)
    with database.write_engine.begin() as connection:
        connection.execute(text("UPDATE council SET name = 'Kept', is_demonstration = false"))
    database.close()
    refused = run(capsys, "demo", "--database", database_url, "--replace", code=1)
    assert "never written over" in refused["error"]
    assert council_name(database_url) == "Kept"


@pytest.mark.parametrize(
    ("words", "named"), [(["--today", "2026-02-30"], "does not exist"), (["--database", "nowhere"], "sqlite:///FILE")]
)
def test_demo_refuses_what_it_cannot_read(capsys: Capture, words: list[str], named: str) -> None:
    assert named in run(capsys, "demo", *words, code=2)["error"]


def test_demo_says_so_where_it_cannot_write(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    url = address(tmp_path / "file" / "demo.db")
    assert "cannot be written" in run(capsys, "demo", "--database", url, code=4)["error"]
    for_no_disk = address(tmp_path / ("x" * 5_000))
    assert "cannot be written" in run(capsys, "demo", "--database", for_no_disk, code=4)["error"]


def test_logins_are_not_for_a_file(capsys: Capture, sqlite_url: str) -> None:
    assert "--as" in run(capsys, "demo", "--database", sqlite_url, "--logins", code=1)["error"]


def test_migrate_makes_the_tables_and_again_changes_nothing(capsys: Capture, tmp_path: Path) -> None:
    url = address(tmp_path / "desk.db")
    assert run(capsys, "migrate", "--database", url) == {"before": None, "revision": newest_revision()}
    assert run(capsys, "migrate", "--database", url)["before"] == newest_revision()
    assert main(["migrate", "--database", url]) == 0
    assert newest_revision() in capsys.readouterr().out


def test_migrate_keeps_what_is_there(capsys: Capture, demonstration_url: str) -> None:
    rename_council(demonstration_url, "Kept")
    run(capsys, "migrate", "--database", demonstration_url)
    assert council_name(demonstration_url) == "Kept"


def test_check_says_that_all_is_well(capsys: Capture, demonstration_url: str) -> None:
    answer = run(capsys, "check", "--database", demonstration_url)
    assert answer["well"] is True
    assert len(answer["checked"]) == 16
    assert main(["check", "--database", demonstration_url]) == 0
    assert "well" in capsys.readouterr().out


def test_check_names_what_is_wrong_and_ends_with_one(capsys: Capture, demonstration_url: str) -> None:
    database = open_database(demonstration_url)
    with database.write_engine.begin() as connection:
        connection.execute(text("UPDATE call_offs SET weekly = weekly + 1 WHERE reference = 'CO-2026-0001'"))
    database.close()
    assert main(["check", "--database", demonstration_url, "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    wrong = [item["wrong"] for item in answer["checked"] if not item["well"]]
    assert wrong == [["CO-2026-0001"]]


def test_check_of_a_missing_file_is_unavailable(capsys: Capture, tmp_path: Path) -> None:
    assert "no database file" in run(capsys, "check", "--database", address(tmp_path / "none.db"), code=4)["error"]
