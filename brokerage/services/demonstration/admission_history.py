"""What the demonstration's commissioner and practitioners put on record of admitted services: suspensions, news of places."""

from datetime import date

from brokerage.domain.admission_event import AdmissionEventKind
from brokerage.services.demonstration.council import Staff
from brokerage.services.demonstration.ledger import Ledger


def record_history(ledger: Ledger, staff: Staff) -> None:
    """Adds the event of every suspension, and the news that each service's free places stand on."""
    for suspension in ledger.tables.get("suspensions", ()):
        ledger.add(
            "admission_events",
            admission_id=suspension["admission_id"],
            kind=AdmissionEventKind.SUSPENDED,
            first_day=suspension["first_day"],
            last_day=suspension["last_day"],
            reason=suspension["reason"],
            done_by_id=staff.by_login["commissioner"],
            done_at=_stamp(ledger, suspension["first_day"]),
        )
    for service in ledger.tables.get("services", ()):
        if service["places_said_on"] is not None:
            ledger.add(
                "places_news",
                service_id=service["id"],
                places_free=service["places_free"],
                said_on=service["places_said_on"],
                said_by=service["places_said_by"],
                recorded_by_id=staff.by_login["practitioner"],
                recorded_at=_stamp(ledger, service["places_said_on"]),
            )


def _stamp(ledger: Ledger, day: object) -> object:
    return ledger.stamp(day) if isinstance(day, date) else None
