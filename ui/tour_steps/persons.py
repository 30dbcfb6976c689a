"""Whom the journey is played for: somebody whose week and budget leave a true choice."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from brokerage.domain.person_summary import PersonSummary
from brokerage.services.desk import Database
from ui.find.form import form_for, question_of
from ui.find.presenter import search
from ui.people_picker import PeoplePicker
from ui.tour import Tour, TourFailed, Waits

MODEST, AMPLE = Decimal(150), Decimal(700)
_OPTIONS_TO_COMPARE = 3


def take(tour: Tour, picker: PeoplePicker, *, but_not: int | None = None) -> Waits:
    """Choose in the open finder the first for whom several services fit the budget, and not the one who is told apart."""
    suitable = [found for found in picker.found.rows if _suits_the_story(found) and found.person_id != but_not]
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
