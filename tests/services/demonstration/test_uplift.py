"""The demonstration's uplift is to come, may be taken back, and is what the program itself would have applied."""

from datetime import UTC, datetime

from sqlalchemy import select

from brokerage.domain.calendar import FinancialYear, financial_year_of
from brokerage.domain.staff import Actor, Job
from brokerage.domain.uplift_summary import UpliftAsked, UpliftState
from brokerage.services.staff import list_staff
from brokerage.services.uplift import apply_uplift, list_uplifts, take_uplift_back
from brokerage.storage.engine import Database
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.tables.schemes import LotRow
from tests.demonstrations import DEMONSTRATION_DAY as TODAY

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)


def commissioner(database: Database) -> Actor:
    found = next(member for member in list_staff(database) if member.login == "commissioner")
    return Actor(found.staff_id, found.login, found.full_name, Job.COMMISSIONER, None, None, found.login, False)


def rates(database: Database) -> list[tuple[object, ...]]:
    """Every rate by its line and days, without its number and source."""
    asked = select(RateRow.rate_line_id, RateRow.first_day, RateRow.last_day, RateRow.price)
    with database.reading() as connection:
        found = connection.execute(asked.order_by(RateRow.rate_line_id, RateRow.first_day))
        return [tuple(row) for row in found]


def lot_raised(database: Database) -> str:
    """The number of the only lot with raised rates."""
    asked = (
        select(LotRow.number)
        .join(RateLineRow, RateLineRow.lot_id == LotRow.id)
        .join(RateRow, RateRow.rate_line_id == RateLineRow.id)
        .where(RateRow.uplift_id.is_not(None))
        .distinct()
    )
    with database.reading() as connection:
        return connection.execute(asked).scalars().one()


def test_one_uplift_is_to_come_from_next_april(demonstration: Database) -> None:
    (kept,) = list_uplifts(demonstration)
    next_year = FinancialYear(financial_year_of(TODAY).start_year + 1)
    assert (kept.state_on(TODAY), kept.uplift.first_day) == (UpliftState.TO_COME, next_year.period.first_day)
    assert kept.rates > 10


def test_it_may_be_taken_back_and_applied_again_to_the_same_rates(demonstration: Database) -> None:
    (kept,) = list_uplifts(demonstration)
    before, lot, actor = rates(demonstration), lot_raised(demonstration), commissioner(demonstration)
    take_uplift_back(demonstration, actor, kept.uplift_id, NOW)
    assert len(rates(demonstration)) == len(before) - kept.rates
    asked = UpliftAsked(kept.scheme, kept.uplift, lots=(lot,), note=kept.note)
    assert apply_uplift(demonstration, actor, asked, "again", NOW).result.rates == kept.rates
    assert rates(demonstration) == before
