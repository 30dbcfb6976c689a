"""Writes a file whole or not at all: a reader never sees half of one, and a full disk leaves what was there.

What is there and is no file, such as a device or a pipe, is never replaced by one; a link goes on leading where it led.
"""

import errno
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from brokerage.domain.errors import Unavailable
from brokerage.domain.said_back import file_said_back


def write_whole_file(path: Path, content: bytes) -> None:
    """Write the content beside the path, then put it in its place in one move.

    Raises: Unavailable with the way out when the disk is full, the folder is missing or may not be written, or the path is a
    device or a pipe.
    """
    with _said_of(path):
        beside = _written_beside(path, content)
        _move(beside, path)


@contextmanager
def whole_files(files: Sequence[tuple[Path, bytes]]) -> Iterator[Callable[[], None]]:
    """Yield what puts the files in their places, all of them written beside these before; a block that fails leaves none.

    So what is put on record is what left the program: write the record, put the files in place, and let the block end with the
    commit. Raises: Unavailable as `write_whole_file`.
    """
    with ExitStack() as undoing:
        besides = []
        for path, content in files:
            with _said_of(path):
                besides.append(_written_beside(path, content))
            undoing.callback(besides[-1].unlink, missing_ok=True)

        def put_in_place() -> None:
            for (path, _), beside in zip(files, besides, strict=True):
                with _said_of(path):
                    place = _place_of(path)
                    before = place.read_bytes() if place.is_file() else None
                    _move(beside, path)
                undoing.callback(_put_back, place, before)

        yield put_in_place
        undoing.pop_all()


@contextmanager
def told_as_issued(what: str) -> Iterator[None]:
    """Run the writing of what was issued just before. Raises: Unavailable that says so too: no disk takes that back."""
    try:
        yield
    except Unavailable as error:
        raise Unavailable(f"{error.sentence} {what} issued all the same: the command writes the same again.") from error


def refuse_missing_folder(path: Path) -> None:
    """Pass when there is a folder to write the file into, and no device or pipe in its place. Raises: Unavailable."""
    place = _place_of(path)
    if not place.parent.is_dir():
        raise Unavailable(_sentence(FileNotFoundError(), path))


def _written_beside(path: Path, content: bytes) -> Path:
    place = _place_of(path)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".writing-", suffix=place.suffix, delete=False) as file:
        beside = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            beside.unlink(missing_ok=True)
            raise
    return beside


def _move(beside: Path, path: Path) -> None:
    try:
        beside.replace(_place_of(path))
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _put_back(place: Path, before: bytes | None) -> None:
    if before is None:
        place.unlink(missing_ok=True)
    else:
        place.write_bytes(before)


@contextmanager
def _said_of(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unavailable(_sentence(error, path)) from error


def _place_of(path: Path) -> Path:
    """The path, or what it leads to where it is a link. Raises: Unavailable for a device, a pipe, and too long a name."""
    place = Path(os.path.realpath(path))
    try:
        is_no_file = place.exists() and not place.is_file() and not place.is_dir()
    except OSError as error:
        raise Unavailable(_sentence(error, path)) from error
    if is_no_file:
        raise Unavailable(f"{place.name} is a device or a pipe, which no file may take the place of: name a file.")
    return place


def _sentence(error: OSError, path: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"The disk is full: {path.name} was not written. Free some space, or choose another folder, then try again."
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        folder, name = file_said_back(str(path.parent)), file_said_back(path.name)
        return f"There is no folder {folder}: {name} was not written. Make the folder, or choose another."
    if error.errno == errno.ENAMETOOLONG:
        longest = max(map(len, path.parts))
        whose = "its name" if len(path.name) == longest else "its folder's name"
        return f"The file was not written: {whose} of {longest:,} letters is too long. Choose a shorter one."
    if isinstance(error, IsADirectoryError):
        return f"{path.name} was not written: it is a folder. Give the name of a file in it."
    if isinstance(error, PermissionError):
        return (
            f"{path.name} was not written: the folder or the file there may not be changed, or is open elsewhere. "
            "Close it, or choose another folder."
        )
    return f"{path.name} was not written: the disk refused it. Choose another folder, then try again."
