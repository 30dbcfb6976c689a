"""The terms of a scheme with their decisions, and its estimated value by financial year. Decisions are labelled as examples."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from brokerage.domain.calendar import split_by_financial_year
from brokerage.domain.line_cost import share_out
from brokerage.domain.period import Period
from brokerage.domain.scheme_terms import DatedTerm, SchemeTerm, date_terms
from brokerage.services.demonstration.ledger import Ledger

EXTENSION_MONTHS = 24
CALL_OFF_DAYS = 365
"""Contracts are extended in the demonstration until call-offs are allowed for so many days from today."""
_DAYS_FROM_DECISION_TO_START = 43
_DAYS_FROM_DECISION_TO_END = 125
_DAYS_SINCE_LATEST_DECISION = 30


def plan_terms(ledger: Ledger, first_day: date, months: Sequence[int]) -> tuple[DatedTerm, ...]:
    """Returns the terms in order, as many of them taken as it takes for call-offs to be allowed today.

    For a day so late that all of them are over, further extensions follow.
    """
    lengths = list(months)
    while _dated(first_day, lengths)[-1].period.known_last_day < ledger.day(CALL_OFF_DAYS):
        lengths.append(EXTENSION_MONTHS)
    terms: list[DatedTerm] = []
    for each in _dated(first_day, lengths):
        is_taken = not terms or terms[-1].period.known_last_day < ledger.day(CALL_OFF_DAYS)
        terms.append(replace(each, term=_take(ledger, each, first_day)) if is_taken else each)
    return tuple(terms)


def contract_end(terms: Sequence[DatedTerm]) -> date:
    """Returns the end of the contracts as extended so far."""
    return max(each.period.known_last_day for each in terms if each.term.is_taken)


def add_terms(ledger: Ledger, scheme_id: int, terms: Sequence[DatedTerm], first_value: Decimal) -> None:
    """Adds the terms, and the estimated value of those taken: that of the first one, and as much a month later on."""
    for each in terms:
        term = each.term
        ledger.add(
            "scheme_terms",
            scheme_id=scheme_id,
            ordinal=term.ordinal,
            months=term.months,
            decision_reference=term.decision_reference,
            decided_on=term.decided_on,
        )
    for year, value in _values(terms, first_value).items():
        ledger.link("scheme_values", scheme_id=scheme_id, year=year, estimated_value=value)


def _dated(first_day: date, lengths: Sequence[int]) -> tuple[DatedTerm, ...]:
    return date_terms(first_day, [SchemeTerm(ordinal, months) for ordinal, months in enumerate(lengths)])


def _take(ledger: Ledger, dated: DatedTerm, first_day: date) -> SchemeTerm:
    if dated.term.ordinal == 0:
        day = first_day - timedelta(days=_DAYS_FROM_DECISION_TO_START)
    else:
        in_time = dated.period.first_day - timedelta(days=_DAYS_FROM_DECISION_TO_END)
        day = min(in_time, ledger.day(-_DAYS_SINCE_LATEST_DECISION))
    reference = f"Example decision {day:%y}/{100 + dated.term.ordinal:05}"
    return replace(dated.term, decision_reference=reference, decided_on=day)


def _values(terms: Sequence[DatedTerm], first_value: Decimal) -> dict[int, Decimal]:
    by_year: dict[int, Decimal] = defaultdict(Decimal)
    for each in terms:
        if each.term.is_taken:
            value = (first_value * each.term.months / terms[0].term.months).quantize(Decimal("0.01"))
            for year, share in _by_year(each.period, value):
                by_year[year] += share
    return by_year


def _by_year(period: Period, value: Decimal) -> Sequence[tuple[int, Decimal]]:
    parts = split_by_financial_year(period)
    shares = share_out(value, [Fraction(part.days) for _, part in parts])
    return [(year.start_year, share) for (year, _), share in zip(parts, shares, strict=True)]
