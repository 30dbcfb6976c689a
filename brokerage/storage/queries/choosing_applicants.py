"""Providers by a part of their name, and what one of them may ask for in a scheme."""

from sqlalchemy import Integer, Select, Text, bindparam, func, or_, select

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.application_form import ServiceInLot
from brokerage.domain.applying import ApplicantFound, LotToApply, ServiceToApply, WaitingFor
from brokerage.storage.queries.like import ESCAPE, escaped
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.applications import ApplicationLotRow, ApplicationRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow
from brokerage.storage.tables.schemes import LotRow, NeedCategoryRow

_TEXT = bindparam("text", type_=Text())
_PROVIDER = bindparam("provider_id", type_=Integer())
_SERVICES_OF = (
    select(func.count(ServiceRow.id))
    .where(ServiceRow.provider_id == ProviderRow.id)
    .correlate(ProviderRow)
    .scalar_subquery()
)
_FOUND: Select[tuple[int, str, str, int]] = (
    select(
        ProviderRow.id,
        ProviderRow.name,
        func.coalesce(ProviderRow.council_reference, ProviderRow.company_number, ""),
        _SERVICES_OF,
    )
    .where(
        or_(
            func.lower(ProviderRow.name).like("%" + _TEXT + "%", escape=ESCAPE),
            func.lower(ProviderRow.council_reference).like(_TEXT + "%", escape=ESCAPE),
            func.lower(ProviderRow.company_number).like(_TEXT + "%", escape=ESCAPE),
        )
    )
    .order_by(ProviderRow.name, ProviderRow.id)
    .limit(bindparam("limit", type_=Integer()))
)
_LOTS: Select[tuple[int, str, str]] = (
    select(LotRow.id, LotRow.number, LotRow.title)
    .where(LotRow.scheme_id == bindparam("scheme_id", type_=Integer()))
    .order_by(func.length(LotRow.number), LotRow.number)
)
_SERVICES: Select[tuple[int, str]] = (
    select(ServiceRow.id, ServiceRow.name)
    .where(ServiceRow.provider_id == _PROVIDER)
    .order_by(ServiceRow.name, ServiceRow.id)
)
_NEEDS: Select[tuple[str]] = select(NeedCategoryRow.title).order_by(NeedCategoryRow.title)
_WAITING: Select[tuple[int, int, str]] = (
    select(ApplicationLotRow.service_id, ApplicationLotRow.lot_id, ApplicationRow.reference)
    .join(ApplicationRow, ApplicationRow.id == ApplicationLotRow.application_id)
    .join(ServiceRow, ServiceRow.id == ApplicationLotRow.service_id)
    .where(
        ServiceRow.provider_id == _PROVIDER,
        ApplicationLotRow.outcome.in_([LotOutcome.ASKED, LotOutcome.ADMITTED]),
        ApplicationRow.state != ApplicationState.WITHDRAWN,
    )
)


def applicants_found(reader: Reader, text: str, limit: int) -> tuple[ApplicantFound, ...]:
    """Return providers whose name contains the text, or whose reference or company number begins with it, by name."""
    asked = {"text": escaped(" ".join(text.split()).lower()), "limit": limit}
    return tuple(ApplicantFound(*row) for row in reader.execute(_FOUND, asked))


def lots_to_apply(reader: Reader, scheme_id: int) -> tuple[LotToApply, ...]:
    """Return the lots of the scheme by number."""
    return tuple(LotToApply(*row) for row in reader.execute(_LOTS, {"scheme_id": scheme_id}))


def services_to_apply(reader: Reader, provider_id: int) -> tuple[ServiceToApply, ...]:
    """Return the services of the provider by name."""
    return tuple(ServiceToApply(*row) for row in reader.execute(_SERVICES, {"provider_id": provider_id}))


def waiting_for(reader: Reader, provider_id: int) -> tuple[WaitingFor, ...]:
    """Return what the provider's services wait for, or were admitted to, with an application of before."""
    rows = reader.execute(_WAITING, {"provider_id": provider_id})
    return tuple(WaitingFor(ServiceInLot(service_id, lot_id), reference) for service_id, lot_id, reference in rows)


def need_titles(reader: Reader) -> tuple[str, ...]:
    """Return the need categories by title."""
    return tuple(title for (title,) in reader.execute(_NEEDS))
