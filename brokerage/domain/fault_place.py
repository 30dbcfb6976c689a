"""Where a fault in the program happened, fit to be passed on: never a message, which could carry a name."""

import traceback
from pathlib import Path

_HOME = Path(__file__).parents[2]


def places_of(error: BaseException) -> tuple[str, ...]:
    """Return the lines of this program the error came through, `ui/desk.py:120`, the innermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_HOME)]
    return tuple(f"{Path(frame.filename).relative_to(_HOME).as_posix()}:{frame.lineno}" for frame in reversed(ours))


def named_at(error: BaseException) -> str:
    """Return the error's kind and innermost place: `KeyError at ui/desk.py:120`."""
    places = places_of(error)
    return " at ".join((type(error).__name__, *places[:1]))
