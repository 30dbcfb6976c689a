"""Which providers and services known already somebody who is typed in by hand may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy.orm import Session

from brokerage.domain.import_rows import ProviderEntry, ServiceEntry
from brokerage.domain.near_names import near_names
from brokerage.storage.queries.matching import KnownRow, Matcher, known_rows
from brokerage.storage.tables.providers import ProviderRow, ServiceRow

_PROVIDER_REFERENCES = ("regulator_id", "company_number")
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """Those known, as a person would look for them. `is_sure`: the same by a reference, or by name and place; else near in name."""

    is_sure: bool
    names: tuple[str, ...]


def providers_alike(session: Session, entry: ProviderEntry) -> Alike:
    """Return the providers that this one may be."""
    rows = known_rows(session, ProviderRow)
    said = {name: getattr(entry, name) for name in (*_PROVIDER_REFERENCES, "name", "postcode")}
    same = Matcher(rows, _PROVIDER_REFERENCES).find(said)
    if same is not None:
        return Alike(is_sure=True, names=(_called(same),))
    return Alike(is_sure=False, names=tuple(_called(row) for row in near_providers(entry, rows)))


def near_providers(entry: ProviderEntry, rows: Sequence[KnownRow]) -> tuple[KnownRow, ...]:
    """Return at most three of these providers that have a name near to this one's, or its charity number."""
    near, charity = set(near_names(entry.name, [str(row.columns["name"]) for row in rows])), entry.charity_number
    alike = (
        row
        for row in rows
        if row.columns["name"] in near or (charity is not None and row.columns["charity_number"] == charity)
    )
    return tuple(islice(alike, _MOST_NAMED))


def services_alike(session: Session, provider_id: int, entry: ServiceEntry) -> Alike:
    """Return the services, of this provider or under the same regulator's id, that this one may be."""
    if entry.regulator_id is not None:
        registered = known_rows(session, ServiceRow, "regulator_id", [entry.regulator_id])
        if registered:
            return Alike(is_sure=True, names=tuple(f"“{row.columns['name']}”" for row in registered))
    own = known_rows(session, ServiceRow, "provider_id", [provider_id])
    near = near_names(entry.name, [str(row.columns["name"]) for row in own])
    is_same = any(name.casefold() == entry.name.casefold() for name in near)
    return Alike(is_same, tuple(f"“{name}”" for name in near))


def _called(row: KnownRow) -> str:
    reference = row.columns["council_reference"] or row.columns["company_number"]
    return f"“{row.columns['name']}”" + (f" ({reference})" if reference else "")
