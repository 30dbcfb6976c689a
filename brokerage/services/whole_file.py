"""Writes a file whole or not at all: a reader never sees half of one, and a full disk leaves what was there."""

import errno
import os
import tempfile
from pathlib import Path

from brokerage.domain.errors import Unavailable


def write_whole_file(path: Path, content: bytes) -> None:
    """Write the content beside the path, then put it in its place in one move.

    Raises: Unavailable with the way out when the disk is full, the folder is missing or may not be written.
    """
    beside = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".writing-", suffix=path.suffix, delete=False) as file:
            beside = file.name
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except OSError as error:
        if beside:
            Path(beside).unlink(missing_ok=True)
        raise Unavailable(_sentence(error, path)) from error


def refuse_missing_folder(path: Path) -> None:
    """Pass when there is a folder to write the file into. Raises: Unavailable with the way out."""
    if not path.parent.is_dir():
        raise Unavailable(_sentence(FileNotFoundError(), path))


def _sentence(error: OSError, path: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"The disk is full: {path.name} was not written. Free some space, or choose another folder, then try again."
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"There is no folder {path.parent}: {path.name} was not written. Make the folder, or choose another."
    if isinstance(error, PermissionError):
        return (
            f"{path.name} was not written: the folder or the file there may not be changed, or is open elsewhere. "
            "Close it, or choose another folder."
        )
    return f"{path.name} was not written: the disk refused it. Choose another folder, then try again."
