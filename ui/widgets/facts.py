"""A list of facts: what it is at the left, the figure or words at the right or beside."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.desk import Tone
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

    def show_facts(self, facts: Iterable[tuple[str, str] | tuple[str, str, Tone]]) -> None:
        """Show these pairs; a third part is the tone of the second."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, fact in enumerate(facts):
            name = QLabel(fact[0])
            name.setProperty("tone", Tone.QUIET.value)
            value = figure(fact[1]) if self._figures else body(fact[1])
            value.setAccessibleName(f"{fact[0]}: {fact[1]}")
            if len(fact) == 3:
                set_tone(value, fact[2])
            self._grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, number, 1)
