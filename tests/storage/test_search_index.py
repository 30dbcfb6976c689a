"""The index of the lines that can price a week holds those the search asks for, on both databases."""

import re

from sqlalchemy import text

from brokerage.domain.fee_line import SUPPORT
from brokerage.domain.unit import COUNTED_UNITS
from brokerage.storage.engine import open_database
from brokerage.storage.tables import Base

_AS_IT_STANDS = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE name = 'ix_rates_search'",
    "postgresql": "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_rates_search'",
}


def test_the_index_of_the_search_holds_every_line_that_can_price_a_week_and_no_other(database_url: str) -> None:
    database = open_database(database_url)
    with database.reading() as connection:
        name = connection.dialect.name
        stands = str(connection.execute(text(_AS_IT_STANDS[name])).scalar_one())
    database.close()
    asked = [kind.value for kind in SUPPORT] + [unit.value for unit in COUNTED_UNITS]
    declared = next(index for index in Base.metadata.tables["rates"].indexes if index.name == "ix_rates_search")
    assert re.findall(r"'([a-z-]+)'", stands) == asked
    assert re.findall(r"'([a-z-]+)'", str(declared.dialect_options[name]["where"])) == asked
