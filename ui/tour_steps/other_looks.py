"""The same pages once more: dark, high contrast, on a large screen, and with large text."""

from ui.find.page import FindPage
from ui.page import PageName
from ui.people.page import PeoplePage
from ui.people_picker import PeoplePicker
from ui.person_bar import PersonBar
from ui.theme import ThemeChoice
from ui.tour import HEIGHT, WIDTH, Step, Tour, Waits
from ui.tour_steps.persons import take

LARGE_WIDTH, LARGE_HEIGHT = 1920, 1080
_OPTIONS_TO_COMPARE = 3


def take_somebody_else(tour: Tour) -> Waits:
    """Take somebody whose support is still to be found, and tick services for them: what was raised is no longer an offer."""
    served = tour.desk.person
    tour.window.go_to(PageName.FIND)
    tour.find(PersonBar).change.click()
    picker = tour.find(PeoplePicker)
    yield lambda: bool(picker.found.rows) and tour.at_rest()
    yield from take(tour, picker, but_not=served.person_id if served else None)
    page = tour.page(FindPage)
    yield lambda: bool(page.results.table.rows) and not page.is_pausing and tour.at_rest()
    page.results.table.tick_only(page.results.table.rows[:_OPTIONS_TO_COMPARE])
    page.detail.compare.click()
    yield tour.at_rest
    if served is not None:
        tour.window.go_to(PageName.PEOPLE)
        tour.page(PeoplePage).open_person(served.person_id)
        yield tour.at_rest


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


STEPS: tuple[Step, ...] = (
    take_somebody_else,
    look_in_the_dark,
    look_on_a_large_screen,
    look_with_high_contrast_and_large_text,
)
