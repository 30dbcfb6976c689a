"""Saves admissions and agreed rates from a file. A rate is never edited: it is ended and followed."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from brokerage.domain.import_rows import AdmissionEntry, MarketBook, RateEntry
from brokerage.domain.period import format_day
from brokerage.domain.rate_allowed import LotPricing, not_allowed_in
from brokerage.domain.rate_succession import AgreedRate, GivenRate, RateSuccession, succeed_rates
from brokerage.domain.row_fault import RowFault
from brokerage.storage.queries.lot_pricing import lot_pricings
from brokerage.storage.queries.matching import (
    IDS_AT_ONCE,
    KnownRow,
    RateLineKey,
    activities_of,
    admissions_of,
    in_parts,
    lot_ids,
    rates_of,
)
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.writes.activities import ServiceFinder
from brokerage.storage.writes.imports import ImportSaving, Values, changed_row, merged
from brokerage.storage.writes.rates_told import RatesTeller


class _LotFinder:
    """The lot a row names by scheme and number, or a fault."""

    def __init__(self, saving: ImportSaving) -> None:
        self._saving = saving
        self._lots = lot_ids(saving.session)
        self._schemes = {reference for reference, _ in self._lots}

    def __call__(self, entry: AdmissionEntry | RateEntry) -> int | None:
        found = self._lots.get((entry.scheme_reference.lower(), entry.lot_number.lower()))
        if found is None:
            self._saving.faults.append(self._fault_of(entry))
        return found

    def _fault_of(self, entry: AdmissionEntry | RateEntry) -> RowFault:
        if entry.scheme_reference.lower() in self._schemes:
            return entry.line.fault(
                "Lot number",
                entry.lot_number,
                "The scheme has no lot of this number: correct it, or add the lot first.",
            )
        mend = "No scheme with lots has this reference: correct it, or set the scheme up first."
        return entry.line.fault("Scheme reference", entry.scheme_reference, mend)


def save_admissions(saving: ImportSaving, book: MarketBook) -> None:
    """Adds and updates admissions, known by service, lot and first day; two that share a day are a fault."""
    if not book.admissions:
        return
    service_of, lot_of = ServiceFinder(saving, book), _LotFinder(saving)
    known = admissions_of(
        saving.session, {service_of.by_reference.get(one.service_reference, 0) for one in book.admissions}
    )
    given: dict[tuple[int, int], list[AdmissionEntry]] = defaultdict(list)
    for entry in book.admissions:
        service_id, lot_id = service_of(entry), lot_of(entry)
        if service_id is not None and lot_id is not None:
            given[service_id, lot_id].append(entry)
    added: list[Values] = []
    updated: list[Values] = []
    for (service_id, lot_id), entries in given.items():
        stands = {_day(row.columns["first_day"]): row for row in known.get((service_id, lot_id), ())}
        for entry in _without_overlaps(saving, entries, stands):
            said: Values = {
                "service_id": service_id,
                "lot_id": lot_id,
                "reference": entry.reference,
                "first_day": entry.first_day,
                "last_day": entry.last_day,
                "sealed_on": entry.sealed_on,
            }
            row = stands.get(entry.first_day)
            if row is None:
                added.append({**said, "version": 1})
                saving.record("add", "admissions", entry.reference)
                continue
            changes = merged(row.columns, said)
            saving.count("admissions", changed=bool(changes), unchanged=not changes)
            if changes:
                saving.record("update", "admissions", entry.reference, changes)
                updated.append(changed_row(row, changes))
    saving.count("admissions", new=len(added))
    saving.update(AdmissionRow, updated, "Saving admissions")
    saving.insert(AdmissionRow, added, "Saving admissions")


def _without_overlaps(
    saving: ImportSaving, entries: list[AdmissionEntry], stands: Mapping[date, KnownRow]
) -> list[AdmissionEntry]:
    """The entries whose days meet no other admission of the same service to the same lot."""
    last_days: dict[date, date | None] = {day: _maybe_day(row.columns["last_day"]) for day, row in stands.items()}
    sound: list[AdmissionEntry] = []
    for entry in sorted(entries, key=lambda one: (one.first_day, one.line.number)):
        row = stands.get(entry.first_day)
        last_day = entry.last_day or (_maybe_day(row.columns["last_day"]) if row is not None else None)
        last_days.pop(entry.first_day, None)
        met = [
            first
            for first, last in last_days.items()
            if first <= (last_day or date.max) and entry.first_day <= (last or date.max)
        ]
        doubled = any(one.first_day == entry.first_day for one in sound)
        last_days[entry.first_day] = last_day
        if met or doubled:
            meets = f"one from {format_day(met[0])}" if met else "another row with the same first day"
            mend = f"This admission shares days with {meets}: end the first before the second starts."
            saving.faults.append(entry.line.fault("First day", entry.first_day.isoformat(), mend))
        else:
            sound.append(entry)
    return sound


@dataclass(slots=True)
class _Given:
    """The rows of the file for one rate line, and what stands already."""

    entries: list[RateEntry]
    line_id: int | None
    agreed: list[AgreedRate]


def save_rates(saving: ImportSaving, book: MarketBook, *, tells: bool = False) -> None:
    """Adds rates, ends those they follow, and leaves the rest alone. Raises nothing: what cannot be is a fault.

    A price by a unit or at a ratio that its lot does not allow is a fault, unless it was agreed before. `tells` gathers old
    against new for each row, and a remark on the days that a line changed by the file is left without a rate.
    """
    if not book.rates:
        return
    added: list[tuple[RateLineKey, Values]] = []
    ended: list[Values] = []
    changes: dict[str, Counter[str]] = defaultdict(Counter)
    not_allowed: set[RateLineKey] = set()
    lines, pricing_of = _by_line(saving, book), lot_pricings(saving.session)
    teller = RatesTeller(saving, (key[0] for key in lines)) if tells else None
    for number, (key, given) in enumerate(lines.items()):
        if number % 500 == 0:
            saving.watch.tell("Comparing rates", number, len(lines))
        rates = [GivenRate(one.line.number, one.price, one.first_day, one.last_day) for one in given.entries]
        plan = succeed_rates(given.agreed, rates)
        for refusal in plan.refusals:
            entry = given.entries[refusal.given]
            saving.faults.append(entry.line.fault(refusal.column, _shown(entry, refusal.column), refusal.how_to_mend))
        if not _refuse_not_allowed(saving, given.entries, plan, pricing_of[key[1]]):
            not_allowed.add(key)  # the databases refuse such a line themselves, for a trial too
            continue
        if teller is not None:
            teller.tell(key[:2], given.entries, given.agreed, rates, plan)
        ended.extend({"id": rate_id, "last_day": last_day} for rate_id, last_day in plan.ended)
        added.extend((key, _new_rate(given.entries[place], last_day, saving.note)) for place, last_day in plan.added)
        saving.count("rates", new=len(plan.added), changed=len(plan.ended), unchanged=plan.unchanged)
        for count, noun in ((len(plan.added), "new"), (len(plan.ended), "ended")):
            changes[given.entries[0].service_reference][noun] += count
    for reference, counts in changes.items():
        if counts.total():
            saving.record("agree", "rates", reference, [f"{count} {noun}" for noun, count in counts.items() if count])
    new_lines = {key: given for key, given in lines.items() if given.line_id is None and key not in not_allowed}
    line_ids = _add_lines(saving, new_lines)
    line_ids.update({key: given.line_id for key, given in lines.items() if given.line_id is not None})
    # Those that end go first: the databases refuse two rates on one day even for a moment.
    saving.update(RateRow, ended, "Saving rates")
    saving.insert_unseen(RateRow, [{"rate_line_id": line_ids[key], **rate} for key, rate in added], "Saving rates")


def _refuse_not_allowed(
    saving: ImportSaving, entries: Sequence[RateEntry], plan: RateSuccession, pricing: LotPricing
) -> bool:
    """Whether the lot allows what would be added to one line; a fault for each row where it does not."""
    if not pricing.units and not pricing.ratios:
        return True
    is_allowed = True
    for place, _ in plan.added:
        entry = entries[place]
        for refused in not_allowed_in(pricing, entry.unit, entry.ratio):
            column, value = ("Unit", entry.unit.value) if refused.field == "unit" else ("Ratio", str(entry.ratio))
            saving.faults.append(entry.line.fault(column, value, refused.how_to_mend))
            is_allowed = False
    return is_allowed


def _by_line(saving: ImportSaving, book: MarketBook) -> dict[RateLineKey, _Given]:
    service_of, lot_of = ServiceFinder(saving, book), _LotFinder(saving)
    service_ids = {service_of.by_reference.get(entry.service_reference, 0) for entry in book.rates}
    activities = activities_of(saving.session, service_ids)
    known: dict[RateLineKey, tuple[int, list[AgreedRate]]] = {}
    for number, part in enumerate(in_parts(sorted(service_ids), IDS_AT_ONCE)):
        saving.watch.tell("Reading agreed rates", number * IDS_AT_ONCE, len(service_ids))
        known.update(rates_of(saving.session, part))
    lines: dict[RateLineKey, _Given] = {}
    for number, entry in enumerate(book.rates):
        if number % 1000 == 0:
            saving.watch.tell("Comparing rates", number, len(book.rates))
        service_id, lot_id = service_of(entry), lot_of(entry)
        if service_id is None or lot_id is None:
            continue
        activity = activities.get((service_id, (entry.activity or "").lower()))
        if entry.activity and activity is None:
            if f"{entry.service_reference}\n{entry.activity.lower()}" not in book.spoiled:
                mend = "The service has no activity of this name: add it to the Activities sheet, or correct it here."
                saving.faults.append(entry.line.fault("Activity name", entry.activity, mend))
            continue
        staff, people = (entry.ratio.staff, entry.ratio.people) if entry.ratio else (None, None)
        activity_id = activity.id if activity else None
        key = service_id, lot_id, activity_id, entry.kind, entry.unit, staff, people, entry.band
        line_id, agreed = known.get(key, (None, []))
        lines.setdefault(key, _Given([], line_id, agreed)).entries.append(entry)
    return lines


def _add_lines(saving: ImportSaving, new_lines: Mapping[RateLineKey, _Given]) -> dict[RateLineKey, int | None]:
    columns = ("service_id", "lot_id", "activity_id", "kind", "unit", "ratio_staff", "ratio_people", "band")
    rows = [dict(zip(columns, key, strict=True)) for key in new_lines]
    return dict(zip(new_lines, saving.insert(RateLineRow, rows, "Saving rate cards"), strict=True))


def _new_rate(entry: RateEntry, last_day: date | None, note: str) -> Values:
    return {
        "price": entry.price,
        "first_day": entry.first_day,
        "last_day": last_day,
        "source": entry.source or "",
        "note": entry.note or note,
    }


def _shown(entry: RateEntry, column: str) -> str:
    shown = {"Price": entry.price, "First day": entry.first_day, "Last day": entry.last_day}
    return str(shown[column] or "")


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError("a first day is a date")
    return value


def _maybe_day(value: object) -> date | None:
    return value if isinstance(value, date) else None
