"""Saves services from a file with their needs and languages."""

from collections import Counter
from collections.abc import Collection
from dataclasses import fields
from datetime import date

from sqlalchemy import bindparam, select

from brokerage.domain.import_rows import MarketBook, ServiceEntry
from brokerage.domain.number_words import count
from brokerage.domain.service import Rating, Registration
from brokerage.storage.queries.matching import (
    IDS_AT_ONCE,
    KnownRow,
    Matcher,
    as_key,
    district_codes,
    ids_by,
    in_parts,
    known_rows,
    need_ids,
)
from brokerage.storage.tables.providers import ProviderRow, ServiceLanguageRow, ServiceNeedRow, ServiceRow
from brokerage.storage.writes.areas import write_districts
from brokerage.storage.writes.imported_moves import move_by_import
from brokerage.storage.writes.imports import ImportSaving, Values, changed_row, merged
from brokerage.storage.writes.providers import Claims

NOUN = "services"
REFERENCES = ("council_reference", "regulator_id")
_TITLES = {"council_reference": "Service reference", "regulator_id": "Regulator location id"}
_APART = ("line", "provider_reference", "provider_regulator_id", "place", "needs", "languages")
_IF_NEW: Values = {
    "kind": "",
    "summary": "",
    "address": "",
    "postcode": "",
    "rating": Rating.NOT_RATED,
    "registration": Registration.NOT_NEEDED,
    "weekday_mask": 127,
    "has_transport": False,
    "wheelchair_access": False,
    "phone": "",
    "email": "",
    "places_said_by": "",
    "search_text": "",
    "version": 1,
}
_COUNCILS_OWN = (
    "provider_id",
    "name",
    "kind",
    "address",
    "postcode",
    "district_code",
    "easting",
    "northing",
    "phone",
    "capacity",
)
"""What the regulator never overrides on a service the council knows by its own reference."""


def save_services(saving: ImportSaving, book: MarketBook) -> None:
    """Adds and updates services. A service without a provider, or with another's reference, is a fault."""
    _add_districts(saving, book)
    matcher = Matcher(known_rows(saving.session, ServiceRow), REFERENCES)
    claims = Claims(saving, _TITLES)
    provider_of = _ProviderFinder(saving, book)
    added: list[Values] = []
    updated: list[Values] = []
    entries: list[ServiceEntry] = []
    for entry in book.services:
        provider_id = provider_of(entry)
        if provider_id is None:
            book.spoiled.add(entry.council_reference or "")
            continue
        said = {**_said(entry), "provider_id": provider_id}
        known = matcher.find(said)
        if not claims.are_free(entry.line, said, matcher, known) or not _ages_fit(saving, entry, known):
            book.spoiled.add(entry.council_reference or "")
            continue
        entries.append(entry)
        if known is None:
            unsaid = dict.fromkeys(one.name for one in fields(entry) if one.name not in _APART)
            added.append({**unsaid, **_place_columns(None), **_with_defaults(said)})
            continue
        changes = _changes(book, said, known)
        moves_to = changes.get("provider_id")
        if moves_to is not None and not move_by_import(saving, entry.line, known.id, as_key(moves_to), _named(entry)):
            book.spoiled.add(entry.council_reference or "")
            continue
        saving.count(NOUN, changed=bool(changes), unchanged=not changes)
        saving.services_named.add(known.id)
        if changes:
            saving.record("update", NOUN, _key(known.columns), changes)
            saving.services_touched.add(known.id)
            updated.append(changed_row(known, changes))
    for row in added:
        saving.record("add", NOUN, _key(row))
    saving.count(NOUN, new=len(added))
    new_ids = saving.insert(ServiceRow, added, "Saving services")
    saving.services_touched.update(new_ids)
    saving.services_named.update(new_ids)
    saving.update(ServiceRow, updated, "Saving services")
    _add_needs_and_languages(saving, book, entries)


def _changes(book: MarketBook, said: dict[str, object], known: KnownRow) -> dict[str, object]:
    """What the file changes of the service: neither an old rating nor old news of places, and not the council's own words."""
    for days, told in (("rated_on", "rating"), ("places_said_on", "places_free")):
        if _is_older(said, known, days):
            said.update({days: None, told: None})
    is_councils_own = book.from_regulator and known.columns["council_reference"] is not None
    changes = merged(known.columns, said, only_gaps_in=_COUNCILS_OWN if is_councils_own else ())
    changes.update(place_that_follows(changes, said))
    if "places_said_on" in changes and known.columns["places_said_by"]:
        # The file does not say who said it; whoever told the news before did not tell this.
        changes["places_said_by"] = ""
    return changes


class _ProviderFinder:
    """The provider each service names, or a fault."""

    def __init__(self, saving: ImportSaving, book: MarketBook) -> None:
        self._saving = saving
        self._spoiled = book.spoiled
        self._by_reference = ids_by(saving.session, ProviderRow, "council_reference")
        self._by_regulator_id = ids_by(saving.session, ProviderRow, "regulator_id")

    def __call__(self, entry: ServiceEntry) -> int | None:
        if entry.provider_reference is None:
            return self._by_regulator_id.get(entry.provider_regulator_id or "")
        found = self._by_reference.get(entry.provider_reference)
        if found is None and entry.provider_reference not in self._spoiled:
            mend = "No provider has this reference: add it to the Providers sheet, or correct it here."
            self._saving.faults.append(entry.line.fault("Provider reference", entry.provider_reference, mend))
        return found


def _said(entry: ServiceEntry) -> dict[str, object]:
    said = {one.name: getattr(entry, one.name) for one in fields(entry) if one.name not in _APART}
    return {**said, **_place_columns(entry)}


def _place_columns(entry: ServiceEntry | None) -> dict[str, object]:
    place = None if entry is None else entry.place
    if place is None:
        return dict.fromkeys(("postcode", "district_code", "easting", "northing"))
    return {
        "postcode": place.postcode,
        "district_code": place.district_code,
        "easting": place.easting,
        "northing": place.northing,
    }


def place_that_follows(changes: Values, said: Values) -> Values:
    """A new postcode takes its place along, even an unknown one: the old district and distance would be wrong."""
    names = ("district_code", "easting", "northing")
    return {name: said[name] for name in names} if "postcode" in changes else {}


def _with_defaults(said: Values) -> dict[str, object]:
    return {**said, **{name: default for name, default in _IF_NEW.items() if said.get(name) is None}}


def _ages_fit(saving: ImportSaving, entry: ServiceEntry, known: KnownRow | None) -> bool:
    """One age may be in the file and the other in the database."""
    stands: Values = {} if known is None else known.columns
    youngest = entry.min_age if entry.min_age is not None else stands.get("min_age")
    oldest = entry.max_age if entry.max_age is not None else stands.get("max_age")
    if not isinstance(youngest, int) or not isinstance(oldest, int) or youngest <= oldest:
        return True
    mend = f"The ages would be from {youngest} to {oldest}: give both, the lower one first."
    saving.faults.append(entry.line.fault("Youngest age", str(youngest), mend))
    return False


def _is_older(said: Values, known: KnownRow, column: str) -> bool:
    """An old file does not undo what a newer one, or a colleague, said on a later day."""
    given, stands = said[column], known.columns[column]
    return isinstance(given, date) and isinstance(stands, date) and given < stands


def _named(entry: ServiceEntry) -> str:
    return entry.provider_reference or entry.provider_regulator_id or ""


def _key(columns: Values) -> object:
    return columns.get("council_reference") or columns.get("regulator_id") or columns.get("id", "")


def _add_districts(saving: ImportSaving, book: MarketBook) -> None:
    known = district_codes(saving.session)
    missing = {code: name for code, name in book.district_names.items() if code not in known}
    if missing:
        write_districts(saving.session, missing)


def _add_needs_and_languages(saving: ImportSaving, book: MarketBook, entries: list[ServiceEntry]) -> None:
    """What a file leaves out stays: a need is never taken from a service by silence."""
    service_of = _ServiceIds(saving)
    needs = need_ids(saving.session)
    has_need = _pairs(saving, ServiceNeedRow, "need_id", service_of)
    speaks = _pairs(saving, ServiceLanguageRow, "language", service_of)
    new_needs: dict[tuple[int, object], None] = {}
    new_languages: dict[tuple[int, object], None] = {}
    unknown: Counter[str] = Counter()
    for entry in entries:
        service_id = service_of(entry)
        for need in entry.needs:
            need_id = needs.get(need.lower())
            if need_id is not None:
                new_needs[service_id, need_id] = None
            elif book.from_regulator:
                unknown[need] += 1
            else:
                mend = f"There is no need category “{need[:40]}”: Settings lists those there are. Correct it, or add it there."
                saving.faults.append(entry.line.fault("Needs", "; ".join(entry.needs), mend))
        new_languages.update(dict.fromkeys((service_id, language) for language in entry.languages))
    if unknown:
        named = ", ".join(f"{need} ({count(number, 'service')})" for need, number in sorted(unknown.items()))
        saving.notes.append(
            f"Needs that the files name and no need category is called: {named}. Add in Settings those you want, then import the "
            "files again."
        )
    added_needs = [pair for pair in new_needs if pair not in has_need]
    added_languages = [pair for pair in new_languages if pair not in speaks]
    saving.insert_unseen(ServiceNeedRow, [{"service_id": s, "need_id": n} for s, n in added_needs], "Saving needs")
    saving.insert_unseen(
        ServiceLanguageRow, [{"service_id": s, "language": x} for s, x in added_languages], "Saving languages"
    )
    if new_needs:
        saving.count("needs of services", new=len(added_needs), unchanged=len(new_needs) - len(added_needs))
    if new_languages:
        saving.count(
            "languages of services", new=len(added_languages), unchanged=len(new_languages) - len(added_languages)
        )


class _ServiceIds:
    """The key of the service an entry named, after it was saved."""

    def __init__(self, saving: ImportSaving) -> None:
        self.named: Collection[int] = saving.services_named
        self._by_reference = ids_by(saving.session, ServiceRow, "council_reference")
        self._by_regulator_id = ids_by(saving.session, ServiceRow, "regulator_id")

    def __call__(self, entry: ServiceEntry) -> int:
        if entry.council_reference is not None:
            return self._by_reference[entry.council_reference]
        return self._by_regulator_id[entry.regulator_id or ""]


def _pairs(
    saving: ImportSaving, row_type: type[ServiceNeedRow | ServiceLanguageRow], column: str, service_of: _ServiceIds
) -> frozenset[tuple[int, object]]:
    table = row_type.__table__
    wanted = select(table.c.service_id, table.c[column]).where(
        table.c.service_id.in_(bindparam("services", expanding=True))
    )
    connection = saving.session.connection()
    parts = in_parts(sorted(service_of.named), IDS_AT_ONCE)
    return frozenset((row[0], row[1]) for part in parts for row in connection.execute(wanted, {"services": part}))
