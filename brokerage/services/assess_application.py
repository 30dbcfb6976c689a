"""Assesses applications: interests declared, scores with their reasons, moderation where assessors differ; and shows it all.

A trial run does everything and undoes it, so what it answers is what a run would answer.
"""

from collections.abc import Sequence
from datetime import datetime

from brokerage.domain.application import ApplicationState, ApplicationStep, application_state_after
from brokerage.domain.application_assessment import ApplicationAssessment, LotAssessment
from brokerage.domain.assessment import (
    GivenScore,
    Question,
    Score,
    Stage,
    check_individual,
    check_moderation,
    refuse_conflicted,
)
from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.score_given import check_score, question_numbered
from brokerage.domain.staff import Actor, Job, refuse_other_jobs
from brokerage.services.application_standing import CHANGED
from brokerage.services.typed_text import typed_text
from brokerage.storage.engine import Database
from brokerage.storage.queries.application_at_hand import (
    SUBJECT,
    ApplicationAtHand,
    application_for_update,
    application_now,
)
from brokerage.storage.queries.assessments import application_assessment
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.application_steps import take_application_step
from brokerage.storage.writes.assessments import add_scores, write_assessor

_MAY_STILL_DECLARE = (ApplicationState.RECEIVED, ApplicationState.ACKNOWLEDGED, ApplicationState.IN_ASSESSMENT)

_CHECKS = {Stage.INDIVIDUAL: check_individual, Stage.MODERATED: check_moderation}
_ACTIONS = {Stage.INDIVIDUAL: "score", Stage.MODERATED: "moderate"}


def show_assessment(database: Database, reference: str) -> ApplicationAssessment:
    """The application lot by lot: questions, scores, what the regulator says of the service, the decision. Raises: RuleBroken."""
    with database.reading() as connection:
        return application_assessment(connection, application_now(connection, reference))


def asked_lot_named(shown: ApplicationAssessment, lot: str, service: str = "") -> LotAssessment:
    """Return the lot of the application named `2` or `SCHEME/2`; the service is named where several ask for the lot.

    Raises: BadInput when it is not clear which, or there is none.
    """
    found = asked_lots_named(shown, lot, service)
    if len(found) > 1:
        raise BadInput("Several services ask for this lot: name one with --service.", "service")
    return found[0]


def asked_lots_named(shown: ApplicationAssessment, lot: str, service: str = "") -> tuple[LotAssessment, ...]:
    """Return the lot of the application named `2` or `SCHEME/2`, for each service that asks for it, or for the one named.

    Raises: BadInput when there is none.
    """
    number = lot.strip().lower().removeprefix(f"{shown.scheme_reference.lower()}/")
    found = [each for each in shown.lots if each.lot.number.lower() == number]
    if service:
        found = [each for each in found if each.service.name.lower() == " ".join(service.split()).lower()]
    if found:
        return tuple(found)
    asked = ", ".join(dict.fromkeys(each.lot.number for each in shown.lots))
    raise BadInput(f"{shown.reference} does not ask for that: its lots are {asked}.", "lot")


def declare_interest(
    database: Database, actor: Actor, reference: str, note: str, now: datetime, *, dry_run: bool = False
) -> Done[ApplicationAssessment]:
    """Put on record that whoever acts has a conflict of interest with the applicant: they stay out, their scores do not count.

    It stands once declared. Raises: BadInput without saying what it is; RuleBroken for another job, or after the decision.
    """
    what = typed_text(note, "note")
    if not what:
        raise BadInput("Say what the interest is: it is kept with the application.", "note")
    refuse_other_jobs(actor, Job.COMMISSIONER, "assess applications")
    with unit_of_work(database, actor, now) as work:
        application = application_for_update(work.session, reference)
        shown = application_assessment(work.session, application)
        if actor.staff_id in shown.conflicted:
            return Done(shown, frozenset())
        _refuse_decided(application)
        write_assessor(work, application.application_id, has_conflict=True, note=what)
        work.record("declare-interest", SUBJECT, reference)
        shown = application_assessment(work.session, application)
        if dry_run:
            work.undo()
    return Done(shown, frozenset() if dry_run else CHANGED)


def declare_no_interest(
    database: Database, actor: Actor, reference: str, now: datetime, *, dry_run: bool = False
) -> Done[ApplicationAssessment]:
    """Put on record that whoever acts assesses the application and has no conflict of interest with the applicant.

    The first score says the same. Raises: RuleBroken for another job, after the decision, or once an interest was declared.
    """
    refuse_other_jobs(actor, Job.COMMISSIONER, "assess applications")
    with unit_of_work(database, actor, now) as work:
        application = application_for_update(work.session, reference)
        shown = application_assessment(work.session, application)
        refuse_conflicted(actor.staff_id, shown.conflicted)
        if actor.staff_id in {assessor.staff_id for assessor in shown.assessors}:
            return Done(shown, frozenset())
        _refuse_decided(application)
        write_assessor(work, application.application_id, has_conflict=False, note="")
        work.record("declare-no-interest", SUBJECT, reference)
        shown = application_assessment(work.session, application)
        if dry_run:
            work.undo()
    return Done(shown, frozenset() if dry_run else CHANGED)


def score(
    database: Database,
    actor: Actor,
    reference: str,
    application_lot_id: int,
    given: Sequence[GivenScore],
    now: datetime,
    *,
    dry_run: bool = False,
) -> Done[LotAssessment]:
    """Return the lot after the assessor's own scores, all kept or none; the first score begins the assessment.

    A later score of the same assessor replaces the earlier one; the same sent again changes nothing.
    Raises: BadInput for points out of range or without a reason; RuleBroken with a declared conflict, for another job,
    once the question was moderated or the lot decided.
    """
    return keep_scores(database, actor, reference, application_lot_id, given, (), now, dry_run=dry_run)


def moderate(
    database: Database,
    actor: Actor,
    reference: str,
    application_lot_id: int,
    given: Sequence[GivenScore],
    now: datetime,
    *,
    dry_run: bool = False,
) -> Done[LotAssessment]:
    """Return the lot after the scores agreed in moderation, all kept or none; they count instead of the assessors' own.

    Raises: as `score`; RuleBroken where an assessor's score is missing or the scores agree.
    """
    return keep_scores(database, actor, reference, application_lot_id, (), given, now, dry_run=dry_run)


def keep_scores(
    database: Database,
    actor: Actor,
    reference: str,
    application_lot_id: int,
    own: Sequence[GivenScore],
    agreed: Sequence[GivenScore],
    now: datetime,
    *,
    dry_run: bool = False,
) -> Done[LotAssessment]:
    """Return the lot after the assessor's own scores on some questions and those agreed in moderation on others, all kept or none.

    Raises: as `score` and `moderate`; BadInput for a question that is given both at once.
    """
    if not own and not agreed:
        raise BadInput("There is no score to keep: give at least one, with its reason.", "question")
    with unit_of_work(database, actor, now) as work:
        application = application_for_update(work.session, reference)
        application_state_after(ApplicationStep.ASSESS, application.state, actor.job)
        shown = application_assessment(work.session, application)
        refuse_conflicted(actor.staff_id, shown.conflicted)
        lot = lot_of(shown, application_lot_id)
        if lot.decision is not None:
            raise RuleBroken(f"Lot {lot.lot.number} was decided already: its scores stand as they were.")
        scores = _new_scores(actor, lot, own, agreed)
        if not scores:
            return Done(lot, frozenset())
        _write(work, application, shown, lot, scores)
        after = lot_of(application_assessment(work.session, application), application_lot_id)
        if dry_run:
            work.undo()
    return Done(after, frozenset() if dry_run else CHANGED)


def lot_of(shown: ApplicationAssessment, application_lot_id: int) -> LotAssessment:
    """Return one lot of the application. Raises: BadInput when it is another application's."""
    for lot in shown.lots:
        if lot.application_lot_id == application_lot_id:
            return lot
    raise BadInput(f"{shown.reference} does not ask for this lot: choose one of its own.", "lot")


def _refuse_decided(application: ApplicationAtHand) -> None:
    if application.state not in _MAY_STILL_DECLARE:
        raise RuleBroken(
            f"{application.reference} is {application.state.value} already: an interest is declared before the decision."
        )


def _new_scores(
    actor: Actor, lot: LotAssessment, own: Sequence[GivenScore], agreed: Sequence[GivenScore]
) -> tuple[Score, ...]:
    """What differs from what stands: the assessor's own scores first."""
    scores = [_score_of(actor, lot, Stage.INDIVIDUAL, each) for each in own]
    moderated = [_score_of(actor, lot, Stage.MODERATED, each) for each in agreed]
    _refuse_both(lot, scores, moderated)
    new = tuple(each for each in (*scores, *moderated) if not _stands(lot, each))
    for each in new:
        _CHECKS[each.stage](_question_of(lot, each), lot.given, lot.assessors_needed, lot.conflicted)
    return new


def _score_of(actor: Actor, lot: LotAssessment, stage: Stage, given: GivenScore) -> Score:
    question = question_numbered(lot.questions, given.question)
    why = typed_text(check_score(question, given.points, given.reason), "reason")
    return Score(question.question_id, actor.staff_id, stage, given.points, why)


def _question_of(lot: LotAssessment, given: Score) -> Question:
    return next(question for question in lot.questions if question.question_id == given.question_id)


def _stands(lot: LotAssessment, given: Score) -> bool:
    return lot.last_score(_question_of(lot, given), given.stage, given.assessor_id) == given


def _refuse_both(lot: LotAssessment, own: Sequence[Score], agreed: Sequence[Score]) -> None:
    """Moderation settles what assessors gave before it: a score of the same press is none of these."""
    both = {each.question_id for each in own} & {each.question_id for each in agreed}
    for question in lot.questions:
        if question.question_id in both:
            raise BadInput(
                f"Question {question.number} is given a score of one's own and an agreed one: give one of them.",
                "question",
            )


def _write(
    work: UnitOfWork,
    application: ApplicationAtHand,
    shown: ApplicationAssessment,
    lot: LotAssessment,
    scores: Sequence[Score],
) -> None:
    if application.state is ApplicationState.ACKNOWLEDGED:
        take_application_step(work, application, ApplicationStep.ASSESS)
    stages = {each.stage for each in scores}
    if Stage.INDIVIDUAL in stages and work.actor.staff_id not in {assessor.staff_id for assessor in shown.assessors}:
        write_assessor(work, application.application_id, has_conflict=False, note="")
    add_scores(work, lot.application_lot_id, scores)
    numbers = {question.question_id: question.number for question in lot.questions}
    for stage, action in _ACTIONS.items():
        if stage in stages:
            points = {
                f"question {numbers[each.question_id]}": str(each.points) for each in scores if each.stage is stage
            }
            work.record(action, SUBJECT, shown.reference, {"lot": lot.lot.number, **points})
