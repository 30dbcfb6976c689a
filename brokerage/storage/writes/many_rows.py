"""Writes the same columns of many rows at once. PostgreSQL takes each column as a list, in one statement: one a row costs more."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ARRAY, Connection, Table, TableValuedAlias, bindparam, column, func, insert, select, update

Columns = Mapping[str, object]
_PLACE = "place_among_them"


def insert_rows(connection: Connection, table: Table, rows: Sequence[Columns]) -> None:
    """Add the rows, which all name the same columns."""
    if connection.dialect.name == "postgresql":
        given = _given(table, tuple(rows[0]))
        chosen = select(*(given.c[name] for name in rows[0]))
        connection.execute(insert(table).from_select(list(rows[0]), chosen), _by_column(rows))
    else:
        connection.execute(insert(table), [dict(row) for row in rows])


def insert_rows_for_keys(connection: Connection, table: Table, rows: Sequence[Columns]) -> list[int]:
    """Add the rows, which all name the same columns; return their keys in the same order."""
    if connection.dialect.name == "postgresql":
        given = _given(table, tuple(rows[0]))
        in_order = select(*(given.c[name] for name in rows[0])).order_by(given.c[_PLACE])
        statement = insert(table).from_select(list(rows[0]), in_order).returning(table.c.id)
        # Keys are given out in the order of what is selected, and only handed back in any.
        return sorted(connection.execute(statement, _by_column(rows)).scalars())
    keyed = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return list(connection.execute(keyed, [dict(row) for row in rows]).scalars())


def update_rows(connection: Connection, table: Table, rows: Sequence[Columns]) -> int:
    """Write the columns that the rows all name over those of the rows with the same `id`; return how many were found.

    A row that names its `version` is found by that too, and the version goes up by one.
    """
    names = tuple(rows[0])
    if connection.dialect.name == "postgresql":
        given = _given(table, names)
        told = {name: given.c[name] for name in names}
        return connection.execute(_written_over(table, told), _by_column(rows)).rowcount
    bound = {name: bindparam(_told(name), type_=table.c[name].type) for name in names}
    one_by_one = [{_told(name): value for name, value in row.items()} for row in rows]
    return connection.execute(_written_over(table, bound), one_by_one).rowcount


def _written_over(table: Table, told: Mapping[str, Any]) -> Any:
    changes = {name: value for name, value in told.items() if name not in ("id", "version")}
    statement = update(table).where(table.c.id == told["id"])
    if "version" in told:
        changes["version"] = table.c.version + 1
        statement = statement.where(table.c.version == told["version"])
    return statement.values(changes)


def _given(table: Table, names: Sequence[str]) -> TableValuedAlias:
    """The rows as a table that the lists bound by `_by_column` make, and the place of each."""
    lists = [bindparam(_told(name), type_=ARRAY(table.c[name].type)) for name in names]
    columns = [column(name, table.c[name].type) for name in names]
    return func.unnest(*lists).table_valued(*columns, with_ordinality=_PLACE, name="given").render_derived()


def _by_column(rows: Sequence[Columns]) -> dict[str, list[object]]:
    return {_told(name): [row[name] for row in rows] for name in rows[0]}


def _told(name: str) -> str:
    return f"told_{name}"
