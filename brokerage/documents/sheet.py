"""Sheets of paper: pages with their header, footer, watermark and band, and documents bound into one file.

Same input, same bytes: no clock, no random names. One file is set at a time, because reportlab's fonts are shared.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from threading import Lock

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from brokerage.documents import look
from brokerage.documents.fonts import BOLD, REGULAR, paper_font

DEMONSTRATION_LINE = "Demonstration data – not a real agreement"
_ONE_AT_A_TIME = Lock()
_FOOT_SIZE = 9
_PAGE_NUMBER_ROOM = 120


@dataclass(frozen=True)
class Sheet:
    """One document of a file: what stands on each of its pages, and its content in order.

    `running_title` heads the pages after the first and names the document in the outline; `footer` stands at the left of
    the page number. None of these may name a person. `is_wide` turns the paper on its side.
    """

    running_title: str
    footer: str
    content: Sequence[Flowable]
    is_draft: bool = False
    demonstration_line: str = ""
    is_wide: bool = False


@dataclass
class _Numbering:
    """Where each document of a file stands in its own pages."""

    sheet: Sheet
    form: str
    pages: int = field(default=0)

    def form_of(self, page: int) -> str:
        """Return the name of the small drawing that holds the number of one page."""
        return f"{self.form}-{page}"


def bind(sheets: Sequence[Sheet], *, title: str, author: str) -> bytes:
    """Return the documents as one PDF, each with its own page numbers; `title` must name no person."""
    with _ONE_AT_A_TIME:
        numberings = [_Numbering(sheet, f"document-{number}") for number, sheet in enumerate(sheets, start=1)]
        held = BytesIO()
        template = _template(held, numberings[0], title, author)
        story: list[Flowable] = []
        for numbering in numberings:
            if story:
                story += [NextPageTemplate(_page_name(numbering.sheet)), PageBreak()]
            story += [_Opening(numbering), *numbering.sheet.content]
        template.build(story, canvasmaker=_PaperCanvas)
        return held.getvalue()


class _PaperCanvas(Canvas):  # type: ignore[misc]  # reportlab ships no types
    """A canvas that writes `Page 2 of 5` into the room each page left for it, once the number of pages is known."""

    numbering: _Numbering
    numberings: tuple[_Numbering, ...] = ()

    def open_document(self, numbering: _Numbering) -> None:
        """Go on with the next document of the file; it gets its place in the outline."""
        self.numbering = numbering
        self.numberings = (*self.numberings, numbering)
        self.bookmarkPage(numbering.form)
        self.addOutlineEntry(numbering.sheet.running_title, numbering.form, level=0)

    def save(self) -> None:
        """Write the page numbers, then the file."""
        for numbering in self.numberings:
            for page in range(1, numbering.pages + 1):
                self.beginForm(numbering.form_of(page), lowerx=-_PAGE_NUMBER_ROOM, lowery=-4, upperx=1, uppery=12)
                self.setFont(REGULAR, _FOOT_SIZE)
                self.setFillColor(look.QUIET)
                self.drawRightString(0, 0, f"Page {page} of {numbering.pages}")
                self.endForm()
        self.setViewerPreference("DisplayDocTitle", "true")
        super().save()


class _Opening(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """Takes no room; tells the canvas that a document begins on this page."""

    def __init__(self, numbering: _Numbering) -> None:
        super().__init__()
        self._numbering = numbering

    def wrap(self, *_available: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv.open_document(self._numbering)


def _template(held: BytesIO, first: _Numbering, title: str, author: str) -> BaseDocTemplate:
    # The canvas starts in a font of ours: otherwise every file would name Helvetica, which is never embedded.
    first_font, _ = paper_font(REGULAR), paper_font(BOLD)
    upright = (look.PAGE_WIDTH, look.PAGE_HEIGHT)
    pages = [_page("upright", upright), _page("wide", (upright[1], upright[0]))]
    pages.sort(key=lambda page: page.id != _page_name(first.sheet))
    return BaseDocTemplate(
        held, pageTemplates=pages, title=title, author=author, subject="", creator="Brokerage Desk",
        producer="Brokerage Desk", lang="en-GB", invariant=1, pageCompression=1,
        initialFontName=first_font.fontName,
    )  # fmt: skip


def _page_name(sheet: Sheet) -> str:
    return "wide" if sheet.is_wide else "upright"


def _page(name: str, size: tuple[float, float]) -> PageTemplate:
    width, height = size
    frame = Frame(
        look.MARGIN, look.BOTTOM, width - 2 * look.MARGIN, height - look.TOP - look.BOTTOM,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    return PageTemplate(id=name, frames=[frame], pagesize=size, onPageEnd=_dress_page)


def _dress_page(canvas: _PaperCanvas, _template: BaseDocTemplate) -> None:
    """Draw what every page carries, over its content so that nothing can hide it."""
    numbering = canvas.numbering
    numbering.pages += 1
    sheet, (width, height) = numbering.sheet, canvas._pagesize  # noqa: SLF001 - reportlab has no other name for it
    canvas.saveState()
    if sheet.is_draft:
        _draw_watermark(canvas, width, height)
    if sheet.demonstration_line:
        _draw_band(canvas, sheet.demonstration_line, width, height)
    if numbering.pages > 1:
        _draw_running_title(canvas, sheet, height)
    _draw_footer(canvas, numbering, width)
    canvas.restoreState()


def _draw_watermark(canvas: _PaperCanvas, width: float, height: float) -> None:
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(52)
    canvas.setFillColor(look.INK)
    canvas.setFillAlpha(0.07)
    canvas.setFont(BOLD, 170)
    canvas.drawCentredString(0, -58, "DRAFT")
    canvas.restoreState()


def _draw_band(canvas: _PaperCanvas, words: str, width: float, height: float) -> None:
    canvas.setFillColor(look.WARN)
    canvas.rect(0, height - look.BAND_HEIGHT, width, look.BAND_HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(look.WHITE)
    canvas.setFont(BOLD, 11)
    canvas.drawCentredString(width / 2, height - look.BAND_HEIGHT + 8, words)


def _draw_running_title(canvas: _PaperCanvas, sheet: Sheet, height: float) -> None:
    canvas.setFont(REGULAR, _FOOT_SIZE)
    canvas.setFillColor(look.QUIET)
    draft = "  ·  draft, not in force" if sheet.is_draft else ""
    canvas.drawString(look.MARGIN, height - look.BAND_HEIGHT - 17, sheet.running_title + draft)


def _draw_footer(canvas: _PaperCanvas, numbering: _Numbering, width: float) -> None:
    canvas.setStrokeColor(look.HAIRLINE)
    canvas.setLineWidth(0.7)
    canvas.line(look.MARGIN, look.BOTTOM - 16, width - look.MARGIN, look.BOTTOM - 16)
    canvas.setFont(REGULAR, _FOOT_SIZE)
    canvas.setFillColor(look.QUIET)
    canvas.drawString(look.MARGIN, look.BOTTOM - 30, numbering.sheet.footer)
    canvas.translate(width - look.MARGIN, look.BOTTOM - 30)
    canvas.doForm(numbering.form_of(numbering.pages))
