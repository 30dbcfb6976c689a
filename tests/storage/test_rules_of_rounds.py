"""What both databases refuse of rounds by themselves, whoever asks."""

from datetime import date

import pytest
from sqlalchemy import update

from brokerage.domain.errors import RuleBroken
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.applications import RoundRow
from tests.builders import Desk
from tests.services.application_builders import opened_round

SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("opens_on", "closes_on"),
    [(date(2026, 9, 30), None), (date(2026, 8, 1), date(2026, 9, 1)), (date(2026, 8, 1), None)],
)
def test_two_rounds_of_a_scheme_may_not_share_a_day(desk: Desk, opens_on: date, closes_on: date | None) -> None:
    scheme_id = desk.scheme()
    opened_round(desk, scheme_id, *SEPTEMBER)
    with pytest.raises(RuleBroken, match="share no day"), translated_failures():
        opened_round(desk, scheme_id, opens_on, closes_on, number=2)


def test_a_round_may_follow_the_day_after_and_another_scheme_may_share_days(desk: Desk) -> None:
    scheme_id = desk.scheme()
    opened_round(desk, scheme_id, *SEPTEMBER)
    opened_round(desk, scheme_id, date(2026, 10, 1), number=2)
    opened_round(desk, desk.scheme(), *SEPTEMBER)


def test_a_round_is_not_stretched_over_the_next(desk: Desk) -> None:
    scheme_id = desk.scheme()
    first = opened_round(desk, scheme_id, *SEPTEMBER)
    opened_round(desk, scheme_id, date(2026, 10, 1), number=2)
    stretch = update(RoundRow).where(RoundRow.id == first).values(closes_on=date(2026, 10, 1))
    with pytest.raises(RuleBroken, match="share no day"), translated_failures(), desk.session() as session:
        session.execute(stretch)
