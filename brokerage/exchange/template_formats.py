"""How the cells of a workbook to fill in look: what is fixed is tinted, what is to be written in is white with a border."""

from textwrap import wrap
from typing import Any

PAPER = 9
"""A4, by the number workbooks know it by."""
_LINE = 15.5
"""Points that one line of the body takes."""
_QUIET, _INK, _TINT, _NEEDED, _EDGE = "#4A5866", "#14202B", "#EEF1F4", "#D9E8F5", "#8592A0"


class Formats:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        body = {"font_size": 11, "font_color": _INK, "text_wrap": True, "valign": "top", "num_format": "@"}
        boxed = {**body, "border": 1, "border_color": _EDGE}
        title = {"bold": True, "font_size": 16, "font_color": _INK, "valign": "vcenter"}
        self.title = book.add_format(title)
        self.wrapped_title = book.add_format({**title, "text_wrap": True})
        self.sentence = book.add_format(body)
        self.sentence_on_one_line = book.add_format({**body, "text_wrap": False})
        self.hint = book.add_format({**body, "font_size": 10, "font_color": _QUIET, "valign": "bottom"})
        self.heading = book.add_format({**boxed, "bold": True, "bg_color": _TINT, "valign": "vcenter"})
        self.needed = book.add_format({**boxed, "bold": True, "bg_color": _NEEDED, "valign": "vcenter"})
        self.fixed = book.add_format({**boxed, "bg_color": _TINT})
        self.said = book.add_format({**boxed, "bg_color": _TINT, "valign": "vcenter"})
        self.beside = book.add_format({**body, "font_size": 10, "font_color": _QUIET, "valign": "vcenter"})
        self.entry = book.add_format({**boxed, "locked": False})
        self.free = book.add_format({**body, "locked": False})


def height_of(*cells: tuple[str, int]) -> float:
    """Return the height in points that shows these texts whole, each wrapped in a column of its width in letters."""
    return max(_LINE * _lines(text, width) for text, width in cells) + 4


def _lines(text: str, width: int) -> int:
    """How many lines the text takes; letters are reckoned a little wider than they mostly are."""
    return sum(len(wrap(line, max(1, int(width * 0.9)))) or 1 for line in text.splitlines() or [""])
