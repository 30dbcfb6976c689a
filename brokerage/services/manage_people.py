"""The people who draw on support: finding one to work for."""

from datetime import date

from brokerage.domain.person_summary import PersonSummary
from brokerage.domain.staff import Actor
from brokerage.storage.engine import Database
from brokerage.storage.queries import person_summaries as queries

MOST_FOUND = 50


def find_people(database: Database, actor: Actor, text: str, today: date) -> tuple[PersonSummary, ...]:
    """Active people by reference or by the beginning of a name, at most 50, as they stand today; reference and initials only."""
    del actor  # the shared database itself decides whose people a login sees
    with database.reading() as connection:
        return queries.people_found(connection, text, today, MOST_FOUND)


def read_person(database: Database, person_id: int, today: date) -> PersonSummary | None:
    """The person as they stand today, for the person bar; None when there is none of that number."""
    with database.reading() as connection:
        return queries.person_summary(connection, person_id, today)
