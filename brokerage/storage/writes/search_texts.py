"""Keeps what the search reads of a service: its own texts, its provider's, its place, and its activities, in lower case."""

from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from brokerage.storage.queries.matching import IDS_AT_ONCE, as_key, in_parts
from brokerage.storage.tables.areas import DistrictRow
from brokerage.storage.tables.providers import ActivityRow, ProviderRow, ServiceRow
from brokerage.storage.writes.imports import ImportSaving

_SEARCHED = (
    select(
        ServiceRow.id,
        ServiceRow.search_text,
        ServiceRow.name,
        ProviderRow.name,
        ServiceRow.kind,
        ServiceRow.address,
        ServiceRow.postcode,
        DistrictRow.name,
    )
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .outerjoin(DistrictRow, DistrictRow.code == ServiceRow.district_code)
    .where(ServiceRow.id.in_(bindparam("services", expanding=True)))
)
_ACTIVITY_NAMES = (
    select(ActivityRow.service_id, ActivityRow.name)
    .where(ActivityRow.service_id.in_(bindparam("services", expanding=True)))
    .order_by(ActivityRow.name)
)


def refresh_search_texts(saving: ImportSaving) -> None:
    """Writes anew what the search reads of every service that was touched; its version stays, for nothing was decided."""
    changed: list[Mapping[str, object]] = []
    for part in in_parts(sorted(saving.services_touched), IDS_AT_ONCE):
        for key, stands, text in search_texts(saving.session, part):
            if text != stands:
                changed.append({"id": key, "search_text": text})
    saving.update(ServiceRow, changed, "Preparing the search")


def search_texts(session: Session, service_ids: Collection[int]) -> tuple[tuple[int, str, str], ...]:
    """Return of each service its number, what the search reads of it, and what it should read, of a few hundred at most."""
    activities: dict[int, list[str]] = {}
    for service_id, activity in session.execute(_ACTIVITY_NAMES, {"services": service_ids}):
        activities.setdefault(service_id, []).append(activity)
    return tuple(
        (as_key(key), stands, compose_search_text([*parts, *activities.get(as_key(key), ())]))
        for key, stands, *parts in session.execute(_SEARCHED, {"services": service_ids})
    )


def compose_search_text(parts: Collection[str | None]) -> str:
    """The texts in lower case, one blank between any two words."""
    return " ".join(" ".join(part or "" for part in parts).lower().split())
