"""What is true of every harmless zip, whatever it holds: few parts, none outside it, none locked, none that swells.

Parts are counted as they are really packed, in one pass that keeps nothing. Nothing is extracted. What is said of a breach is
the reader's own: a workbook is mended otherwise than a letter.
"""

import copy
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brokerage.domain.errors import BadInput

LARGEST_UNPACKED_BYTES = 128 << 20
MOST_MEMBERS = 500
LARGEST_RATIO = 150
# Below this size a high ratio harms nobody: an empty style sheet packs very well.
RATIO_COUNTS_FROM_BYTES = 4 << 20
_CHUNK = 256 * 1024
_ENCRYPTED_FLAG = 0x1
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError)
"""How the library says that an archive is none, broken off, or packed or named in a way it does not know."""


@dataclass(frozen=True, slots=True)
class ZipWords:
    """The sentence of each breach: what is wrong with the file, and how to mend it."""

    too_much: str
    one_name_twice: str
    leads_elsewhere: str
    locked: str
    packed_oddly: str


def refuse_odd_members(members: Sequence[zipfile.ZipInfo], words: ZipWords) -> None:
    """Pass when what the parts declare of themselves is harmless. Raises: BadInput at the field `file`."""
    names = [member.filename for member in members]
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED_BYTES:
        raise BadInput(words.too_much, "file")
    if len({one.lower() for one in names}) != len(names):
        raise BadInput(words.one_name_twice, "file")
    if any(_leads_elsewhere(one) for one in names):
        raise BadInput(words.leads_elsewhere, "file")
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise BadInput(words.locked, "file")
    for member in members:
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BadInput(words.packed_oddly, "file")
        if _swells(member):
            raise BadInput(words.too_much, "file")


def stream_members(
    archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], words: ZipWords
) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Yield each part in pieces as it is really packed, even where it declares less.

    Raises: BadInput as soon as a part is larger than it says, or all of them too large; zipfile.BadZipFile when one is smaller.
    """
    unpacked = 0
    for member in members:
        real_size = 0
        for chunk in _chunks_as_packed(archive, member):
            real_size += len(chunk)
            if real_size > member.file_size or unpacked + real_size > LARGEST_UNPACKED_BYTES:
                raise BadInput(words.too_much, "file")
            yield member, chunk
        if real_size != member.file_size:
            raise zipfile.BadZipFile("declared and real size differ")
        unpacked += real_size


def _leads_elsewhere(member: str) -> bool:
    return member.startswith(("/", "\\")) or ":" in member or ".." in member.replace("\\", "/").split("/")


def _swells(member: zipfile.ZipInfo) -> bool:
    unpacked = member.file_size
    return unpacked > RATIO_COUNTS_FROM_BYTES and unpacked > LARGEST_RATIO * max(member.compress_size, 1)


def _chunks_as_packed(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """All that is really packed; the library would stop at what is declared."""
    undeclared = copy.copy(member)
    undeclared.file_size = LARGEST_UNPACKED_BYTES + 1
    with archive.open(undeclared) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
