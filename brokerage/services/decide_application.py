"""Decides an application lot by lot, with reasons; once each lot is decided the application is.

Everyone who meets the criteria is admitted and nobody else, so a decision follows the scores (rules.md 11).
"""

from datetime import date, datetime

from brokerage.domain.application import (
    ApplicationState,
    ApplicationStep,
    LotOutcome,
    application_state_after,
    check_decision,
)
from brokerage.domain.application_assessment import ApplicationAssessment, LotAssessment
from brokerage.domain.assessment import refuse_conflicted, refuse_unfounded
from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import format_day
from brokerage.domain.staff import Actor
from brokerage.services.application_standing import CHANGED, refuse_stale
from brokerage.services.assess_application import lot_of
from brokerage.services.typed_text import typed_text
from brokerage.storage.engine import Database
from brokerage.storage.queries.application_at_hand import SUBJECT, ApplicationAtHand, application_for_update
from brokerage.storage.queries.assessments import application_assessment
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.application_steps import take_application_step
from brokerage.storage.writes.assessments import add_decision


def decide_lot(
    database: Database,
    actor: Actor,
    reference: str,
    application_lot_id: int,
    outcome: LotOutcome,
    reasons: str,
    today: date,
    now: datetime,
    *,
    feedback: str = "",
    decided_on: date | None = None,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[ApplicationAssessment]:
    """Return the application after one service was admitted to one lot, or refused, today or on an earlier day.

    A lot that asks no question is decided as soon as the application is acknowledged.
    The same decision sent again by whoever took it is answered as the first time.
    Raises: BadInput without reasons or for a day that cannot be; RuleBroken before the assessment is complete, where the
    decision does not follow it, with a declared conflict, or a second time; Conflict when a colleague was first.
    """
    why = typed_text(check_decision(outcome, reasons), "reasons")
    told = typed_text(feedback, "feedback")
    with unit_of_work(database, actor, now) as work:
        application = application_for_update(work.session, reference)
        shown = application_assessment(work.session, application)
        lot = lot_of(shown, application_lot_id)
        if _is_repeated(lot, actor, outcome, why, told):
            return Done(shown, frozenset())
        _refuse(work, application, shown, lot, version)
        refuse_unfounded(lot.assessment, outcome)
        day = _checked_day(application, decided_on, today)
        if _asks_nothing(application, lot):
            application = take_application_step(work, application, ApplicationStep.ASSESS)
        add_decision(work, application_lot_id, outcome, why, told, day)
        work.record("decide-lot", SUBJECT, reference, {"lot": lot.lot.number, "outcome": outcome.value})
        after = _decided_if_whole(work, application)
        if dry_run:
            work.undo()
    return Done(after, frozenset() if dry_run else CHANGED)


def _is_repeated(lot: LotAssessment, actor: Actor, outcome: LotOutcome, why: str, told: str) -> bool:
    taken = lot.decision
    return taken is not None and (taken.outcome, taken.reasons, taken.feedback, taken.decided_by_id) == (
        outcome,
        why,
        told,
        actor.staff_id,
    )


def _refuse(
    work: UnitOfWork,
    application: ApplicationAtHand,
    shown: ApplicationAssessment,
    lot: LotAssessment,
    version: int | None,
) -> None:
    if lot.decision is not None:
        raise RuleBroken(
            f"{lot.name} was {lot.decision.outcome.value} on {format_day(lot.decision.decided_on)}: "
            "a decision is kept as it was; the provider may apply again."
        )
    refuse_stale(work, application, version)
    step = ApplicationStep.ASSESS if _asks_nothing(application, lot) else ApplicationStep.DECIDE
    application_state_after(step, application.state, work.actor.job)
    refuse_conflicted(work.actor.staff_id, shown.conflicted)


def _asks_nothing(application: ApplicationAtHand, lot: LotAssessment) -> bool:
    """Whether the lot has no question, so that no score began the assessment: whoever asks for it is admitted."""
    return application.state is ApplicationState.ACKNOWLEDGED and not lot.questions


def _checked_day(application: ApplicationAtHand, decided_on: date | None, today: date) -> date:
    day = decided_on or today
    if not application.received_on <= day <= today:
        raise BadInput(
            f"The day of the decision must lie between the receipt on {format_day(application.received_on)} "
            f"and today, {format_day(today)}.",
            "decided_on",
        )
    return day


def _decided_if_whole(work: UnitOfWork, application: ApplicationAtHand) -> ApplicationAssessment:
    after = application_assessment(work.session, application)
    if after.undecided:
        return after
    outcomes = [lot.outcome for lot in after.lots]
    note = f"{outcomes.count(LotOutcome.ADMITTED)} admitted, {outcomes.count(LotOutcome.REFUSED)} refused"
    return application_assessment(work.session, take_application_step(work, application, ApplicationStep.DECIDE, note))
