"""Tabs in a row that goes on in the next line where it must: one of them is open."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton

from ui.look import Look
from ui.widgets.buttons import button
from ui.widgets.flow_row import FlowRow

KeyT = TypeVar("KeyT")
_PADDING = 32


class TabRow(FlowRow, Generic[KeyT]):
    """The tabs, each with a key of its own; the first is open until another is.

    Attributes:
        tabs: the buttons by key.

    Signals:
        chosen(key): a tab was pressed.
    """

    chosen = Signal(object)

    def __init__(self, name: str, tabs: Iterable[tuple[KeyT, str]], look: Look) -> None:
        super().__init__(gap=0)
        self.setAccessibleName(name)
        self._look = look
        self.tabs: dict[KeyT, QPushButton] = {key: self._tab(key, words) for key, words in tabs}
        self.open(next(iter(self.tabs)))
        look.changed.connect(self._fit)

    def open(self, key: KeyT) -> None:
        """Mark this tab as the one that is open, telling nobody."""
        for each, made in self.tabs.items():
            made.setChecked(each == key)
        self._fit()

    def _tab(self, key: KeyT, words: str) -> QPushButton:
        made = button(words, lambda: self._press(key))
        made.setProperty("kind", "tab")
        made.setCheckable(True)
        self.add(made)
        return made

    def _press(self, key: KeyT) -> None:
        self.open(key)
        self.chosen.emit(key)

    def _fit(self) -> None:
        """Give the tab that is open room for its bold words, which Qt does not reckon with."""
        bold = QFontMetrics(self._look.font(bold=True))
        for made in self.tabs.values():
            width = bold.horizontalAdvance(made.text()) + self._look.px(_PADDING)
            made.setMinimumWidth(width if made.isChecked() else 0)
