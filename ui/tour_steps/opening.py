"""The window opens; a person is chosen."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from brokerage.domain.person_summary import PersonSummary
from brokerage.services.desk import Database
from ui.find.form import form_for, question_of
from ui.find.presenter import search
from ui.page_name import PageName
from ui.people_picker import PeoplePicker
from ui.person_bar import PersonBar
from ui.tour import Step, Tour, TourFailed, Waits

MODEST, AMPLE = Decimal(150), Decimal(700)
_OPTIONS_TO_COMPARE = 3


def choose_a_person(tour: Tour) -> Waits:
    """Open the finder and take somebody with a usual week, most of an everyday budget left and services to choose among."""
    tour.window.go_to(PageName.HOME)
    bar = tour.find(PersonBar)
    bar.change.click()
    picker = tour.find(PeoplePicker)
    yield lambda: bool(picker.found.rows)
    tour.picture("Choosing whom to work for: by reference or name; lists show references and initials only")
    suitable = [person for person in picker.found.rows if _suits_the_story(person)]
    if not suitable:
        raise TourFailed("Nobody in the list has a usual week and most of an everyday budget left.")
    chosen: list[PersonSummary] = []
    question = partial(_with_the_most_choice, tour.desk.database, suitable, tour.desk.now(), tour.desk.today())
    tour.desk.reads.latest("tour: person", question, chosen.append)
    yield lambda: bool(chosen)
    picker.move_by(picker.found.rows.index(chosen[0]) - picker.found.view.currentIndex().row())
    picker.choose_current()
    yield tour.at_rest


def _suits_the_story(person: PersonSummary) -> bool:
    budget = person.weekly_budget
    if budget is None or not MODEST <= budget <= AMPLE:
        return False
    return ":" in person.week and person.spent_weekly * 2 <= budget


def _with_the_most_choice(
    database: Database, people: Sequence[PersonSummary], now: datetime, today: date
) -> PersonSummary:
    """The first for whom several services fit the budget, else whoever has the most that fit."""
    most, found = -1, people[0]
    for person in people:
        fitting = search(database, question_of(form_for(person, today)), now).offers.count_fitting
        if fitting > most:
            most, found = fitting, person
        if fitting > _OPTIONS_TO_COMPARE:
            break
    return found


STEPS: tuple[Step, ...] = (choose_a_person,)
