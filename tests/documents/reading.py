"""Reading a PDF back: its letters, its fonts and its pages, as somebody else's program sees them."""

import re
import unicodedata
from ctypes import create_string_buffer

import pypdfium2
import pypdfium2.raw as pdfium


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page; a hyphen at a line's end, which the reader marks, is a hyphen again."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document[number].get_textpage().get_text_range().replace("\ufffe", "-").replace("\x02", "-")
                for number in range(len(document))]  # fmt: skip
    finally:
        document.close()


def text_of(pdf: bytes) -> str:
    """The text of all pages with one blank wherever there is any space."""
    return " ".join(" ".join(pages_of(pdf)).split())


def turned_text_of(pdf: bytes) -> str:
    """The text of all pages where some is written from the right: the reader turns such a run round, brackets and their like with
    it, and the two halves of a letter that takes two. The halves are put right again, the brackets stand without their direction.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = "".join(_units_of(document[number]) for number in range(len(document)))
    finally:
        document.close()
    units = _HALVES.sub(lambda found: found[1] or found[3] + found[2], text)
    whole = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return without_direction(whole)


def without_direction(text: str) -> str:
    """The text with every bracket and its like as one and the same sign."""
    return "".join("<" if unicodedata.mirrored(letter) else letter for letter in text)


_HALVES = re.compile("([\ud800-\udbff][\udc00-\udfff])|([\udc00-\udfff])([\ud800-\udbff])")


def _units_of(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    units = (pdfium.FPDFText_GetUnicode(text.raw, place) for place in range(text.count_chars()))
    return "".join(chr(unit) for unit in units)


def letters_of(text: str) -> str:
    """The letters alone, in the plainest form Unicode knows: what must survive wrapping and fonts."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(
        letter for letter in plain if not letter.isspace() and unicodedata.category(letter) not in {"Cf", "Cc"}
    )


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Each font that any text on any page is set in, by its name, and whether it is embedded."""
    document = pypdfium2.PdfDocument(pdf)
    found: dict[str, bool] = {}
    try:
        for number in range(len(document)):
            for item in document[number].get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=4):
                font = pdfium.FPDFTextObj_GetFont(item.raw)
                name = create_string_buffer(200)
                pdfium.FPDFFont_GetBaseFontName(font, name, 200)
                found[name.value.decode()] = bool(pdfium.FPDFFont_GetIsEmbedded(font))
        return found
    finally:
        document.close()
