"""Applications for the tests of receiving them: recorded on a Thursday before Christmas, and brought on."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import select

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.application_form import ApplicationForm, ServiceInLot
from brokerage.services.application_standing import ApplicationStanding
from brokerage.services.receive_application import (
    acknowledge_application,
    extend_application,
    record_application,
    withdraw_application,
)
from brokerage.storage.tables.applications import ApplicationLotRow, ApplicationRow
from brokerage.storage.tables.assessments import DecisionRow
from tests.builders import Desk
from tests.services.application_builders import Applicant

TODAY = date(2026, 12, 17)


NOW = datetime(2026, 12, 17, 9, 0, tzinfo=UTC)


def form(who: Applicant, request_id: str = "form-1", **fields: object) -> ApplicationForm:
    asked = (ServiceInLot(who.service_id, who.lot_id),)
    return replace(ApplicationForm(request_id, who.scheme, who.provider_id, asked, TODAY), **fields)  # type: ignore[arg-type]


def record(desk: Desk, who: Applicant, request_id: str = "form-1", **fields: object) -> ApplicationStanding:
    asked = form(who, request_id, **fields)
    return record_application(desk.database, desk.commissioner, asked, TODAY, NOW).result


def extend(desk: Desk, reference: str, reason: str = "Site visit", today: date = TODAY) -> ApplicationStanding:
    return extend_application(desk.database, desk.commissioner, reference, reason, today, NOW).result


def acknowledge(desk: Desk, reference: str) -> ApplicationStanding:
    return acknowledge_application(desk.database, desk.commissioner, reference, TODAY, NOW).result


def withdraw(desk: Desk, reference: str, reason: str = "They wish to wait") -> ApplicationStanding:
    return withdraw_application(desk.database, desk.commissioner, reference, reason, TODAY, NOW).result


def refuse(desk: Desk, reference: str, reasons: str) -> None:
    """The application decided, its only lot refused."""
    with desk.session() as session:
        row = session.scalars(select(ApplicationRow).where(ApplicationRow.reference == reference)).one()
        lot = session.scalars(select(ApplicationLotRow).where(ApplicationLotRow.application_id == row.id)).one()
        for state in (ApplicationState.ACKNOWLEDGED, ApplicationState.IN_ASSESSMENT):
            row.state = state
            session.flush()
        session.add(
            DecisionRow(
                application_lot_id=lot.id,
                outcome=LotOutcome.REFUSED,
                reasons=reasons,
                decided_on=TODAY,
                decided_by_id=desk.commissioner.staff_id,
                decided_at=NOW,
            )
        )
        session.flush()
        lot.outcome = LotOutcome.REFUSED
        session.flush()
        row.state = ApplicationState.DECIDED
