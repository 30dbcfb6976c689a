"""The criteria asked, as chips above the results; pressing one asks without it."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton

from ui.find.chips import Chip
from ui.find.form import FindForm
from ui.widgets.buttons import button
from ui.widgets.flow_row import FlowRow
from ui.widgets.tips import plain_tip


class ChipRow(FlowRow):
    """A chip for each criterion."""

    def __init__(self, on_remove: Callable[[FindForm], None]) -> None:
        super().__init__(gap=6)
        self.setAccessibleName("Criteria asked")
        self._on_remove = on_remove
        self._shown: tuple[Chip, ...] = ()
        self._chips: list[QPushButton] = []
        self.hide()

    def show_chips(self, chips: tuple[Chip, ...]) -> None:
        """Show these. The button that holds the focus stays where it is if it can."""
        if [chip.words for chip in chips] == [chip.words for chip in self._shown]:
            self._shown = chips
            return
        self._shown = chips
        focused = next((number for number, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for before in self._chips:
            self.remove(before)
        self._chips = [self._chip(number, chip) for number, chip in enumerate(chips)]
        for made in self._chips:
            self.add(made)
        self.setVisible(bool(chips))
        if focused is not None and self._chips:
            self._chips[min(focused, len(self._chips) - 1)].setFocus()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the lines at the width it has; the layout would ask for those at the narrowest."""
        return QSize(self.minimumSizeHint().width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _chip(self, number: int, chip: Chip) -> QPushButton:
        made = button(
            f"{chip.words.replace('&', '&&')}  ×", lambda: self._on_remove(self._shown[number].without), weight="quiet"
        )
        made.setObjectName("chip")
        made.setAccessibleName(f"No longer ask for {chip.words}")
        made.setToolTip(plain_tip(f"No longer ask for {chip.words}"))
        return made
