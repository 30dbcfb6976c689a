"""Setting the award routes a scheme allows, and what the council expects to buy through it by financial year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from brokerage.domain.award_route_rule import RouteRule, check_routes
from brokerage.domain.changes import Done, Kind
from brokerage.domain.money import format_pounds
from brokerage.domain.staff import Actor
from brokerage.domain.year_estimate import Estimates, check_estimates
from brokerage.services.rules_in_hand import refuse_who_sets_no_rules, rules_in_hand
from brokerage.services.typed_text import typed_line
from brokerage.storage.engine import Database
from brokerage.storage.queries.scheme_terms import SUBJECT
from brokerage.storage.unit_of_work import unit_of_work
from brokerage.storage.writes.scheme_rules import count_change, write_estimates, write_routes


@dataclass(frozen=True, slots=True)
class RoutesTold:
    """The award routes a scheme allowed before, and those it allows now."""

    scheme: str
    before: tuple[RouteRule, ...]
    routes: tuple[RouteRule, ...]


@dataclass(frozen=True, slots=True)
class EstimatesTold:
    """The estimates of a scheme that change, in pounds by year, before and after; None where there is none."""

    scheme: str
    before: Estimates
    after: Estimates


def set_routes(
    database: Database,
    actor: Actor,
    reference: str,
    routes: Sequence[RouteRule],
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[RoutesTold]:
    """Allow these award routes, each by its rule, and no others; the same sent again change nothing. A dry run keeps nothing.

    Call-offs raised before keep theirs. Raises: BadInput as `check_routes`; RuleBroken for no such scheme; Conflict.
    """
    refuse_who_sets_no_rules(actor)
    asked = check_routes([_cleaned(rule) for rule in routes])
    with unit_of_work(database, actor, now) as work, rules_in_hand(work, reference, version) as rules:
        told = RoutesTold(rules.reference, rules.routes, asked)
        is_new = asked != rules.routes
        if is_new:
            write_routes(work.session, rules.scheme_id, asked)
            count_change(work.session, rules.scheme_id)
            work.record("set-routes", SUBJECT, rules.reference, {"before": _named(rules.routes), "now": _named(asked)})
        if dry_run:
            work.undo()
    return Done(told, frozenset({Kind.SCHEMES}) if is_new and not dry_run else frozenset())


def set_estimates(
    database: Database,
    actor: Actor,
    reference: str,
    estimates: Estimates,
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[EstimatesTold]:
    """Put these estimates in place, or away where they are None; years not named stay. A dry run keeps nothing.

    Raises: BadInput for a year the scheme does not run in; RuleBroken for no such scheme; Conflict.
    """
    refuse_who_sets_no_rules(actor)
    with unit_of_work(database, actor, now) as work, rules_in_hand(work, reference, version) as rules:
        check_estimates(estimates, rules.years)
        known = dict(rules.estimates)
        after = {year: value for year, value in sorted(estimates.items()) if known.get(year) != value}
        told = EstimatesTold(rules.reference, {year: known.get(year) for year in after}, after)
        if after:
            write_estimates(work.session, rules.scheme_id, after)
            count_change(work.session, rules.scheme_id)
            work.record("set-estimates", SUBJECT, rules.reference, _figures(told))
        if dry_run:
            work.undo()
    return Done(told, frozenset({Kind.SCHEMES}) if after and not dry_run else frozenset())


def _cleaned(rule: RouteRule) -> RouteRule:
    return replace(rule, rule_reference=typed_line(rule.rule_reference, rule.route.value))


def _named(routes: Sequence[RouteRule]) -> str:
    return "; ".join(f"{rule.route.value}: {rule.rule_reference}" for rule in routes)


def _figures(told: EstimatesTold) -> dict[str, str]:
    def said(estimates: Estimates) -> list[str]:
        return ["none" if value is None else format_pounds(value) for value in estimates.values()]

    pairs = zip(told.after, said(told.before), said(told.after), strict=True)
    return {year.label: f"{before} → {after}" for year, before, after in pairs}
