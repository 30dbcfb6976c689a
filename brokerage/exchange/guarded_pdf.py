"""Tells whether a PDF is one to keep: whole, not protected, and with nothing in it that acts by itself or hides in it.

Nothing is drawn and no reader is started: the names of what acts are looked for in the file and in its packed objects. What is
well hidden is not found; what an office program writes is.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from brokerage.domain.document_file import DocumentFormat
from brokerage.domain.errors import BadInput

_MOST_UNPACKED_BYTES = 16 << 20
_MOST_STREAMS = 50_000
_END = b"%%EOF"
_ROOM_AFTER_THE_END = 2048
_STREAM, _STREAM_ENDS = b"stream", b"endstream"
_BEFORE_A_STREAM = 1024


def _named(*names: str) -> str:
    """A pattern for any of the names, each letter spelt as itself or by its number: `/J#53` is `/JS`."""
    spelt = ("".join(f"(?:{letter}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in name) for name in names)
    return f"(?:{'|'.join(spelt)})"


_NAME_ENDS = "(?![A-Za-z0-9])"
_PACKED_OBJECTS = re.compile(f"/{_named('ObjStm')}{_NAME_ENDS}".encode())
_ENCRYPTED = re.compile(f"/{_named('Encrypt')}{_NAME_ENDS}".encode())
_WHAT_IT_DOES = {
    "program": "carries a program (JavaScript)",
    "starts": "starts other programs when it is opened",
    "files": "has other files inside it",
}
# One pattern for all: a hostile file can make every one of them look at each of its bytes.
_ACTS = re.compile(
    f"/(?:(?P<program>{_named('JavaScript', 'JS')})|(?P<starts>{_named('Launch')})"
    f"|(?P<files>{_named('EmbeddedFiles', 'EmbeddedFile', 'RichMedia')})){_NAME_ENDS}".encode()
)
_MEND = "Print it to a new PDF, and add that."
_TOO_MUCH = f"The PDF would unpack to far more than a document holds. {_MEND}"


def judge_pdf(content: bytes) -> DocumentFormat:
    """Return that it is a PDF to keep. Raises: BadInput when it is cut short, protected, or acts by itself."""
    if _END not in content[-_ROOM_AFTER_THE_END:]:
        raise BadInput(
            "The PDF is cut short: its end is missing. Save it again, or ask the provider to send it again.", "file"
        )
    streams = tuple(islice(_streams(content), _MOST_STREAMS + 1))
    if len(streams) > _MOST_STREAMS:
        raise BadInput(_TOO_MUCH, "file")
    plain = _without(content, streams)
    if _ENCRYPTED.search(plain):
        raise BadInput(
            "The PDF is protected by a password or against changes, so nobody can look what is in it. Take the protection off, or "
            "print it to a new PDF, and add that.",
            "file",
        )
    for part in chain((plain,), _packed_objects(content, streams)):
        found = _ACTS.search(part)
        if found is not None:
            raise BadInput(
                f"The PDF {_WHAT_IT_DOES[found.lastgroup or '']}, which no certificate needs. {_MEND}", "file"
            )
    return DocumentFormat.PDF


def _streams(content: bytes) -> Iterator[tuple[int, int]]:
    """Where the bytes of each stream begin and end. Searched straight on: a pattern could be made to search without end."""
    begins = content.find(_STREAM)
    while begins >= 0:
        begins += len(_STREAM)
        ends = content.find(_STREAM_ENDS, begins)
        if ends < 0:
            return
        yield begins, ends
        begins = content.find(_STREAM, ends + len(_STREAM_ENDS))


def _without(content: bytes, streams: Sequence[tuple[int, int]]) -> bytes:
    edges = [0, *(edge for stream in streams for edge in stream), len(content)]
    return b" ".join(content[first:last] for first, last in zip(edges[::2], edges[1::2], strict=True))


def _packed_objects(content: bytes, streams: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    """What stands in packed object streams, where newer programs put nearly everything. Raises: BadInput for a bomb."""
    left = _MOST_UNPACKED_BYTES
    for begins, ends in streams:
        said = content[max(0, begins - _BEFORE_A_STREAM) : begins].rpartition(b"obj")[2]
        if not _PACKED_OBJECTS.search(said):
            continue
        unpacked = _unpacked(content[begins:ends].lstrip(b"\r\n"), left)
        left -= len(unpacked)
        if left <= 0:
            raise BadInput(_TOO_MUCH, "file")
        yield unpacked


def _unpacked(packed: bytes, most: int) -> bytes:
    """The stream unpacked; as it stands where it is packed in another way, so that what lies open in it is looked through still."""
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return packed
