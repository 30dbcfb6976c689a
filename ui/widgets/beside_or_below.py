"""Two columns, each scrolled by itself, where there is room for both; else the second stands at the foot of the first."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.look import Look
from ui.widgets.card import scrolled

_GAP, _BESIDE_THE_BAR = 16, 8
_SHARES = (5, 3)


class BesideOrBelow(QWidget):
    """The main column and the one beside it, which goes below where the window is narrower than `narrow` pixels of usual text.

    Attributes:
        main: the area the main column is scrolled in; where it is narrow, with the other at its foot.
        is_below: whether the second column stands at the foot of the first now.
    """

    def __init__(self, look: Look, narrow: int, main: tuple[QVBoxLayout, str], beside: tuple[QVBoxLayout, str]) -> None:
        super().__init__()
        self._look, self._narrow = look, narrow
        self.is_below = False
        (first, first_name), (second, second_name) = main, beside
        self._foot = QVBoxLayout()
        first.addLayout(self._foot)
        first.addStretch(1)
        self._second = _holding(second)
        self.main = _upright(scrolled(_holding(first), first_name))
        self._beside = _upright(scrolled(self._second, second_name))
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(_GAP)
        for area, share in zip((self.main, self._beside), _SHARES, strict=True):
            columns.addWidget(area, share)
        look.changed.connect(self._arrange)

    def make_room(self) -> None:
        """Make the second column wide enough for every line of its own, however large the text: figures are never cut."""
        if not self.is_below:
            bar = self._beside.verticalScrollBar().sizeHint().width()
            self._beside.setMinimumWidth(self._second.minimumSizeHint().width() + bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_below = self.width() < self._look.px(self._narrow)
        if is_below == self.is_below:
            return
        self.is_below = is_below
        if is_below:
            self._foot.addWidget(self._beside.takeWidget())
        else:
            self._beside.setWidget(self._second)
        self._second.show()
        self._beside.setVisible(not is_below)


def _holding(layout: QVBoxLayout) -> QWidget:
    widget = QWidget()
    layout.setContentsMargins(0, 0, _BESIDE_THE_BAR, 0)
    widget.setLayout(layout)
    return widget


def _upright(area: QScrollArea) -> QScrollArea:
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
