"""The one command that starts the program works the first time and every time after."""

import subprocess
import sys
from pathlib import Path

import pytest

from installer import run

Started = list[list[str]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Started:
    """How the window was started; the environment is this one, and the user's folders are the test's own."""
    for name in ("XDG_DATA_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home of nobody"))
    started: Started = []

    def note(arguments: list[str], _environment: object = None) -> int:
        started.append(arguments)
        return 0

    monkeypatch.setattr(run, "prepare", lambda _lock, _libraries: None)
    monkeypatch.setattr(run, "program", lambda _name: Path(sys.executable))
    monkeypatch.setattr(run, "_window", note)
    monkeypatch.setattr(run, "has_display", lambda: True)
    return started


def test_second_start_opens_the_window_on_the_council_of_the_first(
    started: Started, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run.main([]) == 0
    assert "is ready" in capfd.readouterr().out
    assert run.main(["--", "--theme", "dark"]) == 0
    assert "left as it is" in capfd.readouterr().out
    assert started == [[], ["--theme", "dark"]]


def test_start_that_cannot_make_the_council_ends_with_its_exit_code(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 4))
    assert run.main([]) == 4
    assert started == []
