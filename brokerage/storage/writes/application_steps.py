"""Takes an application through a step: the one place where its state changes."""

from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from brokerage.domain.application import ApplicationStep, application_state_after
from brokerage.storage.queries.application_at_hand import SUBJECT, ApplicationAtHand
from brokerage.storage.tables.applications import ApplicationRow, ApplicationStepRow
from brokerage.storage.unit_of_work import UnitOfWork


class Filled(TypedDict, total=False):
    """Columns a step fills besides the state."""

    due_on: date
    extension_reason: str
    acknowledged_on: date


def take_application_step(
    work: UnitOfWork, application: ApplicationAtHand, step: ApplicationStep, note: str = "", **filled: Unpack[Filled]
) -> ApplicationAtHand:
    """Write a step, the state it leads to and its audit entry; return the application as it stands then.

    Raises: RuleBroken when the job of whoever acts may not take it, or when it does not follow from where the application stands.
    """
    to_state = application_state_after(step, application.state, work.actor.job)
    row = work.session.get_one(ApplicationRow, application.application_id)
    for column, value in filled.items():
        setattr(row, column, value)
    row.state = to_state
    work.session.add(
        ApplicationStepRow(
            application_id=application.application_id,
            step=step,
            from_state=application.state,
            to_state=to_state,
            taken_by_id=work.actor.staff_id,
            taken_at=work.now,
            note=note,
        )
    )
    work.session.flush()
    states = {"from": application.state.value, "to": to_state.value}
    work.record(step.value, SUBJECT, application.reference, {**states, "due_on": row.due_on.isoformat()})
    return replace(application, version=row.version, state=to_state, **filled)
