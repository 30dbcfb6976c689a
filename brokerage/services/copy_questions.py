"""Takes over what other lots ask: one lot's questions to begin with, or those of a whole scheme, lot by lot."""

from datetime import datetime

from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput
from brokerage.domain.question_plan import QuestionPlan, lot_asked
from brokerage.domain.staff import Actor
from brokerage.services.ask_questions import CHANGED, QuestionsSet, lot_key, put_questions
from brokerage.services.run_round import refuse_who_runs_no_scheme
from brokerage.storage.engine import Database
from brokerage.storage.queries.lot_questions import lot_questions
from brokerage.storage.queries.scheme_at_hand import scheme_for_update, scheme_now
from brokerage.storage.unit_of_work import unit_of_work


def questions_like(database: Database, lot: str) -> tuple[QuestionPlan, ...]:
    """Return what the lot named `SCHEME/1` asks, to ask it elsewhere. Raises: BadInput where there is none, or it asks nothing."""
    reference, number = lot_key(lot)
    with database.reading() as reader:
        scheme = scheme_now(reader, reference)
        found = lot_asked(lot_questions(reader, scheme.scheme_id, scheme.reference), scheme.reference, number)
    if not found.questions:
        raise BadInput(f"Lot {found.key} asks nothing: choose another to copy.", "like")
    return found.questions


def copy_scheme_questions(
    database: Database, actor: Actor, scheme: str, like: str, now: datetime, *, dry_run: bool = False
) -> Done[tuple[QuestionsSet, ...]]:
    """Have each lot of the scheme ask what the lot of the same number in another asks, all or none; return those lots.

    Lots without such a one stay as they are. A dry run keeps nothing.
    Raises: BadInput for an unknown scheme, or where no lot has such a one; RuleBroken as `set_questions`.
    """
    refuse_who_runs_no_scheme(actor)
    with unit_of_work(database, actor, now) as work:
        found, other = scheme_for_update(work.session, scheme), scheme_now(work.session, like)
        asked = {
            lot.number.lower(): lot.questions
            for lot in lot_questions(work.session, other.scheme_id, other.reference)
            if lot.questions
        }
        lots = lot_questions(work.session, found.scheme_id, found.reference)
        wanted = [lot for lot in lots if lot.number.lower() in asked]
        if not wanted:
            raise BadInput(
                f"No lot of {found.reference} has the number of one that asks anything in {other.reference}: copy lot by lot, "
                "with --lot and --like SCHEME/LOT.",
                "like",
            )
        told = tuple(put_questions(work, found, lot, asked[lot.number.lower()]) for lot in wanted)
        if dry_run:
            work.undo()
    is_change = any(one.replaced.is_change for one in told) and not dry_run
    return Done(told, CHANGED if is_change else frozenset())
