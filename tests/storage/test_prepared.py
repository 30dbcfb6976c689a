"""Statements handed to the driver as they are: the same values in and out on both databases, and our own words for failures."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Date, Integer, Text, bindparam, select
from sqlalchemy.engine import make_url

from brokerage.domain.errors import Unavailable
from brokerage.domain.offer import SearchCriteria
from brokerage.services.find_support import find_offers
from brokerage.storage.engine import open_database
from brokerage.storage.prepared import prepare, read_day

DAY = date(2026, 12, 7)


def test_values_go_in_by_name_and_come_out_as_the_driver_has_them(database_url: str) -> None:
    day = bindparam("day", type_=Date)
    statement = select(
        day.label("day"), bindparam("number", type_=Integer) + 1, bindparam("word", type_=Text), day >= DAY
    )
    database = open_database(database_url)
    prepared = prepare(statement, database.read_engine.dialect.name)
    binds = {"day": DAY, "number": 300_000, "word": "100 % ‘sure’", "unknown": 1}
    ((found, number, word, is_later),) = prepared.rows(database, binds)
    database.close()
    assert (read_day(found), number, word, bool(is_later)) == (DAY, 300_001, "100 % ‘sure’", True)
    assert read_day(None) is None


def test_a_failure_of_the_driver_is_told_in_our_own_words(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{(tmp_path / 'empty.db').as_posix()}")
    with pytest.raises(Unavailable, match="no brokerage tables yet"):
        find_offers(database, SearchCriteria(DAY))
    database.close()


def test_a_failure_of_the_shared_database_is_told_in_our_own_words(postgresql_url: str) -> None:
    """The driver has its values by number, the question that is asked again to hear why has them by name."""
    database = open_database(postgresql_url)
    with database.write_engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE services CASCADE")
    with pytest.raises(Unavailable, match="no brokerage tables yet"):
        find_offers(database, SearchCriteria(DAY, text="100 %"))
    database.close()


def test_the_search_goes_on_when_the_server_has_ended_its_sessions(postgresql_url: str) -> None:
    """It asks again on a new connection; the cursor kept with the old one goes with it."""
    database = open_database(postgresql_url)
    assert find_offers(database, SearchCriteria(DAY)).count == 0
    with database.reading(), database.reading(), database.reading():
        pass  # so many are kept open from now on
    with database.write_engine.begin() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    for _ in range(4):
        assert find_offers(database, SearchCriteria(DAY)).count == 0
    database.close()


def test_a_server_out_of_reach_is_told_by_the_search_too(postgresql_url: str) -> None:
    database = open_database(make_url(postgresql_url).set(port=1).render_as_string(hide_password=False))
    with pytest.raises(Unavailable, match="cannot be reached"):
        find_offers(database, SearchCriteria(DAY))
    database.close()
