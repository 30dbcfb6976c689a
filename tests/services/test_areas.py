from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from brokerage.domain.errors import BadInput
from brokerage.domain.staff import Actor, Job
from brokerage.services.areas import choose_districts, chosen_districts
from brokerage.storage.engine import Database
from brokerage.storage.tables.areas import PostcodeRow
from brokerage.storage.tables.audit import AuditEntryRow

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
ADMINISTRATOR = Actor(1, "administrator", "Ada (demo)", Job.ADMINISTRATOR, None, Decimal(0), "ada", False)
MAIDSTONE, SWALE = "E07000110", "E07000113"


def postcodes_by_district(database: Database) -> dict[str, int]:
    counted = select(PostcodeRow.district_code, func.count()).group_by(PostcodeRow.district_code)
    with database.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(counted)}


def test_choosing_districts_loads_their_postcodes_and_is_on_record(database: Database) -> None:
    done = choose_districts(database, ADMINISTRATOR, [MAIDSTONE.lower(), SWALE], NOW)
    assert [district.name for district in chosen_districts(database)] == ["Maidstone", "Swale"]
    counted = postcodes_by_district(database)
    assert set(counted) == {MAIDSTONE, SWALE}
    assert sum(counted.values()) == done.result > 5_000
    with database.reading() as connection:
        entry = connection.execute(select(AuditEntryRow.action, AuditEntryRow.subject_key)).one()
    assert tuple(entry) == ("choose-districts", f"{MAIDSTONE},{SWALE}")


def test_choosing_again_doubles_nothing_and_lets_go_of_the_others(database: Database) -> None:
    first = choose_districts(database, ADMINISTRATOR, [MAIDSTONE, SWALE], NOW).result
    again = choose_districts(database, ADMINISTRATOR, [MAIDSTONE], NOW).result
    assert [district.code for district in chosen_districts(database)] == [MAIDSTONE]
    assert again < first == sum(postcodes_by_district(database).values())


@pytest.mark.parametrize(("codes", "words"), [(["E07000999"], "E07000999"), ([], "No district was chosen")])
def test_a_district_nobody_knows_is_refused_and_nothing_is_written(
    database: Database, codes: list[str], words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        choose_districts(database, ADMINISTRATOR, codes, NOW)
    assert postcodes_by_district(database) == {}
