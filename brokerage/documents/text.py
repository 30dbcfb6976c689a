"""Plain text to paragraphs. No text ever reaches reportlab's markup reader: what is written is what prints."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from brokerage.documents.fonts import is_plain, printable, runs, text_width
from brokerage.documents.look import Styles


def paragraph(text: str, style: ParagraphStyle = Styles.body, *, bullet: str | None = None) -> Paragraph:
    """Return the text as a paragraph that wraps anywhere it must; line breaks in the text stay line breaks."""
    frags = []
    for number, line in enumerate(text.splitlines() or [""]):
        if number:
            frags.append(_frag(style.fontName, "", style, lineBreak=True))
        frags += [_frag(font, piece, style) for font, piece in runs(printable(line), style.fontName)]
    return Paragraph("", style, bulletText=bullet, frags=frags)


def bullets(texts: tuple[str, ...], style: ParagraphStyle = Styles.item) -> list[Paragraph]:
    """Return each text as a paragraph with a dot before it."""
    return [paragraph(text, style, bullet="•") for text in texts]


def cell(text: str, width: float, style: ParagraphStyle = Styles.cell) -> str | Paragraph:
    """Return what a table draws quickest: the bare text where it fits the width on one line in one font, else a paragraph."""
    line = printable(text)
    if (
        "\n" not in text
        and is_plain(line, style.fontName)
        and text_width(line, style.fontName, style.fontSize) <= width
    ):
        return line
    return paragraph(text, style)


def _frag(font: str, text: str, style: ParagraphStyle, **more: object) -> ParaFrag:
    return ParaFrag(
        text=text, fontName=font, fontSize=style.fontSize, textColor=style.textColor, rise=0, greek=0, link=[], us_lines=[],
        bold=0, italic=0, **more,
    )  # fmt: skip
