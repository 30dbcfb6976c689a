"""How paper looks: sizes in points, colours, and the styles of text. The colours are those of the light window."""

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from brokerage.documents.fonts import BOLD, REGULAR

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 54.0
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
BAND_HEIGHT = 24.0
TOP = 62.0
BOTTOM = 58.0

INK = HexColor("#14202B")
QUIET = HexColor("#4A5866")
HAIRLINE = HexColor("#D3DAE0")
GROUND = HexColor("#F1F5F6")
ACCENT = HexColor("#0B5C6B")
WARN = HexColor("#8A4B00")
WHITE = HexColor("#FFFFFF")


def _style(name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    settings = {"fontName": REGULAR, "bulletFontName": REGULAR, "textColor": INK, "splitLongWords": 1, **more}
    return ParagraphStyle(name, fontSize=size, leading=leading, **settings)


class Styles:
    """The styles of text on paper, made once."""

    title: ParagraphStyle = _style("title", 20, 25, fontName=BOLD, spaceAfter=2)
    subtitle: ParagraphStyle = _style("subtitle", 11, 15, textColor=QUIET, spaceAfter=10)
    section: ParagraphStyle = _style("section", 13, 17, fontName=BOLD, textColor=ACCENT, spaceBefore=18, spaceAfter=6)
    group: ParagraphStyle = _style("group", 11, 15, fontName=BOLD, spaceBefore=8, spaceAfter=3, keepWithNext=1)
    body: ParagraphStyle = _style("body", 11, 15.5, spaceAfter=6, allowWidows=0, allowOrphans=0)
    item: ParagraphStyle = _style("item", 11, 15.5, spaceAfter=4, leftIndent=14, bulletIndent=2)
    strong: ParagraphStyle = _style("strong", 11, 15.5, fontName=BOLD)
    value: ParagraphStyle = _style("value", 11, 15)
    label: ParagraphStyle = _style("label", 10, 15, textColor=QUIET)
    cell: ParagraphStyle = _style("cell", 10, 13.5)
    cell_right: ParagraphStyle = _style("cell_right", 10, 13.5, alignment=TA_RIGHT)
    sum: ParagraphStyle = _style("sum", 10, 13.5, fontName=BOLD)
    sum_right: ParagraphStyle = _style("sum_right", 10, 13.5, fontName=BOLD, alignment=TA_RIGHT)
    head: ParagraphStyle = _style("head", 9.5, 12, fontName=BOLD, textColor=QUIET)
    head_right: ParagraphStyle = _style("head_right", 9.5, 12, fontName=BOLD, textColor=QUIET, alignment=TA_RIGHT)
    caption: ParagraphStyle = _style("caption", 9.5, 13, textColor=QUIET, spaceAfter=3)
    figure: ParagraphStyle = _style("figure", 15, 19, fontName=BOLD, alignment=TA_LEFT)
    council: ParagraphStyle = _style("council", 14, 18, fontName=BOLD, textColor=ACCENT)
    sender: ParagraphStyle = _style("sender", 9.5, 13, textColor=QUIET, alignment=TA_RIGHT)
