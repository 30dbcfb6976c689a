"""How the window looks: theme and text size, shown at once and remembered on this computer."""

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from ui.desk import Desk
from ui.look import LARGEST, SMALLEST
from ui.settings.section import Section
from ui.theme import ThemeChoice
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.text import body, caption

_THEMES = (
    (ThemeChoice.SYSTEM, "As the computer is set"),
    (ThemeChoice.LIGHT, "Light"),
    (ThemeChoice.DARK, "Dark"),
    (ThemeChoice.HIGH_CONTRAST, "High contrast"),
)


class AppearanceSection(Section):
    """Theme and text size."""

    title = "Appearance"
    administrators_only = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._group = QButtonGroup(self)
        self.themes = {choice: self._theme(choice, words) for choice, words in _THEMES}
        theme = Card("Theme")
        for radio in self.themes.values():
            theme.add(radio)
        self.column.addWidget(theme)
        self._smaller = button("Smaller", lambda: desk.look.grow_text(-1), icons=desk.icons, icon="minus")
        self._larger = button("Larger", lambda: desk.look.grow_text(1), icons=desk.icons, icon="plus")
        self._usual = button("Usual size", lambda: desk.look.grow_text(0), weight="quiet")
        self._size = body(strong=True)
        size = Card("Text size")
        size.add(row(self._smaller, self._size, self._larger, self._usual, None, gap=12))
        size.add(caption("Also with Ctrl and + or −; Ctrl and 0 goes back to the usual size."))
        self.column.addWidget(size)
        self.column.addStretch(1)
        desk.look.changed.connect(self._show)
        self._show()

    def _theme(self, choice: ThemeChoice, words: str) -> QRadioButton:
        radio = QRadioButton(words)
        radio.setAccessibleName(f"Theme: {words}")
        radio.clicked.connect(lambda _checked=False: self.desk.look.choose(choice))
        self._group.addButton(radio)
        return radio

    def _show(self) -> None:
        look = self.desk.look
        self.themes[look.choice].setChecked(True)
        self._size.setText(f"{look.text_scale:.0%}".replace("%", " %"))
        self._smaller.setEnabled(look.text_scale > SMALLEST)
        self._larger.setEnabled(look.text_scale < LARGEST)
