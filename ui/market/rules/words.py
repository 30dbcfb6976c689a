"""What Market says of a scheme's own rules, and what is typed to set them; no widgets."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from brokerage.domain.award_route_rule import RouteRule
from brokerage.domain.errors import BadInput
from brokerage.domain.money import format_pounds
from brokerage.domain.period import format_day
from brokerage.domain.policy_words import changes_in_words, rules_in_words
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.scheme_rules import SchemeRules
from brokerage.domain.scheme_summary import PolicySummary
from brokerage.domain.year_estimate import Estimates, parse_estimate
from ui import formats

if TYPE_CHECKING:
    from brokerage.services.change_scheme import SchemeChanged
    from brokerage.services.set_lot import LotTold
    from brokerage.services.set_policy import PolicyTold
    from brokerage.services.set_scheme_rules import EstimatesTold, RoutesTold

NO_RULES = "This scheme has no standing rules, so nothing can be called off under it yet."
NO_RULE_KNOWN = "Rule not on record"
_UNCHANGED = "Nothing changes: it stands like this already."
Fact = tuple[str, str]
Change = tuple[str, str, str]


def rules_now(rules: SchemeRules, today: date) -> tuple[Fact, ...]:
    """The standing rules in force today; empty where none are."""
    now = rules.policy_on(today)
    if now is None:
        return ()
    return ("In force", formats.period(now.first_day, now.last_day)), *rules_in_words(now.rules)


def none_in_force(rules: SchemeRules, today: date) -> str:
    """That no rules are in force today, and what that stops; empty where some are."""
    if rules.policy_on(today) is not None:
        return ""
    if not rules.policies:
        return f"{formats.OVER} {NO_RULES}"
    return f"{formats.OVER} No standing rules are in force today: nothing that begins today can be called off."


def to_come(rules: SchemeRules, today: date) -> tuple[PolicySummary, ...]:
    """The rules that hold from a later day on."""
    return tuple(policy for policy in rules.policies if policy.first_day > today)


def to_come_words(rules: SchemeRules, today: date) -> str:
    """What changes with each of the rules to come, a line each."""
    pairs = zip((None, *rules.policies), rules.policies, strict=False)
    return "\n".join(
        " · ".join((f"▸ Rules {formats.period(policy.first_day, policy.last_day)}", *_each(_changes(before, policy))))
        for before, policy in pairs
        if policy.first_day > today
    )


def rules_standing_for(rules: SchemeRules, first_day: date | None, today: date) -> PolicySummary | None:
    """The rules that new ones from the day begin with: those to be corrected, or those in force then; else the last."""
    for policy in rules.policies:
        if policy.first_day == first_day:
            return policy
    now = rules.policy_on(first_day or today)
    return now or (rules.policies[-1] if rules.policies else None)


def policy_told(told: "PolicyTold", *, is_trial: bool) -> str:
    """What was set or corrected, or would be, and what that does, a sentence a line."""
    if not told.changes:
        return _UNCHANGED
    verb = ("would be " if is_trial else "are ") + ("corrected" if told.corrects else "set")
    first = f"{formats.FITS} Standing rules of {told.scheme} {verb}, {formats.period(told.policy.first_day, told.policy.last_day)}."
    until = "" if told.follows_until is None else f" Those before end on {format_day(told.follows_until)}."
    changes = _lines(change for change in told.changes if change[1])
    stand = "it stands as printed until its" if told.agreements == 1 else "they stand as printed until their"
    issued = f"{formats.OVER} {formats.count(told.agreements, 'agreement')} issued already for these days: {stand} next edition."
    return "\n".join((f"{first}{until}", *changes, *((issued,) if told.agreements else ())))


def taken_back(told: "PolicyTold") -> str:
    """What was taken back, and what holds in its place."""
    return (
        f"The rules of {told.scheme} from {format_day(told.policy.first_day)} are taken back: those before them go on."
    )


def route_facts(rules: SchemeRules) -> tuple[Fact, ...]:
    """Each award route allowed, with its rule; that any may be taken where none is named."""
    if not rules.routes:
        return (("Any route", "No award route is named, so any may be taken."),)
    return tuple((formats.words(rule.route), rule.rule_reference or NO_RULE_KNOWN) for rule in rules.routes)


def routes_typed(typed: dict[str, str]) -> tuple[RouteRule, ...]:
    """The routes whose rule is typed. Raises: BadInput at the first where none is."""
    routes = tuple(RouteRule(route, typed[route.value]) for route in AwardRoute if typed[route.value].strip())
    if not routes:
        raise BadInput("At least one award route is allowed: give the rule that allows it.", next(iter(typed)))
    return routes


def routes_told(told: "RoutesTold", *, is_trial: bool) -> str:
    """Which routes are allowed from now on, or would be."""
    if told.before == told.routes:
        return _UNCHANGED
    verb = "would allow" if is_trial else "allows"
    named = "; ".join(f"{formats.words(rule.route)} ({rule.rule_reference})" for rule in told.routes)
    return f"{formats.FITS} {told.scheme} {verb}: {named}. Call-offs raised before keep theirs."


def estimates_typed(rules: SchemeRules, typed: dict[str, str]) -> Estimates:
    """The estimates typed, by year. Raises: BadInput at the year that cannot be read."""
    estimates: dict[str, Decimal | None] = {}
    for label, text in typed.items():
        try:
            estimates[label] = parse_estimate(text)
        except BadInput as error:
            raise BadInput(error.sentence, label) from error
    return {year: estimates[year.label] for year in rules.years if year.label in estimates}


def estimates_told(told: "EstimatesTold", *, is_trial: bool) -> str:
    """Which estimates change, or would."""
    if not told.after:
        return _UNCHANGED
    changes = [(year.label, _pounds(told.before[year]), _pounds(value)) for year, value in told.after.items()]
    verb = "would change" if is_trial else "are changed"
    return "\n".join((f"{formats.FITS} Estimates of {told.scheme} {verb}.", *_lines(changes)))


def lot_told(told: "LotTold", *, is_trial: bool) -> str:
    """What changes of a lot, or would, and what stands all the same, a sentence a line."""
    if told.is_removed:
        verb = "would be" if is_trial else "is"
        return f"{formats.FITS} Lot {told.lot.number} of {told.scheme}, {told.lot.title}, {verb} taken away."
    if not told.changes and not told.is_new:
        return _UNCHANGED
    verb = ("would be " if is_trial else "is ") + ("added" if told.is_new else "changed")
    first = f"{formats.FITS} Lot {told.lot.number} of {told.scheme} {verb}."
    what = () if told.is_new else _lines(told.changes)
    return "\n".join((first, *what, *(f"{formats.OVER} {remark}" for remark in told.remarks)))


def head_told(told: "SchemeChanged", *, is_trial: bool) -> str:
    """What changes of a scheme, or would, and what stands all the same, a sentence a line."""
    if not told.changes:
        return _UNCHANGED
    first = f"{formats.FITS} {told.scheme} {'would be' if is_trial else 'is'} changed."
    return "\n".join((first, *_lines(told.changes), *(f"{formats.OVER} {remark}" for remark in told.remarks)))


def _changes(before: PolicySummary | None, policy: PolicySummary) -> tuple[Change, ...]:
    return changes_in_words(None if before is None else before.rules, policy.rules)


def _lines(changes: Iterable[Change]) -> tuple[str, ...]:
    """Each change on a line of its own, which still reads as one where the banner puts all of them into one line."""
    return tuple(f"· {words}" for words in _each(changes))


def _each(changes: Iterable[Change]) -> tuple[str, ...]:
    """`Notice: 42 days (before: 14 days)`."""
    return tuple(f"{what}: {new} (before: {old})" if old else f"{what}: {new}" for what, old, new in changes)


def _pounds(value: Decimal | None) -> str:
    return "none" if value is None else format_pounds(value)
