"""A scheme's rules while they are being changed: locked, as they stand, and no other than those that were looked at."""

from collections.abc import Iterator
from contextlib import contextmanager

from brokerage.domain.errors import Conflict
from brokerage.domain.scheme_rules import SchemeRules
from brokerage.domain.staff import Actor, Job, refuse_other_jobs
from brokerage.services.changed_meanwhile import naming_who_changed
from brokerage.storage.queries.scheme_rules import scheme_rules
from brokerage.storage.queries.scheme_terms import SUBJECT, scheme_for_update
from brokerage.storage.unit_of_work import UnitOfWork


def refuse_who_sets_no_rules(actor: Actor) -> None:
    """Pass for a commissioner. Raises: RuleBroken."""
    refuse_other_jobs(actor, Job.COMMISSIONER, "set a scheme’s rules")


@contextmanager
def rules_in_hand(work: UnitOfWork, reference: str, version: int | None) -> Iterator[SchemeRules]:
    """Gives the scheme's rules, locked until the transaction ends.

    Raises: RuleBroken for no such scheme; Conflict, naming who was first, where the version looked at is another.
    """
    scheme = scheme_for_update(work.session, reference)
    with naming_who_changed(work, SUBJECT, scheme.reference, f"the scheme {scheme.reference}"):
        if version is not None and version != scheme.version:
            raise Conflict("A colleague changed this scheme meanwhile.")
        (rules,) = scheme_rules(work.session, scheme.scheme_id)
        yield rules
