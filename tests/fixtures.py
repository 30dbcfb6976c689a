"""Fixtures of open databases and of a desk with staff; tests/conftest.py makes them known everywhere."""

from collections.abc import Iterator

import pytest

from brokerage.storage.engine import Database, open_database
from tests.builders import Desk, open_council


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty migrated database of this test's own, open; the test runs once on each kind."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def desk(database: Database) -> Desk:
    """A desk with a council, a team and staff of every job; the test runs once on each kind of database."""
    return open_council(database)
