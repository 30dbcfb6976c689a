"""The tests' own databases: each test has one to itself, and no server outlives the tests."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, inspect, text

ROOT = Path(__file__).parent.parent
SECONDS_TO_STOP = 30


@pytest.mark.parametrize("which", ["one", "another"])
def test_each_test_has_a_database_of_its_own(database_url: str, which: str) -> None:
    engine = create_engine(database_url, poolclass=NullPool)
    with engine.begin() as connection:
        tables = inspect(connection).get_table_names()
        connection.execute(text("CREATE TABLE left_by_a_test (a INTEGER)"))
    assert "alembic_version" in tables
    assert "left_by_a_test" not in tables


def test_server_keeps_a_time_zone_far_from_utc(postgresql_url: str) -> None:
    with create_engine(postgresql_url, poolclass=NullPool).connect() as connection:
        assert connection.scalar(text("SHOW timezone")) == "Pacific/Auckland"


def test_server_ends_when_the_tests_are_killed() -> None:
    program = (
        "import os\n"
        "from tests.databases import running_postgresql\n"
        "with running_postgresql() as port:\n"
        "    print(port, flush=True)\n"
        "    os._exit(9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True, cwd=ROOT)
    port = int(killed.stdout)
    assert stops_listening(port)


def stops_listening(port: int) -> bool:
    """Whether the port falls silent in time."""
    deadline = time.monotonic() + SECONDS_TO_STOP
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return True
        time.sleep(0.1)
    return False
