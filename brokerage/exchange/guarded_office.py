"""Tells whether a packed office file is one to keep: a letter or a workbook by what is inside, whole, and without macros."""

import io
import zipfile
from collections.abc import Callable, Sequence
from functools import partial

from brokerage.domain.document_file import DocumentFormat
from brokerage.domain.errors import BadInput
from brokerage.exchange.guarded_xml import XmlGuard
from brokerage.exchange.guarded_zip import DAMAGED, ZipWords, refuse_odd_members, stream_members

_SAVE_ANEW = "Save it anew as .docx, .xlsx, .odt, .ods or PDF, then add that."
_WORDS = ZipWords(
    too_much=f"The file would unpack to far more than a document holds. {_SAVE_ANEW}",
    one_name_twice=f"The file holds two parts of the same name, which no office file has. {_SAVE_ANEW}",
    leads_elsewhere=f"The file holds parts that point outside it, which no office file has. {_SAVE_ANEW}",
    locked="The file is protected by a password: take the password off, then add it again.",
    packed_oddly=f"The file is packed in a way no office file is. {_SAVE_ANEW}",
)
_DAMAGED = f"The file is damaged and cannot be read. {_SAVE_ANEW}"
_ODD_XML = f"The file is damaged, or declares what no office file does (DOCTYPE). {_SAVE_ANEW}"
_MACROS = "The file carries macros, which are never kept. Save it without macros, or as a PDF."
_NO_OFFICE_FILE = (
    "The file is an archive, and its parts cannot be looked at one by one. Unpack it, then add each document by itself."
)
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
_MACRO_FOLDERS = ("basic/", "scripts/", "xl/macrosheets/", "word/activex/", "xl/activex/")
_MACRO_ENDINGS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb")
_SAID_OF_MACROS = (b"macroEnabled", b"vnd.ms-office.vbaProject")
_REMOTE_TEMPLATE = b"relationships/attachedTemplate"
_CALLS_A_MACRO = (b"<script:event-listener", b"vnd.sun.star.script:")
_LONGEST_MARK = 64
_ODF = {kind.value.encode(): kind for kind in (DocumentFormat.ODT, DocumentFormat.ODS)}
_MOST_SAID = 1 << 20


def judge_office_file(content: bytes) -> DocumentFormat:
    """Return which kind of office file it is. Raises: BadInput for archives, macros, passwords, bombs and damage."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            refuse_odd_members(members, _WORDS)
            _refuse_macro_parts(members)
            kind = _kind_of(archive, {member.filename for member in members})
            _look_through(archive, members)
    except (*DAMAGED, OSError) as error:  # read from memory: an OSError is a part said to lie outside the file
        raise BadInput(_DAMAGED, "file") from error
    return kind


def _refuse_macro_parts(members: Sequence[zipfile.ZipInfo]) -> None:
    for name in (member.filename.lower() for member in members):
        if name.endswith((*_MACRO_PARTS, *_MACRO_ENDINGS)) or name.startswith(_MACRO_FOLDERS):
            raise BadInput(_MACROS, "file")
        if "/embeddings/" in name and name.endswith(".bin"):
            raise BadInput(f"The file has other files inside it, which no document needs. {_SAVE_ANEW}", "file")


def _kind_of(archive: zipfile.ZipFile, names: set[str]) -> DocumentFormat:
    if "[Content_Types].xml" in names:
        said = _beginning(archive, "[Content_Types].xml")
        if any(one in said for one in _SAID_OF_MACROS):
            raise BadInput(_MACROS, "file")
        if "word/document.xml" in names:
            return DocumentFormat.DOCX
        if "xl/workbook.xml" in names:
            return DocumentFormat.XLSX
    if {"mimetype", "content.xml"} <= names:
        kind = _ODF.get(_beginning(archive, "mimetype").strip())
        if kind is not None:
            _refuse_locked_parts(archive, names)
            return kind
    raise BadInput(_NO_OFFICE_FILE, "file")


def _refuse_locked_parts(archive: zipfile.ZipFile, names: set[str]) -> None:
    """These files lock their parts by a word in their list of parts, not by the zip's own mark."""
    if "META-INF/manifest.xml" in names and b"encryption-data" in _beginning(archive, "META-INF/manifest.xml"):
        raise BadInput(_WORDS.locked, "file")


def _look_through(archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]) -> None:
    """Count every part as it is really packed, and read the XML: well formed, declaring nothing, fetching no template."""
    guard = XmlGuard("The file")
    read, tail = "", b""
    for member, chunk in stream_members(archive, members, _WORDS):
        if _is_xml(member):
            _in_words_of_documents(partial(guard.count_tags, chunk))
            window = tail + chunk if member.filename == read else chunk
            _refuse_marks(window)
            read, tail = member.filename, window[-_LONGEST_MARK:]
    for member in members:
        if _is_xml(member):
            _in_words_of_documents(partial(_read_part, guard, archive, member))


def _refuse_marks(window: bytes) -> None:
    if any(mark in window for mark in _CALLS_A_MACRO):
        raise BadInput(_MACROS, "file")
    if _REMOTE_TEMPLATE in window and b'"External"' in window:
        raise BadInput(f"The file fetches a template from elsewhere when it is opened. {_SAVE_ANEW}", "file")


def _read_part(guard: XmlGuard, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    part = guard.open_part(member.filename, "")
    with archive.open(member) as stream:
        while chunk := stream.read(1 << 18):
            part.feed(chunk)
    part.close()


def _in_words_of_documents(read: Callable[[], None]) -> None:
    """The guard of workbooks says how to mend a workbook: here it may be a letter."""
    try:
        read()
    except BadInput as error:
        raise BadInput(_ODD_XML, "file") from error


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        return stream.read(_MOST_SAID)


def _is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith((".xml", ".rels"))
