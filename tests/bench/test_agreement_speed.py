"""Agreements a second against a bare reportlab document of the same words, tables and fonts (floor: 0.67)."""

from collections.abc import Callable, Sequence
from io import BytesIO
from time import process_time
from typing import Any, cast
from xml.sax.saxutils import escape

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Table

from brokerage.documents import agreement, look
from brokerage.documents.fonts import REGULAR
from brokerage.domain.agreement_terms import AgreementTerms
from tests.documents.agreement_examples import care_home, day_activities, long_package
from tests.documents.reading import pages_of

pytestmark = pytest.mark.bench

LEAST_SHARE_OF_BARE_SPEED = 0.67


@pytest.mark.parametrize(
    "terms", [day_activities(), care_home(), long_package(60)], ids=["days", "home", "sixty lines"]
)
def test_agreements_keep_two_thirds_of_the_speed_of_a_bare_document(
    terms: AgreementTerms, *, at_full_size: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    content = _words_and_tables(agreement._sheet(terms, None).content)
    ours, bare = _fastest(
        lambda: agreement.render_agreement(terms), lambda: _render_bare(content), rounds=40 if at_full_size else 10
    )
    pages = len(pages_of(agreement.render_agreement(terms))), len(pages_of(_render_bare(content)))
    speeds = pages[0] / ours, pages[1] / bare
    with capsys.disabled():
        print(  # noqa: T201 - the figure is what a measurement is for
            f"\nagreement of {pages[0]} pages: {speeds[0]:.0f} pages/s, bare reportlab ({pages[1]} pages) "
            f"{speeds[1]:.0f} pages/s, ratio {speeds[0] / speeds[1]:.2f} (floor {LEAST_SHARE_OF_BARE_SPEED})"
        )
    assert speeds[0] >= LEAST_SHARE_OF_BARE_SPEED * speeds[1]


def _fastest(*tasks: Callable[[], object], rounds: int) -> list[float]:
    """The fewest processor seconds each task took, in turns, so that what disturbs the machine disturbs both."""
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(rounds):
        for number, task in enumerate(tasks):
            start = process_time()
            task()
            taken[number].append(process_time() - start)
    return [min(seconds) for seconds in taken]


def _words_and_tables(flowables: Sequence[object]) -> list[object]:
    """What the document says, as the plainest values: a text with its style, or rows of such with their widths."""
    said: list[object] = []
    for flowable in flowables:
        if isinstance(flowable, KeepTogether):
            said += _words_and_tables(flowable._content)
        elif isinstance(flowable, Paragraph):
            said.append(_text(flowable))
        elif isinstance(flowable, Table):
            said.append((flowable._argW, [[_cell(cell) for cell in row] for row in flowable._cellvalues]))
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


def _render_bare(content: Sequence[object]) -> bytes:
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


def _bare_cell(cell: object) -> object:
    if isinstance(cell, list):
        return [Paragraph(text, style) for text, style in cell]
    return Paragraph(*cell) if isinstance(cell, tuple) else cell
