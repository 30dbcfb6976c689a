"""A purchasing system as a commissioner runs it: its terms with their decisions, its value by year, what its lots allow."""

from dataclasses import dataclass
from datetime import date

from brokerage.domain.scheme_summary import SchemeSummary
from brokerage.domain.scheme_terms import DatedTerm
from brokerage.domain.scheme_value import YearValue
from brokerage.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class LotRules:
    """What a lot is for and may be priced by, in order; no unit or ratio named means that any is allowed."""

    number: str
    needs: tuple[str, ...]
    cpv_codes: tuple[str, ...]
    units: tuple[Unit, ...]
    ratios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchemeOverview:
    """A scheme with its terms in order, taken and still open, its financial years in order, and the rules of each lot.

    `version` is what an extension is checked against. Answer times are working days.
    """

    scheme_id: int
    version: int
    summary: SchemeSummary
    answer_working_days: int
    extended_answer_working_days: int
    assessors_needed: int
    terms: tuple[DatedTerm, ...]
    years: tuple[YearValue, ...]
    lot_rules: tuple[LotRules, ...]

    @property
    def contract_ends(self) -> tuple[date, ...]:
        """The last day of the initial term and after each extension, open ones included; what is on record without terms."""
        if self.terms:
            return tuple(dated.period.known_last_day for dated in self.terms)
        return () if self.summary.last_day is None else (self.summary.last_day,)

    @property
    def next_extension(self) -> DatedTerm | None:
        """The extension that may be decided on next; None when none is left."""
        return next((dated for dated in self.terms if not dated.term.is_taken), None)
