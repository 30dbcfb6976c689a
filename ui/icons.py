"""Icons, all from one set (Phosphor, as packaged by QtAwesome), drawn in the colours of the theme.

Only the package's font and its list of names are used: its own code takes longer to load than all our first pictures.
"""

import json
from importlib.util import find_spec
from pathlib import Path
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton
from shiboken6 import isValid

from ui.look import Look

_FONT, _NAMES = "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"
ICON_SIZE = 20
_GLYPH_SHARE = 0.875
"""How much of the icon's height its sign takes."""
_SHARPNESSES = (1, 2)
"""Dots drawn for each dot of the layout: usual screens and sharp ones."""


class Icons(QObject):
    """Puts icons on buttons, now or as soon as the set is there, and again whenever the colours change."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._family = ""
        self._signs: dict[str, str] = {}
        self._drawn: dict[tuple[str, str, int, str], QIcon] = {}
        self._dressed: WeakKeyDictionary[QAbstractButton, tuple[str, str]] = WeakKeyDictionary()
        look.changed.connect(self._dress_all)

    def load(self) -> None:
        """Load the set and put every icon asked for so far where it belongs. On the UI thread, after the first picture."""
        folder = _packaged_fonts()
        number = QFontDatabase.addApplicationFont(str(folder / _FONT))
        if number < 0:
            raise OSError(f"The icons in {_FONT} cannot be read.")
        self._family = QFontDatabase.applicationFontFamilies(number)[0]
        names: dict[str, str] = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        self._signs = {name: chr(int(code, 16)) for name, code in names.items()}
        self._dress_all()

    def put_on(self, button: QAbstractButton, name: str, colour: str = "ink") -> None:
        """Give the button the icon of this name in the Phosphor set, in a colour of the theme."""
        self._dressed[button] = (name, colour)
        self._dress(button, name, colour)

    def _dress_all(self) -> None:
        for button, (name, colour) in list(self._dressed.items()):
            self._dress(button, name, colour)

    def _dress(self, button: QAbstractButton, name: str, colour: str) -> None:
        if not self._signs or not isValid(button):  # its page may be gone before Python forgets it
            return
        size = self._look.px(ICON_SIZE)
        button.setIcon(self._icon(name, colour, size))
        button.setIconSize(QSize(size, size))

    def _icon(self, name: str, colour: str, size: int) -> QIcon:
        tokens = self._look.tokens
        key = (name, colour, size, tokens.name)
        if key not in self._drawn:
            sign, icon = self._signs[name], QIcon()
            for sharpness in _SHARPNESSES:
                for mode, ink in ((QIcon.Mode.Normal, getattr(tokens, colour)), (QIcon.Mode.Disabled, tokens.line)):
                    icon.addPixmap(self._draw(sign, QColor(ink), size, sharpness), mode)
            self._drawn[key] = icon
        return self._drawn[key]

    def _draw(self, sign: str, ink: QColor, size: int, sharpness: int) -> QPixmap:
        drawn = QPixmap(size * sharpness, size * sharpness)
        drawn.setDevicePixelRatio(sharpness)
        drawn.fill(Qt.GlobalColor.transparent)
        font = QFont(self._family)
        font.setPixelSize(round(size * _GLYPH_SHARE))
        painter = QPainter(drawn)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QRectF(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, sign)
        painter.end()
        return drawn


def _packaged_fonts() -> Path:
    found = find_spec("qtawesome")
    if found is None or found.origin is None:
        raise OSError("The package qtawesome is not installed; set the program up again.")
    return Path(found.origin).parent / "fonts"
