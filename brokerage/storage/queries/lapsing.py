"""What of admitted services lapses by a day, or has lapsed: admissions, insurance, registration where needed, documents."""

from datetime import date

from sqlalchemy import BindParameter, Date, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from brokerage.domain.admission_event import AdmissionEventKind
from brokerage.domain.provider_document import DocumentKind
from brokerage.domain.renewal import Lapse, LapseKind
from brokerage.domain.service import Registration
from brokerage.storage.queries.followed_documents import FOLLOWED as FOLLOWED_DOCUMENT
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.contracts import AdmissionEventRow
from brokerage.storage.tables.provider_documents import ProviderDocumentRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_DAY: BindParameter[date] = bindparam("day", type_=Date())
_SINCE: BindParameter[date] = bindparam("since", type_=Date())
_UNTIL: BindParameter[date] = bindparam("until", type_=Date())
_LOT = SchemeRow.reference + "/" + LotRow.number
_LATER = aliased(AdmissionRow)
_FOLLOWED = (
    select(_LATER.id)
    .where(
        _LATER.service_id == AdmissionRow.service_id,
        _LATER.lot_id == AdmissionRow.lot_id,
        _LATER.first_day > AdmissionRow.first_day,
    )
    .exists()
)
_REMOVED = (
    select(AdmissionEventRow.id)
    .where(AdmissionEventRow.admission_id == AdmissionRow.id, AdmissionEventRow.kind == AdmissionEventKind.REMOVED)
    .exists()
)
_NOT_ENDED = or_(AdmissionRow.last_day.is_(None), AdmissionRow.last_day >= _DAY)
_ADMITTED = select(AdmissionRow.id).where(AdmissionRow.service_id == ServiceRow.id, _NOT_ENDED).exists()
_ADMISSIONS = (
    select(AdmissionRow.service_id, ServiceRow.name, ProviderRow.name, _LOT, AdmissionRow.last_day, AdmissionRow.id)
    .join(ServiceRow, ServiceRow.id == AdmissionRow.service_id)
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .join(LotRow, LotRow.id == AdmissionRow.lot_id)
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .where(AdmissionRow.last_day >= _SINCE, AdmissionRow.last_day <= _UNTIL, ~_FOLLOWED, ~_REMOVED)
)
_INSURANCES = (
    select(ServiceRow.id, ServiceRow.name, ProviderRow.name, ServiceRow.insurance_last_day)
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .where(ServiceRow.insurance_last_day <= _UNTIL, _ADMITTED)
)
_REGISTRATIONS = (
    select(AdmissionRow.service_id, ServiceRow.name, ProviderRow.name, _LOT, AdmissionRow.id)
    .join(ServiceRow, ServiceRow.id == AdmissionRow.service_id)
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .join(LotRow, LotRow.id == AdmissionRow.lot_id)
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .where(LotRow.registration_needed, ServiceRow.registration != Registration.REGISTERED, _NOT_ENDED)
)
_RUN_BY = aliased(ServiceRow)
_OF_ADMITTED_SERVICE = (
    select(AdmissionRow.id)
    .join(_RUN_BY, _RUN_BY.id == AdmissionRow.service_id)
    .where(
        _RUN_BY.provider_id == ProviderDocumentRow.provider_id,
        or_(ProviderDocumentRow.service_id.is_(None), ProviderDocumentRow.service_id == _RUN_BY.id),
        _NOT_ENDED,
    )
    .exists()
)
_DOCUMENTS = (
    select(
        ProviderDocumentRow.service_id,
        func.coalesce(ServiceRow.name, ""),
        ProviderRow.name,
        ProviderDocumentRow.last_day,
        ProviderDocumentRow.id,
        ProviderDocumentRow.title,
    )
    .join(ProviderRow, ProviderRow.id == ProviderDocumentRow.provider_id)
    .outerjoin(ServiceRow, ServiceRow.id == ProviderDocumentRow.service_id)
    .where(
        ProviderDocumentRow.last_day <= _UNTIL,
        ProviderDocumentRow.removed_at.is_(None),
        ProviderDocumentRow.kind != DocumentKind.INSURANCE,
        ~FOLLOWED_DOCUMENT,
        _OF_ADMITTED_SERVICE,
    )
)


def lapses(reader: Reader, day: date, since: date, until: date) -> tuple[Lapse, ...]:
    """Return what lapses by `until`, the earliest first, a registration not in force before all.

    Insurance and registration count for services that are admitted on the day or later. An admission counts when it ends from
    `since` on, was not removed, and no later one follows it. An insurance is told of the service, whose gate it closes, and not
    again of its document.
    """
    admissions = (
        Lapse(LapseKind.ADMISSION, service_id, service, provider, lot, last_day, admission_id)
        for service_id, service, provider, lot, last_day, admission_id in reader.execute(
            _ADMISSIONS, {"since": since, "until": until}
        )
    )
    insurances = (
        Lapse(LapseKind.INSURANCE, service_id, service, provider, "", last_day)
        for service_id, service, provider, last_day in reader.execute(_INSURANCES, {"day": day, "until": until})
    )
    registrations = (
        Lapse(LapseKind.REGISTRATION, service_id, service, provider, lot, None, admission_id)
        for service_id, service, provider, lot, admission_id in reader.execute(_REGISTRATIONS, {"day": day})
    )
    documents = (
        Lapse(LapseKind.DOCUMENT, service_id, service, provider, "", last_day, document_id=document_id, document=title)
        for service_id, service, provider, last_day, document_id, title in reader.execute(
            _DOCUMENTS, {"day": day, "until": until}
        )
    )
    return tuple(sorted((*registrations, *insurances, *admissions, *documents), key=_by_day))


def _by_day(lapse: Lapse) -> tuple[date, str, str, str, str]:
    return (
        lapse.last_day or date.min,
        lapse.service.casefold(),
        lapse.lot,
        lapse.kind.value,
        lapse.document.casefold(),
    )
