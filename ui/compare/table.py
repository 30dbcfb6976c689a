"""The table of a comparison: a column an option, a row a fact, both with headings; its current column is the chosen one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.compare.headers import CELL_PADDING, LabelsHeader, NamesHeader, text_height
from ui.compare.model import ComparisonModel, Index
from ui.compare.presenter import TableRow
from ui.look import Look

NARROWEST = 152
CELL_ROOM = 4 * CELL_PADDING
"""What a cell's words leave free at their sides, the style's own margin included."""


class ComparisonTable(QTableView):
    """Left and Right choose another option, Up and Down read its facts.

    Signals:
        chosen_changed(int): another option is the chosen one.
    """

    chosen_changed = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._model = ComparisonModel(look)
        self._names = NamesHeader(self._model, look, self)
        self._labels = LabelsHeader(self._model, look, self)
        self.setModel(self._model)
        self.setHorizontalHeader(self._names)
        self.setVerticalHeader(self._labels)
        self.setObjectName("comparison")
        self.setAccessibleName("Comparison: options across, facts down")
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectColumns)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        look.changed.connect(self._lay_out)

    @property
    def chosen(self) -> int:
        """The number of the chosen option, counted from 0."""
        return self._names.chosen

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """The facts shown."""
        return self._model.rows

    def show_rows(self, names: tuple[str, ...], rows: tuple[TableRow, ...], chosen: int) -> None:
        """Show these options and facts, with this one chosen."""
        self._model.show(names, rows)
        self.clearSpans()
        for number, row in enumerate(rows):
            if row.is_heading and len(names) > 1:
                self.setSpan(number, 0, 1, len(names))
        self._names.chosen = chosen
        self._lay_out()
        self.choose(chosen)

    def choose(self, number: int) -> None:
        """Make this option the chosen one."""
        first = next((line for line, row in enumerate(self._model.rows) if not row.is_heading), 0)
        self.setCurrentIndex(self._model.index(first, number))
        self.scrollToTop()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.column() != self._names.chosen:
            self._names.chosen = current.column()
            self._names.viewport().update()
            self.chosen_changed.emit(current.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()  # the page calls off
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()
        self._fit_rows()

    def _lay_out(self) -> None:
        self._share_room()
        self._fit_rows()
        self._names.updateGeometry()
        self.updateGeometries()

    def _share_room(self) -> None:
        """Columns share the room, but never less than their words can be read in: then the table scrolls sideways."""
        count = self._model.columnCount()
        narrowest = self._look.px(NARROWEST)
        fits = self.viewport().width() >= narrowest * count
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Fixed
        self._names.setSectionResizeMode(mode)
        if not fits:
            for number in range(count):
                self._names.resizeSection(number, narrowest)

    def _fit_rows(self) -> None:
        """Make each row as tall as its longest words; Qt's own way does not count the padding of a style sheet."""
        for number, row in enumerate(self._model.rows):
            label = self._labels.sectionSizeFromContents(number).height()
            words = (
                text_height(self._look.font(bold=row.is_strong), self.columnWidth(column) - CELL_ROOM, cell.words)
                for column, cell in enumerate(row.cells)
            )
            self.setRowHeight(number, max([label, *(height + 2 * CELL_PADDING for height in words)]))
