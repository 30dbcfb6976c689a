"""What both databases refuse of a scheme's standing rules by themselves, whoever asks."""

from datetime import date

import pytest

from brokerage.domain.errors import RuleBroken
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.schemes import SchemePolicyRow
from tests.builders import SINCE, Desk

MARCH, APRIL = date(2027, 3, 31), date(2027, 4, 1)
REFUSED = "Standing rules of one scheme share no day"


def test_standing_rules_of_a_scheme_share_no_day(desk: Desk) -> None:
    scheme_id = desk.scheme()
    with pytest.raises(RuleBroken, match=REFUSED), translated_failures():
        desk.policy(scheme_id, first_day=APRIL)
    end(desk, MARCH)
    desk.policy(scheme_id, first_day=APRIL)
    with pytest.raises(RuleBroken, match=REFUSED), translated_failures():
        end(desk, APRIL)
    desk.policy(desk.scheme(), first_day=date(2020, 4, 1), last_day=date(2021, 3, 31))


def end(desk: Desk, last_day: date) -> None:
    """The rules of the first scheme end on the day."""
    with desk.session() as session:
        session.query(SchemePolicyRow).filter_by(first_day=SINCE).one().last_day = last_day
