"""What the commands about a scheme's own rules print: JSON with money as text, or tables in plain words."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from brokerage.cli.output import iso_day, print_json, print_table, print_unless_saved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from brokerage.domain.award_route_rule import RouteRule
    from brokerage.domain.call_off_facts import PolicyFacts
    from brokerage.domain.scheme_head import SchemeHead
    from brokerage.domain.scheme_plan import LotPlan
    from brokerage.domain.scheme_rules import SchemeRules
    from brokerage.domain.scheme_summary import PolicySummary
    from brokerage.services.change_scheme import SchemeChanged
    from brokerage.services.set_lot import LotTold
    from brokerage.services.set_policy import PolicyTold
    from brokerage.services.set_scheme_rules import EstimatesTold, RoutesTold

_NOTHING = "Nothing changes: it stands like this already."


def print_head(rules: "SchemeRules", *, as_json: bool) -> None:
    """Print what the scheme says of itself and may be changed."""
    from brokerage.domain.scheme_head_words import head_in_words

    if as_json:
        print_json({"reference": rules.reference, **_head(rules.head)})
        return
    print(rules.reference)
    _print_facts(head_in_words(rules.head))


def print_changed(told: "SchemeChanged", *, saved: bool, as_json: bool) -> None:
    """Print what changes of a scheme, and what stands all the same."""
    if as_json:
        said = {**_head(told.head), "changes": _changes(told.changes), "remarks": list(told.remarks)}
        print_json({"reference": told.scheme, **said, "saved": saved})
        return
    print(f"{told.scheme}\n")
    _print_changes(told.changes)
    for remark in told.remarks:
        print(f"▲ {remark}")
    print_unless_saved(saved)


def print_policies(rules: "SchemeRules", today: "date", *, as_json: bool) -> None:
    """Print the standing rules of a scheme over time, side by side; those in force on the day are marked."""
    from brokerage.domain.policy_words import rules_in_words

    if as_json:
        listed = [{**_policy(one), "in_force": one == rules.policy_on(today)} for one in rules.policies]
        print_json({"reference": rules.reference, "policies": listed})
        return
    print(f"{rules.reference} {rules.head.title}\n")
    if not rules.policies:
        print(
            "It has no standing rules yet, so nothing can be called off under it: set them with\n"
            f"brokerage scheme policy {rules.reference} --bank-holidays … --notice-days … --by …"
        )
        return
    headings = [f"✓ {_days(one)}" if one == rules.policy_on(today) else _days(one) for one in rules.policies]
    columns = [rules_in_words(one.rules) for one in rules.policies]
    rows = [(line[0][0], *(words for _, words in line)) for line in zip(*columns, strict=True)]
    print_table(("", *headings), rows)


def print_policy_told(told: "PolicyTold", *, saved: bool, as_json: bool) -> None:
    """Print the rules that were set, and what they change."""
    from brokerage.domain.number_words import count
    from brokerage.domain.period import format_day

    if as_json:
        print_json({**_policy_told(told), "saved": saved})
        return
    verb = "corrected, still to come" if told.corrects else "set"
    print(f"{told.scheme}: standing rules {verb}, {_days(told.policy)}\n")
    _print_changes(told.changes)
    if told.follows_until is not None:
        print(f"· The rules before them end on {format_day(told.follows_until)}.")
    if told.agreements:
        stand = "stands as printed until its" if told.agreements == 1 else "stand as printed until their"
        print(f"▲ {count(told.agreements, 'agreement')} issued already for these days {stand} next edition.")
    print_unless_saved(saved)


def print_taken_back(told: "PolicyTold", *, saved: bool, as_json: bool) -> None:
    """Print the rules to come that were taken back."""
    from brokerage.domain.period import format_day

    if as_json:
        print_json({**_policy_told(told), "saved": saved})
        return
    print(f"{told.scheme}: the rules from {format_day(told.policy.first_day)} are taken back; those before them go on.")
    _print_changes(told.changes)
    print_unless_saved(saved)


def print_routes(rules: "SchemeRules", *, as_json: bool) -> None:
    """Print the award routes a scheme allows, each with its rule."""
    if as_json:
        print_json({"reference": rules.reference, "routes": _routes(rules.routes)})
        return
    if not rules.routes:
        print(f"{rules.reference} names no award route, so any may be taken.")
        return
    print_table(("Award route", "Allowed by"), [(rule.route.value, rule.rule_reference) for rule in rules.routes])


def print_routes_told(told: "RoutesTold", *, saved: bool, as_json: bool) -> None:
    """Print the award routes allowed from now on, beside those before."""
    if as_json:
        both = {"before": _routes(told.before), "routes": _routes(told.routes)}
        print_json({"reference": told.scheme, **both, "saved": saved})
        return
    before, after = ({rule.route: rule.rule_reference for rule in rules} for rules in (told.before, told.routes))
    rows = [
        (route.value, before.get(route, "not allowed"), after.get(route, "not allowed"))
        for route in dict.fromkeys((*after, *before))
    ]
    print_table((f"{told.scheme}, award route", "Before", "Now"), rows)
    print_unless_saved(saved)


def print_estimates(rules: "SchemeRules", *, as_json: bool) -> None:
    """Print what the council expects to buy, for every year the scheme runs in."""
    known = dict(rules.estimates)
    if as_json:
        years = [{"year": year.label, "estimated": _amount(known.get(year))} for year in rules.years]
        print_json({"reference": rules.reference, "years": years})
        return
    print_table(("Year", "Estimated"), [(year.label, _pounds(known.get(year))) for year in rules.years], right=(1,))


def print_estimates_told(told: "EstimatesTold", *, saved: bool, as_json: bool) -> None:
    """Print the estimates that change, before and after."""
    if as_json:
        years = [
            {"year": year.label, "before": _amount(told.before[year]), "estimated": _amount(value)}
            for year, value in told.after.items()
        ]
        print_json({"reference": told.scheme, "years": years, "saved": saved})
        return
    rows = [(year.label, _pounds(told.before[year]), _pounds(value)) for year, value in told.after.items()]
    if rows:
        print_table((f"{told.scheme}, year", "Before", "Now"), rows, right=(1, 2))
    else:
        print(_NOTHING)
    print_unless_saved(saved)


def print_lots(rules: "SchemeRules", number: str, *, as_json: bool) -> None:
    """Print what the lot of the number is for and allows; every lot where none is named."""
    from brokerage.domain.lot_words import lot_in_words

    lots = (rules.lot(number),) if number else rules.lots
    if as_json:
        print_json({"reference": rules.reference, "lots": [_lot(one) for one in lots]})
        return
    for place, one in enumerate(lots):
        print(f"{'' if place == 0 else chr(10)}{rules.reference}/{one.number}")
        _print_facts(lot_in_words(one))


def print_lot_told(told: "LotTold", *, saved: bool, as_json: bool) -> None:
    """Print the lot that was added, changed or taken away, and what stands all the same."""
    if as_json:
        is_so = {"is_new": told.is_new, "is_removed": told.is_removed}
        said = {"lot": _lot(told.lot), **is_so, "remarks": list(told.remarks)}
        print_json({"reference": told.scheme, **said, "changes": _changes(told.changes), "saved": saved})
        return
    if told.is_removed:
        print(f"{told.scheme}/{told.lot.number} {told.lot.title}: taken away")
    else:
        print(f"{told.scheme}/{told.lot.number}: {'added' if told.is_new else 'changed'}\n")
        _print_changes(told.changes)
    for remark in told.remarks:
        print(f"▲ {remark}")
    print_unless_saved(saved)


def _print_changes(changes: "Sequence[tuple[str, str, str]]") -> None:
    if not changes:
        print(_NOTHING)
    elif any(before for _, before, _ in changes):
        print_table(("", "Before", "Now"), changes)
    else:
        _print_facts([(what, now) for what, _, now in changes])


def _print_facts(facts: "Sequence[tuple[str, str]]") -> None:
    names = max(len(name) for name, _ in facts)
    for name, words in facts:
        print(f"{name:<{names}}  {words}")


def _head(head: "SchemeHead") -> dict[str, object]:
    return {
        "title": head.title,
        "description": head.description,
        "kind": head.kind.value,
        "law": head.law,
        "decisions": list(head.decisions),
        "last_call_off_day": iso_day(head.last_call_off_day),
        "answer_working_days": head.answer_working_days,
        "extended_answer_working_days": head.extended_answer_working_days,
        "estimated_value": _amount(head.estimated_value),
    }


def _policy_told(told: "PolicyTold") -> dict[str, object]:
    return {
        "reference": told.scheme,
        **_policy(told.policy),
        "changes": _changes(told.changes),
        "rules_before_end": iso_day(told.follows_until),
        "corrects": told.corrects,
        "agreements_issued": told.agreements,
    }


def _policy(policy: "PolicySummary") -> dict[str, object]:
    days = {"first_day": policy.first_day.isoformat(), "last_day": iso_day(policy.last_day)}
    return {**days, "rules": _rules(policy.rules)}


def _rules(rules: "PolicyFacts") -> dict[str, object]:
    return {**asdict(rules), "bank_holiday_rule": rules.bank_holiday_rule.value}


def _changes(changes: "Sequence[tuple[str, str, str]]") -> list[dict[str, str]]:
    return [{"what": what, "before": before, "now": now} for what, before, now in changes]


def _routes(rules: "Sequence[RouteRule]") -> list[dict[str, str]]:
    return [{"route": rule.route.value, "rule_reference": rule.rule_reference} for rule in rules]


def _lot(lot: "LotPlan") -> dict[str, object]:
    return {
        "number": lot.number,
        "title": lot.title,
        "needs": list(lot.needs),
        "min_age": lot.min_age,
        "max_age": lot.max_age,
        "registration_needed": lot.registration_needed,
        "cpv_codes": list(lot.cpv_codes),
        "units": [unit.value for unit in lot.units],
        "ratios": [str(ratio) for ratio in lot.ratios],
        "derives_ratio": lot.derives_ratio,
        "last_call_off_day": iso_day(lot.last_call_off_day),
    }


def _days(policy: "PolicySummary") -> str:
    from brokerage.domain.period import format_day

    until = "" if policy.last_day is None else f" to {format_day(policy.last_day)}"
    return f"from {format_day(policy.first_day)}{until}"


def _pounds(amount: "Decimal | None") -> str:
    from brokerage.domain.money import format_pounds

    return "" if amount is None else format_pounds(amount)


def _amount(amount: "Decimal | None") -> str | None:
    return None if amount is None else f"{amount:.2f}"
