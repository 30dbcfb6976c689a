"""Saves providers from a file: known ones are brought up to date, others are added."""

from dataclasses import fields

from brokerage.domain.import_rows import MarketBook, ProviderEntry
from brokerage.domain.row_fault import Line
from brokerage.storage.queries.matching import KnownRow, Matcher, as_key, known_rows, services_of_providers
from brokerage.storage.tables.providers import ProviderRow
from brokerage.storage.writes.imports import ImportSaving, Values, changed_row, merged

NOUN = "providers"
REFERENCES = ("council_reference", "regulator_id", "company_number")
_TITLES = {
    "council_reference": "Provider reference",
    "regulator_id": "Regulator provider id",
    "company_number": "Company number",
}
_TEXTS = ("address", "postcode", "phone", "email")
DEMONSTRATION_MARK = "(demo)"


def save_providers(saving: ImportSaving, book: MarketBook) -> None:
    """Adds and updates providers. A row that claims another provider's number is a fault."""
    name_alone = book.from_regulator
    matcher = Matcher(known_rows(saving.session, ProviderRow), REFERENCES, name_alone=name_alone)
    claims = Claims(saving, _TITLES)
    added: list[Values] = []
    updated: list[Values] = []
    for entry in book.providers:
        said = _said(entry)
        known = matcher.find(said)
        if not claims.are_free(entry.line, said, matcher, known):
            book.spoiled.add(entry.council_reference or "")
            continue
        if known is None:
            added.append({**dict.fromkeys(REFERENCES), "charity_number": None, **_as_new(said)})
            continue
        changes = merged(known.columns, said, only_gaps_in=_only_gaps(entry, known, book))
        if changes:
            saving.record("update", NOUN, _key(said, known), changes)
            updated.append(changed_row(known, changes))
        saving.count(NOUN, changed=bool(changes), unchanged=not changes)
    saving.count(NOUN, new=len(added))
    for row in added:
        saving.record("add", NOUN, _key(row, None))
    saving.insert(ProviderRow, added, "Saving providers")
    saving.update(ProviderRow, updated, "Saving providers")
    saving.services_touched |= services_of_providers(saving.session, [as_key(row["id"]) for row in updated])


class Claims:
    """Watches over unique references: no two rows of a file, and no row and another known thing, may have the same."""

    def __init__(self, saving: ImportSaving, titles: dict[str, str]) -> None:
        self._saving = saving
        self._titles = titles
        self._claimed: dict[tuple[str, object], Line] = {}

    def are_free(self, line: Line, said: Values, matcher: Matcher, known: KnownRow | None) -> bool:
        """True when the row may have all its references; otherwise a fault was added for the first it may not."""
        wanted: list[tuple[str, object]] = [(name, said[name]) for name in self._titles if said.get(name) is not None]
        if known is not None:
            wanted.append(("id", known.id))
        for name, value in wanted:
            title = self._titles.get(name, next(iter(self._titles.values())))
            shown = str(value) if name in self._titles else ""
            first = self._claimed.get((name, value))
            if first is not None:
                self._fault(
                    line,
                    title,
                    shown,
                    f"Line {first.number} of {first.sheet or first.file} is for the same one: keep one.",
                )
                return False
            owner = matcher.owner(name, value)
            if owner is not None and (known is None or owner.id != known.id):
                self._fault(
                    line, title, shown, f"This belongs to “{owner.columns['name']}” already: check both references."
                )
                return False
        self._claimed.update(dict.fromkeys(wanted, line))
        return True

    def _fault(self, line: Line, title: str, shown: str, how_to_mend: str) -> None:
        self._saving.faults.append(line.fault(title, shown, how_to_mend))


def _said(entry: ProviderEntry) -> dict[str, object]:
    left_out = ("line", "name_is_certain")
    return {one.name: getattr(entry, one.name) for one in fields(entry) if one.name not in left_out}


def _as_new(said: Values) -> dict[str, object]:
    texts = {name: said.get(name) or "" for name in _TEXTS}
    return {**said, **texts, "is_demonstration": str(said["name"]).endswith(DEMONSTRATION_MARK), "version": 1}


def _only_gaps(entry: ProviderEntry, known: KnownRow, book: MarketBook) -> tuple[str, ...]:
    if book.from_regulator and known.columns["council_reference"] is not None:
        return ("name", *_TEXTS)
    return () if entry.name_is_certain else ("name",)


def _key(said: Values, known: KnownRow | None) -> object:
    stands = known.columns if known is not None else said
    return stands.get("council_reference") or stands.get("regulator_id") or (known.id if known else "")
