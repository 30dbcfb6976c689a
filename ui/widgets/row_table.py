"""A table of frozen rows with its empty, busy and failed states in place. Works by keyboard; keeps its place on reload."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QTableView, QWidget

from ui.failures import Failure
from ui.look import Look
from ui.widgets.column_room import ColumnRoom
from ui.widgets.row_model import Column, RowModel, RowT
from ui.widgets.state_panel import StatePanel

__all__ = ["Column", "RowTable"]

ROW, DENSE_ROW, ROW_OF_TWO_LINES = 36, 28, 50
_EDGES = 4


class RowTable(QWidget, Generic[RowT]):
    """Rows in declared columns.

    Up and Down move, Space ticks, Enter opens. `key` is what makes a row itself: by it the current row, the ticks and the
    scroll position stay when rows are shown anew.

    Signals:
        opened(row): Enter, or a double click.
        current_changed(row | None): another row is the current one.
        ticked_changed(tuple of rows): others are ticked.
        tick_refused(int): as many as may be are ticked already.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    ticked_changed = Signal(object)
    tick_refused = Signal(int)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[RowT]],
        look: Look,
        key: Callable[[RowT], Hashable],
        *,
        tickable: bool = False,
        most_ticked: int | None = None,
        dense: bool = False,
    ) -> None:
        super().__init__()
        self._look = look
        self._row = ROW_OF_TWO_LINES if any(column.wraps for column in columns) else DENSE_ROW if dense else ROW
        self._current_key: Hashable = None
        self._is_awaited = False  # the current row is to come: it is scrolled to once it is there
        self._most_rows: int | None = None
        self.model: RowModel[RowT] = RowModel(columns, key, look, tickable=tickable, most_ticked=most_ticked)
        self.view = _View(self)
        self.view.setModel(self.model)
        self.view.setWordWrap(self._row == ROW_OF_TWO_LINES)
        self.view.setAccessibleName(name)
        self._room = ColumnRoom(self.view, self.model, look)
        self._panel = StatePanel()
        self._panel.setObjectName("card")
        self._panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._panel)
        self.setFocusProxy(self.view)
        self._lay_out()
        look.changed.connect(self._lay_out)
        self.view.selectionModel().currentRowChanged.connect(self._current_moved)
        self.view.activated.connect(lambda index: self.opened.emit(self.model.row_at(index.row())))
        self.model.ticks_changed.connect(lambda: self.ticked_changed.emit(self.model.ticked))
        self.model.tick_refused.connect(self.tick_refused)
        if any(column.sort_key for column in columns):
            self._let_headings_sort()

    def show_rows(self, rows: Iterable[RowT]) -> None:
        """Show these rows. The current row, the ticks, the order chosen by heading and the scroll position stay."""
        scroll, current = self.view.verticalScrollBar().value(), self._current_key
        self.model.show(rows)
        self._bring_up(self.view)
        line = self.model.line_of(current) if current is not None else None
        if line is not None:
            self.view.setCurrentIndex(self.model.index(line, 0))
        else:
            self._forget_current()
        self._room.measure()
        self._fit_height()
        self.view.verticalScrollBar().setValue(scroll)
        if self._is_awaited and line is not None:
            self._is_awaited = False
            self.view.scrollTo(self.model.index(line, 0))

    def show_empty(
        self,
        title: str,
        sentence: str,
        action_label: str = "",
        action: Callable[[], object] | None = None,
        others: Iterable[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Show why there are no rows, and the one thing to do, or what else may be done."""
        self.model.show(())
        self._forget_current()
        self._panel.show_empty(title, sentence, action_label, action, others)
        self._bring_up(self._panel)
        self._fit_height()

    def show_busy(self, sentence: str) -> None:
        """Say what is being waited for. For the first answer; a later one may leave the rows standing meanwhile."""
        self._panel.show_busy(sentence)
        self._bring_up(self._panel)

    def show_failed(self, failure: Failure, retry: Callable[[], object] | None = None) -> None:
        """Show what failed in the rows' place."""
        self._panel.show_failed(failure, retry)
        self._bring_up(self._panel)

    def _bring_up(self, shown: QWidget) -> None:
        self._stack.setCurrentWidget(shown)
        # A proxy that is not to be seen holds the Tab key up: it would never lead past the table.
        self.setFocusProxy(self.view if shown is self.view else None)  # type: ignore[arg-type]  # Qt takes none

    @property
    def rows(self) -> tuple[RowT, ...]:
        """The rows in the order shown."""
        return self.model.rows

    @property
    def current(self) -> RowT | None:
        """The current row."""
        index = self.view.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    @property
    def ticked(self) -> tuple[RowT, ...]:
        """The ticked rows, in the order they were ticked."""
        return self.model.ticked

    def tick_only(self, rows: Iterable[RowT]) -> None:
        """Tick these rows and no others."""
        self.model.tick_only(rows)

    def make_current(self, key: Hashable) -> None:
        """Make the row with this key the current one, now or, if it is not shown yet, as soon as it is."""
        self._current_key = key
        line = self.model.line_of(key)
        self._is_awaited = line is None
        if line is not None:
            self.view.setCurrentIndex(self.model.index(line, 0))

    def _current_moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            row = self.model.row_at(current.row())
            changed = self.model.key_of(row) != self._current_key
            self._current_key = self.model.key_of(row)
            if changed or row is not None:
                self.current_changed.emit(row)

    def _forget_current(self) -> None:
        if self._current_key is not None:
            self._current_key = None
            self.current_changed.emit(None)

    def _let_headings_sort(self) -> None:
        header = self.view.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.view.setSortingEnabled(True)

    def _lay_out(self) -> None:
        self.view.verticalHeader().setDefaultSectionSize(self._look.px(self._row))
        self._room.begin()
        self._fit_height()

    def be_as_tall_as_rows(self, most: int) -> None:
        """Be as tall as the rows shown from now on, so many at most; more of them scroll."""
        self._most_rows = most
        later = Qt.ConnectionType.QueuedConnection  # the bar's range changes while a height is being set
        self.view.horizontalScrollBar().rangeChanged.connect(self._fit_height, later)
        self._fit_height()

    def _fit_height(self) -> None:
        if self._most_rows is None:
            return
        if self._stack.currentWidget() is self._panel:
            self.setFixedHeight(self._panel.sizeHint().height())
            return
        lines = min(len(self.rows), self._most_rows)
        heading = self.view.horizontalHeader().sizeHint().height()
        sideways = self.view.horizontalScrollBar()
        below = sideways.sizeHint().height() if sideways.maximum() else 0
        self.setFixedHeight(lines * self.view.verticalHeader().defaultSectionSize() + heading + below + _EDGES)

    @property
    def wanted_width(self) -> int:
        """How wide the table would like to be, in pixels: every column's widest text uncut."""
        return self._room.wanted

    def keep_width(self, column: int, width: int) -> None:
        """Give a column this width in pixels, whatever stands in it, until the text size changes."""
        self._room.keep(column, width)

    def share_room(self) -> None:
        """Share out the width among the columns shown, each as wide as what stands in it as far as there is room."""
        self._room.share_out()


class _View(QTableView):
    """The view, set up once: whole rows, one current, no grid."""

    def __init__(self, table: RowTable[RowT]) -> None:
        super().__init__(table)
        self._table = table
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._table.share_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._table.share_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model, current = self.model(), self.currentIndex()
        if event.key() == Qt.Key.Key_Space and current.isValid():
            model.setData(model.index(current.row(), 0), None, int(Qt.ItemDataRole.CheckStateRole))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current.isValid():
            self.activated.emit(current)
        else:
            super().keyPressEvent(event)
