"""Saves what services offer through the week: activities with their outcomes, and weekly sessions."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import bindparam, select

from brokerage.domain.import_rows import ActivityEntry, AdmissionEntry, MarketBook, RateEntry, SessionEntry
from brokerage.domain.number_words import count
from brokerage.domain.period import format_day
from brokerage.storage.queries.matching import (
    IDS_AT_ONCE,
    KnownRow,
    activities_of,
    as_key,
    in_parts,
    outcome_ids,
    sessions_of,
)
from brokerage.storage.queries.service_references import services_by_reference
from brokerage.storage.tables.providers import ActivityOutcomeRow, ActivityRow, ActivitySessionRow
from brokerage.storage.writes.imports import ImportSaving, Values, changed_row, merged

ActivityKey = tuple[int, str]


class ServiceFinder:
    """The service a row names by its reference, or a fault that says where to add it."""

    def __init__(self, saving: ImportSaving, book: MarketBook) -> None:
        self._saving = saving
        self._spoiled = book.spoiled
        self.by_reference = services_by_reference(saving.session)

    def __call__(self, entry: ActivityEntry | SessionEntry | AdmissionEntry | RateEntry) -> int | None:
        found = self.by_reference.get(entry.service_reference)
        if found is None and entry.service_reference not in self._spoiled:
            mend = "No service has this reference: add it to the Services sheet, or correct it here."
            self._saving.faults.append(entry.line.fault("Service reference", entry.service_reference, mend))
        return found


def save_activities(saving: ImportSaving, book: MarketBook) -> None:
    """Adds and updates activities; two rows for one activity are a fault."""
    if not book.activities:
        return
    service_of = ServiceFinder(saving, book)
    outcomes = outcome_ids(saving.session)
    known = activities_of(
        saving.session, {service_of.by_reference.get(entry.service_reference, 0) for entry in book.activities}
    )
    seen: dict[ActivityKey, ActivityEntry] = {}
    added: list[Values] = []
    updated: list[Values] = []
    for entry in book.activities:
        service_id = service_of(entry)
        if service_id is None:
            continue
        key = service_id, entry.name.lower()
        first = seen.setdefault(key, entry)
        if first is not entry:
            mend = f"Line {first.line.number} is for the same activity: keep one."
            saving.faults.append(entry.line.fault("Activity name", entry.name, mend))
            continue
        _refuse_unknown_outcomes(saving, entry, outcomes)
        stands = known.get(key)
        if stands is None:
            added.append(_new_activity(service_id, entry))
            continue
        changes = merged(stands.columns, _said(entry))
        if not _days_fit(saving, entry, stands):
            continue
        saving.count("activities", changed=bool(changes), unchanged=not changes)
        if changes:
            saving.record("update", "activities", f"{entry.service_reference} {stands.id}", changes)
            saving.services_touched.add(service_id)
            updated.append(changed_row(stands, changes))
    saving.count("activities", new=len(added))
    saving.services_touched.update(as_key(row["service_id"]) for row in added)
    for activity_id, row in zip(saving.insert(ActivityRow, added, "Saving activities"), added, strict=True):
        saving.record("add", "activities", f"{row['service_id']} {activity_id}")
    saving.update(ActivityRow, updated, "Saving activities")
    _add_outcomes(saving, seen, outcomes)


def _days_fit(saving: ImportSaving, entry: ActivityEntry, stands: KnownRow) -> bool:
    """The first day may be in the file and the last day in the database."""
    known_last_day = stands.columns["last_day"]
    if entry.last_day is not None or not isinstance(known_last_day, date) or entry.first_day <= known_last_day:
        return True
    mend = f"The activity ended on {format_day(known_last_day)}, before this day: give its last day too."
    saving.faults.append(entry.line.fault("First day", entry.first_day.isoformat(), mend))
    return False


def _said(entry: ActivityEntry) -> dict[str, object]:
    return {"name": entry.name, "summary": entry.summary, "first_day": entry.first_day, "last_day": entry.last_day}


def _new_activity(service_id: int, entry: ActivityEntry) -> Values:
    return {**_said(entry), "service_id": service_id, "summary": entry.summary or "", "weekday_mask": 0, "version": 1}


def _refuse_unknown_outcomes(saving: ImportSaving, entry: ActivityEntry, outcomes: Mapping[str, int]) -> None:
    for outcome in entry.outcomes:
        if outcome.lower() not in outcomes:
            mend = f"There is no outcome “{outcome[:40]}”: Settings lists those there are. Correct it, or add it there."
            saving.faults.append(entry.line.fault("Outcomes", "; ".join(entry.outcomes), mend))


def _add_outcomes(
    saving: ImportSaving, entries: Mapping[ActivityKey, ActivityEntry], outcomes: Mapping[str, int]
) -> None:
    activities = activities_of(saving.session, {service_id for service_id, _ in entries})
    named = {
        (activities[key].id, outcomes[outcome.lower()]): None
        for key, entry in entries.items()
        for outcome in entry.outcomes
        if outcome.lower() in outcomes
    }
    table = ActivityOutcomeRow.__table__
    wanted = select(table.c.activity_id, table.c.outcome_id).where(
        table.c.activity_id.in_(bindparam("ids", expanding=True))
    )
    parts = in_parts(sorted({activity_id for activity_id, _ in named}), IDS_AT_ONCE)
    known = {(row[0], row[1]) for part in parts for row in saving.session.execute(wanted, {"ids": part})}
    rows = [
        {"activity_id": activity_id, "outcome_id": outcome_id}
        for activity_id, outcome_id in named
        if (activity_id, outcome_id) not in known
    ]
    saving.insert_unseen(ActivityOutcomeRow, rows, "Saving outcomes")
    if named:
        saving.count("outcomes of activities", new=len(rows), unchanged=len(named) - len(rows))


def save_sessions(saving: ImportSaving, book: MarketBook) -> None:
    """Makes the timetable of each activity that is named what the file says; its weekdays follow.

    A session that moved is written over the one it was; one the file no longer has stays, with a remark, for nothing is ever
    deleted.
    """
    if not book.sessions:
        return
    service_of = ServiceFinder(saving, book)
    activities = activities_of(
        saving.session, {service_of.by_reference.get(one.service_reference, 0) for one in book.sessions}
    )
    by_activity: dict[ActivityKey, list[SessionEntry]] = defaultdict(list)
    for entry in book.sessions:
        service_id = service_of(entry)
        if service_id is None:
            continue
        key = service_id, entry.activity.lower()
        if key in activities:
            _add_unless_overlapping(saving, by_activity[key], entry)
        elif f"{entry.service_reference}\n{entry.activity.lower()}" not in book.spoiled:
            mend = "The service has no activity of this name: add it to the Activities sheet, or correct it here."
            saving.faults.append(entry.line.fault("Activity name", entry.activity, mend))
    _write_timetables(saving, activities, by_activity)


def _add_unless_overlapping(saving: ImportSaving, others: list[SessionEntry], entry: SessionEntry) -> None:
    for other in others:
        if (
            other.weekday == entry.weekday
            and other.start_minute < entry.end_minute
            and entry.start_minute < other.end_minute
        ):
            mend = f"This overlaps with line {other.line.number}: change one of the times, or remove one row."
            saving.faults.append(entry.line.fault("Start", "", mend))
            return
    others.append(entry)


def _write_timetables(
    saving: ImportSaving,
    activities: Mapping[ActivityKey, KnownRow],
    by_activity: Mapping[ActivityKey, list[SessionEntry]],
) -> None:
    known = sessions_of(saving.session, [activities[key].id for key in by_activity])
    added: list[Values] = []
    updated: list[Values] = []
    masks: list[Values] = []
    for key, entries in by_activity.items():
        activity = activities[key]
        new, changed, kept = _paired(activity.id, entries, known.get(activity.id, []))
        saving.count("sessions", new=len(new), changed=len(changed), unchanged=len(entries) - len(new) - len(changed))
        added.extend(new)
        updated.extend(changed)
        if kept:
            kept_on = count(len(kept), "more session")
            mend = f"Known and kept as before: {kept_on} of this activity. End the activity if it is over."
            saving.remarks.append(entries[0].line.fault("Activity name", entries[0].activity, mend))
        mask = _mask([entry.weekday for entry in entries] + [as_key(row.columns["weekday"]) for row in kept])
        if mask != activity.columns["weekday_mask"]:
            masks.append({"id": activity.id, "weekday_mask": mask})
        if new or changed:
            saving.record("update", "activities", f"{entries[0].service_reference} {activity.id}", ("sessions",))
    saving.insert(ActivitySessionRow, added, "Saving sessions")
    saving.update(ActivitySessionRow, updated, "Saving sessions")
    saving.update(ActivityRow, masks, "Saving sessions")


def _paired(
    activity_id: int, entries: list[SessionEntry], known: list[KnownRow]
) -> tuple[list[Values], list[Values], list[KnownRow]]:
    """Sessions to add, known ones to write over, and known ones the file does not have."""
    by_time = {tuple(row.columns[name] for name in ("weekday", "start_minute", "end_minute")): row for row in known}
    changed: list[Values] = []
    moved: list[Values] = []
    for entry in entries:
        said: Values = {
            "activity_id": activity_id,
            "weekday": entry.weekday,
            "start_minute": entry.start_minute,
            "end_minute": entry.end_minute,
            "places": entry.places,
        }
        row = by_time.pop((entry.weekday, entry.start_minute, entry.end_minute), None)
        if row is None:
            moved.append(said)
        elif merged(row.columns, said):
            changed.append({**row.columns, **said})
    left = sorted(by_time.values(), key=lambda row: row.id)
    changed.extend({**row.columns, **said} for row, said in zip(left, moved, strict=False))
    return moved[len(left) :], changed, left[len(moved) :]


def _mask(weekdays: list[int]) -> int:
    return sum(1 << weekday for weekday in set(weekdays))
