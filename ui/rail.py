"""The rail at the left: one labelled button a page, one of them pressed."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QSizePolicy, QToolButton, QVBoxLayout

from ui.icons import ICON_SIZE, Icons
from ui.look import Look
from ui.page_name import PageName
from ui.pages import PageEntry

WIDTH = 148


class Rail(QFrame):
    """The pages' buttons.

    Signals:
        chosen(PageName): a page's button was pressed.
    """

    chosen = Signal(object)

    def __init__(self, entries: Sequence[PageEntry], look: Look, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName("Pages")
        self._look = look
        self._icons = icons
        self._group = QButtonGroup(self)
        self._buttons: dict[PageName, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 16, 8, 16)
        column.setSpacing(4)
        product = QLabel("Brokerage Desk")
        product.setObjectName("product")
        product.setContentsMargins(8, 0, 0, 12)
        column.addWidget(product)
        for number, entry in enumerate(entries, start=1):
            column.addWidget(self._button(number, entry))
        column.addStretch(1)
        self._grow()
        look.changed.connect(self._grow)

    def press(self, name: PageName) -> None:
        """Show this page's button as the pressed one."""
        self._buttons[name].setChecked(True)
        for other, button in self._buttons.items():
            self._icons.put_on(button, button.property("icon_name"), "accent" if other is name else "ink")

    def _button(self, number: int, entry: PageEntry) -> QToolButton:
        button = QToolButton()
        button.setText(f"  {entry.label}")
        button.setProperty("icon_name", entry.icon)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setIconSize(QSize(self._look.px(ICON_SIZE), self._look.px(ICON_SIZE)))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(entry.label)
        button.setToolTip(f"{entry.label} (Ctrl+{number})")
        button.clicked.connect(lambda _checked=False: self.chosen.emit(entry.name))
        self._icons.put_on(button, entry.icon)
        self._group.addButton(button)
        self._buttons[entry.name] = button
        return button

    def _grow(self) -> None:
        self.setFixedWidth(self._look.px(WIDTH))
