"""From which day to which day a scheme's standing rules hold: they follow one another, and no day is left without any.

Rules that were in force are never edited: agreements rest on them. They are ended and followed. Rules to come may be corrected,
and taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import ONE_DAY, Period, format_day
from brokerage.domain.scheme_summary import PolicySummary

FROM = "from"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where rules stand among those there are: which they follow, ended the day before, or which they correct."""

    first_day: date
    last_day: date | None
    follows: PolicySummary | None = None
    corrects: PolicySummary | None = None


def place_rules(policies: Sequence[PolicySummary], contracts: Period, first_day: date | None, today: date) -> Placed:
    """Return where rules from the day on stand; without a day, the first rules stand from the scheme's first day.

    Raises: BadInput at `from` for a day outside the contracts, one that would leave days without rules, or one on which rules
    were in force already.
    """
    in_order = sorted(policies, key=lambda policy: policy.first_day)
    day = first_day or _day_of_the_first(in_order, contracts)
    if not contracts.contains(day):
        raise BadInput(f"The scheme’s contracts run {_days(contracts)}: choose a first day in them.", FROM)
    corrected = next((policy for policy in in_order if policy.first_day == day), None)
    if corrected is not None:
        _refuse_in_force(corrected, today)
        return Placed(day, corrected.last_day, corrects=corrected)
    earlier = [policy for policy in in_order if policy.first_day < day]
    later = [policy for policy in in_order if policy.first_day > day]
    follows = earlier[-1] if earlier else None
    _refuse_days_without(follows, contracts, day)
    if follows is not None and _covers(follows, day) and day <= today:
        raise BadInput(
            f"Rules are in force on {format_day(day)} already, and agreements rest on them: let new ones follow from "
            f"{format_day(today + ONE_DAY)} at the earliest.",
            FROM,
        )
    return Placed(day, later[0].first_day - ONE_DAY if later else None, follows)


def take_back(policies: Sequence[PolicySummary], first_day: date, today: date) -> tuple[PolicySummary, PolicySummary]:
    """Return the rules to come that are taken back, and those before them, which go on in their place.

    Raises: BadInput when none begin on the day, or they are in force; RuleBroken for the scheme's first rules.
    """
    in_order = sorted(policies, key=lambda policy: policy.first_day)
    taken = next((place for place, policy in enumerate(in_order) if policy.first_day == first_day), None)
    if taken is None:
        known = ", ".join(format_day(policy.first_day) for policy in in_order if policy.first_day > today) or "none"
        raise BadInput(f"No rules begin on {format_day(first_day)}; to come are: {known}.", FROM)
    _refuse_in_force(in_order[taken], today)
    if taken == 0:
        raise RuleBroken("These are the scheme’s first rules: correct them, for without any nothing can be called off.")
    return in_order[taken], in_order[taken - 1]


def _day_of_the_first(in_order: Sequence[PolicySummary], contracts: Period) -> date:
    if in_order:
        raise BadInput("Say from which day the new rules hold.", FROM)
    return contracts.first_day


def _refuse_in_force(policy: PolicySummary, today: date) -> None:
    if policy.first_day <= today:
        raise BadInput(
            f"The rules from {format_day(policy.first_day)} are in force, and agreements rest on them: they are not edited. "
            f"Let new ones follow, from {format_day(today + ONE_DAY)} at the earliest.",
            FROM,
        )


def _refuse_days_without(follows: PolicySummary | None, contracts: Period, day: date) -> None:
    if follows is None:
        first_without = contracts.first_day
    elif follows.last_day is None:
        return
    else:
        first_without = follows.last_day + ONE_DAY
    if first_without < day:
        raise BadInput(
            f"No rules would stand from {format_day(first_without)} to {format_day(day - ONE_DAY)}: begin on "
            f"{format_day(first_without)}.",
            FROM,
        )


def _covers(policy: PolicySummary, day: date) -> bool:
    return Period(policy.first_day, policy.last_day).contains(day)


def _days(contracts: Period) -> str:
    until = "" if contracts.last_day is None else f" to {format_day(contracts.last_day)}"
    return f"from {format_day(contracts.first_day)}{until}"
