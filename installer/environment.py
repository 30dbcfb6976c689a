"""Makes the program's own Python environment in `.venv`, or finds it ready. Standard library only; shared by run.py and test.py.

What was installed is remembered by the digests of the files it was installed from, so a second start has nothing to do.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path

from installer.system_packages import SetUpFailed, ensure_environment_module, ensure_libraries

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
READY = ENVIRONMENT / "installed.txt"
RUN_LOCK = ROOT / "installer" / "requirements.lock"
TEST_LOCK = ROOT / "installer" / "requirements-test.lock"
PROJECT = ROOT / "pyproject.toml"


def prepare(lock: Path, libraries: Iterable[tuple[str, str]]) -> None:
    """Everything named in `lock`, the project itself and the system's `libraries` are installed when this returns.

    Raises:
        SetUpFailed: something could not be installed; the sentence says what and how to mend it.
    """
    ensure_libraries(libraries)
    wanted = _digests(lock)
    present = _installed()
    if present.items() >= wanted.items() and _python_answers():
        return
    if not _fits(present):
        _make_environment()
        present = {}
    if present.get(lock.name) != wanted[lock.name]:
        _install_libraries(lock)
    _install_project()
    _remember(present | wanted)


def program(name: str) -> Path:
    """Where a program of the environment lies: `python`, `brokerage`."""
    if sys.platform == "win32":
        return ENVIRONMENT / "Scripts" / f"{name}.exe"
    return ENVIRONMENT / "bin" / name


def write_any_path() -> None:
    """Let both streams take a path of any letters: a pipe on Windows has few, and would end the program over them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _digests(lock: Path) -> dict[str, str]:
    """What must be installed. The test lock holds the whole run lock, so whoever has it can run the program too."""
    locks = [RUN_LOCK, TEST_LOCK] if lock == TEST_LOCK else [RUN_LOCK]
    return {
        **{path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (*locks, PROJECT)},
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "folder": str(ROOT),
    }


def _installed() -> dict[str, str]:
    if not READY.exists():
        return {}
    lines = READY.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if " " in line)


def _remember(digests: dict[str, str]) -> None:
    READY.write_text("".join(f"{name} {digest}\n" for name, digest in digests.items()), encoding="utf-8")


def _fits(present: dict[str, str]) -> bool:
    """Whether the environment can be kept: its programs hold the folder's name, and its libraries the Python's version."""
    wanted = _digests(RUN_LOCK)
    return all(present.get(name) == wanted[name] for name in ("python", "folder")) and _python_answers()


def _python_answers() -> bool:
    try:
        answer = subprocess.run([program("python"), "-c", ""], check=False, capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _make_environment() -> None:
    ensure_environment_module()
    print(f"Making the program's own environment in {ENVIRONMENT}.", flush=True)
    if ENVIRONMENT.exists():
        _clear_away(ENVIRONMENT)
    _must([sys.executable, "-m", "venv", str(ENVIRONMENT)], "The environment could not be made.")
    (ENVIRONMENT / ".gitignore").write_text("*\n", encoding="utf-8")


def _clear_away(folder: Path) -> None:
    """Remove the folder. Raises: SetUpFailed where one of its files is in use, as Windows does not let go of those."""
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise SetUpFailed(
            f"The folder {folder} must be made anew, but a file in it is in use or may not be removed. "
            "Close Brokerage Desk and every program started from that folder, then start again."
        ) from error


def _install_libraries(lock: Path) -> None:
    print("Installing the libraries. This is needed once and takes a minute or two.", flush=True)
    READY.unlink(missing_ok=True)
    _must(
        [*_pip(), "--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement", str(lock)],
        "The libraries could not be installed. Is a Python package index reachable from here? Your pip settings are used.",
    )


def _install_project() -> None:
    # "compat" names the folder plainly; an import hook, the other way, would cost every start of the program 20 ms.
    how = ["--no-build-isolation", "--no-deps", "--config-settings", "editable_mode=compat"]
    _must([*_pip(), *how, "--editable", str(ROOT)], "Brokerage Desk could not be installed.")


def _pip() -> list[str]:
    return [str(program("python")), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]


def _must(command: list[str], failure: str) -> None:
    # Whoever tells pip to install for themselves alone does not mean this folder, where pip would refuse it.
    environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore", "PIP_USER": "0"}
    if subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode != 0:
        raise SetUpFailed(failure)
