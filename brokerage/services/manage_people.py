"""The people who draw on support: finding one, reading and changing a record. Each reading of a record is put on record."""

from dataclasses import fields
from datetime import date, datetime

from brokerage.domain.calendar import day_in_england
from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.person import LegalBasis
from brokerage.domain.person_record import PersonChoices, PersonDetails, PersonRecord
from brokerage.domain.person_summary import PersonSummary
from brokerage.domain.staff import Actor
from brokerage.services.person_at_hand import NOBODY, SUBJECT, record_at_hand, refuse_who_may_not, take_record
from brokerage.services.person_checks import cleaned_details, place_of
from brokerage.storage.engine import Database
from brokerage.storage.queries import person_records as records
from brokerage.storage.queries import person_summaries as queries
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes import person_records as writes

MOST_FOUND = 50
MOST_LISTED = 500
_CHANGED = frozenset({Kind.PEOPLE})


def find_people(database: Database, actor: Actor, text: str, today: date) -> tuple[PersonSummary, ...]:
    """Active people by reference or by the beginning of a name, at most 50, as they stand today; reference and initials only."""
    del actor  # the shared database itself decides whose people a login sees
    with database.reading() as connection:
        return queries.people_found(connection, text, today, MOST_FOUND)


def list_people(
    database: Database, actor: Actor, text: str, today: date, *, inactive_too: bool = False
) -> tuple[PersonSummary, ...]:
    """People as `find_people` finds them, at most 500; those no longer active too where that is asked."""
    del actor  # as above
    with database.reading() as connection:
        return queries.people_found(connection, text, today, MOST_LISTED, inactive_too=inactive_too)


def read_person(database: Database, person_id: int, today: date) -> PersonSummary | None:
    """The person as they stand today, for the person bar; None when there is none of that number."""
    with database.reading() as connection:
        return queries.person_summary(connection, person_id, today)


def person_choices(database: Database) -> PersonChoices:
    """What a person's form can choose from."""
    with database.reading() as connection:
        return records.person_choices(connection)


def open_person(database: Database, actor: Actor, person_id: int, now: datetime) -> Done[PersonRecord]:
    """The person's whole record; who opened it, and when, is put on record in the same transaction. Raises: RuleBroken."""
    with unit_of_work(database, actor, now) as work:
        record = record_at_hand(work, person_id)
        work.record("open", SUBJECT, record.details.reference)
    return Done(record, frozenset())


def read_open_person(database: Database, person_id: int) -> PersonRecord:
    """The record of somebody whose opening is on record already, as it stands now. Raises: RuleBroken when it is gone."""
    with database.reading() as connection:
        record = records.person_record(connection, person_id)
    if record is None:
        raise RuleBroken(NOBODY)
    return record


def keep_person(database: Database, actor: Actor, details: PersonDetails, now: datetime) -> Done[int]:
    """Keeps who somebody is, new where `person_id` is 0; the result is their number.

    Raises: BadInput at a field; Conflict naming who changed the record and when; RuleBroken when the job may not.
    """
    refuse_who_may_not(actor)
    cleaned = cleaned_details(details, day_in_england(now))
    place, district = place_of(cleaned.postcode)
    with unit_of_work(database, actor, now) as work:
        _refuse_taken_number(work, cleaned)
        if cleaned.person_id == 0:
            person_id = writes.add_person(work.session, cleaned, place, district)
            reference = writes.reference_of(work.session, person_id) or ""
            work.record("add", SUBJECT, reference)
        else:
            person_id = cleaned.person_id
            reference = take_record(work, person_id, cleaned.version)
            before = record_at_hand(work, person_id)
            _refuse_aftercare_that_is_charged(before, cleaned.legal_basis, day_in_england(now))
            writes.change_person(work.session, cleaned, place, district)
            work.record("change", SUBJECT, reference, {"fields": ",".join(_changed_fields(before.details, cleaned))})
    return Done(person_id, _CHANGED)


def _refuse_taken_number(work: UnitOfWork, details: PersonDetails) -> None:
    """Pass unless another record has one of the numbers. Raises: BadInput that tells nothing of that record."""
    field = writes.number_is_taken(
        work.session,
        case_number=details.case_number,
        nhs_number=details.nhs_number,
        other_than=details.person_id,
    )
    if field is not None:
        raise BadInput("This number stands in another record: check its figures.", field)


def _refuse_aftercare_that_is_charged(before: PersonRecord, legal_basis: LegalBasis, today: date) -> None:
    """Pass unless it becomes section 117 aftercare while something is charged. Raises: BadInput."""
    charged = [c for c in before.contributions if c.weekly > 0 and (c.last_day is None or c.last_day >= today)]
    if legal_basis is LegalBasis.AFTERCARE_117 and charged:
        raise BadInput(
            "Aftercare under section 117 is free, and a contribution is still charged: end the contribution first.",
            "legal_basis",
        )


def _changed_fields(before: PersonDetails, after: PersonDetails) -> list[str]:
    """The names of the fields that differ, never what stands in them."""
    names = (field.name for field in fields(PersonDetails) if field.name not in ("version", "reference"))
    return [name for name in names if getattr(before, name) != getattr(after, name)]
