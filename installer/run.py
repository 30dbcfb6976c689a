"""Sets up Brokerage Desk where it lies and opens its window.

    python3 installer/run.py                 opens the window on the demonstration council
    python3 installer/run.py --tour FOLDER   plays a whole journey through the window and leaves its screenshots in FOLDER
    python3 installer/run.py -- ARGUMENTS    hands ARGUMENTS to the window

Without a display the journey is played, since nobody could see the window.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - it is started by whatever python3 the machine has
    sys.exit(f"Brokerage Desk needs Python 3.11 or newer; this is Python {sys.version_info[0]}.{sys.version_info[1]}.")

import argparse
import subprocess
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer.display import has_display, screen
from installer.environment import RUN_LOCK, prepare, program, write_any_path
from installer.system_packages import WINDOW_LIBRARIES, SetUpFailed


def main(arguments: list[str]) -> int:
    """Set up, make sure of the demonstration council, open the window or play the journey; the exit code."""
    write_any_path()
    asked = _read(arguments)
    try:
        prepare(RUN_LOCK, WINDOW_LIBRARIES)
    except SetUpFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    made = subprocess.run([program("python"), "-m", "brokerage.cli", "demo", "--keep"], check=False)
    if made.returncode != 0:
        return made.returncode
    folder = asked.tour or _folder_when_unseen()
    return _play_journey(folder, asked.window) if folder else _window(asked.window)


def _read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Sets up Brokerage Desk and opens its window.")
    parser.add_argument(
        "--tour", metavar="FOLDER", type=Path, help="play a whole journey and leave its screenshots in FOLDER"
    )
    parser.add_argument("window", metavar="ARGUMENT", nargs="*", help="after --: handed to the window")
    return parser.parse_args(arguments)


def _folder_when_unseen() -> Path | None:
    """A new folder for screenshots when there is no display to open a window on."""
    if has_display():
        return None
    folder = Path(tempfile.mkdtemp(prefix="brokerage-desk-tour-"))
    print(f"There is no display here to open a window on, so the journey is played into {folder}.", flush=True)
    return folder


def _play_journey(folder: Path, arguments: list[str]) -> int:
    with screen() as environment:
        exit_code = _window(["--tour", str(folder.resolve()), *arguments], environment)
    if exit_code == 0:
        print(f"The journey's screenshots are in {folder.resolve()}.")
    return exit_code


def _window(arguments: list[str], environment: dict[str, str] | None = None) -> int:
    return subprocess.run([program("python"), "-m", "ui", *arguments], check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
