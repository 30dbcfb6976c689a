"""Adding a lot to a scheme, changing what one is for and what it allows, and taking one away that was added by mistake."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from brokerage.domain.calendar import day_in_england
from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import BadInput
from brokerage.domain.last_call_off_day import check_new_last_day, starting_after
from brokerage.domain.lot_removal import check_removal
from brokerage.domain.lot_typed import NEEDS, NUMBER, read_lot
from brokerage.domain.lot_words import lot_changes, lot_in_words, standing_outside, waiting
from brokerage.domain.scheme_plan import LotPlan
from brokerage.domain.scheme_rules import SchemeRules
from brokerage.domain.staff import Actor
from brokerage.services.rules_in_hand import refuse_who_sets_no_rules, rules_in_hand
from brokerage.services.typed_text import typed_line
from brokerage.storage.engine import Database
from brokerage.storage.queries.resting_on_rules import (
    applications_waiting,
    call_offs_after,
    lot_id_of,
    rates_standing,
    resting_on_lot,
)
from brokerage.storage.queries.scheme_terms import SUBJECT
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.lots import change_lot as write_change
from brokerage.storage.writes.lots import remove_lot as write_removal
from brokerage.storage.writes.lots import write_lot
from brokerage.storage.writes.scheme_rules import count_change

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class LotAsked:
    """A lot as somebody wants it: its scheme and number, and each of its rules by name, as typed; what is not said stays."""

    scheme: str
    number: str
    said: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None


@dataclass(frozen=True, slots=True)
class LotTold:
    """A lot that was added, changed or taken away: what changes (what it is about, before, after), what goes on all the same."""

    scheme: str
    lot: LotPlan
    changes: tuple[tuple[str, str, str], ...]
    remarks: tuple[str, ...]
    is_new: bool
    is_removed: bool = False


def add_lot(
    database: Database, actor: Actor, asked: LotAsked, now: datetime, *, dry_run: bool = False
) -> Done[LotTold]:
    """Add the lot to the scheme. A dry run keeps nothing.

    Raises: BadInput at a field, for a number that is taken too; RuleBroken for no such scheme; Conflict.
    """
    refuse_who_sets_no_rules(actor)
    said = _cleaned(asked.said)
    with unit_of_work(database, actor, now) as work, rules_in_hand(work, asked.scheme, asked.version) as rules:
        lot = read_lot(asked.number, said, None)
        _refuse_taken(rules, lot.number)
        check_new_last_day(lot.last_call_off_day, None, rules.contracts, day_in_england(now))
        write_lot(work.session, rules.scheme_id, lot, field=NEEDS)
        told = LotTold(rules.reference, lot, lot_changes(None, lot), (), is_new=True)
        _record(work, rules, "add-lot", told)
        if dry_run:
            work.undo()
    return Done(told, frozenset() if dry_run else frozenset({Kind.SCHEMES}))


def change_lot(
    database: Database, actor: Actor, asked: LotAsked, now: datetime, *, dry_run: bool = False
) -> Done[LotTold]:
    """Change what the lot is for and allows; rates agreed before stand, call-offs raised before too. A dry run keeps nothing.

    Equal rules sent again change nothing. Raises: BadInput at a field, at `lot` where there is none of the number; RuleBroken
    for no such scheme; Conflict.
    """
    refuse_who_sets_no_rules(actor)
    said, today = _cleaned(asked.said), day_in_england(now)
    with unit_of_work(database, actor, now) as work, rules_in_hand(work, asked.scheme, asked.version) as rules:
        before = rules.lot(asked.number)
        lot = read_lot(before.number, said, before)
        check_new_last_day(lot.last_call_off_day, before.last_call_off_day, rules.contracts, today)
        changes = lot_changes(before, lot)
        lot_id = lot_id_of(work.session, rules.scheme_id, lot.number)
        told = LotTold(rules.reference, lot, changes, _remarks(work, lot_id, (before, lot), today), is_new=False)
        if changes:
            write_change(work.session, lot_id, lot, field=NEEDS)
            _record(work, rules, "change-lot", told)
        if dry_run:
            work.undo()
    return Done(told, frozenset({Kind.SCHEMES}) if changes and not dry_run else frozenset())


def remove_lot(
    database: Database, actor: Actor, asked: LotAsked, now: datetime, *, dry_run: bool = False
) -> Done[LotTold]:
    """Take the lot away, which was added by mistake. A dry run keeps nothing.

    Raises: BadInput at `lot` where there is none of the number; RuleBroken where anything rests on it, or it is the only one;
    Conflict.
    """
    refuse_who_sets_no_rules(actor)
    with unit_of_work(database, actor, now) as work, rules_in_hand(work, asked.scheme, asked.version) as rules:
        lot = rules.lot(asked.number)
        lot_id = lot_id_of(work.session, rules.scheme_id, lot.number)
        check_removal(lot.number, resting_on_lot(work.session, lot_id), len(rules.lots))
        write_removal(work.session, lot_id)
        told = LotTold(rules.reference, lot, (), (), is_new=False, is_removed=True)
        count_change(work.session, rules.scheme_id)
        work.record("remove-lot", SUBJECT, rules.reference, {"lot": lot.number, **dict(lot_in_words(lot))})
        if dry_run:
            work.undo()
    return Done(told, frozenset() if dry_run else frozenset({Kind.SCHEMES}))


def _cleaned(said: Mapping[str, str]) -> dict[str, str]:
    return {name: typed_line(text, name, _LONGEST) for name, text in said.items()}


def _refuse_taken(rules: SchemeRules, number: str) -> None:
    if any(lot.number.lower() == number.lower() for lot in rules.lots):
        raise BadInput(f"{rules.reference} has a lot {number} already: give another number.", NUMBER)


def _remarks(work: UnitOfWork, lot_id: int, change: tuple[LotPlan, LotPlan], today: date) -> tuple[str, ...]:
    before, lot = change
    after = 0 if lot.last_call_off_day is None else call_offs_after(work.session, lot_id, lot.last_call_off_day)
    said = (
        standing_outside(lot, rates_standing(work.session, lot_id, today)),
        starting_after(lot.last_call_off_day, after),
        waiting(before, lot, applications_waiting(work.session, lot_id)),
    )
    return tuple(sentence for sentence in said if sentence)


def _record(work: UnitOfWork, rules: SchemeRules, action: str, told: LotTold) -> None:
    count_change(work.session, rules.scheme_id)
    changed = {what: f"{old} → {new}" if old else new for what, old, new in told.changes}
    work.record(action, SUBJECT, rules.reference, {"lot": told.lot.number, **changed})
