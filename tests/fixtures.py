"""Fixtures of open databases, of a desk with staff, and of the demonstration; tests/conftest.py makes them known everywhere."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from brokerage.storage.engine import Database, open_database
from tests.builders import Desk, open_council
from tests.databases import PostgresqlDatabases, SqliteDatabases
from tests.demonstrations import PostgresqlDemonstration, SqliteDemonstration


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database of this test's own, open, empty but for a council where the test has one; once on each kind."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def desk(database: Database) -> Desk:
    """A desk with a council, a team and staff of every job; the test runs once on each kind of database."""
    return open_council(database)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_desk(
    request: pytest.FixtureRequest,
    sqlite_databases: SqliteDatabases,
    postgresql_databases: PostgresqlDatabases,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Desk]:
    """One desk for all tests of a file that never meet each other's rows; they run once on each kind of database."""
    with ExitStack() as held:
        is_sqlite = request.param == "sqlite"
        folder = tmp_path_factory.mktemp("shared-desk")
        url = (
            sqlite_databases.fresh(folder, with_council=True)
            if is_sqlite
            else held.enter_context(postgresql_databases.fresh(with_council=True))
        )
        opened = open_database(url)
        held.callback(opened.close)
        yield open_council(opened)


@pytest.fixture(scope="session")
def sqlite_demonstration(sqlite_databases: SqliteDatabases) -> SqliteDemonstration:
    return SqliteDemonstration(sqlite_databases)


@pytest.fixture(scope="session")
def postgresql_demonstration(postgresql_databases: PostgresqlDatabases) -> PostgresqlDemonstration:
    return PostgresqlDemonstration(postgresql_databases)


@pytest.fixture
def sqlite_demonstration_url(sqlite_demonstration: SqliteDemonstration, tmp_path: Path) -> str:
    """The address of a demonstration of this test's own on SQLite."""
    return sqlite_demonstration.copy(tmp_path)


@pytest.fixture
def postgresql_demonstration_url(postgresql_demonstration: PostgresqlDemonstration) -> Iterator[str]:
    """The address of a demonstration of this test's own on PostgreSQL."""
    with postgresql_demonstration.copy() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def demonstration_url(request: pytest.FixtureRequest) -> str:
    """The address of a demonstration of this test's own; the test runs once on each kind of database."""
    url: str = request.getfixturevalue(f"{request.param}_demonstration_url")
    return url


@pytest.fixture
def demonstration(demonstration_url: str) -> Iterator[Database]:
    """A demonstration of this test's own, open, as of DEMONSTRATION_DAY; the test runs once on each kind of database."""
    opened = open_database(demonstration_url)
    yield opened
    opened.close()
