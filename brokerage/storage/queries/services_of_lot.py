"""Every service that was ever admitted to a lot, as its gates look at it: three questions, however many services there are."""

from collections import defaultdict
from dataclasses import dataclass, replace

from sqlalchemy import Integer, bindparam, select

from brokerage.domain.call_off_facts import AdmissionFacts, LotFacts, ServiceFacts
from brokerage.domain.period import Period
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.admissions import AdmissionRow, SuspensionRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow

_LOT_ID = bindparam("lot_id", type_=Integer())
_SERVICES = (
    select(
        ServiceRow.id,
        ServiceRow.name,
        ProviderRow.name,
        ServiceRow.rating,
        ServiceRow.registration,
        ServiceRow.insurance_last_day,
        ServiceRow.min_age,
        ServiceRow.max_age,
        ServiceRow.places_free,
    )
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .where(ServiceRow.id.in_(select(AdmissionRow.service_id).where(AdmissionRow.lot_id == _LOT_ID)))
    .order_by(ServiceRow.name, ServiceRow.id)
)
_ADMISSIONS = (
    select(
        AdmissionRow.service_id,
        AdmissionRow.id,
        AdmissionRow.reference,
        AdmissionRow.first_day,
        AdmissionRow.last_day,
    )
    .where(AdmissionRow.lot_id == _LOT_ID)
    .order_by(AdmissionRow.first_day, AdmissionRow.id)
)
_SUSPENSIONS = (
    select(SuspensionRow.admission_id, SuspensionRow.first_day, SuspensionRow.last_day)
    .join(AdmissionRow, AdmissionRow.id == SuspensionRow.admission_id)
    .where(AdmissionRow.lot_id == _LOT_ID)
    .order_by(SuspensionRow.first_day)
)


@dataclass(frozen=True, slots=True)
class ServiceOfLot:
    """A service and its standing in the lot. Its closures and its timetable are not read."""

    service: ServiceFacts
    lot: LotFacts


def services_of_lot(reader: Reader, lot: LotFacts) -> tuple[ServiceOfLot, ...]:
    """Return the services by name; `lot` is the lot itself, whoever's admissions it comes with."""
    asked = {"lot_id": lot.lot_id}
    suspended: dict[int, list[Period]] = defaultdict(list)
    for admission_id, *days in reader.execute(_SUSPENSIONS, asked):
        suspended[admission_id].append(Period(*days))
    admitted: dict[int, list[AdmissionFacts]] = defaultdict(list)
    for service_id, admission_id, reference, first_day, last_day in reader.execute(_ADMISSIONS, asked):
        days_in = Period(first_day, last_day)
        admitted[service_id].append(AdmissionFacts(admission_id, reference, days_in, tuple(suspended[admission_id])))
    return tuple(
        ServiceOfLot(
            ServiceFacts(
                service_id, name, provider, rating, registration, insured_to, min_age, max_age, places_free, frozenset()
            ),
            replace(lot, admissions=tuple(admitted[service_id])),
        )
        for service_id, name, provider, rating, registration, insured_to, min_age, max_age, places_free in reader.execute(
            _SERVICES, asked
        )
    )
