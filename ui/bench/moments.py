"""How long from the start of the process to the window, to Find's fields and to its first list, set against an empty window."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from time import perf_counter

STARTS = 10


@dataclass(frozen=True, slots=True)
class Moments:
    """Milliseconds from the start of the process: the quickest of several starts, taken in turns; the first is for warming up."""

    empty_window: float
    first_picture: float
    ready_to_search: float
    first_list: float


def measure_moments(address: str, starts: int = STARTS) -> Moments:
    """Start an empty window and ours in turns, on the database at the address; the quickest of each counts."""
    empty, ours = [], []
    with tempfile.TemporaryDirectory(prefix="brokerage-bench-") as compiled:
        for _ in range(starts + 1):
            empty.append(_start(compiled, "ui.bench.empty_window"))
            ours.append(_start(compiled, "ui.bench.own_window", address))
    return Moments(*(min(each) for each in (*zip(*empty, strict=True), *zip(*ours, strict=True))))


def _start(compiled: str, module: str, *arguments: str) -> tuple[float, ...]:
    """Start the module as a program of its own; the milliseconds from here to each moment it says.

    What Python compiles is kept in the folder, as set-up keeps it for a program that is installed: the first start makes it.
    """
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = perf_counter()  # counted from the computer's start, so it may be taken from the other process's
    said = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", module, *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={**usual, "PYTHONPYCACHEPREFIX": compiled},
    )
    return tuple((float(line) - began) * 1000 for line in said.stdout.splitlines())
