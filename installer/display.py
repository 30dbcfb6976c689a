"""Something for the window to be drawn on, also where there is no display. Standard library only."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def has_display() -> bool:
    """Whether a person could see a window here, or the platform Qt shall draw on was chosen by hand."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """The environment variables a window needs: those given where there is a display, else Xvfb's, else Qt's offscreen drawing."""
    if has_display():
        yield dict(os.environ)
    elif xvfb := shutil.which("Xvfb"):
        with _xvfb(xvfb) as number:
            yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"} if number else _offscreen()
    else:
        yield _offscreen()


def _offscreen() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


@contextmanager
def _xvfb(program: str) -> Iterator[str]:
    """The number of a screen in memory, which is gone after the block; empty where Xvfb ends instead of starting.

    Xvfb picks a free number and writes it to the pipe.
    """
    answer, number = os.pipe()
    command = [program, "-displayfd", str(number), "-screen", "0", "1920x1200x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[number], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(number)
    try:
        with os.fdopen(answer) as said:
            yield said.readline().strip()
    finally:
        server.terminate()
        server.wait()
