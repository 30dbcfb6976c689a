"""Saves people from a file with their needs, plans, budgets and contributions. The record names references, never people."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select

from brokerage.domain.import_rows import PeopleBook, PersonEntry
from brokerage.domain.person import LegalBasis
from brokerage.storage.queries.matching import (
    IDS_AT_ONCE,
    KnownRow,
    as_key,
    district_codes,
    in_parts,
    known_rows,
    need_ids,
    staff_ids,
    team_ids,
)
from brokerage.storage.tables.people import PersonNeedRow, PersonRow
from brokerage.storage.writes.areas import write_districts
from brokerage.storage.writes.imports import ImportSaving, Values, changed_row, merged
from brokerage.storage.writes.person_parts import save_person_parts
from brokerage.storage.writes.providers import DEMONSTRATION_MARK
from brokerage.storage.writes.references import next_person_references
from brokerage.storage.writes.services import place_that_follows

_NO_TEXT_IF_NEW = ("address", "postcode", "representative")


def save_people(saving: ImportSaving, book: PeopleBook) -> None:
    """Adds and updates people, known by case number, else by NHS number; then what their rows say besides."""
    _add_districts(saving, book)
    known = known_rows(saving.session, PersonRow)
    by_case = {row.columns["case_number"]: row for row in known if row.columns["case_number"]}
    by_nhs = {row.columns["nhs_number"]: row for row in known if row.columns["nhs_number"]}
    said_of = _PersonColumns(saving)
    taken: dict[object, PersonEntry] = {}
    added: list[tuple[PersonEntry, dict[str, object]]] = []
    updated: list[Values] = []
    person_ids: dict[int, PersonEntry] = {}
    for entry in book.people:
        row = by_case.get(entry.case_number) or by_nhs.get(entry.nhs_number)
        if not _is_one_person(saving, entry, row, by_nhs, taken):
            continue
        said = said_of(entry)
        if row is None:
            added.append((entry, _as_new(said)))
            continue
        person_ids[row.id] = entry
        changes = merged(row.columns, said)
        changes.update(place_that_follows(changes, said))
        saving.count("people", changed=bool(changes), unchanged=not changes)
        if changes:
            saving.record("update", "people", row.columns["reference"], changes)
            updated.append(changed_row(row, changes))
    saving.count("people", new=len(added))
    new_ids = _add(saving, added)
    person_ids.update(new_ids)
    saving.update(PersonRow, updated, "Saving people")
    touched = _save_needs(saving, person_ids) | save_person_parts(saving, person_ids)
    touched -= {as_key(row["id"]) for row in updated} | set(new_ids)
    # The person's version counts for the whole record, so that a colleague's half-typed change of it notices.
    saving.update(PersonRow, [changed_row(row, {}) for row in known if row.id in touched], "Saving people")


def _is_one_person(
    saving: ImportSaving,
    entry: PersonEntry,
    row: KnownRow | None,
    by_nhs: Mapping[object, KnownRow],
    taken: dict[object, PersonEntry],
) -> bool:
    claims: list[tuple[str, object]] = [("Case number", ("case", entry.case_number))]
    if entry.nhs_number is not None:
        claims.append(("NHS number", ("nhs", entry.nhs_number)))
    if row is not None:
        claims.append(("Case number", ("id", row.id)))
    for title, claim in claims:
        first = taken.get(claim)
        if first is not None:
            mend = f"Line {first.line.number} is for the same person: keep one."
            saving.faults.append(entry.line.fault(title, "-", mend, personal=True))
            return False
    owner = by_nhs.get(entry.nhs_number)
    if owner is not None and (row is None or owner.id != row.id):
        mend = "Another record has this NHS number: compare both with the case-management system."
        saving.faults.append(entry.line.fault("NHS number", "-", mend, personal=True))
        return False
    taken.update({claim: entry for _, claim in claims})
    return True


class _PersonColumns:
    """What an entry says, as columns; unknown teams and logins are faults."""

    def __init__(self, saving: ImportSaving) -> None:
        self._saving = saving
        self._teams = team_ids(saving.session)
        self._staff = staff_ids(saving.session)

    def __call__(self, entry: PersonEntry) -> dict[str, object]:
        place = entry.place
        return {
            "case_number": entry.case_number,
            "nhs_number": entry.nhs_number,
            "given_name": entry.given_name,
            "family_name": entry.family_name,
            "born_on": entry.born_on,
            "address": entry.address,
            "postcode": place.postcode if place else None,
            "district_code": place.district_code if place else None,
            "easting": place.easting if place else None,
            "northing": place.northing if place else None,
            "legal_basis": entry.legal_basis,
            "representative": entry.representative,
            "team_id": self._found(entry, "Team", entry.team, self._teams),
            "practitioner_id": self._found(entry, "Practitioner", entry.practitioner_login, self._staff),
        }

    def _found(self, entry: PersonEntry, title: str, named: str | None, keys: Mapping[str, int]) -> int | None:
        if named is None:
            return None
        key = keys.get(named.lower())
        if key is None:
            mend = f"Settings lists no {title.lower()} of this name: correct it, or add it there first."
            self._saving.faults.append(entry.line.fault(title, named, mend))
        return key


def _as_new(said: Values) -> dict[str, object]:
    texts = {name: said[name] or "" for name in _NO_TEXT_IF_NEW}
    is_demonstration = str(said["family_name"]).endswith(DEMONSTRATION_MARK)
    basis = said["legal_basis"] or LegalBasis.CARE_ACT
    return {**said, **texts, "legal_basis": basis, "active": True, "is_demonstration": is_demonstration, "version": 1}


def _add(saving: ImportSaving, added: list[tuple[PersonEntry, dict[str, object]]]) -> dict[int, PersonEntry]:
    references = next_person_references(saving.session, len(added))
    rows = [{**row, "reference": reference} for reference, (_, row) in zip(references, added, strict=True)]
    for row in rows:
        saving.record("add", "people", row["reference"])
    keys = saving.insert(PersonRow, rows, "Saving people")
    return {key: entry for key, (entry, _) in zip(keys, added, strict=True)}


def _add_districts(saving: ImportSaving, book: PeopleBook) -> None:
    known = district_codes(saving.session)
    missing = {code: name for code, name in book.district_names.items() if code not in known}
    if missing:
        write_districts(saving.session, missing)


def _save_needs(saving: ImportSaving, people: Mapping[int, PersonEntry]) -> set[int]:
    needs = need_ids(saving.session)
    wanted = select(PersonNeedRow.person_id, PersonNeedRow.need_id).where(
        PersonNeedRow.person_id.in_(bindparam("people", expanding=True))
    )
    parts = in_parts(sorted(people), IDS_AT_ONCE)
    known = {(row[0], row[1]) for part in parts for row in saving.session.execute(wanted, {"people": part})}
    rows: list[Values] = []
    named = 0
    for person_id, entry in people.items():
        for position, need in enumerate(entry.needs):
            need_id = needs.get(need.lower())
            if need_id is None:
                mend = f"There is no need category “{need[:40]}”: Settings lists those there are. Correct it, or add it there."
                saving.faults.append(entry.line.fault("Needs", "; ".join(entry.needs), mend))
                continue
            named += 1
            if (person_id, need_id) not in known:
                known.add((person_id, need_id))
                rows.append({"person_id": person_id, "need_id": need_id, "position": position})
    saving.insert_unseen(PersonNeedRow, rows, "Saving needs")
    saving.count("needs of people", new=len(rows), unchanged=named - len(rows))
    return {as_key(row["person_id"]) for row in rows}
