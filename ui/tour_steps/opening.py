"""The window opens; a person is chosen."""

from decimal import Decimal

from brokerage.domain.person_summary import PersonSummary
from ui.page import PageName
from ui.people_picker import PeoplePicker
from ui.person_bar import PersonBar
from ui.tour import Step, Tour, TourFailed, Waits

MODEST, AMPLE = Decimal(150), Decimal(700)


def choose_a_person(tour: Tour) -> Waits:
    """Open the finder and take somebody with a usual week and most of an everyday budget left."""
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
        if _suits_the_story(person):
            picker.move_by(line - picker.found.view.currentIndex().row())
            return
    raise TourFailed("Nobody in the list has a usual week and most of an everyday budget left.")


def _suits_the_story(person: PersonSummary) -> bool:
    budget = person.weekly_budget
    if budget is None or not MODEST <= budget <= AMPLE:
        return False
    return ":" in person.week and person.spent_weekly * 2 <= budget


STEPS: tuple[Step, ...] = (choose_a_person,)
