"""What a database refuses is told in one sentence with its way out, however the server puts it."""

import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from brokerage.domain.errors import BadInput, Conflict, Unavailable
from brokerage.domain.staff import Actor
from brokerage.storage.engine import Database, open_database
from brokerage.storage.migrate import migrate
from brokerage.storage.unit_of_work import unit_of_work
from tests.builders import NOW, open_council


@pytest.fixture(scope="module")
def address(postgresql_port: int) -> str:
    return f"postgresql://postgres@127.0.0.1:{postgresql_port}/postgres"


def refused(url: str) -> str:
    """The sentence that reading from the address ends with."""
    database = open_database(url)
    try:
        with pytest.raises(Unavailable) as caught, database.reading() as connection:
            connection.execute(text("SELECT 1"))
    finally:
        database.close()
    return caught.value.sentence


def test_setting_in_the_address_that_the_driver_does_not_know_is_told(address: str) -> None:
    assert refused(f"{address}?bogus=1").startswith("The database's address has a setting after the ?")


def test_database_and_login_that_are_not_there_are_told_apart_from_one_without_tables(address: str) -> None:
    assert refused(f"{address}_nosuch") == (
        "The server has no database of this name. Nothing was changed; check the name at the end of the address."
    )
    assert refused(address.replace("postgres@", "nobody_here@")).startswith("The server knows no login of this name.")


@pytest.fixture
def database(postgresql_url: str) -> Iterator[Database]:
    opened = open_database(postgresql_url)
    yield opened
    opened.close()


def order(database: Database, *statements: str) -> None:
    with unit_of_work(database, open_council(database).commissioner, NOW) as work:
        for statement in statements:
            work.session.execute(text(statement))


def test_server_that_only_reads_is_called_so(database: Database) -> None:
    with pytest.raises(Unavailable, match="only reads at present"):
        order(database, "SET TRANSACTION READ ONLY", "DELETE FROM rates")


def test_who_does_not_own_the_tables_is_told_to_ask_their_administrator(database: Database) -> None:
    with pytest.raises(Unavailable, match="This login may not do that"):
        order(database, "SET LOCAL ROLE pg_monitor", "DROP TABLE rates")


def test_tables_without_their_version_are_not_migrated_over(database_url: str) -> None:
    database = open_database(database_url)
    order(database, "DELETE FROM alembic_version")
    with pytest.raises(Unavailable, match="other tables of the same names already"):
        migrate(database_url)
    database.close()


@pytest.mark.parametrize("typed", ["a\0b", "a\ud800b"], ids=["nul", "half-a-sign"])
def test_sign_that_no_database_takes_is_refused_and_not_a_fault(postgresql_url: str, typed: str) -> None:
    database = open_database(postgresql_url)
    with pytest.raises(BadInput, match="a sign that cannot be kept"), database.reading() as connection:
        connection.execute(text("SELECT CAST(:typed AS TEXT)"), {"typed": typed})
    database.close()


def test_nobody_waits_for_good_for_a_client_that_froze_within_a_transaction(postgresql_url: str) -> None:
    frozen, waiting = open_database(postgresql_url), open_database(f"{postgresql_url}?options=-clock_timeout%3D100")
    actor = open_council(frozen).commissioner
    with unit_of_work(frozen, actor, NOW) as work:
        work.session.execute(text("LOCK TABLE rates"))
        with pytest.raises(Conflict, match="A colleague is saving at this moment"):
            lock_rates(waiting, actor)
    for database in (frozen, waiting):
        database.close()


def lock_rates(database: Database, actor: Actor) -> None:
    with unit_of_work(database, actor, NOW) as work:
        work.session.execute(text("LOCK TABLE rates"))


def test_a_session_waits_ten_seconds_for_a_lock_and_is_ended_when_it_freezes_within_a_transaction(
    database: Database,
) -> None:
    with database.write_engine.connect() as connection:
        told = [
            connection.scalar(text(f"SHOW {name}")) for name in ("lock_timeout", "idle_in_transaction_session_timeout")
        ]
    assert told == ["10s", "1min"]


def test_line_lost_in_the_moment_of_saving_is_not_told_as_nothing_changed(database: Database) -> None:
    with pytest.raises(Unavailable, match="it may be saved, or not"):
        order(
            database,
            "CREATE FUNCTION end_me() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$",
            "CREATE CONSTRAINT TRIGGER end_me AFTER UPDATE ON council DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION end_me()",
            "UPDATE council SET phone = '01622 000000'",
        )


def test_remark_of_the_driver_is_not_printed_beside_our_sentence() -> None:
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("psycopg").handlers)
