"""Who applies with a workbook: the provider, its services and their activities, found among those known, else added."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from brokerage.domain.application_rows import ApplicationBook, ServiceAsked, SessionTold
from brokerage.domain.blank_application import say_unknown_need
from brokerage.domain.number_words import count
from brokerage.domain.row_fault import RowFault
from brokerage.services.districts_added import add_districts
from brokerage.storage.queries.applicants import Meant, provider_meant, services_meant
from brokerage.storage.queries.matching import (
    KnownRow,
    activities_of,
    admissions_of,
    as_key,
    need_ids,
    sessions_of,
)
from brokerage.storage.unit_of_work import UnitOfWork
from brokerage.storage.writes.applicants import (
    add_activity,
    add_provider,
    add_service,
    refresh_search_texts_of,
    write_sessions,
)

_Times = tuple[int, int, int, int | None]


@dataclass(frozen=True, slots=True)
class Applicant:
    """The provider, its services by their names in lower case, and their activities by service and name in lower case.

    `added` counts what was not known before, noun by noun; `changed` are the activities whose timetable was corrected.
    """

    provider_id: int
    services: Mapping[str, int]
    activities: Mapping[tuple[int, str], int]
    added: Mapping[str, int]
    changed: int
    remarks: tuple[RowFault, ...]


def find_or_add_applicant(
    work: UnitOfWork,
    book: ApplicationBook,
    received_on: date,
    faults: list[RowFault],
    *,
    named: int | None,
    as_new: bool,
) -> Applicant | None:
    """Return who applies, added as far as not known; None with its faults where it cannot be told who or what is meant.

    What is known already stays as it is: an application changes no record. A service added with an earlier workbook, and never
    admitted since, has its timetable corrected.
    """
    if book.provider is None:
        return None
    meant = provider_meant(work.session, book.provider, book.about, named=named, as_new=as_new)
    of_services = services_meant(work.session, meant.known_id, book.services, as_new=as_new)
    needs = _needs_meant(work, book.services, of_services, faults)
    faults.extend(one.fault for one in (meant, *of_services) if one.fault is not None)
    if faults:
        return None
    provider_id = meant.known_id or add_provider(work, book.provider)
    add_districts(work, (asked.entry for asked in book.services))
    services = {
        asked.entry.name.casefold(): one.known_id
        or add_service(work, provider_id, asked.entry, needs[asked.entry.name])
        for asked, one in zip(book.services, of_services, strict=True)
    }
    timetable = _Timetable(work, services, received_on)
    activities = timetable.save(book.sessions)
    refresh_search_texts_of(work.session, sorted(services.values()))
    added = {
        "providers": int(meant.known_id is None),
        "services": sum(one.known_id is None for one in of_services),
        "activities": timetable.added,
    }
    return Applicant(provider_id, services, activities, added, timetable.changed, tuple(timetable.remarks))


def _needs_meant(
    work: UnitOfWork, services: Sequence[ServiceAsked], of_services: Sequence[Meant], faults: list[RowFault]
) -> dict[str, list[int]]:
    known = need_ids(work.session)
    found: dict[str, list[int]] = defaultdict(list)
    for asked, meant in zip(services, of_services, strict=True):
        for need in asked.entry.needs:
            if need.lower() in known:
                found[asked.entry.name].append(known[need.lower()])
            elif meant.known_id is None:
                faults.append(asked.entry.line.fault("Needs", "; ".join(asked.entry.needs), say_unknown_need(need)))
    return found


class _Timetable:
    """The activities of the services while they are saved; `added` and `changed` count them."""

    def __init__(self, work: UnitOfWork, services: Mapping[str, int], first_day: date) -> None:
        self._work, self._services, self._first_day = work, services, first_day
        self.added = self.changed = 0
        self.remarks: list[RowFault] = []

    def save(self, sessions: Sequence[SessionTold]) -> dict[tuple[int, str], int]:
        """Return all activities of the services, those of the sessions added or corrected."""
        service_ids = set(self._services.values())
        known = activities_of(self._work.session, service_ids)
        keys = {key: row.id for key, row in known.items()}
        stands = sessions_of(self._work.session, list(keys.values()))
        admitted = {service_id for service_id, _ in admissions_of(self._work.session, service_ids)}
        told: dict[tuple[int, str], list[SessionTold]] = defaultdict(list)
        for session in sessions:
            told[self._services[session.service.casefold()], session.activity.lower()].append(session)
        for (service_id, name), of_activity in told.items():
            key = service_id, name
            if key not in keys:
                keys[key] = add_activity(self._work, service_id, of_activity, self._first_day)
                self.added += 1
            elif {_times(row) for row in stands.get(keys[key], ())} != {_told(one) for one in of_activity}:
                self._correct(keys[key], of_activity, is_admitted=service_id in admitted)
        return keys

    def _correct(self, activity_id: int, sessions: Sequence[SessionTold], *, is_admitted: bool) -> None:
        if is_admitted:
            mend = "This activity of an admitted service is known with another timetable, which stays: change it apart."
            self.remarks.append(sessions[0].line.fault("Activity name", sessions[0].activity, mend))
            return
        kept = write_sessions(self._work.session, activity_id, sessions)
        if kept:
            mend = f"Known and kept as before: {count(kept, 'more session')} of this activity. End the activity if it is over."
            self.remarks.append(sessions[0].line.fault("Activity name", sessions[0].activity, mend))
        self._work.record("update", "activities", str(activity_id), {"changed": "sessions"})
        self.changed += 1


def _times(row: KnownRow) -> _Times:
    places = row.columns["places"]
    first, start, end = (as_key(row.columns[name]) for name in ("weekday", "start_minute", "end_minute"))
    return first, start, end, None if places is None else as_key(places)


def _told(one: SessionTold) -> _Times:
    return one.weekday, one.start_minute, one.end_minute, one.places
