"""The same pages once more: dark, high contrast, on a large screen, and with large text."""

from ui.page import PageName
from ui.theme import ThemeChoice
from ui.tour import HEIGHT, WIDTH, Step, Tour, Waits

LARGE_WIDTH, LARGE_HEIGHT = 1920, 1080


def look_in_the_dark(tour: Tour) -> Waits:
    """Every page in the dark theme."""
    tour.desk.look.choose(ThemeChoice.DARK)
    for name in PageName:
        tour.window.go_to(name)
        yield tour.at_rest
        tour.picture(f"{name.value.capitalize()}, dark")


def look_on_a_large_screen(tour: Tour) -> Waits:
    """Every page at 1920 by 1080."""
    tour.desk.look.choose(ThemeChoice.LIGHT)
    tour.window.resize(LARGE_WIDTH, LARGE_HEIGHT)
    for name in PageName:
        tour.window.go_to(name)
        yield tour.at_rest
        tour.picture(f"{name.value.capitalize()}, on a large screen")
    tour.window.resize(WIDTH, HEIGHT)


def look_with_high_contrast_and_large_text(tour: Tour) -> Waits:
    """Find in high contrast with text at 150 %."""
    tour.desk.look.choose(ThemeChoice.HIGH_CONTRAST)
    tour.desk.look.set_text_scale(1.5)
    tour.window.go_to(PageName.FIND)
    yield tour.at_rest
    tour.picture("Find, high contrast and text at 150 %")
    tour.desk.look.choose(ThemeChoice.LIGHT)
    tour.desk.look.set_text_scale(1.0)


STEPS: tuple[Step, ...] = (look_in_the_dark, look_on_a_large_screen, look_with_high_contrast_and_large_text)
