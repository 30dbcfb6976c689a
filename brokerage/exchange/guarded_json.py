"""A JSON file of anybody's → what it holds, once it is known to be harmless.

Its size is looked at before it is read, its depth before anything walks it; a name given twice is refused, since readers differ
in which of the two they take.
"""

import json
import stat
from collections import deque
from collections.abc import Iterable
from pathlib import Path

from brokerage.domain.errors import BadInput
from brokerage.exchange.guarded_file import LARGEST_JSON_BYTES, MEGABYTE, reading_failures

DEEPEST = 64
_PART_OF_A_NAME = 40


class UnsoundJson(Exception):
    """The file is there, and is no JSON that can be relied on: what is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


class _NameTwice(ValueError):
    """An object has two values of one name."""


def read_json(path: Path) -> object:
    """Return what the file holds: objects, lists, texts, numbers, at most `DEEPEST` inside each other.

    Raises: UnsoundJson; BadInput when the file is not there, no file, or too large; Unavailable when it cannot be read.
    """
    content = _bounded(path)
    try:
        whole: object = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_once_each, parse_constant=_refuse_constant
        )
    except _NameTwice as twice:
        raise UnsoundJson(str(twice), "Keep one of the two.") from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError as error:
        raise _not_json(error) from None
    if not _is_shallow(whole):
        raise _too_deep()
    return whole


def shown_name(name: str) -> str:
    """Return a name out of the file, short and without signs that a screen would obey."""
    return "".join(sign if sign.isprintable() else "?" for sign in name[:_PART_OF_A_NAME])


def _bounded(path: Path) -> bytes:
    with reading_failures(path):
        if path.is_dir():
            raise IsADirectoryError
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise BadInput(f"{path.name} is no file: choose a release package.", "file")
        with path.open("rb") as stream:
            content = stream.read(LARGEST_JSON_BYTES + 1) if found.st_size <= LARGEST_JSON_BYTES else None
    if content is None or len(content) > LARGEST_JSON_BYTES:
        raise BadInput(
            f"{path.name} has {found.st_size / MEGABYTE:,.0f} MB; the most that is read is "
            f"{LARGEST_JSON_BYTES / MEGABYTE:,.0f} MB. Split the package into several.",
            "file",
        )
    return content


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise _NameTwice(f"An object has “{shown_name(twice)}” twice.")
    return made


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


def _not_json(error: ValueError) -> UnsoundJson:
    if isinstance(error, UnicodeDecodeError):
        return UnsoundJson("This is not JSON: its letters are not UTF-8.", "Save it as JSON in UTF-8.")
    where = f" (line {error.lineno}, column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
    return UnsoundJson(f"This is not JSON{where}.", "Save it as JSON, whole and without comments.")


def _too_deep() -> UnsoundJson:
    return UnsoundJson(f"Its parts lie more than {DEEPEST} deep.", "Give a release package; none is so deep.")


def _is_shallow(whole: object) -> bool:
    level: deque[tuple[object, int]] = deque([(whole, 1)])
    while level:
        part, depth = level.popleft()
        inner: Iterable[object] = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        if depth > DEEPEST:
            return False
        level.extend((one, depth + 1) for one in inner if isinstance(one, dict | list))
    return True
