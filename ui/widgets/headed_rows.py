"""Rows of words and buttons under headings, all made anew each time they are shown."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.widgets.text import caption


class HeadedRows(QWidget):
    """Headings over columns that share the width in the proportions given; row 0 holds the headings."""

    def __init__(self, headings: Sequence[str], stretches: Sequence[int]) -> None:
        super().__init__()
        self._headings = tuple(zip(headings, stretches, strict=True))
        self._within = QVBoxLayout(self)
        self._within.setContentsMargins(0, 0, 0, 0)
        self._rows: QWidget | None = None

    def begin(self) -> QGridLayout:
        """Take away the rows there are; the grid to put the new ones in, from row 1 on."""
        if self._rows is not None:
            self._rows.hide()
            self._rows.setParent(None)
            self._rows.deleteLater()
        self._rows = QWidget()
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for place, (heading, stretch) in enumerate(self._headings):
            grid.addWidget(caption(heading), 0, place)
            grid.setColumnStretch(place, stretch)
        self._within.addWidget(self._rows)
        return grid
