"""What the database knows already, as an import needs it to tell known from new. Read inside the import's transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.rate_succession import AgreedRate
from brokerage.domain.unit import Unit
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.areas import DistrictRow
from brokerage.storage.tables.base import Base
from brokerage.storage.tables.council import StaffRow, TeamRow
from brokerage.storage.tables.providers import ActivityRow, ActivitySessionRow, ProviderRow, ServiceRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.tables.schemes import LotRow, NeedCategoryRow, OutcomeRow, SchemeRow

ItemT = TypeVar("ItemT")
IDS_AT_ONCE = 500
"""SQLite takes 32,766 bound values in a statement; short lists also keep the plan the same."""

RateLineKey = tuple[int, int, int | None, FeeKind, Unit, int | None, int | None, str]
"""Service, lot, activity, kind, unit, staff and people of the ratio, band."""


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row of the database: its key and its columns by name."""

    id: int
    columns: Mapping[str, object]


class Matcher:
    """Finds the row that a file's row means: by one of its unique references, else by name and postcode.

    A row whose own references say otherwise is never taken for another of the same name.
    """

    def __init__(self, rows: Iterable[KnownRow], references: Sequence[str], *, name_alone: bool = False) -> None:
        self._references = references
        self._name_alone = name_alone
        self._by_reference: dict[tuple[str, object], KnownRow] = {}
        self._by_name: dict[tuple[str, str], list[KnownRow]] = defaultdict(list)
        for row in rows:
            for reference in references:
                if row.columns[reference] is not None:
                    self._by_reference[reference, row.columns[reference]] = row
            name = str(row.columns["name"]).casefold()
            self._by_name[name, str(row.columns["postcode"])].append(row)
            if name_alone and row.columns["postcode"]:
                self._by_name[name, ""].append(row)

    def find(self, said: Mapping[str, object]) -> KnownRow | None:
        """The row meant, or None when it is new."""
        for reference in self._references:
            known = self.owner(reference, said.get(reference))
            if known is not None:
                return known
        name, postcode = str(said["name"]).casefold(), str(said.get("postcode") or "")
        if not postcode and not self._name_alone:
            return None
        fitting = [row for row in self._by_name.get((name, postcode), ()) if not self._says_otherwise(row, said)]
        return fitting[0] if len(fitting) == 1 else None

    def owner(self, reference: str, value: object) -> KnownRow | None:
        """The row that has this reference, or None."""
        return None if value is None else self._by_reference.get((reference, value))

    def _says_otherwise(self, row: KnownRow, said: Mapping[str, object]) -> bool:
        pairs = ((row.columns[reference], said.get(reference)) for reference in self._references)
        return any(known is not None and given is not None and known != given for known, given in pairs)


def in_parts(items: Iterable[ItemT], size: int) -> Iterator[list[ItemT]]:
    """The items in lists of at most this size."""
    waiting = iter(items)
    while part := list(islice(waiting, size)):
        yield part


def known_rows(
    session: Session, row_type: type[Base], column: str = "", values: Collection[object] = ()
) -> tuple[KnownRow, ...]:
    """All rows of a table, or those whose column has one of the values."""
    table = row_type.__table__
    everything = select(table)
    if not column:
        return _known(session, everything, {})
    wanted = everything.where(table.c[column].in_(bindparam("wanted", expanding=True)))
    parts = in_parts(sorted(values, key=str), IDS_AT_ONCE)
    return tuple(row for part in parts for row in _known(session, wanted, {"wanted": part}))


def _known(
    session: Session, statement: Select[tuple[object, ...]], values: Mapping[str, object]
) -> tuple[KnownRow, ...]:
    return tuple(KnownRow(row["id"], dict(row)) for row in session.connection().execute(statement, values).mappings())


def ids_by(session: Session, row_type: type[ProviderRow | ServiceRow], column: str) -> dict[str, int]:
    """Keys by one of the unique references."""
    table = row_type.__table__
    rows = session.connection().execute(select(table.c[column], table.c.id).where(table.c[column].is_not(None)))
    return {row[0]: row[1] for row in rows}


def lot_ids(session: Session) -> dict[tuple[str, str], int]:
    """Lots by their scheme's reference and their number, in lower case."""
    rows = session.execute(
        select(SchemeRow.reference, LotRow.number, LotRow.id).join(LotRow, LotRow.scheme_id == SchemeRow.id)
    )
    return {(reference.lower(), number.lower()): key for reference, number, key in rows}


def need_ids(session: Session) -> dict[str, int]:
    """Need categories by their code and by their title, in lower case."""
    return _by_code_and_title(session.execute(select(NeedCategoryRow.code, NeedCategoryRow.title, NeedCategoryRow.id)))


def outcome_ids(session: Session) -> dict[str, int]:
    """Outcomes by their code and by their title, in lower case."""
    return _by_code_and_title(session.execute(select(OutcomeRow.code, OutcomeRow.title, OutcomeRow.id)))


def _by_code_and_title(rows: Iterable[Sequence[object]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for code, title, key in rows:
        found[str(code).lower()] = found[str(title).lower()] = as_key(key)
    return found


def team_ids(session: Session) -> dict[str, int]:
    """Teams by name, in lower case."""
    return {name.lower(): key for name, key in session.execute(select(TeamRow.name, TeamRow.id))}


def staff_ids(session: Session) -> dict[str, int]:
    """Staff by login, in lower case."""
    return {login.lower(): key for login, key in session.execute(select(StaffRow.login, StaffRow.id))}


def district_codes(session: Session) -> frozenset[str]:
    """The districts the database knows."""
    return frozenset(session.scalars(select(DistrictRow.code)))


def activities_of(session: Session, service_ids: Collection[int]) -> dict[tuple[int, str], KnownRow]:
    """The services' activities by service and name in lower case."""
    rows = known_rows(session, ActivityRow, "service_id", service_ids)
    return {(as_key(row.columns["service_id"]), str(row.columns["name"]).lower()): row for row in rows}


def sessions_of(session: Session, activity_ids: Collection[int]) -> dict[int, list[KnownRow]]:
    """The activities' weekly sessions."""
    found: dict[int, list[KnownRow]] = defaultdict(list)
    for row in known_rows(session, ActivitySessionRow, "activity_id", activity_ids):
        found[as_key(row.columns["activity_id"])].append(row)
    return found


def admissions_of(session: Session, service_ids: Collection[int]) -> dict[tuple[int, int], list[KnownRow]]:
    """The services' admissions by service and lot."""
    found: dict[tuple[int, int], list[KnownRow]] = defaultdict(list)
    for row in known_rows(session, AdmissionRow, "service_id", service_ids):
        found[as_key(row.columns["service_id"]), as_key(row.columns["lot_id"])].append(row)
    return found


_RATES_OF = (
    select(
        RateLineRow.id,
        RateLineRow.service_id,
        RateLineRow.lot_id,
        RateLineRow.activity_id,
        RateLineRow.kind,
        RateLineRow.unit,
        RateLineRow.ratio_staff,
        RateLineRow.ratio_people,
        RateLineRow.band,
        RateRow.id,
        RateRow.price,
        RateRow.first_day,
        RateRow.last_day,
    )
    .outerjoin(RateRow, RateRow.rate_line_id == RateLineRow.id)
    .where(RateLineRow.service_id.in_(bindparam("services", expanding=True)))
)


def rates_of(session: Session, service_ids: Collection[int]) -> dict[RateLineKey, tuple[int, list[AgreedRate]]]:
    """The services' rate lines with their keys and all their rates, past, present and to come; at most `IDS_AT_ONCE` services."""
    found: dict[RateLineKey, tuple[int, list[AgreedRate]]] = {}
    for row in session.connection().execute(_RATES_OF, {"services": list(service_ids)}):
        line_id, key, (rate_id, price, first_day, last_day) = row[0], tuple(row[1:9]), row[9:13]
        _, rates = found.setdefault(key, (line_id, []))
        if rate_id is not None:
            rates.append(AgreedRate(rate_id, price, first_day, last_day))
    return found


_NAMES = select(ServiceRow.id, ServiceRow.name).where(ServiceRow.id.in_(bindparam("services", expanding=True)))
_NOT_ADMITTED = (
    select(ServiceRow.name)
    .where(ServiceRow.id.in_(bindparam("services", expanding=True)))
    .where(~select(AdmissionRow.id).where(AdmissionRow.service_id == ServiceRow.id).exists())
    .order_by(ServiceRow.name)
)


def names_not_admitted(session: Session, service_ids: Collection[int]) -> tuple[str, ...]:
    """The names of those of the services that have never been admitted to any lot, in order."""
    parts = in_parts(sorted(service_ids), IDS_AT_ONCE)
    return tuple(sorted(name for part in parts for name in session.scalars(_NOT_ADMITTED, {"services": part})))


def service_names(session: Session, service_ids: Collection[int]) -> dict[int, str]:
    """The names of the services, at most `IDS_AT_ONCE` of them."""
    rows = session.connection().execute(_NAMES, {"services": list(service_ids)})
    return dict(rows.tuples().all())


def services_of_providers(session: Session, provider_ids: Collection[int]) -> frozenset[int]:
    """The services these providers run."""
    wanted = select(ServiceRow.id).where(ServiceRow.provider_id.in_(bindparam("providers", expanding=True)))
    parts = in_parts(sorted(provider_ids), IDS_AT_ONCE)
    return frozenset(key for part in parts for key in session.scalars(wanted, {"providers": part}))


def as_key(value: object) -> int:
    """The column's value as the key it is. Raises: TypeError when it is none, which is a bug."""
    if not isinstance(value, int):
        raise TypeError("a key is a whole number")
    return value
