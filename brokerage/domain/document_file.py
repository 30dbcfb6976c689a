"""A file that came in as a document: what it is by its content, its bytes, and a name that is safe on every desk."""

import unicodedata
from dataclasses import dataclass, field
from enum import Enum


class DocumentFormat(Enum):
    """What a document may be, by its media type. Every other kind of file is refused."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODT = "application/vnd.oasis.opendocument.text"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    TEXT = "text/plain"


ENDINGS = {
    DocumentFormat.PDF: (".pdf",),
    DocumentFormat.PNG: (".png",),
    DocumentFormat.JPEG: (".jpg", ".jpeg"),
    DocumentFormat.DOCX: (".docx",),
    DocumentFormat.XLSX: (".xlsx",),
    DocumentFormat.ODT: (".odt",),
    DocumentFormat.ODS: (".ods",),
    DocumentFormat.TEXT: (".txt",),
}
"""How the name of each ends; the first is the usual one."""

LONGEST_FILE_NAME = 100
_NOT_ON_EVERY_DESK = frozenset('<>:"/\\|?*')
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"com{number}" for number in range(10)), *(f"lpt{number}" for number in range(10)))
)
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file found harmless. Its name and bytes stay out of logs: a name may be a person's."""

    file_name: str = field(repr=False)
    format: DocumentFormat
    content: bytes = field(repr=False)
    sha256: str


def ending_of(name: str) -> str:
    """Return how the name ends, `.pdf`, in lower case; empty where it has no ending."""
    stem, dot, ending = _last_part(name).rpartition(".")
    return f".{ending.strip().lower()}" if dot and stem.strip() else ""


def safe_file_name(name: str, kind: DocumentFormat) -> str:
    """Return the name without folders, unseen signs and what some desk cannot write, of at most 100 letters, with its ending."""
    usual = ENDINGS[kind][0]
    ending = ending_of(name)
    kept = ending if ending in ENDINGS[kind] else usual
    stem = _last_part(name)[: len(_last_part(name)) - len(ending)] if ending == kept else _last_part(name)
    clean = "".join(_clean(sign) for sign in unicodedata.normalize("NFC", stem))
    shown = " ".join(clean.split()).strip(". ")
    if not shown or shown.partition(".")[0].strip().lower() in _DEVICES:
        shown = f"document {shown}".strip()
    return shown[: LONGEST_FILE_NAME - len(kept)].rstrip(". ") + kept


def _last_part(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].strip()


def _clean(sign: str) -> str:
    if sign in _NOT_ON_EVERY_DESK:
        return "-"
    if sign in "\t\n\r":
        return " "
    return "" if unicodedata.category(sign) in _UNSEEN else sign
