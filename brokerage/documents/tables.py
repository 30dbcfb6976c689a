"""Tables on paper: facts beside their names, and figures in columns. They break over pages and repeat their headings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table

from brokerage.documents import look
from brokerage.documents.fonts import BOLD, REGULAR
from brokerage.documents.look import Styles
from brokerage.documents.text import cell, paragraph

_LABEL_SHARE = 0.30
_GAP = 12.0
_MOST_LETTERS_KEPT = 600
_EVERYWHERE = [
    ("FONT", (0, 0), (-1, -1), REGULAR, 10, 13.5),
    ("TEXTCOLOR", (0, 0), (-1, -1), look.INK),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), _GAP),
    ("TOPPADDING", (0, 0), (-1, -1), 3.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
]


@dataclass(frozen=True)
class Column:
    """A column of figures: its heading, its share of the width, and whether it holds money or numbers (set right)."""

    heading: str
    share: float
    is_number: bool = False


def fact_table(facts: Sequence[tuple[str, str]], width: float = look.TEXT_WIDTH) -> Table:
    """Return facts beside their names, a hairline between them; a fact without words is left out."""
    label_width = width * _LABEL_SHARE
    said = [(name, value) for name, value in facts if value.strip()]
    rows = [[cell(name, label_width - _GAP, Styles.label), paragraph(value, Styles.value)] for name, value in said]
    style = [
        *_EVERYWHERE,
        ("FONT", (0, 0), (0, -1), REGULAR, 10, 15),
        ("TEXTCOLOR", (0, 0), (0, -1), look.QUIET),
        ("LINEBELOW", (0, 0), (-1, -2), 0.5, look.HAIRLINE),
        *_kept_together([value for _, value in said]),
    ]
    breaks = _may_break_within(value for _, value in said)
    return Table(rows, colWidths=[label_width, width - label_width], style=style, splitInRow=breaks, hAlign="LEFT")


def figure_table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    totals: Sequence[Sequence[str]] = (),
    width: float = look.TEXT_WIDTH,
) -> Table:
    """Return rows under headings that repeat on each page; totals stand below a heavier line and stay with the last row."""
    widths = [column.share * width / sum(each.share for each in columns) for column in columns]
    last = len(columns) - 1
    rooms = [room - (0 if number == last else _GAP) for number, room in enumerate(widths)]
    heads = [Styles.head_right if column.is_number else Styles.head for column in columns]
    table_rows: list[list[str | Paragraph]] = [
        [paragraph(column.heading, head) for column, head in zip(columns, heads, strict=True)]
    ]
    cells = [Styles.cell_right if column.is_number else Styles.cell for column in columns]
    sums = [Styles.sum_right if column.is_number else Styles.sum for column in columns]
    table_rows += [_row(row, rooms, cells) for row in rows]
    table_rows += [_row(row, rooms, sums) for row in totals]
    style = [
        *_EVERYWHERE,
        ("RIGHTPADDING", (last, 0), (last, -1), 0),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LINEBELOW", (0, 0), (-1, 0), 1, look.ACCENT),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, look.HAIRLINE),
        *(("ALIGN", (number, 0), (number, -1), "RIGHT") for number, column in enumerate(columns) if column.is_number),
    ]
    if totals:
        first_total = len(rows) + 1
        style += [
            ("FONT", (0, first_total), (-1, -1), BOLD, 10, 13.5),
            ("BACKGROUND", (0, first_total), (-1, -1), look.GROUND),
            ("LINEABOVE", (0, first_total), (-1, first_total), 1, look.INK),
            *_kept_together(["".join(row) for row in (*rows[-1:], *totals)], first_row=first_total - 1),
        ]
    breaks = _may_break_within(text for row in rows for text in row)
    return Table(table_rows, colWidths=widths, style=style, repeatRows=1, splitInRow=breaks, hAlign="LEFT")


def _kept_together(texts: Sequence[str], first_row: int = 0) -> list[tuple[object, ...]]:
    """Return the rule that no page ends after the first or before the last of short rows; long ones may break anywhere."""
    last_row = first_row + len(texts) - 1
    pairs = {(first_row, min(first_row + 1, last_row)), (max(last_row - 1, first_row), last_row)}
    return [
        ("NOSPLIT", (0, above), (-1, below))
        for above, below in sorted(pairs)
        if above < below and sum(map(len, texts[above - first_row : below - first_row + 1])) <= _MOST_LETTERS_KEPT
    ]


def _may_break_within(texts: Iterable[str]) -> bool:
    """Return whether a row may go on over the page: only where one is too long to be sure of a page to itself."""
    return any(len(text) > _MOST_LETTERS_KEPT for text in texts)


def _row(texts: Sequence[str], rooms: Sequence[float], styles: Sequence[ParagraphStyle]) -> list[str | Paragraph]:
    return [cell(text, room, style) for text, room, style in zip(texts, rooms, styles, strict=True)]
