"""The terms of a scheme that stood before any were on record: its initial term, its options, and the decisions taken so far."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import format_day, parse_day
from brokerage.domain.scheme_plan import MOST_TERMS
from brokerage.domain.scheme_terms import SchemeTerm, check_extension, contract_last_day

_TERM = re.compile(r"(?P<months>[0-9]{1,3}) months?(?: by (?P<decision>.+) on (?P<day>.+))?")
_FORM = "write it as “48 months by 22/00031 on 2022-05-03”, or “24 months” for an option nobody has decided on"


def parse_terms(written: Sequence[str]) -> tuple[SchemeTerm, ...]:
    """Return the terms in the order written, each as `48 months by 22/00031 on 2022-05-03` or `24 months`. Raises: BadInput."""
    return tuple(_term(ordinal, text) for ordinal, text in enumerate(written))


def check_first_terms(first_day: date, terms: Sequence[SchemeTerm], contracts_end: date | None, today: date) -> date:
    """Return the last day of the contracts by the terms taken, when they can stand and agree with what is on record.

    Raises: BadInput for no terms or too many, an initial term without its decision, and a decision on a day to come; RuleBroken
    for decisions out of order, or where the contracts on record end on another day.
    """
    if not 1 <= len(terms) <= MOST_TERMS:
        raise BadInput(
            f"A scheme has an initial term and at most {MOST_TERMS - 1} extensions: give each with its months.", "term"
        )
    _check_initial(first_day, terms[0])
    _refuse_days_to_come(terms, today)
    _check_taken_in_order(first_day, terms)
    ends = contract_last_day(first_day, terms)
    assert ends is not None  # noqa: S101 - the initial term is taken
    if contracts_end not in (None, ends):
        raise RuleBroken(
            f"By these terms the contracts end on {format_day(ends)}; on record is {_said(contracts_end)}: check the months, and "
            "which extensions were taken.",
            {"by_terms": format_day(ends), "on_record": _said(contracts_end)},
        )
    return ends


def _term(ordinal: int, text: str) -> SchemeTerm:
    found = _TERM.fullmatch(" ".join(text.split()))
    if found is None:
        raise BadInput(f"A term cannot be read: {_FORM}.", "term")
    decided_on = None if found["day"] is None else parse_day(found["day"], what="day of the decision")
    return SchemeTerm(ordinal, int(found["months"]), (found["decision"] or "").strip(), decided_on)


def _check_initial(first_day: date, initial: SchemeTerm) -> None:
    if initial.decided_on is None:
        raise BadInput(f"The initial term has no decision behind it: {_FORM}.", "term")
    if initial.decided_on > first_day:
        raise RuleBroken(
            f"The scheme began on {format_day(first_day)}, before its initial term was decided on on "
            f"{format_day(initial.decided_on)}: check that day."
        )


def _refuse_days_to_come(terms: Sequence[SchemeTerm], today: date) -> None:
    for term in terms:
        if term.decided_on is not None and term.decided_on > today:
            raise BadInput(
                f"A decision is dated {format_day(term.decided_on)}, a day to come: record it once it is taken.", "term"
            )


def _check_taken_in_order(first_day: date, terms: Sequence[SchemeTerm]) -> None:
    """Take the extensions one by one, as if each were decided on now: its order and its day are then checked as always."""
    standing = [terms[0], *(replace(term, decision_reference="", decided_on=None) for term in terms[1:])]
    for term in terms[1:]:
        if term.decided_on is not None:
            check_extension(first_day, standing, term.ordinal, term.decided_on)
            standing[term.ordinal] = term


def _said(day: date | None) -> str:
    return "no day" if day is None else format_day(day)
