"""What the scheme commands print: JSON with money as text, or facts and tables in plain words."""

from typing import TYPE_CHECKING

from brokerage.cli.output import enum_in_words, iso_day, print_facts, print_json, print_table, print_unless_saved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from brokerage.domain.scheme_overview import SchemeOverview
    from brokerage.domain.scheme_terms import DatedTerm
    from brokerage.services.open_scheme import SchemeOpened
    from brokerage.services.run_scheme import ExtensionTold
    from brokerage.services.scheme_from_notice import StartedFromNotice
    from brokerage.services.set_terms import TermsTold

_WIDEST = 60
_TERM_HEADINGS = ("Term", "Months", "From", "To", "Decision")


def print_schemes(found: "Sequence[SchemeOverview]", *, as_json: bool) -> None:
    """Print the purchasing systems. The JSON is a list of fixed form, because other programs read it."""
    if as_json:
        print_json([_scheme(scheme) for scheme in found])
        return
    rows = [
        (
            scheme.summary.reference,
            scheme.summary.title,
            str(len(scheme.summary.lots)),
            _said(scheme.summary.last_day),
            ", ".join(_said(day) for day in scheme.contract_ends),
            _said(scheme.summary.last_call_off_day),
        )
        for scheme in found
    ]
    headings = ("Scheme", "Title", "Lots", "Contracts end", "Initially and after each extension", "Call-offs until")
    print_table(headings, rows, right=(2,))


def print_scheme(scheme: "SchemeOverview", *, as_json: bool) -> None:
    """Print one purchasing system whole."""
    if as_json:
        print_json(_whole(scheme))
        return
    summary = scheme.summary
    print(f"{summary.reference} {summary.title}\n{summary.law}\n")
    print_facts(
        [
            ("Kind", enum_in_words(summary.kind)),
            ("Award routes", ", ".join(map(enum_in_words, summary.routes)) or "none"),
            ("Estimated value", "none" if summary.estimated_value is None else _pounds(summary.estimated_value)),
            ("From", _said(summary.first_day)),
            ("Contracts end, as extended so far", _said(summary.last_day)),
            ("Call-offs until", _said(summary.last_call_off_day)),
            (
                "Working days to answer, and at most",
                f"{scheme.answer_working_days}, {scheme.extended_answer_working_days}",
            ),
            ("Assessors needed", str(scheme.assessors_needed)),
        ]
    )
    if scheme.terms:
        print()
        print_table(_TERM_HEADINGS, [_term_row(dated) for dated in scheme.terms], right=(1,))
    if scheme.years:
        print()
        years = [(each.year.label, _pounds(each.estimated), _pounds(each.called_off)) for each in scheme.years]
        print_table(("Year", "Estimated", "Called off"), years, right=(1, 2))
    print()
    needs = {rules.number: ", ".join(rules.needs) for rules in scheme.lot_rules}
    lots = [(lot.number, lot.title, str(lot.admitted), needs.get(lot.number, "")) for lot in summary.lots]
    print_table(("Lot", "Title", "Admitted", "For"), lots, right=(2,))


def print_extension(told: "ExtensionTold", *, saved: bool, as_json: bool) -> None:
    """Print what an extension does, before and after."""
    if as_json:
        print_json(
            {
                "reference": told.scheme,
                "extension": told.ordinal,
                "contract_end_before": iso_day(told.contract_end_before),
                "contract_end": iso_day(told.contract_end),
                "last_call_off_day_before": iso_day(told.last_call_off_day_before),
                "last_call_off_day": iso_day(told.last_call_off_day),
                "extensions_left": told.left,
                "saved": saved,
            }
        )
        return
    rows = [
        ("Contracts end", _said(told.contract_end_before), _said(told.contract_end)),
        ("Call-offs until", _said(told.last_call_off_day_before), _said(told.last_call_off_day)),
    ]
    print_table((f"{told.scheme}, extension {told.ordinal}", "Before", "After"), rows)
    print_unless_saved(saved)


def print_terms(told: "TermsTold", *, saved: bool, as_json: bool) -> None:
    """Print the terms that were put on record, or that a dry run would put there."""
    if as_json:
        ends = {"contract_end": told.contract_end.isoformat()}
        print_json({"reference": told.scheme, "terms": _terms(told.terms), **ends, "saved": saved})
        return
    print(f"{told.scheme}: its contracts end on {_said(told.contract_end)}\n")
    print_table(_TERM_HEADINGS, [_term_row(dated) for dated in told.terms], right=(1,))
    print_unless_saved(saved)


def print_opened(opened: "SchemeOpened", *, saved: bool, as_json: bool) -> None:
    """Print the scheme that was set up, or that a dry run would set up."""
    if as_json:
        print_json(_opened(opened, saved))
        return
    ends = ", ".join(_said(day) for day in opened.contract_ends)
    print_facts([("Scheme", opened.reference), ("Lots", str(opened.lots)), ("Contracts end", ends)])
    _print_what_it_wants(opened, saved)


def print_started(started: "StartedFromNotice", *, saved: bool, as_json: bool) -> None:
    """Print the scheme that was started from a notice, beside what the notice said of it."""
    opened = started.opened
    if as_json:
        beside = [{"what": one.what, "said": one.said, "opened": one.opened} for one in started.beside]
        notice = {"ocid": started.ocid, "beside": beside, "remarks": list(started.remarks)}
        print_json({**_opened(opened, saved), "notice": notice})
        return
    rows = [("▲" if one.differs else "", one.what, _short(one.said), _short(one.opened)) for one in started.beside]
    print(f"{opened.reference}, started from the notice {started.ocid}\n")
    print_table(("", "", "The notice said", "Opened"), rows)
    for remark in started.remarks:
        print(f"◆ {remark}")
    _print_what_it_wants(opened, saved)


def _opened(opened: "SchemeOpened", saved: bool) -> dict[str, object]:
    return {
        "reference": opened.reference,
        "lots": opened.lots,
        "contract_ends": [day.isoformat() for day in opened.contract_ends],
        "has_rules": opened.has_rules,
        "saved": saved,
    }


def _print_what_it_wants(opened: "SchemeOpened", saved: bool) -> None:
    if not opened.has_rules:
        print(
            "· It has no standing rules yet, so nothing can be called off under it: take another scheme's with --rules-of, or set "
            f"them with “brokerage scheme policy {opened.reference}”."
        )
    print(f"· Its lots ask nothing yet of who applies: say what with “brokerage scheme ask {opened.reference}”.")
    print_unless_saved(saved)


def _short(words: str) -> str:
    return words if len(words) <= _WIDEST else f"{words[: _WIDEST - 1]}…"


def _scheme(scheme: "SchemeOverview") -> dict[str, object]:
    summary = scheme.summary
    rules = {each.number: each for each in scheme.lot_rules}
    return {
        "reference": summary.reference,
        "title": summary.title,
        "kind": summary.kind.value,
        "lots": [
            {
                "number": lot.number,
                "title": lot.title,
                "needs": list(rules[lot.number].needs),
                "cpv_codes": list(rules[lot.number].cpv_codes),
                "units": [unit.value for unit in rules[lot.number].units],
                "ratios": list(rules[lot.number].ratios),
                "min_age": lot.min_age,
                "max_age": lot.max_age,
                "registration_needed": lot.registration_needed,
                "last_call_off_day": iso_day(lot.last_call_off_day),
                "admitted": lot.admitted,
            }
            for lot in summary.lots
        ],
        "contract_ends": [day.isoformat() for day in scheme.contract_ends],
        "last_call_off_day": iso_day(summary.last_call_off_day),
    }


def _whole(scheme: "SchemeOverview") -> dict[str, object]:
    summary = scheme.summary
    return {
        **_scheme(scheme),
        "law": summary.law,
        "description": summary.description,
        "first_day": summary.first_day.isoformat(),
        "last_day": iso_day(summary.last_day),
        "terms": _terms(scheme.terms),
        "estimated_value": _amount(summary.estimated_value),
        "years": [
            {"year": each.year.label, "estimated": _amount(each.estimated), "called_off": _amount(each.called_off)}
            for each in scheme.years
        ],
        "answer_working_days": scheme.answer_working_days,
        "extended_answer_working_days": scheme.extended_answer_working_days,
        "assessors_needed": scheme.assessors_needed,
        "award_routes": [route.value for route in summary.routes],
    }


def _terms(terms: "Sequence[DatedTerm]") -> list[dict[str, object]]:
    return [
        {
            "number": dated.term.ordinal,
            "months": dated.term.months,
            "first_day": dated.period.first_day.isoformat(),
            "last_day": iso_day(dated.period.last_day),
            "taken": dated.term.is_taken,
            "decision": dated.term.decision_reference,
            "decided_on": iso_day(dated.term.decided_on),
        }
        for dated in terms
    ]


def _term_row(dated: "DatedTerm") -> tuple[str, ...]:
    term = dated.term
    called = f"Extension {term.ordinal}" if term.ordinal else "Initial"
    decision = f"{term.decision_reference}, {_said(term.decided_on)}" if term.is_taken else "open"
    return called, str(term.months), _said(dated.period.first_day), _said(dated.period.last_day), decision


def _said(day: "date | None") -> str:
    from brokerage.domain.period import format_day

    return "no day set" if day is None else format_day(day)


def _pounds(amount: "Decimal | None") -> str:
    from brokerage.domain.money import format_pounds

    return "" if amount is None else format_pounds(amount)


def _amount(amount: "Decimal | None") -> str | None:
    return None if amount is None else f"{amount:.2f}"
