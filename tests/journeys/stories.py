"""Who the journeys are about: people of the demonstration for whom the story works, found by what it needs of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import text

from brokerage.domain.calendar import day_in_england
from brokerage.domain.offer import Offer
from brokerage.domain.person_summary import PersonSummary
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted
from brokerage.services.manage_people import read_person
from brokerage.storage.engine import Database, open_database
from tests.journeys.office import NOW
from ui.find.form import form_for, question_of
from ui.find.presenter import search

_WHO_CONTRIBUTES = text(
    "SELECT people.id FROM people JOIN contributions ON contributions.person_id = people.id"
    " WHERE contributions.last_day IS NULL AND people.active ORDER BY people.reference"
)
GROWN_UP = 18
_WHO_IS_ACTIVE = text("SELECT id FROM people WHERE active ORDER BY reference")


@dataclass(frozen=True, slots=True)
class Story:
    """A person, the week they want, and two services that may be called off for it, the cheaper first."""

    person: PersonSummary
    week: WeekWanted
    first: Offer
    second: Offer


@contextmanager
def looking_at(address: str) -> Iterator[Database]:
    """The database, looked at from outside the window."""
    database = open_database(address)
    try:
        yield database
    finally:
        database.close()


def somebody_with_a_week(address: str, now: datetime = NOW) -> Story:
    """Somebody who contributes and wants two days a week, with two services in reach that fit their budget."""
    for person, week, offers in _listed_for_those_who_contribute(address, now):
        open_now = [offer for offer in offers if offer.gate is None and offer.unit is not Unit.WEEK]
        fitting = [offer for offer in open_now if _fits(offer)]
        others = [offer for offer in fitting if offer.service_id != fitting[0].service_id]
        if others and ":" in person.week and len(week.days) == 2:
            return Story(person, week, fitting[0], others[0])
    raise AssertionError("Nobody in the demonstration has such a week.")


def somebody_of_maidstone(address: str, ratio: str, least_left: Decimal, now: datetime = NOW) -> PersonSummary:
    """A grown-up of Maidstone who needs this ratio, with so much of their budget left."""
    today = day_in_england(now)
    with looking_at(address) as database:
        with database.reading() as connection:
            numbers = connection.scalars(_WHO_IS_ACTIVE).all()
        for number in numbers:
            person = read_person(database, number, today)
            if person is None or (person.district, person.ratio) != ("Maidstone", ratio):
                continue
            if person.age >= GROWN_UP and person.budget_left is not None and person.budget_left >= least_left:
                return person
    raise AssertionError("Nobody in the demonstration lives there and needs this.")


def somebody_who_prefers_a_dearer_home(address: str, now: datetime = NOW) -> Story:
    """Somebody who contributes, with a home free within their budget and a dearer one free as well."""
    for person, week, offers in _listed_for_those_who_contribute(address, now):
        homes = [offer for offer in offers if offer.unit is Unit.WEEK and offer.gate is None and offer.places_free]
        within = [offer for offer in homes if _fits(offer)]
        dearer = [offer for offer in homes if not _fits(offer)]
        if within and dearer and not person.spent_weekly:
            return Story(person, week, within[0], dearer[0])
    raise AssertionError("Nobody in the demonstration has such a choice of homes.")


def _listed_for_those_who_contribute(
    address: str, now: datetime
) -> Iterator[tuple[PersonSummary, WeekWanted, tuple[Offer, ...]]]:
    """Each with their week and what Find lists for it."""
    with looking_at(address) as database:
        with database.reading() as connection:
            numbers = connection.scalars(_WHO_CONTRIBUTES).all()
        for number in numbers:
            person = read_person(database, number, day_in_england(now))
            form = form_for(person, day_in_england(now))
            if person is not None and form.week is not None:
                yield person, form.week, search(database, question_of(form), now).offers.offers


def _fits(offer: Offer) -> bool:
    return offer.budget_left is not None and offer.budget_left >= 0
