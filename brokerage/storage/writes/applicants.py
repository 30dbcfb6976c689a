"""Adds who applies and is not known yet: the provider, its services, and the activities on their timetables."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import zip_longest

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from brokerage.domain.application_rows import SessionTold
from brokerage.domain.import_rows import ProviderEntry, ServiceEntry
from brokerage.domain.service import Rating, Registration
from brokerage.storage.tables.providers import (
    ActivityRow,
    ActivitySessionRow,
    ProviderRow,
    ServiceLanguageRow,
    ServiceNeedRow,
    ServiceRow,
)
from brokerage.storage.unit_of_work import UnitOfWork
from brokerage.storage.writes.providers import DEMONSTRATION_MARK
from brokerage.storage.writes.search_texts import search_texts

EVERY_DAY = 127
_SESSIONS = (
    select(ActivitySessionRow)
    .where(ActivitySessionRow.activity_id == bindparam("activity_id"))
    .order_by(ActivitySessionRow.id)
)


def add_provider(work: UnitOfWork, entry: ProviderEntry) -> int:
    """Write the provider with its audit entry; return its number."""
    row = ProviderRow(
        name=entry.name,
        company_number=entry.company_number,
        charity_number=entry.charity_number,
        regulator_id=entry.regulator_id,
        address=entry.address or "",
        postcode=entry.postcode or "",
        phone=entry.phone or "",
        email=entry.email or "",
        is_demonstration=entry.name.endswith(DEMONSTRATION_MARK),
    )
    work.session.add(row)
    work.session.flush()
    work.record("add", "providers", str(row.id))
    return row.id


def add_service(work: UnitOfWork, provider_id: int, entry: ServiceEntry, need_ids: Iterable[int]) -> int:
    """Write the service with its needs, languages and audit entry; return its number. No lot has admitted it yet."""
    place = entry.place
    row = ServiceRow(
        provider_id=provider_id,
        name=entry.name,
        kind=entry.kind or "",
        summary=entry.summary or "",
        address=entry.address or "",
        postcode="" if place is None else place.postcode,
        district_code=None if place is None else place.district_code,
        easting=None if place is None else place.easting,
        northing=None if place is None else place.northing,
        regulator_id=entry.regulator_id,
        rating=Rating.NOT_RATED,
        registration=entry.registration or Registration.NOT_NEEDED,
        capacity=entry.capacity,
        min_age=entry.min_age,
        max_age=entry.max_age,
        insurance_last_day=entry.insurance_last_day,
        weekday_mask=EVERY_DAY if entry.weekday_mask is None else entry.weekday_mask,
        has_transport=bool(entry.has_transport),
        wheelchair_access=bool(entry.wheelchair_access),
        phone=entry.phone or "",
        email=entry.email or "",
    )
    work.session.add(row)
    work.session.flush()
    work.session.add_all(ServiceNeedRow(service_id=row.id, need_id=need_id) for need_id in dict.fromkeys(need_ids))
    work.session.add_all(ServiceLanguageRow(service_id=row.id, language=language) for language in entry.languages)
    work.session.flush()
    work.record("add", "services", str(row.id))
    return row.id


def add_activity(work: UnitOfWork, service_id: int, sessions: Sequence[SessionTold], first_day: date) -> int:
    """Write the activity that these sessions are of, from the first day on; return its number."""
    first = sessions[0]
    summary = next((one.summary for one in sessions if one.summary), "")
    row = ActivityRow(service_id=service_id, name=first.activity, summary=summary, first_day=first_day)
    work.session.add(row)
    work.session.flush()
    write_sessions(work.session, row.id, sessions)
    work.record("add", "activities", str(row.id))
    return row.id


def write_sessions(session: Session, activity_id: int, sessions: Sequence[SessionTold]) -> int:
    """Write these over the weekly sessions of the activity; its weekdays follow. Nothing is deleted: return how many more stay."""
    stand = list(session.scalars(_SESSIONS, {"activity_id": activity_id}))
    for row, one in zip_longest(stand, sessions):
        if one is not None:
            _write_session(session, row or ActivitySessionRow(activity_id=activity_id), one)
    kept = stand[len(sessions) :]
    weekdays = {one.weekday for one in sessions} | {row.weekday for row in kept}
    mask = sum(1 << weekday for weekday in weekdays)
    session.execute(update(ActivityRow).where(ActivityRow.id == activity_id).values(weekday_mask=mask))
    session.flush()
    return len(kept)


def _write_session(session: Session, row: ActivitySessionRow, told: SessionTold) -> None:
    row.weekday, row.start_minute, row.end_minute = told.weekday, told.start_minute, told.end_minute
    row.places = told.places
    session.add(row)


def refresh_search_texts_of(session: Session, service_ids: Sequence[int]) -> None:
    """Write anew what the search reads of these services, at most a few hundred."""
    for service_id, stands, text in search_texts(session, service_ids):
        if text != stands:
            session.execute(update(ServiceRow).where(ServiceRow.id == service_id).values(search_text=text))
