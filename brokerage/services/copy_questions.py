"""Takes over what other lots ask: one lot's questions to begin with, or several lots in one go, all or none."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput
from brokerage.domain.question_plan import LotQuestions, QuestionPlan, lot_asked
from brokerage.domain.said_back import said_back
from brokerage.domain.staff import Actor
from brokerage.services.ask_questions import CHANGED, QuestionsSet, lot_key, put_questions
from brokerage.services.run_round import refuse_who_runs_no_scheme
from brokerage.storage.engine import Database
from brokerage.storage.queries.lot_questions import lot_questions
from brokerage.storage.queries.scheme_at_hand import scheme_for_update, scheme_now
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work


def questions_like(database: Database, lot: str) -> tuple[QuestionPlan, ...]:
    """Return what the lot named `SCHEME/1` asks, to ask it elsewhere. Raises: BadInput where there is none, or it asks nothing."""
    reference, number = lot_key(lot)
    with database.reading() as reader:
        scheme = scheme_now(reader, reference)
        found = lot_asked(lot_questions(reader, scheme.scheme_id, scheme.reference), scheme.reference, number)
    return questions_of(found)


def questions_of(lot: LotQuestions) -> tuple[QuestionPlan, ...]:
    """Return what the lot asks. Raises: BadInput where it asks nothing."""
    if not lot.questions:
        raise BadInput(f"Lot {lot.key} asks nothing: choose another to copy.", "like")
    return lot.questions


def copy_scheme_questions(
    database: Database,
    actor: Actor,
    scheme: str,
    like: str,
    now: datetime,
    *,
    lots: Sequence[str] = (),
    marks: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> Done[tuple[QuestionsSet, ...]]:
    """Have lots of the scheme ask what others ask, all or none; return them.

    `like` is a lot, `SCHEME/1`, or a scheme alone: then each lot asks what the lot of the same number asks there. `lots` are the
    numbers of those that shall ask it; without them all that have such a one, and the others stay as they are. `marks` are what
    was seen of the lots, by number. A dry run keeps nothing.
    Raises: BadInput for what is not known or asks nothing; RuleBroken as `set_questions`; Conflict when a mark is another by now.
    """
    refuse_who_runs_no_scheme(actor)
    with unit_of_work(database, actor, now) as work:
        found = scheme_for_update(work.session, scheme)
        there = lot_questions(work.session, found.scheme_id, found.reference)
        asked = _asked_like(work, like)
        wanted = [lot_asked(there, found.reference, lot) for lot in lots] or _with_one_alike(
            there, asked, found.reference, like
        )
        plans = {lot.number: _plans_for(lot, asked, like) for lot in wanted}
        told = tuple(
            put_questions(work, found, lot, plans[lot.number], (marks or {}).get(lot.number)) for lot in wanted
        )
        if dry_run:
            told = tuple(
                replace(one, lot=replace(one.lot, mark=lot.mark)) for one, lot in zip(told, wanted, strict=True)
            )
            work.undo()
    is_change = any(one.replaced.is_change for one in told) and not dry_run
    return Done(told, CHANGED if is_change else frozenset())


_Asked = tuple[QuestionPlan, ...] | dict[str, tuple[QuestionPlan, ...]]
"""The questions of one lot, or those of each lot of a scheme by its number in lower case."""


def _asked_like(work: UnitOfWork, like: str) -> _Asked:
    reference, number = lot_key(like) if "/" in like else (like, "")
    other = scheme_now(work.session, reference)
    lots = lot_questions(work.session, other.scheme_id, other.reference)
    if number:
        return questions_of(lot_asked(lots, other.reference, number))
    return {lot.number.lower(): lot.questions for lot in lots if lot.questions}


def _with_one_alike(lots: Sequence[LotQuestions], asked: _Asked, scheme: str, like: str) -> list[LotQuestions]:
    if not isinstance(asked, dict):
        raise BadInput("Say which lots shall ask it.", "lot")
    found = [lot for lot in lots if lot.number.lower() in asked]
    if not found:
        raise BadInput(
            f"No lot of {scheme} has the number of one that asks anything in {said_back(like)}: copy lot by lot, with --lot and "
            "--like SCHEME/LOT.",
            "like",
        )
    return found


def _plans_for(lot: LotQuestions, asked: _Asked, like: str) -> tuple[QuestionPlan, ...]:
    if not isinstance(asked, dict):
        return asked
    if lot.number.lower() not in asked:
        raise BadInput(f"{said_back(like)} has no lot {lot.number} that asks anything: leave that lot out.", "lot")
    return asked[lot.number.lower()]
