"""The award routes a scheme allows, each with the reference of the rule that allows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from brokerage.domain.errors import BadInput
from brokerage.domain.scheme import AwardRoute

ROUTE = "route"
_FORM = "write it as “direct: call-off schedule 7, paragraph 2”"


@dataclass(frozen=True, slots=True)
class RouteRule:
    """A route with its rule's reference."""

    route: AwardRoute
    rule_reference: str


def parse_route(text: str) -> RouteRule:
    """Return the route written as `direct: rule reference`. Raises: BadInput."""
    name, colon, reference = text.partition(":")
    known = {route.value: route for route in AwardRoute}
    if name.strip().lower() not in known or not colon:
        raise BadInput(f"An award route cannot be read: {_FORM}. Known are {', '.join(known)}.", ROUTE)
    return RouteRule(known[name.strip().lower()], reference.strip())


def check_routes(rules: Sequence[RouteRule]) -> tuple[RouteRule, ...]:
    """Return the routes in their usual order. Raises: BadInput for none, one named twice, or one without its rule.

    A missing rule stands at the field of its route, by the route's own name.
    """
    if not rules:
        raise BadInput(f"At least one award route is allowed: {_FORM}.", ROUTE)
    by_route = {rule.route: rule for rule in rules}
    if len(by_route) < len(rules):
        raise BadInput("An award route is named twice: give each once, with its rule.", ROUTE)
    for rule in rules:
        if not rule.rule_reference:
            raise BadInput(
                f"Give the reference of the rule that allows the route {rule.route.value}.", rule.route.value
            )
    return tuple(by_route[route] for route in AwardRoute if route in by_route)
