"""A small market for the tests of Find and Compare: six services a search tells apart, one of each standing."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.service import Rating
from brokerage.domain.unit import Unit
from brokerage.storage.engine import open_database
from tests.builders import Desk as Council
from tests.builders import open_council
from tests.databases import SqliteDatabases

WEEK = "Mon,Wed 10:00-15:00"
BUDGET = Decimal(310)
MAIDSTONE = (575_937, 156_314)
FAR_NORTHING = 30_000
"""About nineteen miles, in metres."""


@dataclass(frozen=True, slots=True)
class Market:
    """The ids of the services, by what is special about each."""

    cheap: int
    dearer: int
    over: int
    suspended: int
    rateless: int
    far: int
    scheme_id: int
    lot_id: int


def open_market(council: Council) -> Market:
    """Six services for the week: £141.40 (2 × £70.70), £200.00, £400.00, one suspended, one without a rate, one far away."""
    scheme_id = council.scheme(reference="ELA", title="Everyday Life (demo)")
    lot_id = council.lot(scheme_id, number="1", title="Skills and training", derives_ratio=True)
    cheap = council.ready_service(
        "70.70", lot_id=lot_id, name="Apple Yard (demo)", search_text="apple yard cooking maidstone"
    )
    dearer = council.ready_service(
        "100", lot_id=lot_id, name="Birch Rooms (demo)", search_text="birch rooms gardening", rating=Rating.OUTSTANDING
    )
    over = council.ready_service(
        "40", Unit.HOUR, ratio="1:1", lot_id=lot_id, name="Cedar House (demo)", search_text="cedar house cooking"
    )
    suspended = council.ready_service("50", lot_id=lot_id, name="Damson Barn (demo)", search_text="damson barn")
    council.suspension(suspended.admission_id, date(2026, 11, 1), None)
    rateless = council.service(name="Elder Farm (demo)", search_text="elder farm")
    council.admission(rateless, lot_id)
    far = council.ready_service(
        "60", lot_id=lot_id, name="Fir Croft (demo)", search_text="fir croft", northing=MAIDSTONE[1] - FAR_NORTHING
    )
    council.rate(cheap.service_id, lot_id, "15", Unit.DAY, kind=FeeKind.TRANSPORT)
    return Market(
        cheap.service_id,
        dearer.service_id,
        over.service_id,
        suspended.service_id,
        rateless,
        far.service_id,
        scheme_id,
        lot_id,
    )


@dataclass(frozen=True, slots=True)
class MarketMade:
    """The market as it was made once, in a file to be copied."""

    file: Path
    council: Council
    market: Market


@pytest.fixture(scope="session")
def market_made(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> MarketMade:
    """The market, made once a test process."""
    folder = tmp_path_factory.mktemp("market")
    database = open_database(sqlite_databases.fresh(folder))
    council = open_council(database)
    made = open_market(council)
    database.close()
    file = folder / Path(database.url).name
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the copy takes the one file
    return MarketMade(file, council, made)


@pytest.fixture
def council(market_made: MarketMade, tmp_path: Path) -> Iterator[Council]:
    """A copy of the market's database of this test's own, with its staff and builders."""
    shutil.copyfile(market_made.file, tmp_path / "market.db")
    copied = copy(market_made.council)
    copied.database = open_database(f"sqlite:///{(tmp_path / 'market.db').as_posix()}")
    yield copied
    copied.database.close()


@pytest.fixture
def market(market_made: MarketMade) -> Market:
    """The ids of its services."""
    return market_made.market
