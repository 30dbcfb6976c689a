"""Shares out a table's width: each column as wide as what stands in it; where that is too much, the widest texts give way."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from ui.look import Look
from ui.theme import MARGIN_OF_CELLS
from ui.widgets.row_model import RowModel, RowT

NARROWEST_TEXT, NARROWEST_WRAPPED = 140, 190
_USUAL, _COMPACT, _TICK, _ARROW = 8, 4, 16, 14
"""As the style sheet has them: what stands beside the words of a cell, a box to tick, the arrow of a heading."""
_BESIDE_TICK = 2 * 2 + 6
"""The border of a box to tick, and what Qt leaves between it and the words."""


def share(wanted: Sequence[int], gives_way: Sequence[bool], least: int, room: int) -> list[int]:
    """The width of every column, in pixels, in their order.

    What is left over is spread in proportion to what each wants. What is lacking is taken from the widest of the columns that
    give way, down to `least`: the narrower ones keep all they want. Figures, dates and references are never cut: rather than
    that, the widths come to more than there is room, and the table scrolls sideways.
    """
    if sum(wanted) <= room:
        return _spread(wanted, room)
    texts = [width for width, gives in zip(wanted, gives_way, strict=True) if gives]
    level = max(_level(texts, room - sum(wanted) + sum(texts)), least)
    return [min(width, level) if gives else width for width, gives in zip(wanted, gives_way, strict=True)]


def _spread(wanted: Sequence[int], room: int) -> list[int]:
    """The widths that fill the room exactly, each grown alike."""
    whole = sum(wanted)
    if not whole:
        return list(wanted)
    edges = [0]
    for width in wanted:
        edges.append(edges[-1] + width)
    placed = [edge * room // whole for edge in edges]
    return [after - before for before, after in pairwise(placed)]


def _level(texts: Sequence[int], room: int) -> int:
    """The width to which the widest texts must shrink for all of them to fit."""
    left = room
    for number, width in enumerate(sorted(texts)):
        fair = left // (len(texts) - number)
        if width > fair:
            return fair
        left -= width
    return room


class ColumnRoom:
    """Measures the columns of one table and shares out its width whenever the rows, the room or the text size are others."""

    def __init__(self, view: QTableView, model: RowModel[RowT], look: Look) -> None:
        self._view, self._model, self._look = view, model, look
        self._kept: dict[int, int] = {}
        self._wanted: dict[int, int] = {}
        self._is_sharing = False
        view.horizontalHeader().sectionResized.connect(self._resized)

    @property
    def wanted(self) -> int:
        """How wide the table would like to be, in pixels, its columns' texts uncut."""
        return sum(self._width_wanted(number) for number in self._shown())

    def begin(self) -> None:
        """Take the widths meant for the first picture, and forget what was measured and what was set by hand."""
        self._kept.clear()
        self._wanted.clear()
        self._view.horizontalHeader().setMinimumSectionSize(self._look.px(24))
        self.share_out()

    def measure(self) -> None:
        """Measure anew: the rows are others."""
        self._wanted.clear()
        self.share_out()

    def keep(self, column: int, width: int) -> None:
        """Give a column this width, whatever stands in it, until the text size changes."""
        self._kept[column] = width
        self._set_widths({column: width})

    def share_out(self) -> None:
        """Share out the room there is among the columns shown."""
        if not self._view.isVisible():  # showing it asks again, and only then its style is known
            return
        shown = self._shown()
        free = [number for number in shown if number not in self._kept]
        room = self._view.viewport().width() - sum(self._kept[number] for number in shown if number in self._kept)
        widths = share(
            [self._width_wanted(number) for number in free],
            [self._model.columns[number].width is None for number in free],
            self._look.px(NARROWEST_WRAPPED if any(column.wraps for column in self._model.columns) else NARROWEST_TEXT),
            room,
        )
        self._set_widths(dict(zip(free, widths, strict=True)))

    def _shown(self) -> list[int]:
        header = self._view.horizontalHeader()
        return [number for number in range(len(self._model.columns)) if not header.isSectionHidden(number)]

    def _width_wanted(self, number: int) -> int:
        if number in self._kept:
            return self._kept[number]
        if number not in self._wanted:
            self._wanted[number] = self._measured(number)
        return self._wanted[number]

    def _measured(self, number: int) -> int:
        """What the widest text of the column takes, or its heading. Qt's own hint counts neither the sheet's font nor its tick."""
        column = self._model.columns[number]
        heading = QFontMetrics(self._look.font("Caption", bold=True)).horizontalAdvance(column.title)
        if column.sort_key is not None:
            heading += self._look.px(_ARROW)
        texts = self._model.longer_texts(number)
        metrics = QFontMetrics(self._look.font(bold=column.strong))
        lines = [line for text in texts for line in text.splitlines()]
        widest = max(map(metrics.horizontalAdvance, lines), default=0)
        if not texts:
            widest = self._look.px(column.width or NARROWEST_TEXT)
        elif number == 0 and self._model.has_ticks:
            widest += self._look.px(_TICK) + _BESIDE_TICK
        padding = _COMPACT if self._view.objectName() == "compact" else _USUAL
        return max(heading, widest) + 2 * (self._look.px(padding) + MARGIN_OF_CELLS) + 1  # parts of pixels count as one

    def _set_widths(self, widths: dict[int, int]) -> None:
        self._is_sharing = True
        for number, width in widths.items():
            self._view.setColumnWidth(number, width)
        self._is_sharing = False

    def _resized(self, number: int, before: int, after: int) -> None:
        """A heading's edge was dragged: its width stays. Hiding a column and showing it again is told the same way, from 0."""
        if not self._is_sharing and before and after:
            self._kept[number] = after
