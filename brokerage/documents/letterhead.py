"""The head of a council's paper: its logo and name, and how to reach it. It grows with what has to be said."""

from io import BytesIO

from reportlab.platypus import Flowable, Image, Spacer, Table

from brokerage.documents import look
from brokerage.documents.look import Styles
from brokerage.documents.text import paragraph
from brokerage.domain.errors import RuleBroken

_LOGO_HEIGHT = 44.0
_LOGO_WIDTH = 120.0
_MOST_LOGO_PIXELS = 4_000_000
_PNG_MARK = b"\x89PNG\r\n\x1a\n"


def letterhead(council: str, reach: str, logo_png: bytes | None, width: float = look.TEXT_WIDTH) -> list[Flowable]:
    """Return the head of the first page: logo and council at the left, its address and numbers at the right.

    Raises: RuleBroken when the logo is no PNG or too large.
    """
    name = paragraph(council, Styles.council)
    logo = [] if logo_png is None else [_logo(logo_png), Spacer(0, 6)]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
        ("LINEBELOW", (0, 0), (-1, -1), 1.5, look.ACCENT),
        ("FONTNAME", (0, 0), (-1, -1), Styles.body.fontName),
    ]
    cells = [[[*logo, name], paragraph(reach, Styles.sender)]]
    return [Table(cells, colWidths=[width * 0.58, width * 0.42], style=style, splitInRow=1), Spacer(0, 16)]


def _logo(png: bytes) -> Image:
    """Return the logo at its place's size. Raises: RuleBroken when it is no PNG or has too many pixels."""
    wide, high = _pixels(png)
    scale = min(_LOGO_HEIGHT / high, _LOGO_WIDTH / wide)
    return Image(BytesIO(png), width=wide * scale, height=high * scale, hAlign="LEFT")


def _pixels(png: bytes) -> tuple[int, int]:
    wide, high = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    if not png.startswith(_PNG_MARK) or not wide or not high:
        raise RuleBroken("The council's logo is not a PNG picture: choose another in Settings.")
    if wide * high > _MOST_LOGO_PIXELS:
        raise RuleBroken("The council's logo has more than 4 million pixels: choose a smaller picture in Settings.")
    return wide, high
