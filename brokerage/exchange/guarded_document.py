"""Looks at a file before it is kept as a document: its size before it is read, its content and never its name alone.

What a sentence says never repeats the file's name or anything in it: either may be a person's.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from brokerage.domain.document_file import ENDINGS, DocumentFormat, ReceivedFile, ending_of, safe_file_name
from brokerage.domain.errors import BadInput, Unavailable
from brokerage.domain.provider_document import LARGEST_DOCUMENT_BYTES
from brokerage.exchange.guarded_office import judge_office_file
from brokerage.exchange.guarded_pdf import judge_pdf

_MEGABYTE = 1 << 20
_KEPT = "Documents are kept as PDF, PNG, JPEG, DOCX, XLSX, ODT, ODS or plain text"
_MACRO_ENDINGS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm")
_OLE_MARK = b"\xd0\xcf\x11\xe0"
_TEXT_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f")
_PNG_END = b"IEND\xaeB`\x82"
_JPEG_END = b"\xff\xd9"
_CUT_SHORT = "The file is cut short: its end is missing. Save it again, or ask the provider to send it again."


def receive_file(path: Path) -> ReceivedFile:
    """Return the file with its bytes once it is known to be harmless.

    Raises: BadInput at the field `file` when it is no file, empty, too large, of a kind that is not kept, damaged, protected, or
    carries what acts by itself; Unavailable when it cannot be read.
    """
    return judge_document(path.name, _bounded(path))


def judge_document(name: str, content: bytes) -> ReceivedFile:
    """Return the document these bytes are. `name` is only held against what they are. Raises: BadInput as `receive_file`."""
    _refuse_size(len(content))
    if ending_of(name) in _MACRO_ENDINGS:
        raise BadInput(
            "The name says that the file carries macros, which are never kept. Save it without macros, or as a PDF.",
            "file",
        )
    kind = _kind_of(content)
    _refuse_false_name(name, kind)
    return ReceivedFile(safe_file_name(name, kind), kind, content, hashlib.sha256(content).hexdigest())


def _bounded(path: Path) -> bytes:
    """The bytes, one more than are kept at most, so that a file that grows meanwhile is told."""
    try:
        if path.is_dir():
            raise BadInput("This is a folder: choose a file in it.", "file")
        # A pipe would be waited for without end: it is opened without waiting, and told by what it is.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            found = os.fstat(stream.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise BadInput("This is not a file but a device or a pipe: choose a file.", "file")
            _refuse_size(found.st_size)
            return stream.read(LARGEST_DOCUMENT_BYTES + 1)
    except FileNotFoundError:
        raise BadInput("There is no such file in that folder: check its name.", "file") from None
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
            raise BadInput("There is no such file in that folder: check its name.", "file") from None
        raise Unavailable("The file cannot be read: close it elsewhere, or ask for leave to read it.") from error


def _refuse_size(size: int) -> None:
    if size == 0:
        raise BadInput("The file is empty: choose another, or ask the provider to send it again.", "file")
    if size > LARGEST_DOCUMENT_BYTES:
        raise BadInput(
            f"The file has {size / _MEGABYTE:,.1f} MB, and a document has at most {LARGEST_DOCUMENT_BYTES // _MEGABYTE} MB. Scan "
            "it at a lower resolution, or save it as a smaller PDF.",
            "file",
        )


def _kind_of(content: bytes) -> DocumentFormat:
    for mark, judge in _JUDGES:
        if content.startswith(mark):
            return judge(content)
    return _judge_text(content)


def _judge_png(content: bytes) -> DocumentFormat:
    if _PNG_END not in content[-1024:]:
        raise BadInput(_CUT_SHORT, "file")
    return DocumentFormat.PNG


def _judge_jpeg(content: bytes) -> DocumentFormat:
    if _JPEG_END not in content[-1024:]:
        raise BadInput(_CUT_SHORT, "file")
    return DocumentFormat.JPEG


def _refuse_old_office_file(_content: bytes) -> DocumentFormat:
    raise BadInput(
        "The file is protected by a password, or was written by a very old program. Take the password off, or save it as .docx, "
        ".xlsx or PDF.",
        "file",
    )


def _judge_text(content: bytes) -> DocumentFormat:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"The file is of a kind that is not kept. {_KEPT}: save it as one of these.", "file") from None
    if not _TEXT_CONTROLS.isdisjoint(content):
        raise BadInput(f"The file is of a kind that is not kept. {_KEPT}: save it as one of these.", "file")
    return DocumentFormat.TEXT


def _refuse_false_name(name: str, kind: DocumentFormat) -> None:
    ending = ending_of(name)
    if not ending or ending in ENDINGS[kind]:
        return
    usual = ENDINGS[kind][0]
    if kind is DocumentFormat.TEXT:
        raise BadInput(
            f"The file is plain text, whatever its name says. {_KEPT}: save it as one of these, or let its name end in {usual}.",
            "file",
        )
    raise BadInput(
        f"The file is {_NAMES[kind]}, whatever its name says: let its name end in {usual}, or choose the file you meant.",
        "file",
    )


_NAMES = {
    DocumentFormat.PDF: "a PDF",
    DocumentFormat.PNG: "a PNG picture",
    DocumentFormat.JPEG: "a JPEG picture",
    DocumentFormat.DOCX: "a letter (DOCX)",
    DocumentFormat.XLSX: "a workbook (XLSX)",
    DocumentFormat.ODT: "a letter (ODT)",
    DocumentFormat.ODS: "a workbook (ODS)",
}
_JUDGES: tuple[tuple[bytes, Callable[[bytes], DocumentFormat]], ...] = (
    (b"%PDF-", judge_pdf),
    (b"\x89PNG\r\n\x1a\n", _judge_png),
    (b"\xff\xd8\xff", _judge_jpeg),
    (b"PK\x03\x04", judge_office_file),
    (_OLE_MARK, _refuse_old_office_file),
)
