"""How the window looks now: theme, text size, row height. Sets them on application and window; widgets that paint ask here."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import POINTS, ThemeChoice, Tokens, style_sheet, tokens_for

SMALLEST, LARGEST, STEP = 0.9, 2.0, 0.1


class Look(QObject):
    """Theme and text size.

    Signals:
        changed(): colours or sizes are not what they were.
    """

    changed = Signal()

    def __init__(self, choice: ThemeChoice = ThemeChoice.SYSTEM, text_scale: float = 1.0) -> None:
        super().__init__()
        self.choice = choice
        self.text_scale = _within(text_scale)
        self._system_is_dark = _is_dark(QApplication.palette())
        self.tokens: Tokens = tokens_for(choice, system_is_dark=self._system_is_dark)
        QApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def px(self, length: int) -> int:
        """A length of the 8-pixel grid, grown with the text."""
        return round(length * self.text_scale)

    def font(self, size: str = "Body", *, bold: bool = False) -> QFont:
        """The font in one of the sizes of the theme: Body, Section, Page, Caption. Figures are tabular."""
        from ui import fonts  # not needed for the first picture

        return fonts.window_font(POINTS[size] * self.text_scale, bold=bold)

    def colour(self, name: str) -> QColor:
        """A colour by its meaning, as in `colour("accent")`."""
        return QColor(getattr(self.tokens, name))

    def choose(self, choice: ThemeChoice) -> None:
        """Wear this theme from now on."""
        self.choice = choice
        self._put_on()

    def grow_text(self, steps: int) -> None:
        """Make all text larger by so many tenths, or smaller; 0 goes back to the usual size."""
        self.set_text_scale(1.0 if steps == 0 else self.text_scale + steps * STEP)

    def set_text_scale(self, scale: float) -> None:
        """Show text at this many times its usual size, 0.9 to 2."""
        self.text_scale = _within(scale)
        self._put_on()

    def put_on_ground(self) -> None:
        """Set the palette only: all that the first picture of the window shows."""
        QApplication.setPalette(_palette(self.tokens))

    def put_on(self) -> None:
        """Set fonts and palette on the application, and the style sheet on each window that wears one."""
        QApplication.setFont(self.font())
        self.put_on_ground()
        for window in QApplication.topLevelWidgets():
            if window.styleSheet():
                self.dress(window)

    def dress(self, window: QWidget) -> None:
        """Let this window wear the style sheet from now on, and with it all that stands in it, its dialogs too.

        The application wears none: Qt would dress all that stands in a widget anew each time that widget is put into another,
        and so a page five times over while it is made.
        """
        # From one sheet to another Qt takes each widget through all that was ever set on it: from none to one is six times quicker.
        window.setStyleSheet("")
        window.setStyleSheet(style_sheet(self.tokens, self.text_scale))

    def _put_on(self) -> None:
        self.tokens = tokens_for(self.choice, system_is_dark=self._system_is_dark)
        self.put_on()
        self.changed.emit()

    def _follow_system(self) -> None:
        self._system_is_dark = QApplication.styleHints().colorScheme().name == "Dark"
        if self.choice is ThemeChoice.SYSTEM:
            self._put_on()


def _within(scale: float) -> float:
    return round(min(LARGEST, max(SMALLEST, scale)), 2)


def _is_dark(palette: QPalette) -> bool:
    """Whether words are lighter than what they stand on.

    The system's palette tells it sooner than its colour scheme: before that one name, Python makes all the thousand of `Qt`.
    """
    words, ground = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)
    return words.lightness() > ground.lightness()


def _palette(tokens: Tokens) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: tokens.ground,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Base: tokens.field,
        QPalette.ColorRole.AlternateBase: tokens.card,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.Button: tokens.card,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.BrightText: tokens.bad,
        QPalette.ColorRole.Highlight: tokens.chosen,
        QPalette.ColorRole.HighlightedText: tokens.ink,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.PlaceholderText: tokens.quiet,
        QPalette.ColorRole.ToolTipBase: tokens.ink,
        QPalette.ColorRole.ToolTipText: tokens.ground,
        QPalette.ColorRole.Light: tokens.hairline,
        QPalette.ColorRole.Midlight: tokens.hairline,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.line,
        QPalette.ColorRole.Shadow: tokens.line,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.quiet))
    return palette
