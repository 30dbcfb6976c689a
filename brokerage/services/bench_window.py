"""Has the window measured: by a program of its own, as this floor knows nothing of windows."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, fields

MOST_SECONDS = 600


@dataclass(frozen=True, slots=True)
class WindowFigures:
    """Milliseconds. The first four are from the start of the process; `beyond` is from the key to the painted table, less the
    query and a frame; `frame` is one painting of the table.
    """  # noqa: D205 - one sentence each

    empty_window: float
    first_picture: float
    ready_to_search: float
    first_list: float
    beyond: float
    frame: float


def measure_window(url: str, *, starts: int = 10, times: int = 3) -> WindowFigures | None:
    """Returns the window's figures on the demonstration at the address; None where no window can be opened.

    Without a screen it is drawn all the same, in memory.
    """
    asked = [sys.executable, "-m", "ui.bench", "--database", url, "--starts", str(starts), "--times", str(times)]
    drawn = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    try:
        measured = subprocess.run(  # noqa: S603 - ourselves
            asked, capture_output=True, text=True, check=True, timeout=MOST_SECONDS, env=drawn
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    told = json.loads(measured.stdout.splitlines()[-1])
    return WindowFigures(**{field.name: told[field.name] for field in fields(WindowFigures)})
