"""What an application is checked against before it is received, and who applies by the words a person types."""

from collections.abc import Collection

from sqlalchemy import Select, bindparam, func, select

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.application_form import ApplicationForm, ApplyingFacts, LotAsked, ServiceAsking, ServiceInLot
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.scheme_at_hand import SchemeAtHand
from brokerage.storage.tables.applications import ApplicationLotRow, ApplicationRow
from brokerage.storage.tables.providers import ServiceRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_SERVICES: Select[tuple[int, str, int]] = select(ServiceRow.id, ServiceRow.name, ServiceRow.provider_id).where(
    ServiceRow.id.in_(bindparam("services", expanding=True))
)
_LOTS = (
    select(LotRow.id, LotRow.number, SchemeRow.reference, LotRow.last_call_off_day)
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .where(LotRow.id.in_(bindparam("lots", expanding=True)))
)
_LOTS_OF_SCHEME: Select[tuple[str, int]] = select(func.lower(LotRow.number), LotRow.id).where(
    LotRow.scheme_id == bindparam("scheme_id")
)
_OPEN = (
    select(ApplicationLotRow.service_id, ApplicationLotRow.lot_id, ApplicationRow.reference)
    .join(ApplicationRow, ApplicationRow.id == ApplicationLotRow.application_id)
    .where(
        ApplicationLotRow.service_id.in_(bindparam("services", expanding=True)),
        ApplicationLotRow.outcome.in_([LotOutcome.ASKED, LotOutcome.ADMITTED]),
        ApplicationRow.state != ApplicationState.WITHDRAWN,
    )
)


def lots_of_scheme(reader: Reader, scheme_id: int) -> dict[str, int]:
    """Return the ids of the scheme's lots by their number in lower case."""
    return dict(reader.execute(_LOTS_OF_SCHEME, {"scheme_id": scheme_id}).tuples().all())


def applying_facts(reader: Reader, form: ApplicationForm, scheme: SchemeAtHand) -> ApplyingFacts:
    """Return what the form is checked against; a lot once admitted waits for its award."""
    services = sorted({one.service_id for one in form.asked})
    lots = sorted({one.lot_id for one in form.asked})
    return ApplyingFacts(
        scheme=scheme.reference,
        contracts_end=scheme.last_day,
        last_call_off_day=scheme.last_call_off_day,
        services={
            service_id: ServiceAsking(name, provider_id)
            for service_id, name, provider_id in reader.execute(_SERVICES, {"services": services})
        },
        lots={
            lot_id: LotAsked(number, of_scheme, last_day)
            for lot_id, number, of_scheme, last_day in reader.execute(_LOTS, {"lots": lots})
        },
        open_for=_open_for(reader, services),
    )


def _open_for(reader: Reader, services: Collection[int]) -> dict[ServiceInLot, str]:
    rows = reader.execute(_OPEN, {"services": services})
    return {ServiceInLot(service_id, lot_id): reference for service_id, lot_id, reference in rows}
