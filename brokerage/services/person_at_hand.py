"""A person's record while a use case changes it: taken for the transaction, refused when a colleague was first."""

from brokerage.domain.errors import Conflict, RuleBroken
from brokerage.domain.person_record import PersonRecord
from brokerage.domain.staff import Actor, Job
from brokerage.services.changed_meanwhile import say_who_changed
from brokerage.storage.queries import person_records as records
from brokerage.storage.unit_of_work import UnitOfWork
from brokerage.storage.writes import person_records as writes

SUBJECT = "people"
"""What audit entries of a person name as their subject; the key is the reference."""

NOBODY = "This person is not in the database any more: go back to the list."
_CHANGING = frozenset({Job.PRACTITIONER, Job.BROKER})


def may_change_people(job: Job) -> bool:
    """Whether this job changes people's records; every other job reads them."""
    return job in _CHANGING


def refuse_who_may_not(actor: Actor) -> None:
    """Pass when the actor's job changes people's records. Raises: RuleBroken naming who may."""
    if not may_change_people(actor.job):
        raise RuleBroken(
            f"Only a practitioner or a broker may change a person's record; you are working as {actor.job.value}."
        )


def record_at_hand(work: UnitOfWork, person_id: int) -> PersonRecord:
    """The record as it stands in this transaction. Raises: RuleBroken when it is gone."""
    record = records.person_record(work.session, person_id)
    if record is None:
        raise RuleBroken(NOBODY)
    return record


def take_record(work: UnitOfWork, person_id: int, version: int) -> str:
    """The reference, the record being ours until the commit. Raises: Conflict naming who changed it since, and when."""
    reference = writes.raise_version(work.session, person_id, version)
    if reference is not None:
        return reference
    standing = writes.reference_of(work.session, person_id)
    if standing is None:
        raise RuleBroken(NOBODY)
    changed = say_who_changed(work, SUBJECT, standing)
    raise Conflict(f"{changed}. What you typed is still here: look again, then save it anew.")
