"""Shares out the width of the list: each column as wide as what stands in it, a reason over all that follows the rate."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from brokerage.domain.offer import Offer
from ui import formats
from ui.find import columns
from ui.look import Look
from ui.widgets.row_model import RowModel
from ui.widgets.row_table import RowTable

Index = QModelIndex | QPersistentModelIndex

_FITTED = (columns.AREA, columns.MILES, columns.RATE, columns.WEEK, columns.BUDGET, columns.RATING, columns.PLACES)
_OF_REASON = (columns.WEEK, columns.BUDGET, columns.RATING, columns.PLACES)
_OF_A_ROOMY_PAGE = (columns.AREA, columns.MILES, columns.RATE)
_PADDING, _WIDEST, _NARROWEST_NAME, _NARROWEST_AREA = 16, 168, 190, 92
_TICK_BOX = 32
_ROOM_FOR_PROVIDER, _ROOM_FOR_ALL, _ROOM_FOR_RATES = 1040, 800, 700


class ListRoom:
    """Sets widths and spans anew for every answer and every width of the page.

    Where there is little room, or the text is large, places and outcomes are left out, then all but the name, the week and the
    budget: the tips and what stands behind the offer say the rest.
    """

    def __init__(self, table: RowTable[Offer], look: Look) -> None:
        self._table, self._look = table, look
        self._reasons = _Reasons(table.model)
        table.view.setItemDelegateForColumn(columns.WEEK, self._reasons)
        self._marks_outcomes = False

    def show(self, *, marks_outcomes: bool) -> None:
        """Fit the columns to the rows now shown; say how many outcomes match where some are asked for."""
        self._marks_outcomes = marks_outcomes
        self._span_reasons()
        self.fit()

    def fit(self) -> None:
        """Share out the width there is: nothing is cut short but names, and the longest of anything else."""
        view = self._table.view
        room = view.width() / self._look.text_scale
        view.setColumnHidden(columns.PROVIDER, room < _ROOM_FOR_PROVIDER)
        for column in _OF_A_ROOMY_PAGE:
            view.setColumnHidden(column, room < _ROOM_FOR_RATES)
        view.setColumnHidden(columns.PLACES, room < _ROOM_FOR_ALL)
        view.setColumnHidden(columns.OUTCOMES, not self._marks_outcomes or room < _ROOM_FOR_ALL)
        is_rated = room >= _ROOM_FOR_PROVIDER or (room >= _ROOM_FOR_ALL and self._says_a_rating())
        view.setColumnHidden(columns.RATING, not is_rated)
        widths = {column: width for column, width in self._widths().items() if not view.isColumnHidden(column)}
        if self._table.model.rows:  # of an empty list nothing is cut short
            if columns.AREA in widths:
                widths[columns.AREA] -= self._names_lack(widths)
            widths[columns.BUDGET] += self._lacking(widths)
        for column, width in widths.items():
            self._table.keep_width(column, width)
        self._table.share_room()

    def _says_a_rating(self) -> bool:
        """Whether the column of ratings says more than dashes: the regulator rates homes, not activities."""
        words = self._table.model.columns[columns.RATING].text
        return any(offer.gate is None and words(offer) != formats.DASH for offer in self._table.model.rows)

    def _widths(self) -> dict[int, int]:
        """What stands in each column, its heading included."""
        model, body = self._table.model, QFontMetrics(self._look.font())
        heading = QFontMetrics(self._look.font("Caption", bold=True))
        fitting = [offer for offer in model.rows if offer.gate is None]
        found = {}
        for number in (*_FITTED, columns.OUTCOMES):
            column = model.columns[number]
            rows: Iterable[Offer] = fitting if number in _OF_REASON else model.rows
            words = {column.text(offer) for offer in rows}
            widest = max((body.horizontalAdvance(one) for one in words), default=0)
            wide = min(max(widest, heading.horizontalAdvance(column.title)), self._look.px(_WIDEST))
            found[number] = wide + self._look.px(_PADDING)
        return found

    def _names_lack(self, widths: dict[int, int]) -> int:
        """How much of the areas' width the names need: a place is told by its first letters, a service by its whole name."""
        body = QFontMetrics(self._look.font())
        longest = max((body.horizontalAdvance(offer.service) for offer in self._table.model.rows), default=0)
        wanted = longest + self._look.px(_PADDING + _TICK_BOX)
        room = self._table.view.viewport().width() - sum(widths.values())
        spare = widths[columns.AREA] - self._look.px(_NARROWEST_AREA)
        return max(min(wanted - room, spare), 0)

    def _lacking(self, widths: dict[int, int]) -> int:
        """How much wider the columns under a reason must be for the longest, as far as the names can spare it."""
        body, model = QFontMetrics(self._look.font()), self._table.model
        reasons = {model.columns[columns.WEEK].text(offer) for offer in model.rows if offer.gate is not None}
        longest = max((body.horizontalAdvance(reason) for reason in reasons), default=0) + self._look.px(_PADDING)
        wanted = longest - sum(width for number, width in widths.items() if number >= columns.WEEK)
        spare = self._table.view.viewport().width() - sum(widths.values()) - self._look.px(_NARROWEST_NAME)
        return max(min(wanted, spare), 0)

    def _span_reasons(self) -> None:
        view = self._table.view
        view.clearSpans()
        wide = columns.OUTCOMES - columns.WEEK + 1
        for line, offer in enumerate(self._table.model.rows):
            if offer.gate is not None:
                view.setSpan(line, columns.WEEK, 1, wide)


class _Reasons(QStyledItemDelegate):
    """Sets a reason left, as words are, in a column of figures."""

    def __init__(self, model: RowModel[Offer]) -> None:
        super().__init__()
        self._model = model

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if self._model.row_at(index.row()).gate is not None:
            option.displayAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
