"""People: the list, and the record of the person in hand, opened deliberately."""

from ui.page_name import PageName
from ui.people.page import PeoplePage
from ui.tour import Step, Tour, TourFailed, Waits


def look_at_the_list(tour: Tour) -> Waits:
    """The list: references and initials, the budget and what is left of it."""
    tour.window.go_to(PageName.PEOPLE)
    page = tour.page(PeoplePage)
    yield lambda: bool(page.list.table.rows) and tour.at_rest()
    tour.picture("People: references and initials; a name is only on a record, and opening one is put on record")


def open_the_record(tour: Tour) -> Waits:
    """The record of the person in hand, with the package that was just raised against the budget."""
    page = tour.page(PeoplePage)
    person = tour.desk.person
    if person is None:
        raise TourFailed("Nobody is in hand.")
    page.open_person(person.person_id)
    yield lambda: page.record.record is not None and tour.at_rest()
    yield tour.at_rest
    tour.picture(
        "A record: needs, plan, outcomes in the person’s own words, budgets and contributions that follow each other"
    )
    page.record.show_package()
    yield tour.at_rest
    tour.picture("The package against the budget: what is raised and runs, and what is left")


STEPS: tuple[Step, ...] = (look_at_the_list, open_the_record)
