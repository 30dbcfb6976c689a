"""Says by what a scheme weighs the answers to small competitions, and lets a commissioner set it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from brokerage.domain.changes import Done, Kind
from brokerage.domain.competition_criteria import AwardCriterion, check_criteria
from brokerage.domain.staff import Actor
from brokerage.services.run_round import refuse_who_runs_no_scheme
from brokerage.services.typed_text import typed_line
from brokerage.storage.engine import Database
from brokerage.storage.queries.award_criteria import award_criteria
from brokerage.storage.queries.scheme_at_hand import scheme_for_update, scheme_now
from brokerage.storage.unit_of_work import unit_of_work
from brokerage.storage.writes.competitions import set_award_criteria


@dataclass(frozen=True, slots=True)
class SchemeCriteria:
    """A scheme and its award criteria by their number; none where it has not stated any."""

    scheme: str
    title: str
    criteria: tuple[AwardCriterion, ...]


def show_award_criteria(database: Database, scheme: str) -> SchemeCriteria:
    """Return by what the scheme weighs answers. Raises: BadInput for an unknown scheme."""
    with database.reading() as reader:
        found = scheme_now(reader, scheme)
        return SchemeCriteria(found.reference, found.title, award_criteria(reader, found.scheme_id))


def change_award_criteria(
    database: Database,
    actor: Actor,
    scheme: str,
    criteria: Sequence[AwardCriterion],
    now: datetime,
    *,
    dry_run: bool = False,
) -> Done[SchemeCriteria]:
    """Return the scheme with these criteria in place of those it had; the same ones sent again change nothing.

    Competitions that were opened before keep the criteria they were opened with. A dry run keeps nothing.
    Raises: BadInput for an unknown scheme, or as `check_criteria`; RuleBroken where the job may not.
    """
    refuse_who_runs_no_scheme(actor)
    checked = check_criteria([replace(one, text=typed_line(one.text, "criteria")) for one in criteria])
    with unit_of_work(database, actor, now) as work:
        found = scheme_for_update(work.session, scheme)
        is_same = award_criteria(work.session, found.scheme_id) == checked
        if not is_same:
            set_award_criteria(work, found.scheme_id, found.reference, checked)
        if dry_run:
            work.undo()
    changed = frozenset() if dry_run or is_same else frozenset({Kind.SCHEMES, Kind.COMPETITIONS})
    return Done(SchemeCriteria(found.reference, found.title, checked), changed)
