"""Running a purchasing system: what a commissioner reads of the schemes, and the decision that extends one."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from brokerage.domain.calendar import day_in_england
from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import BadInput, Conflict
from brokerage.domain.last_call_off_day import check_within_contracts
from brokerage.domain.period import Period, format_day
from brokerage.domain.scheme_overview import SchemeOverview
from brokerage.domain.scheme_terms import check_extension, date_terms
from brokerage.domain.staff import Actor, Job, refuse_other_jobs
from brokerage.services.changed_meanwhile import naming_who_changed
from brokerage.services.typed_text import typed_line
from brokerage.storage.engine import Database
from brokerage.storage.queries.scheme_terms import (
    SUBJECT,
    SchemeAtHand,
    scheme_for_update,
    scheme_now,
    scheme_overviews,
)
from brokerage.storage.unit_of_work import unit_of_work
from brokerage.storage.writes.scheme_terms import move_contract_end, write_extension

LONGEST_REFERENCE = 100


@dataclass(frozen=True, slots=True)
class ExtensionAsked:
    """An extension as somebody wants to record it: which one, and the decision with its reference and day.

    Without `last_call_off_day` the last day for call-offs stays. `version` is that of the scheme that was looked at, where one was.
    """

    scheme: str
    ordinal: int
    decision_reference: str
    decided_on: date
    last_call_off_day: date | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ExtensionTold:
    """What an extension does to a scheme: the end of its contracts and its last day for call-offs, before and after.

    `left` counts the extensions still open then.
    """

    scheme: str
    ordinal: int
    contract_end_before: date | None
    contract_end: date
    last_call_off_day_before: date | None
    last_call_off_day: date | None
    left: int


def list_schemes(database: Database, today: date) -> tuple[SchemeOverview, ...]:
    """Return every scheme by reference, with its terms, its value by financial year and its lots' rules."""
    with database.reading() as connection:
        return scheme_overviews(connection, today)


def show_scheme(database: Database, reference: str, today: date) -> SchemeOverview:
    """Return the scheme of the reference, in any case. Raises: RuleBroken when there is none."""
    with database.reading() as connection:
        known = scheme_now(connection, reference)
        return next(each for each in scheme_overviews(connection, today) if each.scheme_id == known.scheme_id)


def look_at_extension(database: Database, actor: Actor, asked: ExtensionAsked, today: date) -> ExtensionTold:
    """Return what the extension would do; nothing is kept. Raises: as `extend_scheme`."""
    _refuse_who_may_not(actor)
    cleaned = _cleaned(asked, today)
    with database.reading() as connection:
        return _tell(scheme_now(connection, cleaned.scheme), cleaned)


def extend_scheme(database: Database, actor: Actor, asked: ExtensionAsked, now: datetime) -> Done[ExtensionTold]:
    """Take the next extension by its decision: the end of the scheme's contracts moves with it, call-offs as they were asked.

    Raises: BadInput without a decision, or for a day that cannot be; RuleBroken out of order, taken already, or once the
    contracts have ended; Conflict when a colleague changed the scheme since it was looked at.
    """
    _refuse_who_may_not(actor)
    cleaned = _cleaned(asked, day_in_england(now))
    with unit_of_work(database, actor, now) as work:
        scheme = scheme_for_update(work.session, cleaned.scheme)
        with naming_who_changed(work, SUBJECT, scheme.reference, f"the scheme {scheme.reference}"):
            _refuse_stale(scheme, cleaned)
            told = _tell(scheme, cleaned)
            write_extension(
                work.session, scheme.scheme_id, told.ordinal, cleaned.decision_reference, cleaned.decided_on
            )
            move_contract_end(work.session, scheme.scheme_id, told.contract_end, told.last_call_off_day)
        work.record("extend-scheme", SUBJECT, scheme.reference, _figures(cleaned, told))
    return Done(told, frozenset({Kind.SCHEMES}))


def _refuse_who_may_not(actor: Actor) -> None:
    refuse_other_jobs(actor, Job.COMMISSIONER, "extend a scheme")


def _cleaned(asked: ExtensionAsked, today: date) -> ExtensionAsked:
    reference = typed_line(asked.decision_reference, "decision", LONGEST_REFERENCE)
    if not reference:
        raise BadInput("The decision has no reference: give the one it is on record by.", "decision")
    if asked.decided_on > today:
        raise BadInput(
            f"The decision is dated {format_day(asked.decided_on)}, a day to come: record it once it is taken.", "on"
        )
    return replace(asked, decision_reference=reference)


def _refuse_stale(scheme: SchemeAtHand, asked: ExtensionAsked) -> None:
    if asked.version is not None and asked.version != scheme.version:
        raise Conflict("A colleague changed this scheme meanwhile. Look at it again, then decide.")


def _tell(scheme: SchemeAtHand, asked: ExtensionAsked) -> ExtensionTold:
    taken = check_extension(scheme.first_day, scheme.terms, asked.ordinal, asked.decided_on)
    dated = date_terms(scheme.first_day, scheme.terms)
    contract_end = next(each.period.known_last_day for each in dated if each.term == taken)
    check_within_contracts(asked.last_call_off_day, Period(scheme.first_day, contract_end))
    return ExtensionTold(
        scheme.reference,
        taken.ordinal,
        scheme.last_day,
        contract_end,
        scheme.last_call_off_day,
        asked.last_call_off_day or scheme.last_call_off_day,
        sum(not each.is_taken for each in scheme.terms) - 1,
    )


def _figures(asked: ExtensionAsked, told: ExtensionTold) -> dict[str, str]:
    kept = "" if told.last_call_off_day is None else told.last_call_off_day.isoformat()
    return {
        "extension": str(told.ordinal),
        "decision": asked.decision_reference,
        "decided_on": asked.decided_on.isoformat(),
        "contract_end": told.contract_end.isoformat(),
        "last_call_off_day": kept,
    }
