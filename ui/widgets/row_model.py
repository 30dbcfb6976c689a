"""One model for any table: a tuple of frozen rows written out once when they arrive; `data` only looks up."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from ui.desk import Tone
from ui.look import Look
from ui.widgets.tips import plain_tip

RowT = TypeVar("RowT")
Index = QModelIndex | QPersistentModelIndex

# Qt asks with plain numbers, thousands of times a frame: compare numbers.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_COLOUR = int(Qt.ItemDataRole.ForegroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_TICK = int(Qt.ItemDataRole.CheckStateRole)
_SAID = int(Qt.ItemDataRole.AccessibleTextRole)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_TICKED, _UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """A column: its title and what it writes of a row.

    `figures` aligns right. `tip` is a fuller text for the pointer; without it a cell too narrow shows its own text.
    `sort_key` makes the heading sort. A column is as wide as what stands in it; where there is too little room, those
    without a `width` give way: texts, not figures. `width` in pixels at the usual text size is for a table without rows.
    `tone` colours the words; the words carry the meaning. `wraps` lets a text go on in a second line where there is too little
    room; a text may have two lines of its own.
    """

    title: str
    text: Callable[[RowT], str]
    figures: bool = False
    width: int | None = None
    tip: Callable[[RowT], str] | None = None
    sort_key: Callable[[RowT], Any] | None = None
    tone: Callable[[RowT], Tone] | None = None
    strong: bool = False
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class _Written(Generic[RowT]):
    row: RowT
    key: Hashable
    texts: tuple[str, ...]
    tips: tuple[str, ...]
    tones: tuple[Tone, ...]


class RowModel(QAbstractTableModel, Generic[RowT]):
    """Rows as text.

    Signals:
        ticks_changed(): other rows are ticked.
        tick_refused(int): no more than so many may be ticked.
    """

    ticks_changed = Signal()
    tick_refused = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        key: Callable[[RowT], Hashable],
        look: Look,
        *,
        tickable: bool = False,
        most_ticked: int | None = None,
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._key = key
        self._look = look
        self._tickable = tickable
        self._most_ticked = most_ticked
        self._rows: tuple[_Written[RowT], ...] = ()
        self._ticked: dict[Hashable, RowT] = {}
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._inks: dict[Tone, QColor | None] = {}
        self._strong = QFont()
        self._dress()
        look.changed.connect(self._dress)

    @property
    def rows(self) -> tuple[RowT, ...]:
        """The rows in the order shown."""
        return tuple(written.row for written in self._rows)

    @property
    def ticked(self) -> tuple[RowT, ...]:
        """The ticked rows, in the order they were ticked; a ticked row stays so when a new answer leaves it out."""
        return tuple(self._ticked.values())

    def row_at(self, number: int) -> RowT:
        """The row shown at this line, counted from 0."""
        return self._rows[number].row

    def line_of(self, key: Hashable) -> int | None:
        """The line at which the row with this key is shown, or None."""
        return next((number for number, written in enumerate(self._rows) if written.key == key), None)

    @property
    def has_ticks(self) -> bool:
        """Whether the first column holds a box to tick."""
        return self._tickable

    def longer_texts(self, column: int) -> list[str]:
        """The different texts of a column that have at least two thirds of the letters of the longest."""
        texts = {written.texts[column] for written in self._rows}
        longest = max(map(len, texts), default=0)
        return [text for text in texts if len(text) * 3 >= longest * 2]

    def key_of(self, row: RowT) -> Hashable:
        """What makes the row itself, whatever its figures are now."""
        return self._key(row)

    def show(self, rows: Iterable[RowT]) -> None:
        """Show these rows in place of those before; ticks stay, with the newer figures."""
        written = tuple(self._write(row) for row in rows)
        self.beginResetModel()
        self._rows = self._in_order(written)
        for item in written:
            if item.key in self._ticked:
                self._ticked[item.key] = item.row
        self.endResetModel()

    def tick_only(self, rows: Iterable[RowT]) -> None:
        """Tick these rows and no others."""
        self._ticked = {self._key(row): row for row in rows}
        self._redraw()
        self.ticks_changed.emit()

    def toggle(self, number: int) -> None:
        """Tick the row at this line, or untick it; refused when as many as may be are ticked."""
        written = self._rows[number]
        if written.key in self._ticked:
            del self._ticked[written.key]
        elif self._most_ticked is not None and len(self._ticked) >= self._most_ticked:
            self.tick_refused.emit(self._most_ticked)
            return
        else:
            self._ticked[written.key] = written.row
        cell = self.index(number, 0)
        self.dataChanged.emit(cell, cell)
        self.ticks_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        column = index.column()
        if role == _DISPLAY:
            return self._rows[index.row()].texts[column]
        if role == _ALIGN:
            return _RIGHT if self.columns[column].figures else _LEFT
        if role == _COLOUR:
            return self._inks[self._rows[index.row()].tones[column]]
        if role == _FONT:
            return self._strong if self.columns[column].strong else None
        return self._rarely_asked(index.row(), column, role)

    def _rarely_asked(self, number: int, column: int, role: int) -> Any:
        written = self._rows[number]
        if role == _TICK and self._tickable and column == 0:
            return _TICKED if written.key in self._ticked else _UNTICKED
        if role == _TIP:
            return plain_tip(written.tips[column])
        if role == _SAID:
            return f"{self.columns[column].title}: {written.texts[column]}"
        return None

    def setData(self, index: Index, _value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != _TICK or not index.isValid() or not self._tickable:
            return False
        self.toggle(index.row())
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].title
        if role == _ALIGN:
            return _RIGHT if self.columns[section].figures else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return usual | Qt.ItemFlag.ItemIsUserCheckable if self._tickable and index.column() == 0 else usual

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows shown in order of a column that has a sort key; -1 leaves them as they came."""
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [(self._rows[index.row()].key, index.column()) for index in before]
        self._rows = self._in_order(self._rows)
        lines = {written.key: number for number, written in enumerate(self._rows)}
        self.changePersistentIndexList(before, [self.index(lines[key], column) for key, column in keys])
        self.layoutChanged.emit()

    def _in_order(self, rows: tuple[_Written[RowT], ...]) -> tuple[_Written[RowT], ...]:
        if self._sorted_by is None:
            return rows
        number, order = self._sorted_by
        sort_key = self.columns[number].sort_key
        if sort_key is None:
            return rows
        keyed = [(sort_key(written.row), written) for written in rows]
        known = sorted(
            (pair for pair in keyed if pair[0] is not None),
            key=lambda pair: pair[0],
            reverse=order is Qt.SortOrder.DescendingOrder,
        )
        unknown = [pair for pair in keyed if pair[0] is None]
        return tuple(written for _, written in (*known, *unknown))

    def _write(self, row: RowT) -> _Written[RowT]:
        texts = tuple(column.text(row) for column in self.columns)
        tips = tuple(column.tip(row) if column.tip else text for column, text in zip(self.columns, texts, strict=True))
        tones = tuple(column.tone(row) if column.tone else Tone.PLAIN for column in self.columns)
        return _Written(row, self._key(row), texts, tips, tones)

    def _dress(self) -> None:
        self._inks = {tone: None if tone is Tone.PLAIN else self._look.colour(tone.value) for tone in Tone}
        self._strong = self._look.font(bold=True)
        self._redraw()

    def _redraw(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
