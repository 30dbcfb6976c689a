"""Receives applications to join a scheme: records, acknowledges with a receipt, extends the time, withdraws (rules.md 11)."""

from datetime import date, datetime

from brokerage.domain.answer_clock import extend_clock, start_clock
from brokerage.domain.application import ApplicationStep
from brokerage.domain.application_board import say_refused_before
from brokerage.domain.application_form import ApplicationForm, ServiceInLot, check_application
from brokerage.domain.application_letter import LetterKind
from brokerage.domain.application_written import NOTHING_WRITTEN, WrittenTyped
from brokerage.domain.changes import Done
from brokerage.domain.errors import RuleBroken
from brokerage.domain.round import round_open_on, warn_between_rounds
from brokerage.domain.staff import Actor
from brokerage.services.application_standing import CHANGED, ApplicationStanding, refuse_stale, standing_of
from brokerage.services.bank_holidays import load_bank_holidays
from brokerage.services.draw_up_receipt import draw_up_receipt
from brokerage.services.run_round import refuse_who_runs_no_scheme
from brokerage.services.typed_text import needed_text, typed_text
from brokerage.services.write_application import write_typed
from brokerage.storage.engine import Database
from brokerage.storage.failures import USED_REQUEST
from brokerage.storage.queries.application_at_hand import (
    SUBJECT,
    ApplicationAtHand,
    application_for_update,
    application_of_request,
    last_application_step_was,
)
from brokerage.storage.queries.applications import asked_for, refused_before
from brokerage.storage.queries.applying import applying_facts
from brokerage.storage.queries.rounds import rounds_of
from brokerage.storage.queries.scheme_at_hand import SchemeAtHand, scheme_for_update, scheme_of_id
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.application_steps import take_application_step
from brokerage.storage.writes.applications import receive_application
from brokerage.storage.writes.letters import issue_letter


def record_application(
    database: Database,
    actor: Actor,
    form: ApplicationForm,
    today: date,
    now: datetime,
    *,
    written: WrittenTyped = NOTHING_WRITTEN,
    dry_run: bool = False,
) -> Done[ApplicationStanding]:
    """Return the application as received, its clock running by the scheme's own working days from the day of receipt.

    `written` are the provider's answers and offered prices as far as they are typed in at once: all is kept, or nothing. The same
    form sent again is answered as the first time. Notes say where it came between rounds, and what the provider was refused
    before. A dry run keeps nothing, and its reference may go to another.
    Raises: BadInput and RuleBroken as `check_application`, for an unknown scheme, for a job that may not, or where the bank
    holidays up to the answer are not known yet; BadInput at the first answer or price that cannot be.
    """
    refuse_who_runs_no_scheme(actor)
    with unit_of_work(database, actor, now) as work:
        scheme = scheme_for_update(work.session, form.scheme)
        known = application_of_request(work.session, form.request_id)
        if known is not None:
            _refuse_used_request(work, known, form, scheme, written)
            return Done(standing_of(known, today, notes_on(work, known, scheme)), frozenset())
        received = receive(work, form, scheme, today)
        _write_at_once(work, received, scheme, written)
        standing = standing_of(received, today, notes_on(work, received, scheme))
        if dry_run:
            work.undo()
    return Done(standing, frozenset() if dry_run else CHANGED)


def receive(work: UnitOfWork, form: ApplicationForm, scheme: SchemeAtHand, today: date) -> ApplicationAtHand:
    """Write the application, its clock running from the day of receipt, in the round open that day; return it as it stands.

    Raises: BadInput and RuleBroken as `check_application`, or where the bank holidays up to the answer are not known yet.
    """
    check_application(form, applying_facts(work.session, form, scheme), today)
    holidays = load_bank_holidays()
    clock = start_clock(form.received_on, scheme.answer_working_days, holidays.days, holidays.known)
    in_round = round_open_on(rounds_of(work.session, scheme.scheme_id), form.received_on)
    return receive_application(work, form, scheme, None if in_round is None else in_round.round_id, clock.due_on)


def notes_on(work: UnitOfWork, application: ApplicationAtHand, scheme: SchemeAtHand) -> tuple[str, ...]:
    """What there is to say of an application as it comes in: between rounds or not, and what the provider was refused before."""
    refusals = refused_before(work.session, application.application_id, application.provider_id)
    told = tuple(say_refused_before(refusal) for refusal in refusals)
    if application.round_id is not None:
        return told
    return (warn_between_rounds(scheme.reference, scheme.kind, application.received_on), *told)


def acknowledge_application(
    database: Database,
    actor: Actor,
    reference: str,
    today: date,
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[ApplicationStanding]:
    """Return the application acknowledged, its receipt issued to print. Pressed again it is answered as the first time.

    Raises: RuleBroken when it was acknowledged before, or the job may not; Conflict when a colleague changed it.
    """
    with unit_of_work(database, actor, now) as work:
        application = application_for_update(work.session, reference)
        if _is_repeated(work, application, ApplicationStep.ACKNOWLEDGE):
            return Done(standing_of(application, today), frozenset())
        refuse_stale(work, application, version)
        saved = take_application_step(work, application, ApplicationStep.ACKNOWLEDGE, acknowledged_on=today)
        terms = draw_up_receipt(work.session, saved, today, actor.full_name)
        issue_letter(work, saved, LetterKind.RECEIPT, terms.to_plain())
        if dry_run:
            work.undo()
    return Done(standing_of(saved, today), frozenset() if dry_run else CHANGED)


def extend_application(
    database: Database,
    actor: Actor,
    reference: str,
    reason: str,
    today: date,
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[ApplicationStanding]:
    """Return the application with the scheme's longer time, counted from receipt, and the reason kept.

    Raises: BadInput without a reason; RuleBroken a second time, once the time is over, or where the job or the state does not
    allow it; Conflict when a colleague changed it.
    """
    why = typed_text(reason, "reason")
    with unit_of_work(database, actor, now) as work:
        application = application_for_update(work.session, reference)
        if _is_repeated(work, application, ApplicationStep.EXTEND, why):
            return Done(standing_of(application, today), frozenset())
        refuse_stale(work, application, version)
        holidays = load_bank_holidays()
        longer = scheme_of_id(work.session, application.scheme_id).extended_answer_working_days
        clock = extend_clock(application.clock, longer, why, holidays.days, today, holidays.known)
        saved = take_application_step(
            work,
            application,
            ApplicationStep.EXTEND,
            clock.extension_reason,
            due_on=clock.due_on,
            extension_reason=clock.extension_reason,
        )
        if dry_run:
            work.undo()
    return Done(standing_of(saved, today), frozenset() if dry_run else CHANGED)


def withdraw_application(
    database: Database,
    actor: Actor,
    reference: str,
    reason: str,
    today: date,
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[ApplicationStanding]:
    """Return the application withdrawn at the provider's wish, with the reason kept; the provider may apply again.

    Raises: BadInput without a reason; RuleBroken once it was decided, or where the job may not; Conflict when a colleague
    changed it.
    """
    why = needed_text(reason, "A withdrawal needs its reason: say what the provider said.")
    with unit_of_work(database, actor, now) as work:
        application = application_for_update(work.session, reference)
        if _is_repeated(work, application, ApplicationStep.WITHDRAW, why):
            return Done(standing_of(application, today), frozenset())
        refuse_stale(work, application, version)
        saved = take_application_step(work, application, ApplicationStep.WITHDRAW, why)
        if dry_run:
            work.undo()
    return Done(standing_of(saved, today), frozenset() if dry_run else CHANGED)


def _write_at_once(work: UnitOfWork, received: ApplicationAtHand, scheme: SchemeAtHand, written: WrittenTyped) -> None:
    told = write_typed(work, received.application_id, scheme, written)
    if told.is_change:
        work.record("write", SUBJECT, received.reference, told.figures)


def _refuse_used_request(
    work: UnitOfWork, known: ApplicationAtHand, form: ApplicationForm, scheme: SchemeAtHand, written: WrittenTyped
) -> None:
    """Pass when the application this request id recorded is the one that is asked for again.

    What it wrote is held against it as long as nothing was done with the application since.
    """
    asked = {ServiceInLot(one.service_id, one.lot_id) for one in asked_for(work.session, known.application_id)}
    recorded = (known.scheme_id, known.provider_id, known.received_on, asked)
    if recorded != (scheme.scheme_id, form.provider_id, form.received_on, set(form.asked)):
        raise RuleBroken(USED_REQUEST)
    if known.is_as_recorded and write_typed(work, known.application_id, scheme, written).is_change:
        raise RuleBroken(USED_REQUEST)


def _is_repeated(work: UnitOfWork, application: ApplicationAtHand, step: ApplicationStep, note: str = "") -> bool:
    """Whether this very step was the last one, taken by the same member of staff: a second press."""
    return last_application_step_was(work.session, application.application_id, step, work.actor.staff_id, note)
