"""Which use case each step is, what is asked before it, and what is said after it. No widgets here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from brokerage.domain.calendar import day_in_england
from brokerage.domain.call_off import Step
from brokerage.domain.call_off_summary import CallOffDetail
from brokerage.domain.changes import Done
from brokerage.domain.errors import RuleBroken
from brokerage.domain.staff import Actor, Job
from ui import formats

if TYPE_CHECKING:
    from brokerage.services.desk import Database


@dataclass(frozen=True, slots=True)
class Taken:
    """What to say after a step: what happened and what happens next."""

    sentence: str


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """What was answered before the step."""

    reason: str = ""
    room: str = ""
    last_day: date | None = None


def use_case(
    database: "Database", actor: Actor, detail: CallOffDetail, step: Step, answer: StepAnswer, now: datetime
) -> Callable[[], Done[Taken]]:
    """The use case of the step, ready to run off the UI thread."""
    return partial(_take, database, actor, detail, step, answer, now)


def _take(
    database: "Database", actor: Actor, detail: CallOffDetail, step: Step, answer: StepAnswer, now: datetime
) -> Done[Taken]:
    from brokerage.services import approve, run_placement, send_and_answer

    reference, version = detail.summary.reference, detail.summary.version
    if step is Step.ISSUE_AGREEMENT:
        return _issue(database, actor, detail, now)
    plain = {
        Step.APPROVE: approve.approve,
        Step.SEND: send_and_answer.send_call_off,
        Step.EXPIRE: send_and_answer.expire_call_off,
        Step.SIGN: run_placement.mark_signed,
        Step.START: run_placement.start_placement,
    }
    reasoned = {
        Step.RETURN: approve.return_call_off,
        Step.DECLINE: send_and_answer.decline_call_off,
        Step.WITHDRAW: send_and_answer.withdraw_call_off,
        Step.CANCEL: send_and_answer.cancel_call_off,
    }
    if step in plain:
        done = plain[step](database, actor, reference, now, version=version)
    elif step in reasoned:
        done = reasoned[step](database, actor, reference, answer.reason, now, version=version)
    elif step is Step.ACCEPT:
        room = answer.room or None
        done = send_and_answer.accept_call_off(database, actor, reference, now, room=room, version=version)
    elif step is Step.END and answer.last_day is not None:
        done = run_placement.end_placement(
            database, actor, reference, answer.last_day, answer.reason, now, version=version
        )
    else:
        raise RuleBroken("This step cannot be taken from here. Look at the call-off again.")
    told = done.result
    notes = " ".join(("", *told.notes))
    return Done(
        Taken(f"{told.reference} is {formats.words(told.state).lower()}. {told.next_step}{notes}"), done.changed
    )


def _issue(database: "Database", actor: Actor, detail: CallOffDetail, now: datetime) -> Done[Taken]:
    from brokerage.services.agree_and_print import issue_agreement, reissue_agreement

    reference = detail.summary.reference
    if detail.agreements and detail.summary.state.value != "accepted":
        done = reissue_agreement(database, actor, reference, detail.agreements[-1].edition, now)
    else:
        done = issue_agreement(database, actor, reference, now, version=detail.summary.version)
    return Done(Taken(f"{done.result.name} is issued for {reference}. All parties sign it next."), done.changed)


def stand_in(database: "Database", actor: Actor, detail: CallOffDetail, job: Job, now: datetime) -> Actor:
    """Work as somebody of this job on the embedded database: one who may decide on this call-off where that matters.

    Raises: RuleBroken when nobody of this job may work today.
    """
    from brokerage.services.staff import list_staff, work_as

    today = day_in_england(now)
    there = [member for member in list_staff(database) if member.job is job and member.works_on(today)]
    if not there:
        raise RuleBroken(f"Nobody with the job {formats.words(job).lower()} works here today. Add one in Settings.")
    summary = detail.summary
    others = [member for member in there if member.staff_id not in {summary.raised_by_id, actor.staff_id}] or there
    enough = [m for m in others if m.approval_limit is not None and m.approval_limit >= summary.year_estimate]
    chosen = min(enough, key=lambda member: member.approval_limit or 0) if enough else others[0]
    return work_as(database, chosen.login, now)
