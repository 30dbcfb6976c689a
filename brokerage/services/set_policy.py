"""Setting a scheme's standing rules from a day on, correcting those to come, and taking them back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from brokerage.domain.calendar import day_in_england
from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import ONE_DAY, format_day
from brokerage.domain.policy_days import Placed, place_rules, take_back
from brokerage.domain.policy_typed import PRICE_REVIEW, SOURCE, read_rules
from brokerage.domain.policy_words import changes_in_words
from brokerage.domain.scheme_rules import SchemeRules
from brokerage.domain.scheme_summary import PolicySummary
from brokerage.domain.staff import Actor
from brokerage.services.rules_in_hand import refuse_who_sets_no_rules, rules_in_hand
from brokerage.services.typed_text import typed_line, typed_text
from brokerage.storage.engine import Database
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.resting_on_rules import agreements_beginning
from brokerage.storage.queries.scheme_rules import scheme_rules
from brokerage.storage.queries.scheme_terms import SUBJECT, scheme_now
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.scheme_rules import (
    correct_policy,
    count_change,
    delete_policy,
    end_policy,
    write_policy,
)


@dataclass(frozen=True, slots=True)
class PolicyAsked:
    """Standing rules as somebody wants to set them: each by its name, as typed; what is not said stays as it was before.

    Without a first day a scheme's first rules stand from its own first day. `version` is the one that was looked at.
    """

    scheme: str
    first_day: date | None
    said: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None


@dataclass(frozen=True, slots=True)
class PolicyTold:
    """Rules that were set, or taken back, and what that changes: what it is about, before, after.

    `follows_until` is the last day, now, of the rules before them; `agreements` counts those issued already for placements that
    begin on these days: they stand as printed until their next edition.
    """

    scheme: str
    policy: PolicySummary
    changes: tuple[tuple[str, str, str], ...]
    follows_until: date | None
    corrects: bool
    agreements: int


def list_scheme_rules(database: Database) -> tuple[SchemeRules, ...]:
    """Return the rules of every scheme by reference."""
    with database.reading() as reader:
        return scheme_rules(reader)


def show_scheme_rules(database: Database, reference: str) -> SchemeRules:
    """Return the rules of the scheme of the reference, in any case. Raises: RuleBroken when there is none."""
    with database.reading() as reader:
        (rules,) = scheme_rules(reader, scheme_now(reader, reference).scheme_id)
        return rules


def set_policy(
    database: Database, actor: Actor, asked: PolicyAsked, now: datetime, *, dry_run: bool = False
) -> Done[PolicyTold]:
    """Let these rules hold from the day on; those before end the day before, those to come on the same day are corrected.

    Equal rules sent again change nothing; a dry run keeps nothing. Raises: BadInput at a field; RuleBroken where agreements rest
    on the rules to be corrected; Conflict when a colleague changed the scheme since it was looked at.
    """
    refuse_who_sets_no_rules(actor)
    said = _cleaned(asked.said)
    with unit_of_work(database, actor, now) as work, rules_in_hand(work, asked.scheme, asked.version) as rules:
        placed = place_rules(rules.policies, rules.contracts, asked.first_day, day_in_england(now))
        told = _told(work.session, rules, placed, said)
        if told.changes:
            _write(work, rules, placed, told)
        if dry_run:
            work.undo()
    return Done(told, frozenset() if dry_run or not told.changes else frozenset({Kind.SCHEMES}))


def take_policy_back(
    database: Database,
    actor: Actor,
    reference: str,
    first_day: date,
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[PolicyTold]:
    """Take back the rules to come that begin on the day: those before go on in their place.

    Raises: BadInput where none to come begin then; RuleBroken for a scheme's first rules, or where agreements rest on them;
    Conflict when a colleague changed the scheme since it was looked at.
    """
    refuse_who_sets_no_rules(actor)
    with unit_of_work(database, actor, now) as work, rules_in_hand(work, reference, version) as rules:
        taken, before = take_back(rules.policies, first_day, day_in_england(now))
        _refuse_resting(work.session, rules, taken)
        delete_policy(work.session, rules.scheme_id, taken.first_day)
        end_policy(work.session, rules.scheme_id, before.first_day, taken.last_day)
        count_change(work.session, rules.scheme_id)
        work.record("take-policy-back", SUBJECT, rules.reference, {"from": taken.first_day.isoformat()})
        if dry_run:
            work.undo()
    changes = changes_in_words(taken.rules, before.rules)
    told = PolicyTold(rules.reference, taken, changes, taken.last_day, corrects=False, agreements=0)
    return Done(told, frozenset() if dry_run else frozenset({Kind.SCHEMES}))


def _cleaned(said: Mapping[str, str]) -> dict[str, str]:
    longer = (PRICE_REVIEW,)
    return {name: typed_text(text, name) if name in longer else typed_line(text, name) for name, text in said.items()}


def _told(reader: Reader, rules: SchemeRules, placed: Placed, said: Mapping[str, str]) -> PolicyTold:
    if placed.corrects is not None:
        _refuse_resting(reader, rules, placed.corrects)
        said = {SOURCE: placed.corrects.rules.source, **said}
    before = placed.corrects or placed.follows
    policy = PolicySummary(placed.first_day, placed.last_day, read_rules(said, before.rules if before else None))
    return PolicyTold(
        rules.reference,
        policy,
        changes_in_words(before.rules if before else None, policy.rules),
        None if placed.follows is None else placed.first_day - ONE_DAY,
        placed.corrects is not None,
        agreements_beginning(reader, rules.scheme_id, placed.first_day, placed.last_day),
    )


def _refuse_resting(reader: Reader, rules: SchemeRules, policy: PolicySummary) -> None:
    resting = agreements_beginning(reader, rules.scheme_id, policy.first_day, policy.last_day)
    if resting:
        raise RuleBroken(
            f"Agreements already issued rest on the rules from {format_day(policy.first_day)} ({resting} of them): let other rules "
            "follow from a later day.",
            {"agreements": str(resting)},
            "from",
        )


def _write(work: UnitOfWork, rules: SchemeRules, placed: Placed, told: PolicyTold) -> None:
    session, scheme_id = work.session, rules.scheme_id
    if placed.corrects is not None:
        correct_policy(session, scheme_id, placed.first_day, told.policy.rules)
    else:
        if placed.follows is not None:
            end_policy(session, scheme_id, placed.follows.first_day, placed.first_day - ONE_DAY)
        write_policy(session, scheme_id, placed.first_day, placed.last_day, told.policy.rules)
    count_change(session, scheme_id)
    changed = {what: f"{old} → {new}" if old else new for what, old, new in told.changes}
    work.record("set-policy", SUBJECT, rules.reference, {"from": placed.first_day.isoformat(), **changed})
