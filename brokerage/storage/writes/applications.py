"""Writes applications as they are received. What becomes of them afterwards are steps."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from brokerage.domain.application import ApplicationState
from brokerage.domain.application_form import ApplicationForm
from brokerage.storage.queries.application_at_hand import SUBJECT, ApplicationAtHand
from brokerage.storage.queries.scheme_at_hand import SchemeAtHand
from brokerage.storage.tables.applications import ApplicationLotRow, ApplicationRow
from brokerage.storage.unit_of_work import UnitOfWork
from brokerage.storage.writes.references import next_application_reference


def receive_application(
    work: UnitOfWork, form: ApplicationForm, scheme: SchemeAtHand, round_id: int | None, due_on: date
) -> ApplicationAtHand:
    """Write the application with the next reference, what it asks for, and its audit entry; return it as it stands."""
    row = ApplicationRow(
        reference=next_application_reference(work.session, work.now.year),
        request_id=form.request_id,
        scheme_id=scheme.scheme_id,
        round_id=round_id,
        provider_id=form.provider_id,
        received_on=form.received_on,
        due_on=due_on,
        extension_reason="",
        state=ApplicationState.RECEIVED,
        recorded_by_id=work.actor.staff_id,
        recorded_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    _add_asked(work.session, row.id, form)
    said = {"received_on": form.received_on.isoformat(), "due_on": due_on.isoformat(), "scheme": scheme.reference}
    work.record("receive", SUBJECT, row.reference, said)
    return ApplicationAtHand(
        row.id,
        row.reference,
        row.request_id,
        row.version,
        row.state,
        row.scheme_id,
        row.round_id,
        row.provider_id,
        row.received_on,
        row.due_on,
        row.extension_reason,
        row.acknowledged_on,
    )


def mend_application(work: UnitOfWork, application: ApplicationAtHand, changed: Mapping[str, str]) -> ApplicationAtHand:
    """Tell, with an audit entry of what changed, that the provider mended its application; return it as it stands then.

    Whoever looked at it before is told that it changed.
    """
    row = work.session.get_one(ApplicationRow, application.application_id)
    flag_modified(row, "state")
    work.session.flush()
    work.record("mend", SUBJECT, application.reference, changed)
    return replace(application, version=row.version)


def _add_asked(session: Session, application_id: int, form: ApplicationForm) -> None:
    session.add_all(
        ApplicationLotRow(application_id=application_id, service_id=one.service_id, lot_id=one.lot_id)
        for one in form.asked
    )
    session.flush()
