"""Changing what a scheme says of itself once it is set up; what was issued before stands as it was."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from brokerage.domain.calendar import day_in_england
from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import Conflict
from brokerage.domain.scheme_head import DECISION, DESCRIPTION, SchemeHead, check_head, read_head
from brokerage.domain.scheme_head_words import Resting, head_changes, remarks_on_change
from brokerage.domain.scheme_rules import SchemeRules
from brokerage.domain.staff import Actor, Job, refuse_other_jobs
from brokerage.services.rules_in_hand import rules_in_hand
from brokerage.services.run_scheme import LONGEST_REFERENCE
from brokerage.services.typed_text import LONGEST_NAME, typed_line, typed_text
from brokerage.storage.engine import Database
from brokerage.storage.queries.lot_questions import applications_waiting
from brokerage.storage.queries.resting_on_rules import agreements_beginning, call_offs_of_scheme_after
from brokerage.storage.queries.rounds import rounds_of
from brokerage.storage.queries.scheme_terms import SUBJECT
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.schemes import change_head


@dataclass(frozen=True, slots=True)
class SchemeChangeAsked:
    """A scheme as somebody wants it: each of its facts by name, as typed; what is not said stays.

    `version` is the one that was looked at, where one was.
    """

    scheme: str
    said: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SchemeChanged:
    """A scheme that was changed: what changes (what it is about, before, after), and what goes on all the same."""

    scheme: str
    head: SchemeHead
    changes: tuple[tuple[str, str, str], ...]
    remarks: tuple[str, ...]


def change_scheme(
    database: Database, actor: Actor, asked: SchemeChangeAsked, now: datetime, *, dry_run: bool = False
) -> Done[SchemeChanged]:
    """Change these facts of the scheme; the clocks of applications received before stay. A dry run keeps nothing.

    The same sent again changes nothing, whoever was there meanwhile. Raises: BadInput at a field; RuleBroken for no such scheme,
    and for another kind once a service was admitted; Conflict when a colleague changed the scheme since it was looked at.
    """
    refuse_other_jobs(actor, Job.COMMISSIONER, "change a scheme")
    said, today = _cleaned(asked.said), day_in_england(now)
    with unit_of_work(database, actor, now) as work, rules_in_hand(work, asked.scheme, None) as rules:
        head = read_head(said, rules.head)
        changes = head_changes(rules.head, head)
        if changes and asked.version not in (None, rules.version):
            raise Conflict("A colleague changed this scheme meanwhile.")
        check_head(head, rules.head, rules.contracts, rules.admissions, today)
        remarks = remarks_on_change(rules.head, head, _resting(work, rules, head)) if changes else ()
        told = SchemeChanged(rules.reference, head, changes, remarks)
        if changes:
            _write(work, rules, told)
        if dry_run:
            work.undo()
    return Done(told, frozenset({Kind.SCHEMES}) if changes and not dry_run else frozenset())


def _cleaned(said: Mapping[str, str]) -> dict[str, str]:
    return {
        name: typed_text(text, name)
        if name == DESCRIPTION
        else typed_line(text, name, LONGEST_REFERENCE if name.startswith(DECISION) else LONGEST_NAME)
        for name, text in said.items()
    }


def _resting(work: UnitOfWork, rules: SchemeRules, head: SchemeHead) -> Resting:
    session, scheme_id, last_day = work.session, rules.scheme_id, head.last_call_off_day
    return Resting(
        agreements_beginning(session, scheme_id, rules.contracts.first_day, None),
        applications_waiting(session, scheme_id),
        0 if last_day is None else call_offs_of_scheme_after(session, scheme_id, last_day),
        0 if last_day is None else sum(one.goes_on_after(last_day) for one in rounds_of(session, scheme_id)),
    )


def _write(work: UnitOfWork, rules: SchemeRules, told: SchemeChanged) -> None:
    change_head(work.session, rules.scheme_id, told.head)
    changed = {what: f"{before} → {after}" for what, before, after in told.changes}
    work.record("change-scheme", SUBJECT, rules.reference, changed)
