"""The comparison as a table: options across, facts down. `data` only looks up."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.compare.presenter import TableRow
from ui.look import Look
from ui.tone import Tone
from ui.widgets.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
_TOP_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TOP_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)


class ComparisonModel(QAbstractTableModel):
    """Rows of words under the options' names."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._names: tuple[str, ...] = ()
        self._rows: tuple[TableRow, ...] = ()

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """The rows shown."""
        return self._rows

    def show(self, names: tuple[str, ...], rows: tuple[TableRow, ...]) -> None:
        """Show these options and facts."""
        self.beginResetModel()
        self._names, self._rows = names, rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if row.is_heading:
            return None
        cell = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(cell.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.label}: {cell.words}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _TOP_RIGHT if row.is_money else _TOP_LEFT
        if role == Qt.ItemDataRole.ForegroundRole and cell.tone is not Tone.PLAIN:
            return self._look.colour(cell.tone.value)
        if role == Qt.ItemDataRole.FontRole and row.is_strong:
            return self._look.font(bold=True)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        words = self.name_of(section) if orientation == Qt.Orientation.Horizontal else self.label_of(section)
        return plain_tip(words.strip()) if role == Qt.ItemDataRole.ToolTipRole else words

    def name_of(self, column: int) -> str:
        """The option's name, its provider in the next line, in the third what stops it."""
        return self._names[column] if column < len(self._names) else "\n\n"

    def label_of(self, row: int) -> str:
        """What the row is about."""
        return self._rows[row].label if row < len(self._rows) else ""

    def is_heading(self, row: int) -> bool:
        """Whether the row is a group's heading."""
        return row < len(self._rows) and self._rows[row].is_heading

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()].is_heading:
            return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
