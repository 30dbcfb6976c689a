"""Makes the documents that the tests of the guard read: sound ones and hostile ones, all small."""

import io
import zipfile
import zlib
from collections.abc import Mapping

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_pdf(extra: bytes = b"") -> bytes:
    """A PDF of one empty page; `extra` stands among its objects."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        + extra
        + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )


def packed_objects(content: bytes) -> bytes:
    """An object stream as newer programs write it."""
    packed = zlib.compress(content)
    return b"4 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>\nstream\n" + packed + b"\nendstream endobj"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    with io.BytesIO() as held:
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return held.getvalue()


def docx_parts(types: str = "application/xml") -> dict[str, str | bytes]:
    """The parts of a letter."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="{types}"/></Types>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body/></w:document>',
    }


def xlsx_parts() -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "xl/workbook.xml": "<workbook/>",
    }


def odf_parts(kind: str) -> dict[str, str | bytes]:
    """The parts of an open document, `text` or `spreadsheet`."""
    return {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<content/>"}


PNG = b"\x89PNG\r\n\x1a\n" + bytes(20) + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + bytes(20) + b"\xff\xd9"
