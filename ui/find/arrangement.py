"""How Find stands on the page: criteria beside results over detail; where there is little room, one at a time, and it scrolls."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.find.criteria import CriteriaPanel
from ui.find.detail import DetailPanel
from ui.find.form import FindForm
from ui.find.results import Results
from ui.widgets.card import CARD_MARGIN, GAP, PAGE_MARGIN, scrolled

_ROOM_FOR_THREE, _ROOM_FOR_BOTH, _ROOM_FOR_TWO = 1500, 980, 700
_FEWEST_ROWS = 9
_LEAST_HEIGHT = 500


class Arrangement(QWidget):
    """Makes the three parts in their places and lays them out for the room there is, counted at the text size worn.

    Attributes:
        criteria, results, detail: the parts.
    """

    def __init__(self, desk: Desk, form: FindForm, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = desk.look
        self._divided = False
        self._settle = QTimer(self, singleShot=True, interval=0)  # once the layout has its sizes
        self._settle.timeout.connect(self._divide)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(CARD_MARGIN)
        self._split.splitterMoved.connect(self._keep_division)
        self._answer = scrolled(self._split, "Services found, and the selected one")
        self._answer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._answer.setParent(self)
        self.criteria = CriteriaPanel(desk, form, self)
        self.results = Results(desk, self._split)
        self.detail = DetailPanel(desk, self._split)
        self._tabs = QButtonGroup(self)
        self._switch = self._make_switch()
        self._lay_out()
        self._look.changed.connect(self._arrange)

    def show_criteria(self) -> None:
        """Bring the criteria to the front, where only one part has room."""
        self._tabs.button(0).setChecked(True)
        self._arrange()

    def show_results(self) -> None:
        """Bring the results to the front, where only one part has room."""
        self._tabs.button(1).setChecked(True)
        self._arrange()

    def settle(self) -> None:
        """Divide the room anew once the parts have their sizes, unless the handle was moved."""
        self._settle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = self.width() / self._look.text_scale
        both = room >= _ROOM_FOR_BOTH
        in_front = self._tabs.checkedId()
        self._switch.setVisible(not both)
        self.criteria.setVisible(both or in_front == 0)
        self.criteria.take_width(all_of_it=not both)
        self._answer.setVisible(both or in_front == 1)
        self._split.setMinimumHeight(self._look.px(_LEAST_HEIGHT))
        is_narrow = room < _ROOM_FOR_TWO
        self.results.stack_heading(stacked=not both)
        self.detail.stack_heading(stacked=is_narrow)
        self.detail.show_columns(3 if room >= _ROOM_FOR_THREE else 1 if is_narrow else 2)
        self.settle()

    def _keep_division(self, _position: int, _index: int) -> None:
        """The person at the desk moved the handle: it stays where they put it."""
        self._divided = True

    def _divide(self) -> None:
        """Give the list the room of nine rows, or three fifths where there is more, and the detail the rest."""
        whole = self._split.height()
        listed = max(self.results.height_with_rows(_FEWEST_ROWS), whole * 3 // 5)
        listed = min(listed, whole * 2 // 3)
        if not self._divided and whole:
            self._split.setSizes([listed, whole - listed])

    def _make_switch(self) -> QWidget:
        switch = QWidget()
        line = QHBoxLayout(switch)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        for number, words in enumerate(("What to search for", "Services found")):
            tab = QPushButton(words)
            tab.setProperty("kind", "quiet")
            tab.setCheckable(True)
            tab.setAutoDefault(False)
            tab.setAccessibleName(words)
            self._tabs.addButton(tab, number)
            line.addWidget(tab)
        line.addStretch(1)
        self._tabs.button(1).setChecked(True)
        self._tabs.idClicked.connect(lambda _number: self._arrange())
        return switch

    def _lay_out(self) -> None:
        parts = QHBoxLayout()
        parts.setSpacing(CARD_MARGIN)
        parts.addWidget(self.criteria)
        parts.addWidget(self._answer, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, CARD_MARGIN, PAGE_MARGIN, CARD_MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self._switch)
        column.addLayout(parts, 1)
