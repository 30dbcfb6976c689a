"""The letters paper is set in: Atkinson Hyperlegible, and Noto Sans for letters it lacks. Both are embedded, in part.

Figures are tabular everywhere, so that columns of money line up. A letter neither font has prints as an open box that
still copies and searches as the letter it stands for; `letters_without_a_picture` names those.
"""

import re
import struct
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "Desk"
BOLD = "Desk-Bold"
FALLBACK = "Desk-Fallback"

_FILES = {
    REGULAR: ("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Regular.ttf"),
    BOLD: ("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Bold.ttf"),
    FALLBACK: ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
}
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_BEYOND_FOUR_HEX = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{5,6})>")
# Variation selectors and the grapheme joiner count as printable, yet draw nothing.
_WITHOUT_A_PICTURE = re.compile("[\u034f\ufe00-\ufe0f]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class PaperFont(TTFont):  # type: ignore[misc]  # reportlab ships no types
    """A font with tabular figures whose text copies out whole, also letters beyond the first 65,536."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, shapable=False)
        self._use_tabular_figures()

    def addObjects(self, doc: object) -> None:  # noqa: N802 - reportlab's name
        """Embed the letters used, then write far letters as the two halves a PDF wants."""
        super().addObjects(doc)
        for key, held in doc.idToObject.items():  # type: ignore[attr-defined]
            if key.startswith("toUnicodeCMap:"):
                held.content = _BEYOND_FOUR_HEX.sub(_as_two_halves, held.content)

    def draw_as_box(self, letter: str) -> None:
        """Give a letter the font has no picture of the open box, so that it keeps its place and its meaning."""
        self.face.charToGlyph[ord(letter)] = 0
        self.face.charWidths[ord(letter)] = self.face.defaultWidth

    def _use_tabular_figures(self) -> None:
        """Point the ten digits at the font's figures of one width, where it names such glyphs (`one.tf`)."""
        glyphs = _glyph_numbers(self.face.get_table("post"))
        for digit, name in enumerate(_DIGITS):
            glyph = glyphs.get(f"{name}.tf")
            if glyph is not None:
                self.face.charToGlyph[ord("0") + digit] = glyph
                self.face.charWidths[ord("0") + digit] = self.pdfScale(self.face.hmetrics[glyph][0])


@cache
def paper_font(name: str) -> PaperFont:
    """Return one of our fonts, read and made known to reportlab the first time it is asked for."""
    package, file = _FILES[name]
    font = PaperFont(name, str(files(package).joinpath("files", file)))
    pdfmetrics.registerFont(font)
    return font


@cache
def _letters_of(font: str) -> frozenset[str]:
    return frozenset(map(chr, paper_font(font).face.charToGlyph))


def printable(text: str) -> str:
    """Return the text in composed letters, with controls as blanks and without marks that have no picture of their own."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text) and not _WITHOUT_A_PICTURE.search(text):
        return text
    return "".join(_printable_letter(letter) for letter in unicodedata.normalize("NFC", text))


def runs(text: str, font: str = REGULAR) -> tuple[tuple[str, str], ...]:
    """Return printable text as (font name, piece) in order; a piece in the fallback font only where the first lacks it."""
    known = paper_font(font).face.charToGlyph
    if text.isascii() or _letters_of(font).issuperset(text):
        return ((font, text),)
    pieces = [("".join(letters), has) for has, letters in groupby(text, key=lambda letter: ord(letter) in known)]
    return tuple((font if has else _fallback_for(piece), piece) for piece, has in pieces)


def is_plain(text: str, font: str = REGULAR) -> bool:
    """Return whether printable text needs no second font."""
    return text.isascii() or _letters_of(font).issuperset(text)


@lru_cache(maxsize=4096)  # tables say the same words and amounts over and over
def text_width(text: str, font: str, size: float) -> float:
    """Return the width in points of printable text set in one font and, where it must, the fallback."""
    return sum(float(pdfmetrics.stringWidth(piece, name, size)) for name, piece in runs(text, font))


def letters_without_a_picture(text: str) -> frozenset[str]:
    """Return the printable letters that neither font has: they print as boxes."""
    if text.isascii():
        return frozenset()
    known = paper_font(REGULAR).face.charToGlyph, paper_font(FALLBACK).face
    return frozenset(
        letter
        for letter in printable(text)
        if ord(letter) not in known[0] and known[1].charToGlyph.get(ord(letter), 0) == 0
    )


def _fallback_for(piece: str) -> str:
    font = paper_font(FALLBACK)
    for letter in piece:
        if ord(letter) not in font.face.charToGlyph:
            font.draw_as_box(letter)
    return FALLBACK


def _printable_letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cf" or _WITHOUT_A_PICTURE.match(letter):
        return ""
    if category in {"Cc", "Zl", "Zp", "Zs"}:
        return " "
    is_no_letter = category == "Cs" or ord(letter) & 0xFFFE == 0xFFFE
    return _REPLACEMENT if is_no_letter else letter


def _as_two_halves(match: re.Match[str]) -> str:
    return f"<{match[1]}> <{chr(int(match[2], 16)).encode('utf-16-be').hex().upper()}>"


def _glyph_numbers(post: bytes) -> dict[str, int]:
    """Return the font's own glyph names with their numbers (OpenType `post` table, format 2; empty in other formats)."""
    if post[:4] != b"\x00\x02\x00\x00":
        return {}
    (count,) = struct.unpack_from(">H", post, 32)
    indices = struct.unpack_from(f">{count}H", post, 34)
    names, at = [], 34 + 2 * count
    while at < len(post):
        names.append(post[at + 1 : at + 1 + post[at]].decode("ascii"))
        at += 1 + post[at]
    # Numbers below 258 stand for a fixed list of common names, none of which is a tabular figure.
    return {names[index - 258]: glyph for glyph, index in enumerate(indices) if 258 <= index < 258 + len(names)}
