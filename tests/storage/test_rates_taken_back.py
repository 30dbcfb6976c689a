"""Only the rates of an uplift that was taken back may be deleted: whoever asks, under whatever login."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text

from brokerage.domain.errors import RuleBroken
from brokerage.domain.uplift import Uplift, UpliftKind, UpliftRounding
from brokerage.domain.uplift_summary import UpliftAsked, UpliftKept
from brokerage.services.uplift import apply_uplift, take_uplift_back
from brokerage.storage.engine import Database, open_database
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.schemes import SchemeRow
from brokerage.storage.writes.logins import make_logins
from tests.builders import NOW, Desk

FIRST_DAY = date(2027, 4, 1)


@pytest.fixture
def own_login(desk: Desk) -> Iterator[Database]:
    """The desk's database as the commissioner opens it: under an own login, where there is a server to sign in to."""
    url = desk.database.url
    if not desk.database.is_embedded:
        make_logins(desk.database)
        url = url.replace("postgres@", "commissioner@")
    opened = open_database(url)
    yield opened
    opened.close()


def applied(desk: Desk, database: Database, request_id: str = "one") -> UpliftKept:
    """An uplift of the only scheme, applied by the commissioner."""
    with desk.session() as session:
        scheme = session.get_one(SchemeRow, 1).reference
    asked = UpliftAsked(scheme, Uplift(UpliftKind.PERCENT, Decimal(4), UpliftRounding.PENNY, FIRST_DAY))
    return apply_uplift(database, desk.commissioner, asked, request_id, NOW).result


def write(database: Database, statement: str) -> None:
    with translated_failures(), database.write_engine.begin() as connection:
        connection.execute(text(statement))


def rates(desk: Desk) -> int:
    with desk.session() as session:
        return int(session.scalar(text("SELECT count(*) FROM rates")) or 0)


def test_a_commissioners_own_login_takes_an_uplift_back(desk: Desk, own_login: Database) -> None:
    desk.ready_service()
    kept = applied(desk, own_login)
    assert rates(desk) == 2
    take_uplift_back(own_login, desk.commissioner, kept.uplift_id, NOW)
    assert rates(desk) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM rates",
        "DELETE FROM rates WHERE uplift_id IS NULL",
        "DELETE FROM rates WHERE uplift_id IS NOT NULL",
        "UPDATE rates SET uplift_id = 1 WHERE uplift_id IS NULL",
        "UPDATE rates SET uplift_id = NULL WHERE uplift_id IS NOT NULL",
    ],
)
def test_an_own_login_deletes_no_rate_of_an_uplift_that_stands_and_no_other(
    desk: Desk, own_login: Database, statement: str
) -> None:
    desk.ready_service()
    applied(desk, own_login)
    with pytest.raises(RuleBroken, match="never edited"):
        write(own_login, statement)
    assert rates(desk) == 2


def test_a_rate_made_before_the_uplift_that_was_taken_back_stays(desk: Desk, own_login: Database) -> None:
    desk.ready_service()
    take_uplift_back(own_login, desk.commissioner, applied(desk, own_login).uplift_id, NOW)
    applied(desk, own_login, "two")
    with pytest.raises(RuleBroken, match="never edited"):
        write(own_login, "UPDATE rates SET uplift_id = 1")
    with pytest.raises(RuleBroken, match="never edited"):
        write(own_login, "DELETE FROM rates")
    assert rates(desk) == 2


def test_an_uplift_is_not_marked_as_taken_back_from_its_first_day_on(desk: Desk, own_login: Database) -> None:
    desk.ready_service()
    applied(desk, own_login)
    marked = (
        "UPDATE uplifts SET taken_back_on = '2027-04-01', taken_back_at = applied_at, taken_back_by_id = applied_by_id"
    )
    with pytest.raises(RuleBroken, match="before its first day"):
        write(own_login, marked)


@pytest.mark.parametrize("statement", ["DELETE FROM uplift_rates", "UPDATE uplift_rates SET new_price = 1"])
def test_what_an_uplift_did_is_kept_as_it_was(desk: Desk, statement: str) -> None:
    desk.ready_service()
    applied(desk, desk.database)
    with pytest.raises(RuleBroken, match="kept as it was"):
        write(desk.database, statement)
