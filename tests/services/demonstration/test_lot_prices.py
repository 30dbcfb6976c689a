"""What the demonstration's lots may be priced by, and what its applicants offer in them."""

from sqlalchemy import text

from brokerage.domain.application import LotOutcome
from brokerage.domain.rate_allowed import not_allowed_in
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.services.assess_application import show_assessment
from brokerage.services.find_applications import list_applications
from brokerage.storage.engine import Database
from brokerage.storage.queries.lot_pricing import lot_pricings
from tests.demonstrations import DEMONSTRATION_DAY

_PRICED = text("SELECT DISTINCT lot_id, unit, ratio_staff, ratio_people FROM rate_lines")


def test_each_agreed_rate_is_by_a_unit_and_at_a_ratio_its_lot_allows(demonstration: Database) -> None:
    with demonstration.reading() as connection:
        pricings = lot_pricings(connection)
        priced = connection.execute(_PRICED).all()
    assert all(pricing.units and pricing.ratios for pricing in pricings.values())
    for lot_id, unit, staff, people in priced:
        assert not_allowed_in(pricings[lot_id], Unit(unit), None if staff is None else Ratio(staff, people)) == ()


def test_each_application_that_is_not_awarded_offers_prices_its_lot_allows_labelled_as_made_up(
    demonstration: Database,
) -> None:
    with demonstration.reading() as connection:
        pricings = lot_pricings(connection)
    offering = 0
    for row in list_applications(demonstration, DEMONSTRATION_DAY).rows:
        for lot in show_assessment(demonstration, row.facts.reference).lots:
            assert bool(lot.offered) is (lot.outcome is not LotOutcome.AWARDED)
            offering += bool(lot.offered)
            for price in lot.offered:
                assert not_allowed_in(pricings[lot.lot.lot_id], price.unit, price.ratio) == ()
                assert price.note.endswith("(demo)")
    assert offering > 10
