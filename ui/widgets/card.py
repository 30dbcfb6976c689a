"""Boxes on the grid: a card with a title, and the two-column working page."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.text import section_title

PAGE_MARGIN, CARD_MARGIN, GAP = 24, 16, 8


class Card(QFrame):
    """A card: a title if given, then what is added, in one column.

    Attributes:
        column: the layout to add to.
    """

    def __init__(self, title: str = "", *, actions: tuple[QWidget, ...] = ()) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(CARD_MARGIN, CARD_MARGIN, CARD_MARGIN, CARD_MARGIN)
        self.column.setSpacing(GAP)
        if title or actions:
            self.column.addLayout(_heading(title, actions))

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a widget or a layout below what is there."""
        if isinstance(item, QWidget):
            self.column.addWidget(item, stretch)
        else:
            self.column.addLayout(item, stretch)


def row(*items: QWidget | None, gap: int = GAP) -> QHBoxLayout:
    """Widgets side by side; None stands for the room that is left."""
    made = QHBoxLayout()
    made.setSpacing(gap)
    for item in items:
        if item is None:
            made.addStretch(1)
        else:
            made.addWidget(item)
    return made


def column(*items: QWidget | QLayout | None, gap: int = GAP) -> QVBoxLayout:
    """Widgets and layouts one below the other; None stands for the room that is left."""
    made = QVBoxLayout()
    made.setSpacing(gap)
    for item in items:
        if item is None:
            made.addStretch(1)
        elif isinstance(item, QWidget):
            made.addWidget(item)
        else:
            made.addLayout(item)
    return made


def scrolled(content: QWidget, name: str) -> QScrollArea:
    """The content in an area that scrolls up and down when there is too little room. `name` is for screen readers."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setAccessibleName(name)
    area.setWidget(content)
    return area


def _heading(title: str, actions: tuple[QWidget, ...]) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(GAP)
    line.addWidget(section_title(title), 1)
    for action in actions:
        line.addWidget(action)
    return line
