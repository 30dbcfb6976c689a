"""Which application a workbook was read into before, and which one a corrected workbook is of."""

from collections import defaultdict

from sqlalchemy import Integer, Text, bindparam, select

from brokerage.domain.application import UNDECIDED
from brokerage.domain.application_form import ServiceInLot
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.applications import ApplicationLotRow, ApplicationRow
from brokerage.storage.tables.audit import AuditEntryRow

SUBJECT = "application_workbooks"
"""What audit entries of a workbook that was read name as their subject; the key is the file's digest."""

_READ = (
    select(AuditEntryRow.detail)
    .where(AuditEntryRow.subject == SUBJECT, AuditEntryRow.subject_key == bindparam("digest", type_=Text()))
    .order_by(AuditEntryRow.id)
    .limit(1)
)
_UNDECIDED = (
    select(ApplicationRow.reference, ApplicationLotRow.service_id, ApplicationLotRow.lot_id)
    .join(ApplicationLotRow, ApplicationLotRow.application_id == ApplicationRow.id)
    .where(
        ApplicationRow.provider_id == bindparam("provider_id", type_=Integer()),
        ApplicationRow.scheme_id == bindparam("scheme_id", type_=Integer()),
        ApplicationRow.state.in_(sorted(UNDECIDED, key=lambda state: state.value)),
    )
    .order_by(ApplicationRow.id)
)


def application_of_workbook(reader: Reader, digest: str) -> str | None:
    """Return the reference of the application this very file was read into, or None when it never was."""
    detail = reader.execute(_READ, {"digest": digest}).scalar()
    return None if detail is None else str(detail["application"])


def undecided_applications(reader: Reader, provider_id: int, scheme_id: int) -> dict[str, frozenset[ServiceInLot]]:
    """Return what the provider's applications to the scheme ask for that nobody decided yet, by reference, the first first."""
    asked: dict[str, set[ServiceInLot]] = defaultdict(set)
    for reference, service_id, lot_id in reader.execute(
        _UNDECIDED, {"provider_id": provider_id, "scheme_id": scheme_id}
    ):
        asked[reference].add(ServiceInLot(service_id, lot_id))
    return {reference: frozenset(of_it) for reference, of_it in asked.items()}
