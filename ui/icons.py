"""Icons, all from one set (Phosphor, as packaged by QtAwesome), recoloured with the theme. The set is loaded late."""

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QAbstractButton
from shiboken6 import isValid

from ui.look import Look

if TYPE_CHECKING:
    from qtawesome.iconic_font import IconicFont

_SET = ("ph", "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json")
ICON_SIZE = 20


class Icons(QObject):
    """Puts icons on buttons, now or as soon as the set is there, and again whenever the colours change."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._set: IconicFont | None = None
        self._dressed: WeakKeyDictionary[QAbstractButton, tuple[str, str]] = WeakKeyDictionary()
        look.changed.connect(self._dress_all)

    def load(self) -> None:
        """Load the set and put every icon asked for so far where it belongs. On the UI thread, after the first picture."""
        from qtawesome.iconic_font import IconicFont

        self._set = IconicFont(_SET)
        self._dress_all()

    def put_on(self, button: QAbstractButton, name: str, colour: str = "ink") -> None:
        """Give the button the icon of this name in the Phosphor set, in a colour of the theme."""
        self._dressed[button] = (name, colour)
        self._dress(button, name, colour)

    def _dress_all(self) -> None:
        for button, (name, colour) in list(self._dressed.items()):
            self._dress(button, name, colour)

    def _dress(self, button: QAbstractButton, name: str, colour: str) -> None:
        if self._set is None or not isValid(button):  # its page may be gone before Python forgets it
            return
        size = self._look.px(ICON_SIZE)
        tokens = self._look.tokens
        disabled = tokens.line
        button.setIcon(self._set.icon(f"ph.{name}", color=getattr(tokens, colour), color_disabled=disabled))
        button.setIconSize(QSize(size, size))
