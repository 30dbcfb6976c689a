"""Putting the terms of a scheme's contracts on record, where it was made before there were any."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from brokerage.domain.calendar import day_in_england
from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import RuleBroken
from brokerage.domain.first_terms import check_first_terms
from brokerage.domain.scheme_terms import DatedTerm, SchemeTerm, date_terms
from brokerage.domain.staff import Actor, Job, refuse_other_jobs
from brokerage.services.typed_text import typed_line
from brokerage.storage.engine import Database
from brokerage.storage.queries.scheme_terms import SUBJECT, SchemeAtHand, scheme_for_update
from brokerage.storage.unit_of_work import unit_of_work
from brokerage.storage.writes.scheme_terms import move_contract_end, write_terms

LONGEST_REFERENCE = 100


@dataclass(frozen=True, slots=True)
class TermsTold:
    """The terms of a scheme with their days, in order, and the end of its contracts by those taken."""

    scheme: str
    terms: tuple[DatedTerm, ...]
    contract_end: date


def set_terms(
    database: Database,
    actor: Actor,
    reference: str,
    terms: tuple[SchemeTerm, ...],
    now: datetime,
    *,
    dry_run: bool = False,
) -> Done[TermsTold]:
    """Put the scheme's terms on record; the end of its contracts follows where none was set. A dry run keeps nothing.

    Raises: RuleBroken where it has terms already, they are out of order, or the contracts on record end on another day; BadInput.
    """
    refuse_other_jobs(actor, Job.COMMISSIONER, "set a scheme’s terms")
    cleaned = tuple(
        replace(term, decision_reference=typed_line(term.decision_reference, "term", LONGEST_REFERENCE))
        for term in terms
    )
    with unit_of_work(database, actor, now) as work:
        scheme = scheme_for_update(work.session, reference)
        _refuse_terms_on_record(scheme)
        end = check_first_terms(scheme.first_day, cleaned, scheme.last_day, day_in_england(now))
        write_terms(work.session, scheme.scheme_id, cleaned)
        move_contract_end(work.session, scheme.scheme_id, end, scheme.last_call_off_day)
        work.record("set-terms", SUBJECT, scheme.reference, _figures(cleaned, end))
        if dry_run:
            work.undo()
    told = TermsTold(scheme.reference, date_terms(scheme.first_day, cleaned), end)
    return Done(told, frozenset() if dry_run else frozenset({Kind.SCHEMES}))


def _refuse_terms_on_record(scheme: SchemeAtHand) -> None:
    if scheme.terms:
        months = "+".join(str(term.months) for term in scheme.terms)
        raise RuleBroken(
            f"{scheme.reference} has its terms on record already ({months} months): an extension is taken by its own decision.",
            {"months": months},
        )


def _figures(terms: tuple[SchemeTerm, ...], end: date) -> dict[str, str]:
    return {
        "months": "+".join(str(term.months) for term in terms),
        "decisions": ", ".join(term.decision_reference for term in terms if term.is_taken),
        "contract_end": end.isoformat(),
    }
