"""Which provider and which of its services an application workbook means, among those known.

Told by the council's reference, the company number or the regulator's id; without these by the whole name and the postcode. A name
that is only near to a known one is never taken for it: it is asked about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from brokerage.domain.application_rows import ServiceAsked
from brokerage.domain.import_rows import ProviderEntry, ServiceEntry
from brokerage.domain.near_names import near_names
from brokerage.domain.row_fault import Line, RowFault
from brokerage.storage.queries.applicant_alike import near_providers
from brokerage.storage.queries.matching import KnownRow, Matcher, as_key, known_rows
from brokerage.storage.tables.providers import ProviderRow, ServiceRow

_PROVIDER_TITLES = {
    "council_reference": "Council reference",
    "regulator_id": "Regulator provider id",
    "company_number": "Company number",
}
_SERVICE_TITLES = {"council_reference": "Service reference", "regulator_id": "Regulator location id"}
_IF_ANOTHER = "if it is another, take the file in with --as-new."


@dataclass(frozen=True, slots=True)
class Meant:
    """Who or what is meant: the number of what is known, nothing where it is new, or what is wrong."""

    known_id: int | None = None
    fault: RowFault | None = None


def provider_meant(
    session: Session, entry: ProviderEntry, about: Mapping[str, Line], *, named: int | None, as_new: bool
) -> Meant:
    """Return the provider that applies. `named` is who it is said to be; `as_new` says that nobody of a near name is meant."""
    rows = known_rows(session, ProviderRow)
    matcher = Matcher(rows, tuple(_PROVIDER_TITLES))
    said = {name: getattr(entry, name) for name in (*_PROVIDER_TITLES, "name", "postcode")}
    known = next((row for row in rows if row.id == named), None) or matcher.find(said)
    for column, title in _PROVIDER_TITLES.items():
        wrong = _wrong_reference(column, said[column], known, matcher)
        if wrong:
            return Meant(fault=about[title].fault(title, str(said[column]), wrong))
    if known is not None:
        return Meant(known.id)
    near = () if as_new else tuple(map(_called, near_providers(entry, rows)))
    if near:
        known_already = f"Known already: {'; '.join(near)}."
        mend = f"{known_already} If it is one of these, give its number here or name it with --provider; {_IF_ANOTHER}"
        return Meant(fault=about["Provider name"].fault("Provider name", entry.name, mend))
    return Meant()


def services_meant(
    session: Session, provider_id: int | None, services: Sequence[ServiceAsked], *, as_new: bool
) -> tuple[Meant, ...]:
    """Return, for each service of the file in its order, the one it means among those of the provider."""
    own = () if provider_id is None else known_rows(session, ServiceRow, "provider_id", [provider_id])
    strangers = [
        row
        for column in _SERVICE_TITLES
        for row in known_rows(session, ServiceRow, column, _said_in(services, column))
        if row.columns["provider_id"] != provider_id
    ]
    found: list[Meant] = []
    for service in services:
        meant = _service_meant(service.entry, own, strangers, as_new=as_new)
        doubled = meant.known_id is not None and meant.known_id in {one.known_id for one in found}
        if doubled:
            mend = "Another row of this sheet means the same service: keep one."
            meant = Meant(fault=service.entry.line.fault("Service name", service.entry.name, mend))
        found.append(meant)
    return tuple(found)


def _service_meant(
    entry: ServiceEntry, own: Sequence[KnownRow], strangers: Sequence[KnownRow], *, as_new: bool
) -> Meant:
    for column, title in _SERVICE_TITLES.items():
        value = getattr(entry, column)
        if value is not None and value in {row.columns[column] for row in strangers}:
            mend = "This service is run by another provider. If it changed hands, move it first (“brokerage admission move”)."
            return Meant(fault=entry.line.fault(title, str(value), mend))
    matcher = Matcher(own, tuple(_SERVICE_TITLES), name_alone=True)
    said = {"council_reference": entry.council_reference, "regulator_id": entry.regulator_id, "name": entry.name}
    known = matcher.find({**said, "postcode": "" if entry.place is None else entry.place.postcode})
    for column, title in _SERVICE_TITLES.items():
        wrong = _wrong_reference(column, said[column], known, matcher)
        if wrong:
            return Meant(fault=entry.line.fault(title, str(said[column]), wrong))
    if known is not None:
        return Meant(known.id)
    near = () if as_new else near_names(entry.name, [str(row.columns["name"]) for row in own])
    if near:
        names = " and ".join(f"“{name}”" for name in near)
        mend = f"The provider runs {names} already: if it is the same, write its name so; {_IF_ANOTHER}"
        return Meant(fault=entry.line.fault("Service name", entry.name, mend))
    return Meant()


def _wrong_reference(column: str, value: object, known: KnownRow | None, matcher: Matcher) -> str:
    """What is wrong with a reference that was given; empty where it is absent, fits, or is new to the program."""
    if value is None:
        return ""
    owner = matcher.owner(column, value)
    if owner is not None and known is not None and owner.id != known.id:
        return f"This belongs to “{owner.columns['name']}”, another than the rest says: check each reference."
    if known is not None and known.columns[column] not in (None, value):
        return "It is known by another one: correct this, or have the record corrected first."
    if owner is None and column == "council_reference":
        return "The council knows nobody by this reference: correct it, or leave it empty."
    return ""


def _called(row: KnownRow) -> str:
    return f"“{row.columns['name']}” ({row.columns['council_reference'] or f'number {as_key(row.id)}'})"


def _said_in(services: Sequence[ServiceAsked], column: str) -> list[object]:
    return [value for service in services if (value := getattr(service.entry, column)) is not None]
