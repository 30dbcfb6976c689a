"""Finds by the words a person types: a person by reference, a service or a provider by reference or name, a lot by `SCHEME/1`."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, Text, bindparam, func, or_, select

from brokerage.domain.service_move import ProviderNamed
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.people import PersonRow, SupportPlanRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_WORD = bindparam("word", type_=Text())
_DAY = bindparam("day", type_=Date())


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """A person with the usual week and ratio of the plan in force, as `parse_week` and `parse_ratio` read them."""

    person_id: int
    week: str
    ratio: str


_PERSON = (
    select(PersonRow.id, SupportPlanRow.week, SupportPlanRow.ratio)
    .outerjoin(
        SupportPlanRow,
        (SupportPlanRow.person_id == PersonRow.id)
        & (SupportPlanRow.first_day <= _DAY)
        & or_(SupportPlanRow.last_day.is_(None), SupportPlanRow.last_day >= _DAY),
    )
    .where(func.lower(PersonRow.reference) == _WORD)
    .order_by(SupportPlanRow.first_day.desc())
    .limit(1)
)
_SERVICES = (
    select(ServiceRow.id, ServiceRow.name, ServiceRow.council_reference)
    .where(or_(func.lower(ServiceRow.name) == _WORD, func.lower(ServiceRow.council_reference) == _WORD))
    .order_by(ServiceRow.id)
)
_OF_PROVIDER = (ProviderRow.name, ProviderRow.council_reference, ProviderRow.company_number, ProviderRow.regulator_id)
_PROVIDERS = (
    select(ProviderRow.id, ProviderRow.name, ProviderRow.council_reference, ProviderRow.company_number)
    .where(or_(*(func.lower(key) == _WORD for key in _OF_PROVIDER)))
    .order_by(ProviderRow.id)
)
_LOT = (
    select(LotRow.id)
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .where(func.lower(SchemeRow.reference + "/" + LotRow.number) == _WORD)
)


def person_named(reader: Reader, reference: str, day: date) -> PersonNamed | None:
    """Return the person of the reference with their plan on the day, or None."""
    row = reader.execute(_PERSON, {"word": reference.strip().lower(), "day": day}).first()
    return None if row is None else PersonNamed(row[0], row[1] or "", row[2] or "")


def services_named(reader: Reader, words: str) -> tuple[tuple[int, str, str], ...]:
    """Return id, name and reference of each service of this reference or exactly this name, in any case."""
    rows = reader.execute(_SERVICES, {"word": words.strip().lower()})
    return tuple((service_id, name, reference or "") for service_id, name, reference in rows)


def providers_named(reader: Reader, words: str) -> tuple[ProviderNamed, ...]:
    """Return each provider of this name, reference, company or regulator's number, in any case of its letters."""
    found = reader.execute(_PROVIDERS, {"word": " ".join(words.split()).lower()})
    return tuple(
        ProviderNamed(provider_id, name, reference or company or "") for provider_id, name, reference, company in found
    )


def lot_named(reader: Reader, key: str) -> int | None:
    """Return the id of the lot written as `SCHEME/1`, or None."""
    return reader.execute(_LOT, {"word": key.strip().lower()}).scalar()
