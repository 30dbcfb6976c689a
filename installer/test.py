"""Sets up Brokerage Desk where it lies and checks all of it: style, types, floors and tests.

python3 installer/test.py               everything
python3 installer/test.py ARGUMENTS     hands ARGUMENTS to pytest, as in `tests/domain -k money`
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - it is started by whatever python3 the machine has
    sys.exit(f"Brokerage Desk needs Python 3.11 or newer; this is Python {sys.version_info[0]}.{sys.version_info[1]}.")

import os
import subprocess
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer.environment import ENVIRONMENT, ROOT, TEST_LOCK, prepare, program, write_any_path
from installer.system_packages import OFFSCREEN_LIBRARIES, SetUpFailed

CHECKS = (
    ("Style", ["ruff", "check", "--quiet"]),
    ("Layout", ["ruff", "format", "--check", "--quiet"]),
    ("Types", ["mypy"]),
    ("Tests", ["pytest", "-n", "2", "--dist", "worksteal"]),
)


def main(arguments: list[str]) -> int:
    """Set up, run every check whatever the others say, sum up; the exit code."""
    write_any_path()
    try:
        prepare(TEST_LOCK, OFFSCREEN_LIBRARIES)
    except SetUpFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    summary = []
    failures = 0
    for name, command in CHECKS:
        print(f"\n{name}: {' '.join(command)}", flush=True)
        started = time.monotonic()
        passed = _run(command + (arguments if name == "Tests" else []))
        failures += not passed
        summary.append(f"{name:8}{'passed' if passed else 'FAILED'}  {time.monotonic() - started:.0f} s")
    print("\n" + "\n".join(summary))
    return 1 if failures else 0


def _run(command: list[str]) -> bool:
    # The checks speak of £ and ✓ also where the system's own letters, as of Windows, have none.
    environment = {**os.environ, "PYTHONUTF8": "1"}
    # Whoever wants no translated files among the sources gets them beside the libraries: each of the hundred programs that the
    # tests start would otherwise translate all of them anew.
    if environment.pop("PYTHONDONTWRITEBYTECODE", ""):
        environment["PYTHONPYCACHEPREFIX"] = str(ENVIRONMENT / "translated")
    return subprocess.run([program("python"), "-m", *command], check=False, cwd=ROOT, env=environment).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
