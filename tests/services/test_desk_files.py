"""A database file that cannot be worked with: said with the way out, the file left as it was."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from brokerage.domain.errors import BadInput, Conflict, DeskError, Unavailable
from brokerage.services.desk import migrate_desk, open_desk
from brokerage.services.whole_file import write_whole_file
from brokerage.storage import engine
from tests.databases import SqliteDatabases


def address(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"


@pytest.fixture
def migrated(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Path:
    """A sound database file."""
    return Path(sqlite_databases.fresh(tmp_path).removeprefix("sqlite:///"))


@pytest.mark.parametrize(
    "content", [b"Dear colleague, no database at all.\n" * 40, os.urandom(10_000), b"PK\x03\x04" * 600]
)
def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "letter.db"
    file.write_bytes(content)
    for run in (open_desk, migrate_desk):
        with pytest.raises(Unavailable, match="This file is no database"):
            run(address(file))
    assert file.read_bytes() == content


def test_a_database_that_was_cut_short_is_called_damaged(migrated: Path) -> None:
    with migrated.open("r+b") as file:
        file.truncate(50_000)
    with pytest.raises(Unavailable, match="The database file is damaged"):
        open_desk(address(migrated))


def test_a_folder_in_the_files_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="There is no database file"):
        open_desk(address(tmp_path))


def test_a_file_that_another_program_holds_is_said_to_be_in_use(
    migrated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 50)
    with closing(sqlite3.connect(migrated, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Conflict, match="try again"):
            open_desk(address(migrated))
    open_desk(address(migrated)).close()


def test_a_port_that_is_no_number_is_refused_with_the_way_to_write_an_address() -> None:
    with pytest.raises(BadInput, match="must be named as sqlite:///FILE or postgresql://"):
        open_desk("postgresql://localhost:here/desk")


_AS_SOMEBODY_WITHOUT_RIGHTS = """
import os, sys
import encodings.idna, sqlite3, sqlalchemy.dialects.sqlite
import brokerage.storage.tables
from brokerage.domain.errors import DeskError
from brokerage.services.desk import open_desk
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for name in sys.argv[1:]:
    try:
        open_desk("sqlite:///" + name)
    except DeskError as error:
        print(error.sentence)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="rights are set otherwise on Windows")
def test_a_file_one_may_not_read_and_one_in_a_folder_one_may_not_write_are_said_so(migrated: Path) -> None:
    with tempfile.TemporaryDirectory() as made:  # pytest's own folders are closed to anybody else
        folder = Path(made)
        closed, sound = folder / "closed.db", folder / "sound.db"
        for file, mode in ((closed, 0), (sound, 0o666)):
            file.write_bytes(migrated.read_bytes())
            file.chmod(mode)
        folder.chmod(0o555)
        command = [sys.executable, "-c", _AS_SOMEBODY_WITHOUT_RIGHTS, str(closed), str(sound)]
        try:
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        finally:
            folder.chmod(0o755)
    assert "cannot be opened" in said[0]
    assert "may only be read" in said[1]


@pytest.mark.skipif(sys.platform == "win32", reason="the limit of a file's size is a thing of Unix")
def test_a_paper_too_large_for_the_disk_leaves_the_one_that_was_there(tmp_path: Path) -> None:
    file = tmp_path / "agreement.pdf"
    file.write_bytes(b"the one before")
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(DeskError, match=r"agreement\.pdf was not written"):
            write_whole_file(file, b"0" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (file.read_bytes(), list(tmp_path.iterdir())) == (b"the one before", [file])
