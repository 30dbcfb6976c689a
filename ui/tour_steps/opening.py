"""The window opens; a person is chosen."""

from ui.page import PageName
from ui.people_picker import PeoplePicker
from ui.person_bar import PersonBar
from ui.tour import Step, Tour, TourFailed, Waits


def choose_a_person(tour: Tour) -> Waits:
    """Open the finder and take the first person with a budget that is not spent."""
    tour.window.go_to(PageName.HOME)
    bar = tour.find(PersonBar)
    bar.change.click()
    picker = tour.find(PeoplePicker)
    yield lambda: bool(picker.found.rows)
    tour.picture("Choosing whom to work for: by reference or name; lists show references and initials only")
    _make_current(picker)
    picker.choose_current()
    yield tour.at_rest


def _make_current(picker: PeoplePicker) -> None:
    for line, person in enumerate(picker.found.rows):
        if person.weekly_budget is not None and person.spent_weekly < person.weekly_budget:
            picker.move_by(line - picker.found.view.currentIndex().row())
            return
    raise TourFailed("Nobody has a budget that is not spent.")


STEPS: tuple[Step, ...] = (choose_a_person,)
