import pytest

from brokerage.domain.award_route_rule import RouteRule, check_routes, parse_route
from brokerage.domain.errors import BadInput
from brokerage.domain.scheme import AwardRoute

DIRECT, SMALL = RouteRule(AwardRoute.DIRECT, "Schedule 7: 2"), RouteRule(AwardRoute.SMALL_COMPETITION, "Schedule 7: 4")


def test_a_route_is_read_with_its_rule_and_they_stand_in_their_usual_order() -> None:
    assert parse_route("direct: Schedule 7: 2") == DIRECT
    assert check_routes((SMALL, DIRECT)) == (DIRECT, SMALL)


@pytest.mark.parametrize("text", ["direct", "raffle: rule 1", ""])
def test_a_route_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="write it as “direct: "):
        parse_route(text)


def test_routes_need_their_rules_each_once_and_at_least_one() -> None:
    for routes, field, said in (
        ((), "route", "At least one"),
        ((DIRECT, DIRECT), "route", "named twice"),
        ((DIRECT, RouteRule(AwardRoute.SMALL_COMPETITION, "")), "small-competition", "reference of the rule"),
    ):
        with pytest.raises(BadInput, match=said) as refused:
            check_routes(routes)
        assert refused.value.field == field
