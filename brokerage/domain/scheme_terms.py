"""The terms of a scheme's contracts: the initial one, and extensions that are each a decision of their own.

Worked example (rules.md 11): four years from 15 Jun 2022 end on 14 Jun 2026; extensions of two years end on 14 Jun 2028 and
14 Jun 2030.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import ONE_DAY, Period, format_day

MONTHS_IN_A_YEAR = 12
MOST_MONTHS = 50 * MONTHS_IN_A_YEAR


@dataclass(frozen=True, slots=True)
class SchemeTerm:
    """One term: how many months it lasts, and the decision that took it. A term nobody decided on is an option still open."""

    ordinal: int
    months: int
    decision_reference: str = ""
    decided_on: date | None = None

    @property
    def is_taken(self) -> bool:
        """Whether it was decided on. The initial term is taken by the scheme's own decision."""
        return self.decided_on is not None


@dataclass(frozen=True, slots=True)
class DatedTerm:
    """A term with its days, both included."""

    term: SchemeTerm
    period: Period


def date_terms(first_day: date, terms: Sequence[SchemeTerm]) -> tuple[DatedTerm, ...]:
    """Return the terms one after another from the scheme's first day, options that were not taken included.

    Raises: BadInput for a term of no months, or of more than fifty years.
    """
    dated: list[DatedTerm] = []
    months = 0
    for term in sorted(terms, key=lambda term: term.ordinal):
        if not 0 < term.months <= MOST_MONTHS:
            raise BadInput(f"A term lasts from 1 to {MOST_MONTHS} months: give its length again.", "months")
        start = add_months(first_day, months)
        months += term.months
        dated.append(DatedTerm(term, Period(start, add_months(first_day, months) - ONE_DAY)))
    return tuple(dated)


def contract_ends(first_day: date, terms: Sequence[SchemeTerm]) -> tuple[date, ...]:
    """Return the last day of the initial term and after each extension, taken or still open, in order."""
    return tuple(dated.period.known_last_day for dated in date_terms(first_day, terms))


def contract_last_day(first_day: date, terms: Sequence[SchemeTerm]) -> date | None:
    """Return the last day of the terms taken so far; None where the scheme's contracts have no end."""
    taken = [dated.period.last_day for dated in date_terms(first_day, terms) if dated.term.is_taken]
    return taken[-1] if taken else None


def next_extension(terms: Sequence[SchemeTerm]) -> SchemeTerm:
    """Return the extension that may be decided on next. Raises: RuleBroken when none is left."""
    if not terms:
        raise RuleBroken(
            "This scheme has no extensions on record: its notice and its contracts say whether it may have any."
        )
    for term in sorted(terms, key=lambda term: term.ordinal):
        if not term.is_taken:
            return term
    raise RuleBroken("No extension of this scheme is left: a new scheme follows it.")


def check_extension(first_day: date, terms: Sequence[SchemeTerm], ordinal: int, decided_on: date) -> SchemeTerm:
    """Return the extension when it is the next in order and the contracts have not ended.

    Raises: RuleBroken when it is out of order or taken already, or decided on before the term it follows or after the
    contracts ended.
    """
    _refuse_taken(terms, ordinal)
    following = next_extension(terms)
    if following.ordinal != ordinal:
        raise RuleBroken(
            f"Extension {ordinal} is out of order: {_called(following)} is decided on next.",
            {"asked": str(ordinal), "next": str(following.ordinal)},
        )
    _refuse_day(first_day, terms, decided_on)
    return following


def _refuse_taken(terms: Sequence[SchemeTerm], ordinal: int) -> None:
    for term in terms:
        if term.ordinal == ordinal and term.decided_on is not None:
            said = f"{_called(term).capitalize()} was taken already, by the decision of {format_day(term.decided_on)}."
            raise RuleBroken(said, {"decided": format_day(term.decided_on)})


def _refuse_day(first_day: date, terms: Sequence[SchemeTerm], decided_on: date) -> None:
    earlier = max((term.decided_on for term in terms if term.decided_on is not None), default=decided_on)
    if decided_on < earlier:
        raise RuleBroken(
            f"The term before was decided on {format_day(earlier)}, after {format_day(decided_on)}: check the day.",
            {"before": format_day(earlier), "decided": format_day(decided_on)},
        )
    ends = contract_last_day(first_day, terms)
    if ends is not None and decided_on > ends:
        raise RuleBroken(
            f"The contracts ended on {format_day(ends)}: an extension is decided on by that day.",
            {"ended": format_day(ends), "decided": format_day(decided_on)},
        )


def _called(term: SchemeTerm) -> str:
    return f"extension {term.ordinal}" if term.ordinal else "the initial term"


def whole_months(period: Period) -> int | None:
    """Return how many whole months the days last, both included; None where they end on another day, or never."""
    if period.last_day is None:
        return None
    after = period.last_day + ONE_DAY
    months = (after.year - period.first_day.year) * MONTHS_IN_A_YEAR + after.month - period.first_day.month
    return months if months > 0 and add_months(period.first_day, months) == after else None


def add_months(day: date, months: int) -> date:
    """Return the same day so many months on; the last day of a shorter month where it has no such day."""
    year, month = divmod(day.year * MONTHS_IN_A_YEAR + day.month - 1 + months, MONTHS_IN_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
