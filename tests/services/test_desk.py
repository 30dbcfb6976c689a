import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from brokerage.domain.errors import BadInput, Unavailable
from brokerage.services import desk
from brokerage.services.desk import default_database_url, demonstration_url, migrate_desk, open_desk, settings_file
from brokerage.storage.engine import open_database
from brokerage.storage.migrate import schema_is_current
from brokerage.storage.queries.schema import newest_revision


def set_revision(url: str, revision: str) -> None:
    database = open_database(url)
    with database.write_engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    database.close()


def test_the_variable_comes_before_the_setting_and_the_setting_before_the_demonstration(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(desk, "user_config_path", lambda _name: tmp_path)
    monkeypatch.delenv(desk.VARIABLE, raising=False)
    assert default_database_url() == demonstration_url()
    settings_file().write_text('database = "sqlite:///set.db"\n', encoding="utf-8")
    assert default_database_url() == "sqlite:///set.db"
    monkeypatch.setenv(desk.VARIABLE, "postgresql://somewhere/desk")
    assert default_database_url() == "postgresql://somewhere/desk"


@pytest.mark.parametrize("written", ["database = [", "database = 7", "\xff\xfe"])
def test_a_setting_file_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, written: str
) -> None:
    monkeypatch.setattr(desk, "user_config_path", lambda _name: tmp_path)
    monkeypatch.delenv(desk.VARIABLE, raising=False)
    settings_file().write_text(written, encoding="latin-1")
    with pytest.raises(BadInput, match=r"settings\.toml"):
        default_database_url()


@pytest.mark.parametrize("program", ["print(demonstration_url())", "print(settings_file())"])
def test_without_any_environment_there_is_still_a_place_for_the_demonstration(program: str) -> None:
    asked = f"from brokerage.services.desk import demonstration_url, settings_file; {program}"
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    answered = subprocess.run([sys.executable, "-c", asked], env=kept, capture_output=True, text=True, check=True)
    place = answered.stdout.strip().removeprefix("sqlite:///")
    assert Path(place).is_absolute() or place.startswith("/"), place
    assert "~" not in place


def test_where_the_computer_knows_no_home_the_temporary_folder_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "user_data_path", lambda _name: Path("~/nowhere"))
    assert Path(demonstration_url().removeprefix("sqlite:///")).is_absolute()


def test_a_mistyped_file_is_refused_with_the_way_out_and_never_made(tmp_path: Path) -> None:
    missing = tmp_path / "mistyped.db"
    with pytest.raises(Unavailable, match="brokerage demo"):
        open_desk(f"sqlite:///{missing.as_posix()}")
    assert not missing.exists()


def test_a_database_without_tables_is_refused_with_the_way_out(tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    with pytest.raises(Unavailable, match="brokerage migrate"):
        open_desk(f"sqlite:///{empty.as_posix()}")


def test_a_shared_database_that_cannot_be_reached_says_so() -> None:
    with pytest.raises(Unavailable, match="cannot be reached"):
        open_desk("postgresql://nobody@127.0.0.1:1/nowhere")


def test_an_address_of_no_known_kind_is_refused() -> None:
    with pytest.raises(BadInput, match="sqlite:///FILE"):
        open_desk("mysql://localhost/desk")


def test_a_migrated_database_opens(database_url: str) -> None:
    opened = open_desk(database_url)
    assert schema_is_current(opened)
    opened.close()


@pytest.mark.parametrize(("revision", "words"), [("0000", "earlier version"), ("9999", "later version")])
def test_a_database_of_another_version_is_refused(database_url: str, revision: str, words: str) -> None:
    set_revision(database_url, revision)
    with pytest.raises(Unavailable, match=words):
        open_desk(database_url)


@pytest.mark.parametrize(
    "other_state",
    [
        "ALTER TABLE council RENAME COLUMN department TO division",
        "ALTER TABLE rate_lines RENAME TO lines_of_rates",
        "DELETE FROM allowed_steps WHERE step = 'amend'",
    ],
)
def test_a_database_that_an_unfinished_state_of_the_program_made_is_refused_though_its_version_is_the_same(
    database_url: str, other_state: str
) -> None:
    database = open_database(database_url)
    with database.write_engine.begin() as connection:
        connection.execute(text(other_state))
    database.close()
    with pytest.raises(Unavailable, match="brokerage demo --replace"):
        open_desk(database_url)


def test_a_table_of_somebody_elses_does_not_matter(database_url: str) -> None:
    database = open_database(database_url)
    with database.write_engine.begin() as connection:
        connection.execute(text("CREATE TABLE notes_of_the_office (id INTEGER)"))
    database.close()
    open_desk(database_url).close()


def test_a_database_of_a_later_version_is_never_migrated(database_url: str) -> None:
    set_revision(database_url, "9999")
    with pytest.raises(Unavailable, match="nothing was changed"):
        migrate_desk(database_url)


def test_migrating_makes_an_empty_file_in_a_new_folder_and_again_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{(tmp_path / 'new' / 'desk.db').as_posix()}"
    assert migrate_desk(url) == (None, newest_revision())
    assert migrate_desk(url) == (newest_revision(), newest_revision())


def test_opening_a_desk_does_not_load_the_migration_tool() -> None:
    asked = "import sys; import brokerage.services.desk; print('alembic' in sys.modules)"
    answered = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answered.stdout.strip() == "False"
