"""The real program on the real command line, each command a process of its own where that is asked, else in this one."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

from brokerage.cli.app import main

PATIENCE_S = 300


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended and what it said on each stream."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A demonstration and its staff: on SQLite one works as them, on PostgreSQL each signs in under their own login."""

    address: str
    in_processes: bool = False

    @property
    def is_shared(self) -> bool:
        """Whether each has a login of their own."""
        return self.address.startswith("postgresql")

    def run(self, *words: str, login: str = "") -> Ended:
        """Run one command, as this member of staff where one is named."""
        named = ["--as", login] if login and not self.is_shared else []
        named += ["--database", self.address] if words[0] == "demo" else []  # it writes where it is told to, or at home
        with _setting("BROKERAGE_DATABASE", self._address_for(login)):
            return (_run_apart if self.in_processes else _run_here)([*words, *named])

    def answer(self, *words: str, login: str = "") -> Any:
        """The JSON document of a command that succeeds and says nothing else."""
        ended = self.run(*words, "--json", login=login)
        assert (ended.code, ended.err) == (0, ""), ended
        return json.loads(ended.out)

    def refusal(self, *words: str, login: str = "") -> tuple[int, str]:
        """The exit code and the sentence of a command that fails and answers nothing."""
        ended = self.run(*words, "--json", login=login)
        assert ended.out == "", ended
        said = json.loads(ended.err)
        assert list(said) == ["error"]
        return ended.code, said["error"]

    def written(self, *words: str, login: str, out: Path) -> Path:
        """The file a command wrote."""
        assert self.answer(*words, "--out", str(out), login=login) == {"files": [str(out)]}
        return out

    def _address_for(self, login: str) -> str:
        return self.address.replace("postgres@", f"{login}@") if login else self.address


def _run_apart(words: Sequence[str]) -> Ended:
    ended = subprocess.run(
        [sys.executable, "-m", "brokerage.cli", *words],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONWARNINGS": "error"},
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE_S,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def _run_here(words: Sequence[str]) -> Ended:
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words)
    return Ended(code, *(_read(stream) for stream in (out, err)))


def _read(stream: TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


@contextmanager
def _setting(name: str, value: str) -> Iterator[None]:
    """Set a variable of the environment for the block."""
    before = os.environ.get(name)
    os.environ[name] = value
    yield
    if before is None:
        del os.environ[name]
    else:
        os.environ[name] = before
