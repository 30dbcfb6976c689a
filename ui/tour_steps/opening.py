"""The window opens; a person is chosen."""

from ui.page_name import PageName
from ui.people_picker import PeoplePicker
from ui.person_bar import PersonBar
from ui.tour import Step, Tour, Waits
from ui.tour_steps.persons import take


def choose_a_person(tour: Tour) -> Waits:
    """Open the finder and take somebody with a usual week, most of an everyday budget left and services to choose among."""
    tour.window.go_to(PageName.HOME)
    tour.find(PersonBar).change.click()
    picker = tour.find(PeoplePicker)
    yield lambda: bool(picker.found.rows)
    tour.picture("Choosing whom to work for: by reference or name; lists show references and initials only")
    yield from take(tour, picker)


STEPS: tuple[Step, ...] = (choose_a_person,)
