"""Writes many rows at once, in the order the tables depend on one another. For filling a database, not for daily work."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.orm import Session

from brokerage.storage.tables import Base

Columns = Mapping[str, object]


def insert_tables(session: Session, rows_by_table: Mapping[str, Sequence[Columns]]) -> None:
    """Inserts the rows of every table named, parents first; numbers given out later go on after those given here."""
    for table in Base.metadata.sorted_tables:
        rows = rows_by_table.get(table.name, ())
        for batch in _of_one_shape(rows):
            session.execute(insert(table), batch)
        if rows and "id" in rows[0]:
            _count_on(session, table)


def _of_one_shape(rows: Iterable[Columns]) -> Iterator[list[dict[str, object]]]:
    """The rows in runs that name the same columns, since one statement names its columns once."""
    run: list[dict[str, object]] = []
    for row in rows:
        if run and run[-1].keys() != row.keys():
            yield run
            run = []
        run.append(dict(row))
    if run:
        yield run


def _count_on(session: Session, table: Table) -> None:
    if session.get_bind().dialect.name != "postgresql":
        return
    highest = session.scalar(select(func.max(table.c.id)))
    session.execute(
        text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :highest)"), {"table": table.name, "highest": highest}
    )
