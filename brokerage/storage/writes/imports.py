"""What all imports share: counting, gathering faults, writing many rows at once, and putting it all on record."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Table, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from brokerage import __version__
from brokerage.domain.errors import Conflict
from brokerage.domain.import_report import ImportWatch, NounCount
from brokerage.domain.import_rows import RateMoved
from brokerage.domain.row_fault import RowFault
from brokerage.storage.queries.matching import KnownRow, in_parts
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.base import Base
from brokerage.storage.unit_of_work import UnitOfWork
from brokerage.storage.writes.many_rows import insert_rows, insert_rows_for_keys, update_rows

ROWS_AT_ONCE = 1_000
_IMPORT_LOCK = 7_305_191
Values = Mapping[str, object]


@dataclass(slots=True)
class _Count:
    new: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class ImportSaving:
    """One import while it is saved: the open transaction, what was counted, what is wrong, which services were touched.

    `note` is kept with each new rate whose row has none of its own.
    """

    work: UnitOfWork
    watch: ImportWatch
    faults: list[RowFault] = field(default_factory=list)
    remarks: list[RowFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    services_named: set[int] = field(default_factory=set)
    services_touched: set[int] = field(default_factory=set)
    rates_moved: list[RateMoved] = field(default_factory=list)
    note: str = ""
    _counts: dict[str, _Count] = field(default_factory=dict)
    _on_record: list[Values] = field(default_factory=list)

    @property
    def session(self) -> Session:
        """The open transaction."""
        return self.work.session

    def counts(self) -> tuple[NounCount, ...]:
        """What was counted, noun by noun, in the order they were saved."""
        return tuple(NounCount(noun, one.new, one.changed, one.unchanged) for noun, one in self._counts.items())

    def count(self, noun: str, *, new: int = 0, changed: int = 0, unchanged: int = 0) -> None:
        """Adds to a noun's count."""
        count = self._counts.setdefault(noun, _Count())
        count.new += new
        count.changed += changed
        count.unchanged += unchanged

    def record(self, action: str, subject: str, key: object, fields: Collection[str] = ()) -> None:
        """Puts a change on record: which columns, never their values. Written by `write_record`."""
        self._on_record.append(
            {
                "at": self.work.now,
                "actor": self.work.actor.login,
                "signed_in_as": self.work.actor.signed_in_as,
                "action": action,
                "subject": subject,
                "subject_key": str(key),
                "detail": {"changed": ", ".join(sorted(fields))} if fields else {},
                "program_version": __version__,
            }
        )

    def insert(self, row_type: type[Base], rows: Sequence[Values], doing: str) -> list[int]:
        """Adds the rows, which all name the same columns; returns their keys in the same order."""
        keys: list[int] = []
        for part in in_parts(rows, ROWS_AT_ONCE):
            self.watch.tell(doing, len(keys), len(rows))
            keys.extend(insert_rows_for_keys(self.session.connection(), _table(row_type), part))
        return keys

    def insert_unseen(self, row_type: type[Base], rows: Sequence[Values], doing: str) -> None:
        """Adds the rows without asking for their keys, which is quicker."""
        for number, part in enumerate(in_parts(rows, ROWS_AT_ONCE)):
            self.watch.tell(doing, number * ROWS_AT_ONCE, len(rows))
            insert_rows(self.session.connection(), _table(row_type), part)

    def update(self, row_type: type[Base], rows: Sequence[Values], doing: str) -> None:
        """Writes the named columns over those of the rows with the same `id`; the others stay as a colleague may leave them.

        Rows that name their `version` are of tables that count it: it goes up by one. Raises: Conflict when a colleague
        changed one of them since it was read.
        """
        table = _table(row_type)
        by_columns: dict[tuple[str, ...], list[Values]] = defaultdict(list)
        for row in rows:
            by_columns[tuple(row)].append(row)
        done = 0
        for names, alike in by_columns.items():
            for part in in_parts(alike, ROWS_AT_ONCE):
                self.watch.tell(doing, done, len(rows))
                found = update_rows(self.session.connection(), table, part)
                if "version" in names and found != len(part):
                    raise Conflict(
                        "A colleague changed one of these while the file was taken in. Nothing was changed; try again."
                    )
                done += len(part)

    def write_record(self) -> None:
        """Writes the audit entries gathered so far, in the same transaction."""
        self.insert_unseen(AuditEntryRow, self._on_record, "Putting it on record")
        self._on_record.clear()


def _table(row_type: type[Base]) -> Table:
    table = row_type.__table__
    assert isinstance(table, Table)  # noqa: S101 - tells the type checker what declarative tables are
    return table


def changed_row(known: KnownRow, changes: Values) -> Values:
    """What `update` takes: the row's key, the version it was read at, and the changed columns only."""
    return {"id": known.id, "version": known.columns["version"], **changes}


def wait_for_other_imports(session: Session) -> None:
    """On the shared database one import runs at a time: two would each add what the other adds. Ends with the transaction."""
    if session.connection().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_IMPORT_LOCK)))


@contextmanager
def doubles_refused() -> Iterator[None]:
    """Runs the block. Raises: Conflict when a colleague has meanwhile added by hand what the file adds."""
    try:
        yield
    except IntegrityError as error:
        if re.search(r"unique|duplicate", str(error.orig), re.IGNORECASE) is None:
            raise
        raise Conflict(
            "A colleague added one of these while the file was taken in. Nothing was changed; try again."
        ) from error


def is_empty(value: object) -> bool:
    """True for a column that says nothing yet."""
    return value is None or value == ""


def merged(known: Values, said: Values, *, only_gaps_in: Collection[str] = ()) -> dict[str, object]:
    """The said columns as they will be, and only those that change something. What is not said (None) changes nothing.

    Columns named in `only_gaps_in` are filled where they are empty and otherwise left as they are.
    """
    return {
        name: value
        for name, value in said.items()
        if value is not None and known[name] != value and (name not in only_gaps_in or is_empty(known[name]))
    }
