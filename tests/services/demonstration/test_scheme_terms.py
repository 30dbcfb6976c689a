from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.scheme_terms import contract_last_day
from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.loading import EARLIEST_DAY
from brokerage.services.demonstration.scheme_terms import plan_terms
from brokerage.services.demonstration.schemes import (
    EVERYDAY_FIRST_DAY,
    EVERYDAY_MONTHS,
    RESIDENTIAL_FIRST_DAY,
    RESIDENTIAL_MONTHS,
    make_schemes,
)
from brokerage.services.run_scheme import list_schemes
from brokerage.storage.engine import Database
from tests.demonstrations import DEMONSTRATION_DAY


def test_the_residential_schemes_contracts_end_in_2026_2028_and_2030_and_its_first_extension_is_taken(
    demonstration: Database,
) -> None:
    everyday, residential = list_schemes(demonstration, DEMONSTRATION_DAY)
    assert residential.contract_ends == (date(2026, 6, 14), date(2028, 6, 14), date(2030, 6, 14))
    assert [dated.term.is_taken for dated in residential.terms] == [True, True, False]
    assert (residential.summary.first_day, residential.summary.last_day) == (date(2022, 6, 15), date(2028, 6, 14))
    assert (everyday.summary.first_day, everyday.contract_ends[0]) == (date(2022, 10, 1), date(2028, 9, 30))
    assert everyday.next_extension == everyday.terms[1]


def test_the_residential_estimate_is_412_million_over_the_first_four_years(demonstration: Database) -> None:
    _, residential = list_schemes(demonstration, DEMONSTRATION_DAY)
    whole_years = {each.year.label: each.estimated for each in residential.years if each.estimated is not None}
    assert sum(whole_years.values()) == Decimal(412_000_000) + Decimal(206_000_000)  # and two years more, taken since
    assert list(whole_years) == ["2022-23", "2023-24", "2024-25", "2025-26", "2026-27", "2027-28", "2028-29"]


def test_money_was_called_off_in_the_demonstrations_own_year(demonstration: Database) -> None:
    for scheme in list_schemes(demonstration, DEMONSTRATION_DAY):
        called_off = {each.year.label: each.called_off for each in scheme.years}
        assert called_off["2026-27"] > Decimal(100_000)
        assert all(amount == 0 for label, amount in called_off.items() if label > "2026-27")


@given(st.dates(EARLIEST_DAY, date(2040, 1, 1)))
def test_on_any_day_a_schemes_end_is_that_of_its_last_term_taken_and_decisions_are_in_order(today: date) -> None:
    ledger = Ledger(today)
    make_schemes(ledger)
    for first_day, months in ((RESIDENTIAL_FIRST_DAY, RESIDENTIAL_MONTHS), (EVERYDAY_FIRST_DAY, EVERYDAY_MONTHS)):
        terms = [dated.term for dated in plan_terms(ledger, first_day, months)]
        (scheme,) = (each for each in ledger.tables["schemes"] if each["first_day"] == first_day)
        assert scheme["last_day"] == contract_last_day(first_day, terms)
        days = [term.decided_on for term in terms if term.decided_on is not None]
        assert days == sorted(days)
        assert days[-1] <= today
        assert [term.is_taken for term in terms] == sorted((term.is_taken for term in terms), reverse=True)
