"""What Qt and Python's environments need from the operating system. Only Linux lacks any of it. Standard library only."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

# The file Qt loads, and the Debian package that brings it.
OFFSCREEN_LIBRARIES = (
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libGL.so.1", "libgl1"),
    ("libEGL.so.1", "libegl1"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libdbus-1.so.3", "libdbus-1-3"),
)
WINDOW_LIBRARIES = (
    *OFFSCREEN_LIBRARIES,
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libcups.so.2", "libcups2"),  # the window prints through it
)


class SetUpFailed(Exception):
    """The program cannot be set up here; the text says why and how to mend it."""


def ensure_libraries(libraries: Iterable[tuple[str, str]]) -> None:
    """Every shared library can be loaded when this returns. Raises: SetUpFailed."""
    if sys.platform != "linux":
        return
    missing = [(library, package) for library, package in libraries if not _loads(library)]
    if missing:
        _install([package for _, package in missing])
        if lacking := ", ".join(library for library, _ in missing if not _loads(library)):
            raise SetUpFailed(f"The window cannot open: these system libraries are still missing: {lacking}.")


def ensure_environment_module() -> None:
    """Python can make environments when this returns: Debian keeps that in a package of its own. Raises: SetUpFailed."""
    if _can_make_environments():
        return
    _install([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
    importlib.invalidate_caches()
    if not _can_make_environments():
        raise SetUpFailed(f"{sys.executable} cannot make environments: it lacks the modules venv and ensurepip.")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _can_make_environments() -> bool:
    return all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))


def _install(packages: list[str]) -> None:
    """Install Debian packages, or say which command does."""
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if not _is_debian():
        raise SetUpFailed(
            f"This system lacks what the Debian packages {' '.join(packages)} bring. Install their like, then start again."
        )
    if os.geteuid() != 0:
        raise SetUpFailed(
            f"This system lacks some packages. Run this command, then start again:\n  sudo {' '.join(command)}"
        )
    print(f"Installing system packages: {' '.join(packages)}.", flush=True)
    # Package scripts look for programs that a plain account's path does not name.
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin", "/sbin"])
    environment = {**os.environ, "PATH": path, "DEBIAN_FRONTEND": "noninteractive"}
    _quietly(["apt-get", "update"], environment)  # may fail where a list is cached: the next command tells
    if not _quietly(command, environment):
        raise SetUpFailed(
            f"System packages could not be installed. Mend what apt-get says, or run:\n  {' '.join(command)}"
        )


def _quietly(command: list[str], environment: dict[str, str]) -> bool:
    """Whether the command succeeded; only its complaints are shown."""
    done = subprocess.run(command, check=False, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return done.returncode == 0


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return (
        bool(shutil.which("apt-get")) and release.exists() and "debian" in release.read_text(encoding="utf-8").lower()
    )
