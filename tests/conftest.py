"""What every test may ask for: real databases, and silence (a stray warning in the log is a failure)."""

import gc
import importlib
import logging
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import hypothesis.configuration
import pytest
import sqlalchemy

from tests.compiled_once import sharing_what_is_compiled
from tests.databases import PostgresqlDatabases, SqliteDatabases, running_postgresql
from tests.fixtures import (
    database,
    demonstration,
    demonstration_url,
    desk,
    postgresql_demonstration,
    postgresql_demonstration_url,
    shared_desk,
    sqlite_demonstration,
    sqlite_demonstration_url,
)
from tests.postgresql_server import place_for_data

# Before Qt is imported: no test opens a window on somebody's desk.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

__all__ = [
    "database",
    "demonstration",
    "demonstration_url",
    "desk",
    "postgresql_demonstration",
    "postgresql_demonstration_url",
    "shared_desk",
    "sqlite_demonstration",
    "sqlite_demonstration_url",
]

# A busy machine is no reason to fail; a failure says how to repeat it. Where changes are judged all are judged by the same
# examples; at a desk each run looks for new ones.
hypothesis.settings.register_profile("desk", deadline=None, print_blob=True, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("desk")

TESTS = Path(__file__).parent
REAL_FILES = "BROKERAGE_REAL_FILES"
"""The setting that names a folder with real files of the regulator."""

_SERVER = pytest.StashKey[tuple[ExitStack, int]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run promises and measurements at their full, stated size")


def pytest_configure(config: pytest.Config) -> None:
    # Each change waits until it is on the disk, thousands of times a run; in memory there is nothing to wait for.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(place_for_data()))
    # Hypothesis would keep its examples in a folder of its own at the top of the repository.
    cache: pytest.Cache | None = getattr(config, "cache", None)
    if cache is not None:
        hypothesis.configuration.set_hypothesis_home_dir(cache.mkdir("hypothesis"))


def pytest_unconfigure(config: pytest.Config) -> None:
    if _SERVER in config.stash:
        config.stash[_SERVER][0].close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Let the second of two workers read the files from the end.

    Every worker reads all files, and pytest translates the asserts of each unless that was done before: so one finds done
    what the other has done, and they meet half way.
    """
    if os.environ.get("PYTEST_XDIST_WORKER") == "gw1" and session.config.args == ["tests"]:
        for file in sorted(TESTS.rglob("test_*.py"), reverse=True):
            importlib.import_module(".".join(file.relative_to(TESTS.parent).with_suffix("").parts))


def pytest_collection_finish() -> None:
    """Set aside what was read: the search for rubbish need not look through it again and again."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the long journeys: one of them left to the end would keep one worker while the other has nothing to do.

    Tests of real files are left out where there are none; each has a twin that reads made-up ones.
    """
    items.sort(key=lambda item: "journeys" not in item.path.parts)
    if REAL_FILES not in os.environ:
        of_real_files = [item for item in items if "real_files" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=of_real_files)
        items[:] = [item for item in items if item not in of_real_files]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: "WorkerNode") -> None:
    """Give each parallel worker the one server: a worker that crashes then leaves none behind."""
    node.workerinput["postgresql_port"] = _port_of_own_server(node.config)


class WorkerNode:
    """The two attributes of xdist's worker that are used here."""

    config: pytest.Config
    workerinput: dict[str, object]


def _port_of_own_server(config: pytest.Config) -> int:
    if _SERVER not in config.stash:
        held = ExitStack()
        config.stash[_SERVER] = held, held.enter_context(running_postgresql())
    return config.stash[_SERVER][1]


@pytest.fixture(scope="session")
def at_full_size(pytestconfig: pytest.Config) -> bool:
    """Whether promises and measurements run at their stated size rather than the small one of every run."""
    return bool(pytestconfig.getoption("full"))


@pytest.fixture(scope="session")
def real_files() -> Path:
    """The folder with real files of the regulator."""
    return Path(os.environ[REAL_FILES])


@pytest.fixture(scope="session", autouse=True)
def statements_are_compiled_once() -> Iterator[None]:
    """Let each database use what was compiled for the others of its kind: every test opens its own, and asks what many ask."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("brokerage.storage.engine.create_engine", sharing_what_is_compiled(sqlalchemy.create_engine))
        yield


@pytest.fixture(scope="session", autouse=True)
def own_user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests out of the data and settings of whoever runs them, on Linux, macOS and Windows."""
    kinds = ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"]
    windows = ["WIN_PD_OVERRIDE_APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA"]
    with pytest.MonkeyPatch.context() as patch:
        for name in kinds + windows:
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        patch.delenv("BROKERAGE_DATABASE", raising=False)
        yield


@pytest.fixture(scope="session")
def postgresql_port(pytestconfig: pytest.Config) -> int:
    """The loopback port of the tests' PostgreSQL server (superuser postgres, no password)."""
    given: dict[str, int] = getattr(pytestconfig, "workerinput", {})
    return given.get("postgresql_port") or _port_of_own_server(pytestconfig)


@pytest.fixture(scope="session")
def folder_of_the_run(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """A folder that all workers of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(pytestconfig, "workerinput") else own


@pytest.fixture(scope="session")
def sqlite_databases(folder_of_the_run: Path) -> SqliteDatabases:
    return SqliteDatabases(folder_of_the_run)


@pytest.fixture(scope="session")
def postgresql_databases(postgresql_port: int, folder_of_the_run: Path) -> Iterator[PostgresqlDatabases]:
    made = PostgresqlDatabases(postgresql_port, folder_of_the_run)
    yield made
    made.close()


@pytest.fixture
def has_council(request: pytest.FixtureRequest) -> bool:
    """Whether the test has a council and its staff: they are in its database from the start, made once for all tests."""
    return not {"desk", "council"}.isdisjoint(request.fixturenames)


@pytest.fixture
def sqlite_url(has_council: bool, sqlite_databases: SqliteDatabases, tmp_path: Path) -> str:
    """The address of a migrated SQLite database of this test's own: empty, but for a council where the test has one."""
    return sqlite_databases.fresh(tmp_path, with_council=has_council)


@pytest.fixture
def postgresql_url(has_council: bool, postgresql_databases: PostgresqlDatabases) -> Iterator[str]:
    """The address of a migrated PostgreSQL database of this test's own: empty, but for a council where the test has one."""
    with postgresql_databases.fresh(with_council=has_council) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated database of this test's own, as one of the two above; the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(autouse=True)
def no_stray_logs(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test during which something logged a warning or worse, unless it is marked `logs_expected`."""
    yield
    if request.node.get_closest_marker("logs_expected") is None:
        stray = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
        assert not stray, f"Something was logged that nobody expected: {stray}"
