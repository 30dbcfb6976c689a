"""Several people at once set one scheme's rules, on both databases: real threads, real connections."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from brokerage.domain.period import ONE_DAY
from brokerage.services.set_policy import PolicyAsked, set_policy, show_scheme_rules
from tests.builders import NOW, Desk
from tests.domain.example_policy import SAID
from tests.services.rules_builders import FIRST_DAY, open_from_nothing
from tests.services.test_call_off_races import at_once, refusals


def setting(desk: Desk, month: int, version: int | None = None) -> Callable[[], object]:
    """A commissioner who lets more notice hold from the first of the month on."""
    said = {"notice-days": str(30 + month), "by": "Example"}
    asked = PolicyAsked("DAY-2026", date(2027, month, 1), said, version)
    return lambda: set_policy(desk.database, desk.commissioner, asked, NOW).result


def test_rules_set_at_once_follow_one_another_without_a_day_twice_or_without(desk: Desk) -> None:
    opened(desk)
    assert refusals(at_once([setting(desk, month) for month in (5, 2, 6, 3, 1, 4)])) == []
    policies = show_scheme_rules(desk.database, "DAY-2026").policies
    assert [policy.first_day for policy in policies] == [FIRST_DAY, *(date(2027, month, 1) for month in range(1, 7))]
    assert all(one.last_day == following.first_day - ONE_DAY for one, following in pairwise(policies))
    assert policies[-1].last_day is None


def test_of_stale_forms_one_is_kept_and_the_others_name_who_was_first(desk: Desk) -> None:
    version = opened(desk)
    told = refusals(at_once([setting(desk, month, version) for month in range(1, 5)]))
    assert len(told) == 3
    assert all("changed the scheme DAY-2026" in refused.sentence for refused in told)
    assert len(show_scheme_rules(desk.database, "DAY-2026").policies) == 2


def opened(desk: Desk) -> int:
    """A scheme with its first rules; its version."""
    reference = open_from_nothing(desk)
    set_policy(desk.database, desk.commissioner, PolicyAsked(reference, None, SAID), NOW)
    return show_scheme_rules(desk.database, reference).version
