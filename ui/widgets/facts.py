"""A list of facts: what it is at the left, the figure or words at the right or beside."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.desk import Tone
from ui.widgets.once import laid_out_once
from ui.widgets.text import body, figure, set_tone


class Facts(QWidget):
    """Pairs of words; shown anew with `show_facts`."""

    def __init__(self, *, figures: bool = False) -> None:
        """`figures` puts the second column at the right edge, for money."""
        super().__init__()
        self._figures = figures
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[tuple[QLabel, QLabel]] = []
        self._number_shown = 0

    def show_facts(self, facts: Iterable[tuple[str, str] | tuple[str, str, Tone]]) -> None:
        """Show these pairs; a third part is the tone of the second. Labels are used again: making them is what takes time."""
        shown = tuple(facts)
        if len(shown) != self._number_shown:
            with laid_out_once(self):
                self._show_pairs(len(shown))
        for (name, value), fact in zip(self._labels, shown, strict=False):
            self._write(name, value, fact)

    def _show_pairs(self, wanted: int) -> None:
        self._number_shown = wanted
        while len(self._labels) < wanted:
            self._add_pair()
        for number, pair in enumerate(self._labels):
            for label in pair:
                label.setVisible(number < wanted)

    def _write(self, name: QLabel, value: QLabel, fact: tuple[str, str] | tuple[str, str, Tone]) -> None:
        name.setText(fact[0])
        value.setText(fact[1])
        value.setAccessibleName(f"{fact[0]}: {fact[1]}")
        set_tone(value, fact[2] if len(fact) == 3 else Tone.PLAIN)

    def _add_pair(self) -> None:
        name = QLabel(self)
        set_tone(name, Tone.QUIET)
        value = figure() if self._figures else body()
        number = len(self._labels)
        self._grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, number, 1)
        self._labels.append((name, value))
