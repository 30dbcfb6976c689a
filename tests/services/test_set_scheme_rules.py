"""Award routes and estimates by year are set on both databases."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from brokerage.domain.award_route_rule import RouteRule
from brokerage.domain.calendar import FinancialYear
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.scheme import AwardRoute
from brokerage.services.run_scheme import show_scheme
from brokerage.services.set_policy import show_scheme_rules
from brokerage.services.set_scheme_rules import set_estimates, set_routes
from brokerage.storage.tables.audit import AuditEntryRow
from tests.builders import NOW, TODAY, Desk
from tests.services.rules_builders import open_from_nothing

DIRECT, SMALL = RouteRule(AwardRoute.DIRECT, "Schedule 7: 2"), RouteRule(AwardRoute.SMALL_COMPETITION, "Schedule 7: 4")


def test_routes_are_set_whole_each_with_its_rule(desk: Desk) -> None:
    reference = open_from_nothing(desk)
    tried = set_routes(desk.database, desk.commissioner, reference, (SMALL, DIRECT), NOW, dry_run=True)
    assert (tried.changed, show_scheme_rules(desk.database, reference).routes) == (frozenset(), ())
    told = set_routes(desk.database, desk.commissioner, reference, (SMALL, DIRECT), NOW).result
    assert (told.before, told.routes) == ((), (DIRECT, SMALL))
    other = RouteRule(AwardRoute.DIRECT, "Schedule 8")
    set_routes(desk.database, desk.commissioner, reference, (other,), NOW)
    assert show_scheme_rules(desk.database, reference).routes == (other,)
    assert show_scheme(desk.database, reference, TODAY).summary.routes == (AwardRoute.DIRECT,)
    assert set_routes(desk.database, desk.commissioner, reference, (other,), NOW).changed == frozenset()
    with desk.session() as session:
        last = session.scalars(select(AuditEntryRow).order_by(AuditEntryRow.id.desc()).limit(1)).one()
    assert (last.action, last.detail) == (
        "set-routes",
        {"before": "direct: Schedule 7: 2; small-competition: Schedule 7: 4", "now": "direct: Schedule 8"},
    )


def test_estimates_are_set_year_by_year_and_the_others_stay(desk: Desk) -> None:
    reference = open_from_nothing(desk)
    first = {FinancialYear(2026): Decimal(1200000), FinancialYear(2027): Decimal(1300000)}
    set_estimates(desk.database, desk.commissioner, reference, first, NOW)
    told = set_estimates(
        desk.database, desk.commissioner, reference, {FinancialYear(2026): None, FinancialYear(2028): Decimal(0)}, NOW
    ).result
    assert told.before == {FinancialYear(2026): Decimal(1200000), FinancialYear(2028): None}
    assert show_scheme_rules(desk.database, reference).estimates == (
        (FinancialYear(2027), Decimal("1300000.00")),
        (FinancialYear(2028), Decimal("0.00")),
    )
    assert [year.year for year in show_scheme(desk.database, reference, TODAY).years] == [
        FinancialYear(2027),
        FinancialYear(2028),
    ]


def test_years_run_to_the_end_of_the_last_extension_and_no_further(desk: Desk) -> None:
    reference = open_from_nothing(desk)
    years = show_scheme_rules(desk.database, reference).years
    assert (years[0].label, years[-1].label) == ("2026-27", "2032-33")
    with pytest.raises(BadInput, match="choose a year from 2026-27 to 2032-33"):
        set_estimates(desk.database, desk.commissioner, reference, {FinancialYear(2033): Decimal(1)}, NOW)


def test_a_stale_form_and_another_job_are_refused(desk: Desk) -> None:
    reference = open_from_nothing(desk)
    version = show_scheme_rules(desk.database, reference).version
    set_routes(desk.database, desk.commissioner, reference, (DIRECT,), NOW, version=version)
    with pytest.raises(Conflict, match="changed the scheme DAY-2026"):
        set_routes(desk.database, desk.commissioner, reference, (SMALL,), NOW, version=version)
    with pytest.raises(Conflict, match="changed the scheme DAY-2026"):
        set_estimates(desk.database, desk.commissioner, reference, {}, NOW, version=version)
    for change in (
        lambda: set_routes(desk.database, desk.broker, reference, (SMALL,), NOW),
        lambda: set_estimates(desk.database, desk.auditor, reference, {}, NOW),
    ):
        with pytest.raises(RuleBroken, match="Only the commissioner may set a scheme’s rules"):
            change()
    with pytest.raises(BadInput, match="At least one award route"):
        set_routes(desk.database, desk.commissioner, reference, (), NOW)
