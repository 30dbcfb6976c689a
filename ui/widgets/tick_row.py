"""Several of some values, each a box to tick, side by side as far as there is room."""

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox

from ui.widgets.choice import tick
from ui.widgets.flow_row import FlowRow


class TickRow(FlowRow):
    """The boxes. The row takes the focus at its first box.

    Attributes:
        boxes: each box by the value it stands for.
    """

    def __init__(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """`choices` are values with their words."""
        super().__init__(gap=16)
        self.setAccessibleName(name)
        self.boxes: dict[str, QCheckBox] = {}
        for value, words in choices:
            box = tick(words.replace("&", "&&"), lambda _ticked: None)
            box.setAccessibleName(f"{name}: {words}")
            self.boxes[value] = box
            self.add(box)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def values(self) -> tuple[str, ...]:
        """What is ticked, in the order offered."""
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def choose(self, values: Iterable[str]) -> None:
        """Tick these and no others."""
        wanted = set(values)
        for value, box in self.boxes.items():
            box.setChecked(value in wanted)
