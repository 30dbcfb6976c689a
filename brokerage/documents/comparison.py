"""Options side by side on paper, for the person and their family: one column each, facts as rows."""

from dataclasses import dataclass

from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from brokerage.documents import look
from brokerage.documents.fonts import REGULAR
from brokerage.documents.letterhead import letterhead
from brokerage.documents.look import Styles
from brokerage.documents.sheet import Sheet, bind
from brokerage.documents.text import paragraph
from brokerage.domain.comparison import Comparison, Option
from brokerage.domain.comparison_rows import FactGroup, FactRow, comparison_rows
from brokerage.domain.money import format_pounds
from brokerage.domain.period import format_day

_TITLE = "Your options side by side"
_DEMONSTRATION_LINE = "Demonstration data – not real services or prices"
_WIDTH = look.PAGE_HEIGHT - 2 * look.MARGIN
_LABEL_WIDTH = 104.0
_LONGEST_HEAD = 120
_CONVENTION = (
    "Prices are those agreed on the first day. The year and the twelve months count the real dates, not a week × 52. "
    "You may choose any of these; a dearer choice may need a reason or a top-up, and your desk will explain it."
)


@dataclass(frozen=True)
class Sender:
    """Who hands the paper over: the council, how to reach it, its logo, and whether all of this is made up."""

    council: str
    reach: str
    logo_png: bytes | None
    is_demonstration: bool


def render_comparison(comparison: Comparison, sender: Sender) -> bytes:
    """Return the comparison as a PDF on wide paper. It names no person. Raises: RuleBroken when the logo is no PNG."""
    content: list[Flowable] = [
        *letterhead(sender.council, sender.reach, sender.logo_png, _WIDTH),
        paragraph(_TITLE, Styles.title),
        paragraph(_say_question(comparison), Styles.subtitle),
        _table(comparison),
        Spacer(0, 10),
        paragraph(_CONVENTION, Styles.caption),
    ]
    line = _DEMONSTRATION_LINE if sender.is_demonstration else ""
    return bind(
        [Sheet(_TITLE, _TITLE, content, demonstration_line=line, is_wide=True)], title=_TITLE, author=sender.council
    )


def _say_question(comparison: Comparison) -> str:
    asked = comparison.question
    ends = "until it is ended" if asked.last_day is None else f"to {format_day(asked.last_day)}"
    left = " left" if asked.spent_elsewhere else ""
    budget = (
        "" if asked.weekly_budget is None else f"  ·  personal budget {format_pounds(asked.weekly_budget)} a week{left}"
    )
    week = f"{asked.week}  ·  " if asked.week else ""
    return f"{week}from {format_day(asked.first_day)} {ends}{budget}  ·  as known on {format_day(asked.written_on)}"


def _table(comparison: Comparison) -> Table:
    count = len(comparison.options)
    width = (_WIDTH - _LABEL_WIDTH) / count
    are_short = all(len(option.facts.service + option.facts.provider) <= _LONGEST_HEAD for option in comparison.options)
    heads = [
        _head(option, number, names_are_short=are_short) for number, option in enumerate(comparison.options, start=1)
    ]
    rows: list[list[object]] = [["", *heads]]
    if not are_short:
        rows += _rows(_names(comparison))
    style = _style()
    for group in comparison_rows(comparison):
        style += _group_style(len(rows))
        rows.append([paragraph(group.title, Styles.sum), *[""] * count])
        rows += _rows(group)
    return Table(
        rows, colWidths=[_LABEL_WIDTH, *[width] * count], style=style, repeatRows=1, splitInRow=1, hAlign="LEFT"
    )


def _head(option: Option, number: int, *, names_are_short: bool) -> list[Paragraph]:
    """Return what stands over the column on every page: the names, or a number where names would fill the page."""
    if not names_are_short:
        return [paragraph(f"Option {number}", Styles.strong)]
    return [paragraph(option.facts.service, Styles.strong), paragraph(option.facts.provider, Styles.caption)]


def _names(comparison: Comparison) -> FactGroup:
    facts = [option.facts for option in comparison.options]
    services, providers = (each.service for each in facts), (each.provider for each in facts)
    return FactGroup("Names", (FactRow("Service", tuple(services)), FactRow("Provider", tuple(providers))))


def _rows(group: FactGroup) -> list[list[object]]:
    return [
        [
            paragraph(row.label, Styles.caption),
            *(paragraph(text, Styles.cell_right if row.is_money else Styles.cell) for text in row.cells),
        ]
        for row in group.rows
    ]


def _style() -> list[tuple[object, ...]]:
    return [
        ("FONT", (0, 0), (-1, -1), REGULAR, 10, 13.5),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("LEFTPADDING", (1, 0), (-1, -1), 8),
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LINEBELOW", (0, 0), (-1, 0), 1.2, look.ACCENT),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, look.HAIRLINE),
        ("LINEBEFORE", (1, 0), (-1, -1), 0.5, look.HAIRLINE),
        # The cheapest that fits stands first, on a quiet ground; the words say so as well.
        ("BACKGROUND", (1, 0), (1, -1), look.GROUND),
    ]


def _group_style(row: int) -> list[tuple[object, ...]]:
    return [("NOSPLIT", (0, row), (-1, row + 1)), ("TOPPADDING", (0, row), (-1, row), 9)]
