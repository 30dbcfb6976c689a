"""Writes by hand what a provider answers and offers with its application, while nobody assesses it yet.

The rules are those of the application workbook, and it is kept in the same way. The same written again changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from brokerage.domain.application_answers import OfferedPrice
from brokerage.domain.application_written import (
    MAY_BE_WRITTEN,
    ApplicationWriting,
    PriceTyped,
    WrittenTyped,
    price_as_typed,
    refuse_to_write,
)
from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput
from brokerage.domain.staff import Actor
from brokerage.services.application_standing import CHANGED, ApplicationStanding, refuse_stale, standing_of
from brokerage.services.application_written import Written, as_kept, write_down
from brokerage.services.run_round import refuse_who_runs_no_scheme
from brokerage.services.written_typed import read_written, refuse_faults
from brokerage.storage.engine import Database
from brokerage.storage.queries.application_at_hand import application_for_update, application_now
from brokerage.storage.queries.application_writing import WritingAtHand, writing_at_hand
from brokerage.storage.queries.scheme_at_hand import SchemeAtHand, scheme_of_id
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.applications import mend_application

_ToKeep = tuple[Mapping[int, str], Sequence[OfferedPrice]]
"""Answers by the id of their question, and prices."""


@dataclass(frozen=True, slots=True)
class WrittenDown:
    """Where the application stands with what was written, what is wanting still among the notes, and how much is new."""

    standing: ApplicationStanding
    written: Written


def find_writing(database: Database, reference: str) -> ApplicationWriting | None:
    """Return what the application asks, answers and offers, to be written on; None once it is assessed. Raises: BadInput."""
    with database.reading() as reader:
        application = application_now(reader, reference)
        if application.state not in MAY_BE_WRITTEN:
            return None
        at_hand = writing_at_hand(reader, application.application_id, scheme_of_id(reader, application.scheme_id))
    return _shown(application.reference, application.version, at_hand)


def write_application(
    database: Database,
    actor: Actor,
    reference: str,
    typed: WrittenTyped,
    today: date,
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[WrittenDown]:
    """Return the application with these answers and prices in place of all that stood. A dry run keeps nothing.

    Raises: BadInput at the first field that cannot be; RuleBroken once it is assessed, or where the job may not; Conflict when a
    colleague changed it.
    """
    return _write(database, actor, reference, lambda at_hand: as_a_whole(typed, at_hand), today, now, version, dry_run)


def write_part(
    database: Database,
    actor: Actor,
    reference: str,
    typed: WrittenTyped,
    today: date,
    now: datetime,
    *,
    taken_back: Sequence[PriceTyped] = (),
    version: int | None = None,
    dry_run: bool = False,
) -> Done[WrittenDown]:
    """Return the application with these answers and prices beside what stood; those taken back are offered no more.

    Raises: as `write_application`; BadInput for a price to take back that is not offered.
    """

    def change(at_hand: WritingAtHand) -> _ToKeep:
        answers, offered = as_a_whole(typed, at_hand)
        gone = as_a_whole(WrittenTyped(prices=tuple(replace(one, price="1") for one in taken_back)), at_hand)[1]
        return {**at_hand.answers, **answers}, _merged(at_hand.offered, offered, gone)

    return _write(database, actor, reference, change, today, now, version, dry_run)


def write_typed(work: UnitOfWork, application_id: int, scheme: SchemeAtHand, typed: WrittenTyped) -> Written:
    """Write these in place of what the application answers and offers. Raises: BadInput at the first field that cannot be."""
    at_hand = writing_at_hand(work.session, application_id, scheme)
    return write_down(work, application_id, *as_a_whole(typed, at_hand))


def as_a_whole(typed: WrittenTyped, at_hand: WritingAtHand) -> _ToKeep:
    """Return what was typed as it is kept. Raises: BadInput at the first field that cannot be."""
    read = read_written(typed, at_hand.asked)
    refuse_faults(read)
    return read.answers, [
        as_kept(price, at_hand.rows[asked], at_hand.activity_id(asked.service_id, price.activity))
        for asked, price in read.prices
    ]


def _write(
    database: Database,
    actor: Actor,
    reference: str,
    change: Callable[[WritingAtHand], _ToKeep],
    today: date,
    now: datetime,
    version: int | None,
    dry_run: bool,  # noqa: FBT001 - handed on by the two above
) -> Done[WrittenDown]:
    refuse_who_runs_no_scheme(actor)
    with unit_of_work(database, actor, now) as work:
        application = application_for_update(work.session, reference)
        refuse_to_write(application.reference, application.state)
        scheme = scheme_of_id(work.session, application.scheme_id)
        answers, offered = change(writing_at_hand(work.session, application.application_id, scheme))
        written = write_down(work, application.application_id, answers, offered)
        if written.is_change:
            refuse_stale(work, application, version)
            application = mend_application(work, application, written.figures)
        stands = _shown(
            reference, application.version, writing_at_hand(work.session, application.application_id, scheme)
        )
        told = WrittenDown(standing_of(application, today, stands.wanting), written)
        if dry_run:
            work.undo()
    return Done(told, CHANGED if written.is_change and not dry_run else frozenset())


def _merged(
    stands: Sequence[OfferedPrice], new: Sequence[OfferedPrice], gone: Sequence[OfferedPrice]
) -> list[OfferedPrice]:
    known = {one.thing: one for one in stands}
    for one in gone:
        if known.pop(one.thing, None) is None:
            raise BadInput(f"{one.service} offers nothing in lot {one.lot} for {one.is_for}: look at what it offers.")
    return list((known | {one.thing: one for one in new}).values())


def _shown(reference: str, version: int, at_hand: WritingAtHand) -> ApplicationWriting:
    asked = {row: one for one, row in at_hand.rows.items()}
    prices = tuple(price_as_typed(one, asked[one.application_lot_id]) for one in at_hand.offered)
    return ApplicationWriting(reference, version, at_hand.asked, at_hand.answers, prices)
