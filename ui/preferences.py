"""What this person likes: theme, text size. Kept on this computer, never in the shared database."""

from dataclasses import dataclass

from PySide6.QtCore import QSettings

from ui.theme import ThemeChoice

_THEME, _TEXT = "appearance/theme", "appearance/text-scale"


@dataclass(frozen=True, slots=True)
class Preferences:
    """Where likes are kept; without a store they last until the window closes."""

    store: QSettings | None = None

    def theme(self) -> ThemeChoice:
        """The theme chosen last; the system's when none was or it cannot be read."""
        try:
            return ThemeChoice(str(self._value(_THEME)))
        except ValueError:
            return ThemeChoice.SYSTEM

    def text_scale(self) -> float:
        """The text size chosen last; 1 when none was or it cannot be read."""
        try:
            return float(str(self._value(_TEXT)))
        except ValueError:
            return 1.0

    def keep(self, theme: ThemeChoice, text_scale: float) -> None:
        """Remember these for the next start."""
        if self.store is not None:
            self.store.setValue(_THEME, theme.value)
            self.store.setValue(_TEXT, str(text_scale))

    def _value(self, key: str) -> object:
        return "" if self.store is None else self.store.value(key, "")


def kept_preferences() -> Preferences:
    """The preferences of whoever uses this computer."""
    return Preferences(QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "brokerage-desk", "window"))
