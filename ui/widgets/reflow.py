"""Widgets side by side in columns, fewer where there is little room for the size of the text, at last one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from ui.look import Look
from ui.widgets.card import CARD_MARGIN


class Reflow(QWidget):
    """Fills line by line, each of as many columns as have their narrowest width, so many at most.

    Attributes:
        columns: how many there are now.
    """

    def __init__(
        self, look: Look, narrowest: int, stretches: Sequence[int], *, gap: int = CARD_MARGIN, fills: bool = False
    ) -> None:
        """`narrowest` in pixels at the usual text size; a stretch for each column there may be; `fills` takes all the height."""
        super().__init__()
        self._look, self._narrowest, self._gap = look, narrowest, gap
        self._stretches = tuple(stretches)
        self._align = Qt.AlignmentFlag(0) if fills else Qt.AlignmentFlag.AlignTop
        self._items: list[QWidget] = []
        self.columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        look.changed.connect(self._arrange)

    def add(self, item: QWidget | QLayout) -> None:
        """Add a widget, or a layout, after what is there."""
        self._items.append(item if isinstance(item, QWidget) else _held(item))
        self.columns = 0
        self._arrange()

    def set_stretches(self, stretches: Sequence[int]) -> None:
        """Share the width among the columns in these proportions."""
        self._stretches = tuple(stretches)
        self._share()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part: it may stand in one column, and what scrolls around it must let it."""
        widest = max((item.minimumSizeHint().width() for item in self._items), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        fitting = (self.width() + self._gap) // (self._look.px(self._narrowest) + self._gap)
        columns = min(max(fitting, 1), len(self._stretches))
        if columns == self.columns:
            return
        self.columns = columns
        for item in self._items:
            self._grid.removeWidget(item)
        for number, item in enumerate(self._items):
            self._grid.addWidget(item, number // columns, number % columns, self._align)
        self._share()

    def _share(self) -> None:
        for number, stretch in enumerate(self._stretches):
            self._grid.setColumnStretch(number, stretch if number < self.columns else 0)


def _held(layout: QLayout) -> QWidget:
    holder = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(layout)
    return holder
