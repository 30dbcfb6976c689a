"""The smallest PDF that says something: one page of plain lines, the same for the same lines.

The demonstration has hundreds of papers from outside the council, so none of them wears the council's letterhead.
"""

from collections.abc import Sequence

_TOP, _LEFT, _LEADING = 760, 72, 22


def plain_paper(lines: Sequence[str]) -> bytes:
    """Return a PDF of one page with these lines, the first as its heading. Letters beyond Latin-1 become question marks."""
    page = _page(lines)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(page), page),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return bytes(
        written
    ) + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        len(written),
    )


def _page(lines: Sequence[str]) -> bytes:
    shown = [b"BT /F1 16 Tf %d %d Td %d TL" % (_LEFT, _TOP, _LEADING)]
    for number, line in enumerate(lines):
        size = b"/F1 11 Tf " if number == 1 else b""
        shown.append(b"%s(%s) Tj T*" % (size, _escaped(line)))
    return b"\n".join((*shown, b"ET"))


def _escaped(line: str) -> bytes:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252", errors="replace")
