"""Tells whether a PDF is one to keep: whole, not protected, and with nothing in it that acts by itself or hides in it.

Nothing is drawn and no reader is started: the names of what acts are looked for in the file and in its packed objects. What is
well hidden is not found; what an office program writes is.
"""

import re
import zlib
from collections.abc import Iterator, Sequence

from brokerage.domain.document_file import DocumentFormat
from brokerage.domain.errors import BadInput

_MOST_UNPACKED_BYTES = 64 << 20
_END = b"%%EOF"
_ROOM_AFTER_THE_END = 2048
_STREAM, _STREAM_ENDS = b"stream", b"endstream"
_PACKED_OBJECTS = re.compile(rb"/ObjStm\b")
_BEFORE_A_STREAM = 1024
_IN_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTS = (
    (re.compile(rb"/(?:JavaScript|JS)(?![A-Za-z0-9])"), "carries a program (JavaScript)"),
    (re.compile(rb"/Launch(?![A-Za-z0-9])"), "starts other programs when it is opened"),
    (re.compile(rb"/(?:EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])"), "has other files inside it"),
)
_ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_MEND = "Print it to a new PDF, and add that."


def judge_pdf(content: bytes) -> DocumentFormat:
    """Return that it is a PDF to keep. Raises: BadInput when it is cut short, protected, or acts by itself."""
    if _END not in content[-_ROOM_AFTER_THE_END:]:
        raise BadInput(
            "The PDF is cut short: its end is missing. Save it again, or ask the provider to send it again.", "file"
        )
    streams = tuple(_streams(content))
    plain = _with_plain_names(_without(content, streams))
    if _ENCRYPTED.search(plain):
        raise BadInput(
            "The PDF is protected by a password or against changes, so nobody can look what is in it. Take the protection off, or "
            "print it to a new PDF, and add that.",
            "file",
        )
    for part in (plain, *map(_with_plain_names, _packed_objects(content, streams))):
        for name, what in _ACTS:
            if name.search(part):
                raise BadInput(f"The PDF {what}, which no certificate needs. {_MEND}", "file")
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
        if not _PACKED_OBJECTS.search(_with_plain_names(said)):
            continue
        unpacked = _unpacked(content[begins:ends].lstrip(b"\r\n"), left)
        left -= len(unpacked)
        if left <= 0:
            raise BadInput(f"The PDF would unpack to far more than a document holds. {_MEND}", "file")
        yield unpacked


def _unpacked(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return packed


def _with_plain_names(content: bytes) -> bytes:
    """The content with `/J#53` written as `/JS`: a name may be spelt either way."""
    return _IN_HEX.sub(lambda spelt: bytes([int(spelt.group(1), 16)]), content)
