"""Says what the lots of a scheme ask their applicants, and lets a commissioner set it: all questions of a lot at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.number_words import count
from brokerage.domain.question_plan import (
    LONGEST_QUESTION,
    LotQuestions,
    QuestionPlan,
    check_questions,
    lot_asked,
    refuse_while_waiting,
)
from brokerage.domain.row_fault import RowFault
from brokerage.domain.scheme_plan import MOST_ASSESSORS
from brokerage.domain.staff import Actor
from brokerage.exchange.questions_sheet import make_questions_sheet, read_questions_sheet
from brokerage.services.changed_meanwhile import naming_who_changed
from brokerage.services.run_round import refuse_who_runs_no_scheme
from brokerage.services.typed_text import typed_line
from brokerage.services.whole_file import refuse_missing_folder, write_whole_file
from brokerage.storage.engine import Database
from brokerage.storage.queries.lot_questions import applications_waiting, assessors_of, lot_questions, lots_that_ask
from brokerage.storage.queries.scheme_at_hand import SchemeAtHand, scheme_for_update, scheme_now
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.lot_questions import QuestionsReplaced, replace_questions, write_assessors_needed

SUBJECT = "lots"
"""What audit entries of a lot's questions name as their subject; the key is `SCHEME/1`."""

CHANGED = frozenset({Kind.SCHEMES})


@dataclass(frozen=True, slots=True)
class LotNamed:
    """A lot that is named by its key and title."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class SchemeQuestions:
    """What a scheme asks, lot by lot, and how many people assess an application. `waiting` are not decided yet.

    `to_copy` are the lots of any scheme whose questions may be taken over.
    """

    scheme: str
    title: str
    assessors_needed: int
    version: int
    waiting: int
    lots: tuple[LotQuestions, ...]
    to_copy: tuple[LotNamed, ...]


@dataclass(frozen=True, slots=True)
class QuestionsSet:
    """What a lot asks from now on, and how much of it is new."""

    lot: LotQuestions
    replaced: QuestionsReplaced


def show_questions(database: Database, scheme: str, lot: str = "") -> SchemeQuestions:
    """Return what the scheme asks, or one lot of it. Raises: BadInput for an unknown scheme or lot."""
    with database.reading() as reader:
        found = scheme_now(reader, scheme)
        lots = lot_questions(reader, found.scheme_id, found.reference)
        assessors, version = assessors_of(reader, found.scheme_id)
        return SchemeQuestions(
            found.reference,
            found.title,
            assessors,
            version,
            applications_waiting(reader, found.scheme_id),
            (lot_asked(lots, found.reference, lot),) if lot else lots,
            tuple(LotNamed(f"{of}/{number}", title) for of, number, title in lots_that_ask(reader)),
        )


def read_questions_file(path: Path) -> tuple[tuple[QuestionPlan, ...], tuple[RowFault, ...]]:
    """Return the questions of a workbook or CSV, and every fault by its row. Raises: BadInput, Unavailable."""
    return read_questions_sheet(path)


def write_questions_file(database: Database, scheme: str, lot: str, path: Path) -> LotQuestions:
    """Write what the lot asks as a workbook to change and take in again, whole or not at all. Raises: BadInput, Unavailable."""
    refuse_missing_folder(path)
    (found,) = show_questions(database, scheme, lot).lots
    write_whole_file(path, make_questions_sheet(found))
    return found


def set_questions(
    database: Database,
    actor: Actor,
    lot: str,
    plans: Sequence[QuestionPlan],
    now: datetime,
    *,
    mark: str | None = None,
    dry_run: bool = False,
) -> Done[QuestionsSet]:
    """Ask these of whoever applies to the lot named `SCHEME/1`, in place of what it asked. A dry run keeps nothing.

    Applications decided before keep the questions they were assessed by; the same questions sent again change nothing.
    Raises: BadInput at a field, as `check_questions`; RuleBroken while applications for the lot wait for a decision, or where the
    job may not; Conflict when the lot's `mark` is another by now.
    """
    refuse_who_runs_no_scheme(actor)
    cleaned = tuple(_cleaned(place, plan) for place, plan in enumerate(plans, start=1))
    check_questions(cleaned)
    with unit_of_work(database, actor, now) as work:
        scheme, before = _lot_for_update(work, lot)
        told = put_questions(work, scheme, before, cleaned, mark)
        if dry_run:
            told = replace(told, lot=replace(told.lot, mark=before.mark))
            work.undo()
    return Done(told, CHANGED if told.replaced.is_change and not dry_run else frozenset())


def put_questions(
    work: UnitOfWork,
    scheme: SchemeAtHand,
    before: LotQuestions,
    plans: tuple[QuestionPlan, ...],
    mark: str | None = None,
) -> QuestionsSet:
    """Ask these in place of what the lot asked; the scheme is locked.

    Raises: RuleBroken while applications for the lot wait; Conflict when its `mark` is another by now.
    """
    if plans == before.questions:
        return QuestionsSet(before, QuestionsReplaced(len(plans), 0, 0))
    with naming_who_changed(work, SUBJECT, before.key, f"what lot {before.key} asks"):
        if mark not in (None, before.mark):
            raise Conflict("A colleague changed these questions meanwhile. Look at them again.")
    refuse_while_waiting(before)
    replaced = replace_questions(work, before.lot_id, plans)
    work.record("ask-questions", SUBJECT, before.key, _figures(replaced))
    lots = lot_questions(work.session, scheme.scheme_id, scheme.reference)
    return QuestionsSet(lot_asked(lots, scheme.reference, before.number), replaced)


def set_assessors(
    database: Database,
    actor: Actor,
    scheme: str,
    assessors: int,
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[int]:
    """Have this many people assess each application of the scheme; return the number. A dry run keeps nothing.

    Raises: BadInput for a number that cannot be; RuleBroken while applications wait for a decision, or where the job may not;
    Conflict when the scheme was changed since it was looked at.
    """
    refuse_who_runs_no_scheme(actor)
    if not 1 <= assessors <= MOST_ASSESSORS:
        raise BadInput(f"An application is assessed by 1 to {MOST_ASSESSORS} people: say how many.", "assessors")
    with unit_of_work(database, actor, now) as work:
        found = scheme_for_update(work.session, scheme)
        before, stands = assessors_of(work.session, found.scheme_id)
        if before == assessors:
            return Done(assessors, frozenset())
        with naming_who_changed(work, "schemes", found.reference, f"the scheme {found.reference}"):
            if version is not None and version != stands:
                raise Conflict("A colleague changed this scheme meanwhile. Look at it again.")
        _refuse_waiting(applications_waiting(work.session, found.scheme_id), found.reference)
        write_assessors_needed(work, found.scheme_id, assessors)
        work.record("set-assessors", "schemes", found.reference, {"before": str(before), "assessors": str(assessors)})
        if dry_run:
            work.undo()
    return Done(assessors, frozenset() if dry_run else CHANGED)


def _refuse_waiting(waiting: int, scheme: str) -> None:
    if waiting:
        raise RuleBroken(
            f"{count(waiting, 'application')} of {scheme} {'waits' if waiting == 1 else 'wait'} for a decision, and all are "
            "assessed by as many people: decide first, then change how many assess.",
            {"waiting": str(waiting)},
            "assessors",
        )


def _cleaned(place: int, plan: QuestionPlan) -> QuestionPlan:
    return replace(
        plan,
        text=typed_line(plan.text, f"text-{place}", LONGEST_QUESTION),
        document=typed_line(plan.document, f"document-{place}"),
    )


def _lot_for_update(work: UnitOfWork, lot: str) -> tuple[SchemeAtHand, LotQuestions]:
    """The scheme, locked, so that nobody applies to the lot meanwhile; and what the lot asks."""
    reference, number = lot_key(lot)
    scheme = scheme_for_update(work.session, reference)
    return scheme, lot_asked(lot_questions(work.session, scheme.scheme_id, scheme.reference), scheme.reference, number)


def lot_key(lot: str) -> tuple[str, str]:
    """Return the scheme's reference and the lot's number of `SCHEME/1`. Raises: BadInput."""
    reference, slash, number = lot.strip().rpartition("/")
    if not slash or not reference or not number:
        raise BadInput("Name the lot as SCHEME/1: the scheme’s reference, then the lot’s number.", "lot")
    return reference, number


def _figures(replaced: QuestionsReplaced) -> dict[str, str]:
    return {"kept": str(replaced.kept), "asked no more": str(replaced.retired), "new": str(replaced.added)}
