"""The environment is made once, found ready afterwards, and made anew when it no longer fits."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from installer import environment
from installer.system_packages import SetUpFailed


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done, in order: a real environment is made in a folder of the test's own; nothing is fetched into it."""
    done: list[str] = []
    really_make = environment._make_environment

    def make() -> None:
        done.append("environment")
        really_make()

    place = {"ROOT": tmp_path, "ENVIRONMENT": tmp_path / ".venv", "READY": tmp_path / ".venv" / "installed.txt"}
    locks = {"RUN_LOCK": "requirements.lock", "TEST_LOCK": "requirements-test.lock", "PROJECT": "pyproject.toml"}
    for name in locks.values():
        (tmp_path / name).write_text(name, encoding="utf-8")
    for name, path in {**place, **{name: tmp_path / file for name, file in locks.items()}}.items():
        monkeypatch.setattr(environment, name, path)
    monkeypatch.setattr(environment, "_make_environment", make)
    # Nothing is installed into it here, so the slow part, pip, is left out.
    monkeypatch.setattr(
        environment, "_must", lambda command, _: subprocess.run([*command, "--without-pip"], check=True)
    )
    monkeypatch.setattr(environment, "_install_libraries", lambda lock: done.append(lock.name))
    monkeypatch.setattr(environment, "_install_project", lambda: done.append("project"))
    return done


def test_environment_is_made_once_and_renewed_by_what_changed(made: list[str], tmp_path: Path) -> None:
    environment.prepare(environment.RUN_LOCK, [])
    assert made == ["environment", "requirements.lock", "project"]
    assert (tmp_path / ".venv" / ".gitignore").read_text(encoding="utf-8") == "*\n"

    made.clear()
    environment.prepare(environment.RUN_LOCK, [])
    assert made == []

    environment.prepare(environment.TEST_LOCK, [])
    assert made == ["requirements-test.lock", "project"]

    made.clear()
    environment.prepare(environment.RUN_LOCK, [])
    assert made == [], "the test lock holds the whole run lock"

    (tmp_path / "pyproject.toml").write_text("another command", encoding="utf-8")
    environment.prepare(environment.RUN_LOCK, [])
    assert made == ["project"]

    made.clear()
    (tmp_path / "requirements.lock").write_text("another library", encoding="utf-8")
    environment.prepare(environment.RUN_LOCK, [])
    assert made == ["requirements.lock", "project"]


def test_environment_of_another_place_or_python_is_made_anew(made: list[str]) -> None:
    environment.prepare(environment.RUN_LOCK, [])
    remembered = environment.READY.read_text(encoding="utf-8")
    for line in (
        next(line for line in remembered.splitlines() if line.startswith(name)) for name in ("folder", "python")
    ):
        environment.READY.write_text(remembered.replace(line, line + "-other"), encoding="utf-8")
        made.clear()
        environment.prepare(environment.RUN_LOCK, [])
        assert made == ["environment", "requirements.lock", "project"]


def test_environment_whose_python_is_gone_is_made_anew(made: list[str]) -> None:
    environment.prepare(environment.RUN_LOCK, [])
    environment.program("python").unlink()
    made.clear()
    environment.prepare(environment.RUN_LOCK, [])
    assert made == ["environment", "requirements.lock", "project"]


def test_environment_in_use_is_left_with_a_sentence_that_says_what_to_close(
    made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.prepare(environment.RUN_LOCK, [])
    environment.program("python").unlink()

    def refuse(folder: Path) -> None:
        raise PermissionError(13, "The process cannot access the file because it is being used", str(folder))

    monkeypatch.setattr("shutil.rmtree", refuse)
    with pytest.raises(SetUpFailed, match="Close Brokerage Desk"):
        environment.prepare(environment.RUN_LOCK, [])


@pytest.mark.parametrize(
    ("platform", "place"),
    [("win32", ("Scripts", "brokerage.exe")), ("darwin", ("bin", "brokerage")), ("linux", ("bin", "brokerage"))],
)
def test_program_lies_where_each_system_keeps_it(
    platform: str, place: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert environment.program("brokerage").parts[-2:] == place


def test_folder_with_blanks_and_letters_of_any_kind_is_found_ready_again(made: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "Zoë Łuczak’s desk"
    folder.mkdir()
    for name, path in {
        "ROOT": folder,
        "ENVIRONMENT": folder / ".venv",
        "READY": folder / ".venv" / "installed.txt",
    }.items():
        setattr(environment, name, path)  # the fixture puts them back
    environment.prepare(environment.RUN_LOCK, [])
    made.clear()
    environment.prepare(environment.RUN_LOCK, [])
    assert made == []


def test_path_of_any_letters_can_be_printed_into_a_pipe_that_lacks_them(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", errors="strict")
    monkeypatch.setattr("sys.stdout", pipe)
    environment.write_any_path()
    pipe.write("C:/Users/Łuczak ✓ £5")
    pipe.flush()
    assert pipe.buffer.getvalue() == "C:/Users/?uczak ? £5".encode("cp1252")


def test_wish_to_install_for_oneself_alone_is_not_meant_for_this_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told.txt"
    monkeypatch.setenv("PIP_USER", "1")
    write = f"import os, pathlib; pathlib.Path({str(told)!r}).write_text(os.environ['PIP_USER'])"
    environment._must([sys.executable, "-c", write], "It could not be run.")
    assert told.read_text() == "0"
