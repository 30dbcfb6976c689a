"""Icons come from one set, are recoloured with the theme, and do not mind that a button is gone."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.icons import Icons
from ui.look import Look
from ui.theme import ThemeChoice


def colours(button: QPushButton) -> set[str]:
    image: QImage = button.icon().pixmap(20, 20).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}


def test_an_icon_asked_for_before_the_set_is_loaded_is_put_on_when_it_is(qtbot: QtBot, look: Look) -> None:
    icons, button = Icons(look), QPushButton("Find")
    qtbot.addWidget(button)
    icons.put_on(button, "house", "accent")
    assert button.icon().isNull()
    icons.load()
    assert look.tokens.accent in colours(button)


def test_icons_are_recoloured_with_the_theme(qtbot: QtBot, look: Look, icons: Icons) -> None:
    button = QPushButton("Find")
    qtbot.addWidget(button)
    icons.put_on(button, "house", "accent")
    light = look.tokens.accent
    look.choose(ThemeChoice.DARK)
    assert look.tokens.accent in colours(button)
    assert light not in colours(button)


def test_a_button_that_is_gone_is_left_alone(look: Look, icons: Icons) -> None:
    button = QPushButton("Find")
    icons.put_on(button, "house")
    delete(button)
    look.choose(ThemeChoice.DARK)
    assert look.tokens.name == "dark"
