"""Choosing one of a few, ticking, counting. The wheel scrolls the page and never changes a value."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox

ValueT = TypeVar("ValueT")
_LEAST_LETTERS = 12


class ChoiceField(QComboBox, Generic[ValueT]):
    """One of some values, each with its words.

    Signals: `activated` when the person at the desk chose; `currentIndexChanged` for any change.
    """

    def __init__(self, name: str, choices: Iterable[tuple[ValueT, str]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._values: list[ValueT] = []
        self.offer(choices)

    def offer(self, choices: Iterable[tuple[ValueT, str]]) -> None:
        """Offer these values; the one chosen before stays chosen if it is still offered."""
        before = self.value()
        was_blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.clear()
        self._values = []
        for value, words in choices:
            self._values.append(value)
            self.addItem(words)
        if before in self._values:
            self.setCurrentIndex(self._values.index(before))
        self.blockSignals(was_blocked)

    def fit_room(self) -> None:
        """Be as wide as there is room, however long the words of a choice are: the page never has to be as wide as they."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST_LETTERS)

    def value(self) -> ValueT | None:
        """The value chosen, or None when nothing is offered."""
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def offers(self, value: ValueT) -> bool:
        """Whether this value may be chosen."""
        return value in self._values

    def choose(self, value: ValueT) -> None:
        """Choose this value. Raises ValueError when it is not offered."""
        self.setCurrentIndex(self._values.index(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CountField(QSpinBox):
    """A whole number within limits. The wheel does nothing."""

    def __init__(self, name: str, smallest: int, largest: int, unit: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRange(smallest, largest)
        self.setSuffix(f" {unit}" if unit else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def tick(words: str, on_change: Callable[[bool], object], *, ticked: bool = False) -> QCheckBox:
    """A box to tick, with its words."""
    box = QCheckBox(words)
    box.setAccessibleName(words.replace("&", ""))
    box.setChecked(ticked)
    box.toggled.connect(on_change)
    return box
