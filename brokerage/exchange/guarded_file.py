"""Looks at a file before anything parses it: what it really is, and whether it is of a size and shape a workbook can have.

A few kilobytes can unpack to gigabytes, one far cell can make a reader take all memory, an XML entity can reach for other
files. So declared and real sizes, ratios, members and cells are counted in one pass that keeps nothing. Nothing is extracted.
"""

import errno
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from brokerage.domain.errors import BadInput, Unavailable
from brokerage.domain.import_report import UNWATCHED, ImportWatch
from brokerage.domain.said_back import file_said_back
from brokerage.exchange.guarded_xml import XmlGuard
from brokerage.exchange.guarded_zip import DAMAGED, ZipWords, refuse_odd_members, stream_members

MEGABYTE = 1 << 20
LARGEST_TEXT_BYTES = 100 * MEGABYTE
# A CSV is read row by row; JSON becomes about ten times its size at once.
LARGEST_JSON_BYTES = 20 * MEGABYTE
LARGEST_ZIP_BYTES = 32 * MEGABYTE
_CHUNK = 256 * 1024
_OLE_MARK = b"\xd0\xcf\x11\xe0"
_ZIP_MARK = b"PK\x03\x04"
_WORKBOOK_ENDINGS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")
_SAVE_AS = "Save it as .xlsx, .ods or .csv, then try again."


class FileKind(Enum):
    """What a file is by its content, whatever its name says."""

    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class GuardedFile:
    """A file that was looked at and is fit to be parsed."""

    path: Path
    kind: FileKind

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.name


def guard_file(path: Path, watch: ImportWatch = UNWATCHED) -> GuardedFile:
    """Return the file and what it is, once it is known to be harmless.

    Raises: BadInput when it is hostile, damaged, protected, too large or no kind that is read; Unavailable when it cannot be
    opened.
    """
    with reading_failures(path):
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(4)
    if size == 0:
        raise BadInput(f"{path.name} is empty: choose another file.", "file")
    if head == _OLE_MARK:
        raise BadInput(
            f"{path.name} is protected by a password or written by a very old program. Take the password off. {_SAVE_AS}",
            "file",
        )
    if head == _ZIP_MARK:
        return GuardedFile(path, _guard_zip(path, size, watch))
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        _refuse_larger(path, size, LARGEST_TEXT_BYTES)
        return GuardedFile(path, FileKind.CSV)
    if path.suffix.lower() == ".json":
        _refuse_larger(path, size, LARGEST_JSON_BYTES)
        return GuardedFile(path, FileKind.JSON)
    raise BadInput(_no_table(path), "file")


def _no_table(path: Path) -> str:
    if path.suffix.lower() in _WORKBOOK_ENDINGS:
        return f"{path.name} is not a workbook, whatever its name says. {_SAVE_AS}"
    return f"{path.name} is none of the files that are read: .xlsx, .ods, .csv, or the regulator's .json. Choose another file."


@contextmanager
def reading_failures(path: Path) -> Iterator[None]:
    """Runs the block. Raises: BadInput when no such file is there, Unavailable when the disk or its owner refuses it."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():  # a pipe would be waited for without end
            raise BadInput(f"{path.name} is a device or a pipe: choose a file.", "file")
        yield
    except FileNotFoundError:
        raise _no_file(path) from None
    except IsADirectoryError:
        raise BadInput(f"{path.name or path} is a folder: choose a file in it.", "file") from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise _no_file(path) from None
        raise Unavailable(f"{path.name} cannot be read: close it elsewhere, or ask for leave to read it.") from error


def _no_file(path: Path) -> BadInput:
    return BadInput(f"There is no file {file_said_back(path.name)} in that folder: check its name.", "file")


def _refuse_larger(path: Path, size: int, largest: int) -> None:
    if size > largest:
        raise BadInput(
            f"{path.name} has {size / MEGABYTE:,.0f} MB; the most that is read is {largest / MEGABYTE:,.0f} MB. "
            "Split it into several files.",
            "file",
        )


def _guard_zip(path: Path, size: int, watch: ImportWatch) -> FileKind:
    _refuse_larger(path, size, LARGEST_ZIP_BYTES)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            refuse_odd_members(members, _words(path.name))
            kind = _kind_of(path, members)
            _count_contents(path.name, archive, members, kind, watch)
    except DAMAGED as error:
        raise BadInput(f"{path.name} is damaged and cannot be read. {_SAVE_AS}", "file") from error
    except OSError as error:
        raise Unavailable(f"{path.name} cannot be read: close it elsewhere, or ask for leave to read it.") from error
    return kind


def _words(name: str) -> ZipWords:
    return ZipWords(
        too_much=_too_much(name),
        one_name_twice=f"{name} holds two parts of the same name, which no workbook has. {_SAVE_AS}",
        leads_elsewhere=f"{name} holds parts that point outside it, which no workbook has. {_SAVE_AS}",
        locked=f"{name} is protected by a password: take the password off, then try again.",
        packed_oddly=f"{name} is packed in a way no workbook is. {_SAVE_AS}",
    )


def _too_much(name: str) -> str:
    return (
        f"{name} would unpack to far more than a workbook holds. Copy the rows you need into a new workbook, as values, and "
        "use that."
    )


def _kind_of(path: Path, members: list[zipfile.ZipInfo]) -> FileKind:
    names = {member.filename.lower() for member in members}
    has_macros = any(one.endswith("vbaproject.bin") or one.startswith(("basic/", "scripts/")) for one in names)
    if has_macros or path.suffix.lower() in (".xlsm", ".xltm", ".xlam", ".xlsb"):
        raise BadInput(f"{path.name} is made to carry macros, which are never opened. {_SAVE_AS}", "file")
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "content.xml" in names and "mimetype" in names:
        return FileKind.ODS
    raise BadInput(_no_table(path), "file")


def _count_contents(
    name: str, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], kind: FileKind, watch: ImportWatch
) -> None:
    """Two passes: sizes and tags, which costs little and refuses bombs, then the XML itself."""
    guard = XmlGuard(name)
    parts = [member for member in members if not member.is_dir()]
    for member, chunk in stream_members(archive, parts, _words(name)):
        watch.tell(f"Checking {name}", 0)
        guard.count_tags(chunk if _is_xml(member) else b"")
    _read_parts(guard, archive, [member for member in parts if _is_xml(member)], kind, watch)


def _read_parts(
    guard: XmlGuard, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], kind: FileKind, watch: ImportWatch
) -> None:
    total = sum(member.file_size for member in parts)
    done = 0
    for member in parts:
        part = guard.open_part(member.filename, kind.value)
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                watch.tell(f"Checking {guard.file_name}", done, total)
                part.feed(chunk)
                done += len(chunk)
        part.close()


def _is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith((".xml", ".rels", ".vml"))
