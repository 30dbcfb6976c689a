"""Both databases hold that the suspensions of one admission share no day."""

from datetime import date

import pytest

from brokerage.domain.errors import RuleBroken
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.admissions import SuspensionRow
from tests.builders import SINCE, Desk
from tests.services.call_off_builders import rows_of

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("first_day", "last_day"),
    [
        (date(2026, 11, 30), None),
        (date(2026, 10, 1), date(2026, 11, 1)),
        (date(2026, 11, 9), date(2026, 11, 9)),
        (SINCE, None),
    ],
)
def test_the_database_itself_refuses_two_suspensions_of_one_admission_that_share_a_day(
    desk: Desk, first_day: date, last_day: date | None
) -> None:
    ready, other = desk.ready_service(), desk.ready_service()
    desk.suspension(ready.admission_id, *NOVEMBER)
    desk.suspension(other.admission_id, first_day, last_day)
    with pytest.raises(RuleBroken, match="suspended on some of these days already"), translated_failures():
        desk.suspension(ready.admission_id, first_day, last_day)


def test_the_database_lets_one_suspension_follow_another_the_day_after(desk: Desk) -> None:
    ready = desk.ready_service()
    desk.suspension(ready.admission_id, *NOVEMBER)
    desk.suspension(ready.admission_id, date(2026, 12, 1))
    desk.suspension(ready.admission_id, date(2026, 10, 1), date(2026, 10, 31))
    assert rows_of(desk, SuspensionRow) == 3


def test_the_database_itself_refuses_a_suspension_lengthened_into_another(desk: Desk) -> None:
    ready = desk.ready_service()
    first = desk.suspension(ready.admission_id, *NOVEMBER)
    desk.suspension(ready.admission_id, date(2026, 12, 10))
    with pytest.raises(RuleBroken, match="already"), translated_failures(), desk.session() as session:
        session.get_one(SuspensionRow, first).last_day = date(2026, 12, 10)
