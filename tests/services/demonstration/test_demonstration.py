from datetime import timedelta

from sqlalchemy import func, select

from brokerage.services.areas import chosen_districts
from brokerage.services.demonstration import make_demonstration
from brokerage.services.demonstration.places import county_postcodes
from brokerage.storage.engine import Database
from brokerage.storage.tables import Base
from tests.demonstrations import DEMONSTRATION_DAY


def count(database: Database, table: str) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(Base.metadata.tables[table])) or 0


def test_the_same_day_gives_the_same_demonstration_and_another_day_another() -> None:
    postcodes = county_postcodes()
    once = make_demonstration(DEMONSTRATION_DAY, postcodes).tables
    assert make_demonstration(DEMONSTRATION_DAY, postcodes).tables == once
    assert make_demonstration(DEMONSTRATION_DAY + timedelta(days=1), postcodes).tables != once


def test_the_demonstration_has_the_size_it_promises(demonstration: Database) -> None:
    assert count(demonstration, "providers") == 120
    assert count(demonstration, "services") == 350
    assert 2_400 <= count(demonstration, "rates") <= 2_800
    assert count(demonstration, "activity_sessions") == 400
    assert count(demonstration, "people") == 150
    assert count(demonstration, "schemes") == 2
    assert count(demonstration, "postcodes") == 71_839
    assert len(chosen_districts(demonstration)) == 13
