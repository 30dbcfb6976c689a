"""What a scheme asks of a provider who applies: its lots, their questions, and what each may be priced by.

A workbook to fill in is made from it, and what comes back is held against it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from brokerage.domain.assessment import Question, QuestionKind
from brokerage.domain.errors import BadInput
from brokerage.domain.rate_allowed import LotPricing
from brokerage.domain.said_back import said_back
from brokerage.domain.unit import Unit

_OF_A_TIMETABLE = frozenset({Unit.SESSION, Unit.HALF_DAY, Unit.DAY})
_SAID = {
    QuestionKind.PASS_FAIL: "Pass or fail",
    QuestionKind.SCORED: "Scored",
    QuestionKind.DOCUMENT: "Document, to be sent too",
    QuestionKind.DECLARATION: "Declaration",
}


@dataclass(frozen=True, slots=True)
class BlankLot:
    """A lot one may apply for, its questions in order. `ends_on` is the last day on which anybody joins it; None: not set."""

    lot_id: int
    number: str
    title: str
    registration_needed: bool
    pricing: LotPricing
    questions: tuple[Question, ...]
    ends_on: date | None = None

    @property
    def has_timetable(self) -> bool:
        """Whether it may be priced by attendance, so that the weekly sessions of each activity are asked for."""
        return not self.pricing.units or not _OF_A_TIMETABLE.isdisjoint(self.pricing.units)


@dataclass(frozen=True, slots=True)
class BlankApplication:
    """A scheme as an applicant meets it: its lots by number, and the need categories by their titles and by their codes."""

    reference: str
    title: str
    council: str
    answer_working_days: int
    lots: tuple[BlankLot, ...]
    needs: tuple[str, ...]
    need_codes: tuple[str, ...] = ()

    def lot(self, number: str) -> BlankLot:
        """Return the lot of this number, in any case. Raises: BadInput when the scheme has none such."""
        for lot in self.lots:
            if lot.number.lower() == number.strip().lower():
                return lot
        known = ", ".join(lot.number for lot in self.lots) or "none yet"
        raise BadInput(f"{self.reference} has no lot {said_back(number)}: its lots are {known}.", "lot")

    def unknown_need(self, said: Sequence[str]) -> str | None:
        """Return the first of these needs that is no category, by its title or its code in any case; None where all are."""
        known = {name.lower() for name in (*self.needs, *self.need_codes)}
        return next((need for need in said if need.lower() not in known), None)


def say_unknown_need(need: str) -> str:
    """Return how a cell is mended that names a need that is no category."""
    return f"There is no need category “{need[:40]}”: choose among those above the heading."


def say_kind(question: Question) -> str:
    """Return in words how the question is answered for."""
    return _SAID[question.kind]


def say_weight(question: Question) -> str:
    """Return what the question weighs among the scored ones, `60`; empty where it is not scored."""
    return str(question.weight) if question.kind is QuestionKind.SCORED else ""


def say_threshold(question: Question) -> str:
    """Return what must be reached, `3 of 5`; empty where it is not scored."""
    return f"{question.threshold} of {question.highest_score}" if question.kind is QuestionKind.SCORED else ""
