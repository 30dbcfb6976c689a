"""An agreement's words and tables as a bare reportlab document: the least its paper can cost, for measuring only."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, cast
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Table

from brokerage.documents import agreement, look
from brokerage.documents.fonts import REGULAR
from brokerage.domain.agreement_terms import AgreementTerms


def words_and_tables(terms: AgreementTerms) -> list[object]:
    """What the agreement says, as the plainest values: a text with its style, or rows of such with their widths."""
    return _plain(agreement.sheet_of(terms).content)


def render_bare(content: Sequence[object]) -> bytes:
    """The PDF of these words and tables, with our font and lines and nothing else of ours."""
    held = BytesIO()
    story = []
    for part in content:
        first, told = cast("tuple[object, Any]", part)
        if isinstance(first, str):
            story.append(Paragraph(first, told))
        else:
            rows = [[_bare_cell(cell) for cell in row] for row in told]
            style = [
                ("FONT", (0, 0), (-1, -1), REGULAR, 10, 13.5),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, look.HAIRLINE),
            ]
            story.append(Table(rows, colWidths=first, style=style, repeatRows=1, splitInRow=1))
    SimpleDocTemplate(held, pagesize=A4, invariant=1, pageCompression=1, initialFontName=REGULAR).build(story)
    return held.getvalue()


def _plain(flowables: Sequence[object]) -> list[object]:
    said: list[object] = []
    for flowable in flowables:
        if isinstance(flowable, KeepTogether):
            said += _plain(flowable._content)  # noqa: SLF001 - reportlab has no other way to look inside
        elif isinstance(flowable, Paragraph):
            said.append(_text(flowable))
        elif isinstance(flowable, Table):
            rows = [[_cell(cell) for cell in row] for row in flowable._cellvalues]  # noqa: SLF001 - as above
            said.append((flowable._argW, rows))  # noqa: SLF001 - as above
    return said


def _text(paragraph: Paragraph) -> tuple[str, object]:
    return "".join(_marked_up(frag, paragraph.style) for frag in paragraph.frags), paragraph.style


def _marked_up(frag: Any, style: Any) -> str:
    text = escape(frag.text) or "<br/>"
    return text if frag.fontName == style.fontName else f'<font name="{frag.fontName}">{text}</font>'


def _cell(cell: object) -> object:
    if isinstance(cell, list | tuple):
        return [_text(part) for part in cell if isinstance(part, Paragraph)]
    return _text(cell) if isinstance(cell, Paragraph) else cell


def _bare_cell(cell: object) -> object:
    if isinstance(cell, list):
        return [Paragraph(text, style) for text, style in cell]
    return Paragraph(*cell) if isinstance(cell, tuple) else cell
