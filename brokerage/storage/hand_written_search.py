"""The best search we can write by hand for one kind of question, through the bare driver: what the program is measured against.

The statements stand written out beside this file. The question has one need, a place and miles, a week, a day and a budget,
and takes the default order; the answer has every figure the window shows.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from brokerage.domain.offer import Offer, OfferList, SearchCriteria
from brokerage.storage.engine import SQLITE_CACHE_KIB
from brokerage.storage.queries.offer_shape import binds_of

_NAMED = re.compile(r"%\((\w+)\)s")

Values = dict[str, object]
Ask = Callable[[Values], Sequence[tuple[Any, ...]]]
Figures = tuple[int, int | None, int | None, int | None, int | None, bool]
"""Service, lot, rate, weekly pence, tenths of miles, and whether a gate is closed."""


def values_for(criteria: SearchCriteria, *, days_as_text: bool) -> Values:
    """The question's values as the driver takes them, worked out before the clock starts."""
    day = criteria.start_day.isoformat() if days_as_text else criteria.start_day
    return {**binds_of(criteria), "start_day": day}


@contextmanager
def hand_written_search(url: str) -> Iterator[Ask]:
    """Opens the database with its bare driver for the length of the block; asks it the question whose values it is given."""
    address = make_url(url)
    statement = Path(__file__).with_name(f"hand_written_search.{address.get_backend_name()}.sql").read_text("utf-8")
    if address.get_backend_name() == "sqlite":
        with closing(_connect_sqlite(str(address.database))) as connection:
            yield lambda values: connection.execute(statement, values).fetchall()
    else:
        named = address.set(drivername="postgresql").render_as_string(hide_password=False)
        with closing(_connect_postgresql(named)) as connection:
            yield _ask_by_number(connection, statement)


def _ask_by_number(connection: Any, statement: str) -> Ask:
    """Asks with the places numbered once, before the clock starts: psycopg would look for names in every question."""
    from psycopg import RawCursor

    order = list(dict.fromkeys(_NAMED.findall(statement)))
    numbered = _NAMED.sub(lambda found: f"${order.index(found[1]) + 1}", statement).encode()

    def ask(values: Values) -> Sequence[tuple[Any, ...]]:
        with RawCursor(connection) as cursor:
            return cursor.execute(numbered, [values[name] for name in order]).fetchall()

    return ask


def figures_of_rows(rows: Sequence[tuple[Any, ...]]) -> tuple[int, int, tuple[Figures, ...]]:
    """Both counts and the figures of every row, to be held against those of the program's own answer."""
    if not rows:
        return 0, 0, ()
    *_, found, fitting = rows[0]
    return found, int(fitting), tuple((row[0], row[3], row[8], row[14], row[7], row[18] != 0) for row in rows)


def figures_of_offers(answer: OfferList) -> tuple[int, int, tuple[Figures, ...]]:
    """The same of the program's own answer."""
    return answer.count, answer.count_fitting, tuple(_figures(offer) for offer in answer.offers)


def _figures(offer: Offer) -> Figures:
    weekly = None if offer.weekly is None else int(offer.weekly * 100)
    tenths = None if offer.miles is None else int(offer.miles * 10)
    return (offer.service_id, offer.lot_id, offer.rate_id, weekly, tenths, offer.gate is not None)


def _connect_sqlite(file: str) -> Any:
    import sqlite3

    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA cache_size = -{SQLITE_CACHE_KIB}")
    return connection


def _connect_postgresql(address: str) -> Any:
    import psycopg
    from psycopg.types.numeric import Int8Dumper

    connection = psycopg.connect(address, autocommit=True, prepare_threshold=1, options="-c jit=off")
    connection.adapters.register_dumper(int, Int8Dumper)
    return connection
