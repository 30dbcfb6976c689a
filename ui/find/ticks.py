"""Boxes to tick, each with how many services there are behind it."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QWidget

from brokerage.domain.search_choices import Choice
from ui import formats
from ui.widgets.buttons import button
from ui.widgets.text import caption

FEW = 6
_NARROWEST = 60


class Ticks(QWidget):
    """Some choices to tick. The first few are shown, the ticked ones always; a button shows the rest.

    Signals:
        changed(): others are ticked.
    """

    changed = Signal()

    def __init__(self, name: str, few: int = FEW) -> None:
        super().__init__()
        self._name = name
        self._few = few
        self._all = False
        self._boxes: dict[str, tuple[QCheckBox, QLabel]] = {}
        self._more = button("", self._toggle_all, weight="quiet")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self.setAccessibleName(name)

    def offer(self, choices: Iterable[Choice]) -> None:
        """Offer these; what was ticked stays so."""
        ticked = set(self.ticked())
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and not isinstance(widget, QPushButton):
                widget.hide()
                widget.deleteLater()
        self._boxes = {}
        for number, choice in enumerate(choices):
            self._add(number, choice, is_ticked=choice.code in ticked)
        self._grid.addWidget(self._more, len(self._boxes), 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self._show_few()

    def ticked(self) -> tuple[str, ...]:
        """The codes ticked, in the order shown."""
        return tuple(code for code, (box, _) in self._boxes.items() if box.isChecked())

    def tick(self, codes: Iterable[str]) -> None:
        """Tick these and no others, telling nobody."""
        wanted = set(codes)
        for code, (box, _) in self._boxes.items():
            before = box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            box.setChecked(code in wanted)
            box.blockSignals(before)
        self._show_few()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many services there are behind each; one that is not counted has none."""
        for code, (box, count) in self._boxes.items():
            number = counts.get(code, 0)
            count.setText(f"{number:,}")
            box.setAccessibleName(f"{box.text()}, {formats.count(number, 'service')}")

    def _add(self, number: int, choice: Choice, *, is_ticked: bool) -> None:
        box = QCheckBox(choice.title.replace("&", "&&"))
        box.setAccessibleName(choice.title)
        box.setToolTip(choice.title)
        box.setMinimumWidth(_NARROWEST)
        box.setChecked(is_ticked)
        box.toggled.connect(lambda _ticked: self.changed.emit())
        count = caption()
        count.setWordWrap(False)
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._boxes[choice.code] = (box, count)
        self._grid.addWidget(box, number, 0)
        self._grid.addWidget(count, number, 1)

    def _toggle_all(self) -> None:
        self._all = not self._all
        self._show_few()

    def _show_few(self) -> None:
        hidden = 0
        for number, (box, count) in enumerate(self._boxes.values()):
            shown = self._all or number < self._few or box.isChecked()
            box.setVisible(shown)
            count.setVisible(shown)
            hidden += not shown
        self._more.setText("Show fewer" if self._all else f"Show {hidden} more")
        self._more.setAccessibleName(f"{self._more.text()}: {self._name}")
        self._more.setVisible(bool(hidden) or (self._all and len(self._boxes) > self._few))
