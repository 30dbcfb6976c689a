"""Names, distances and weekdays in words both databases understand alike."""

from typing import Any

from sqlalchemy import Integer, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class tenths_of_miles(FunctionElement[int]):  # noqa: N801 - it reads as a function of SQL
    """The distance in tenths of a mile, half up, from the square of the distance in metres.

    `domain.ranking.miles_between` in SQL: the square root is correctly rounded everywhere, so all three agree.
    """

    name = "tenths_of_miles"
    type = Integer()
    inherit_cache = True


class in_rows_of_the_grid(FunctionElement[bool]):  # noqa: N801 - it reads as a function of SQL
    """Whether a northing lies in one of the ten-kilometre rows of the national grid from the one number to the other.

    The index of services begins with this row: within one the easting can be looked up, where a range of northings would
    have every service read from one coast to the other. It has no type, else SQLite would be asked whether it is 1.
    """

    name = "in_rows_of_the_grid"
    inherit_cache = True


class by_code_point(FunctionElement[str]):  # noqa: N801 - it reads as a function of SQL
    """A text that sorts by its letters' numbers whatever language the database was made for, as Python sorts it."""

    name = "by_code_point"
    type = Text()
    inherit_cache = True


class weekdays_among(FunctionElement[int]):  # noqa: N801 - it reads as a function of SQL
    """The weekdays of a group of rows as one number, Monday as 1 and Sunday as 64; null where there are none."""

    name = "weekdays_among"
    type = Integer()
    inherit_cache = True


@compiles(tenths_of_miles, "sqlite")
def _tenths_on_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    squared = compiler.process(element.clauses, **kw)
    return f"CAST(sqrt({squared}) / 160.9344 + 0.5 AS INTEGER)"


@compiles(tenths_of_miles, "postgresql")
def _tenths_on_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    squared = compiler.process(element.clauses, **kw)
    return (
        f"CAST(floor(sqrt(CAST({squared} AS double precision)) / CAST(160.9344 AS double precision) + 0.5) AS integer)"
    )


@compiles(in_rows_of_the_grid, "sqlite")
def _in_rows_on_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    northing, south, north = (compiler.process(clause, **kw) for clause in element.clauses)
    return (
        f"{northing} / 10000 IN (WITH RECURSIVE grid_row (number) AS (SELECT {south} / 10000"  # noqa: S608 - compiled
        f" UNION ALL SELECT number + 1 FROM grid_row WHERE number < {north} / 10000) SELECT number FROM grid_row)"
    )


@compiles(in_rows_of_the_grid, "postgresql")
def _in_rows_on_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    northing, south, north = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"{northing} / 10000 = ANY (ARRAY(SELECT generate_series({south} / 10000, {north} / 10000)))"


@compiles(by_code_point, "sqlite")
def _code_point_on_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"{compiler.process(element.clauses, **kw)} COLLATE BINARY"


@compiles(by_code_point, "postgresql")
def _code_point_on_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f'{compiler.process(element.clauses, **kw)} COLLATE "C"'


@compiles(weekdays_among, "sqlite")
def _weekdays_on_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"sum(DISTINCT 1 << {compiler.process(element.clauses, **kw)})"


@compiles(weekdays_among, "postgresql")
def _weekdays_on_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    # Not a count of distinct weekdays, for which PostgreSQL would sort the rows of every group.
    return f"bit_or(1 << {compiler.process(element.clauses, **kw)})"
