"""What the letter of a decision says to an applicant, whole, so that it prints the same for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.agreement_terms import PartyTerms
from brokerage.domain.application import LotOutcome
from brokerage.domain.application_assessment import LotAssessment
from brokerage.domain.assessment import QuestionKind, QuestionResult, Standing
from brokerage.domain.errors import RuleBroken
from brokerage.domain.plain import Plain, from_plain, to_plain


@dataclass(frozen=True, slots=True)
class CriterionTerms:
    """How one question came out: `score` in words, `4 of 5, at least 3 needed`, empty where it is only met or not."""

    number: str
    text: str
    score: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class LotDecisionTerms:
    """The decision on one service in one lot. `total` in percent, None where the lot scores nothing; `feedback` may be empty."""

    service: str
    lot: str
    is_admitted: bool
    reasons: str
    feedback: str
    decided_on: date
    total: Decimal | None
    criteria: tuple[CriterionTerms, ...]


@dataclass(frozen=True, slots=True)
class DecisionLetterTerms:
    """The letter that answers an application. `issued_on` is None while it is a draft."""

    wording: str
    is_demonstration: bool
    reference: str
    council: PartyTerms
    provider: PartyTerms
    scheme_reference: str
    scheme_title: str
    law: str
    received_on: date
    issued_on: date | None
    lots: tuple[LotDecisionTerms, ...]
    signed_by: str

    @property
    def is_draft(self) -> bool:
        """Whether it was not issued yet."""
        return self.issued_on is None

    @property
    def admits(self) -> bool:
        """Whether any lot was admitted."""
        return any(lot.is_admitted for lot in self.lots)

    @property
    def refuses(self) -> bool:
        """Whether any lot was refused."""
        return not all(lot.is_admitted for lot in self.lots)

    def to_plain(self) -> Plain:
        """Return the terms as they are kept."""
        return to_plain(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> "DecisionLetterTerms":
        """Return the terms that were kept."""
        return from_plain(cls, plain)


def lot_decision_terms(lot: LotAssessment) -> LotDecisionTerms:
    """Return what the letter says of one lot. Raises: RuleBroken while it is not decided."""
    decided = lot.decision
    if decided is None:
        raise RuleBroken(f"{lot.name} is not decided yet: decide on every lot, then write the letter.")
    assessment = lot.assessment
    return LotDecisionTerms(
        service=lot.service.name,
        lot=f"{lot.lot.number} {lot.lot.title}",
        is_admitted=decided.outcome is LotOutcome.ADMITTED,
        reasons=decided.reasons,
        feedback=decided.feedback,
        decided_on=decided.decided_on,
        total=assessment.total,
        criteria=tuple(_criterion(result) for result in assessment.results),
    )


def _criterion(result: QuestionResult) -> CriterionTerms:
    question, is_met = result.question, result.standing is Standing.MET
    words = ""
    if question.kind is QuestionKind.SCORED:
        needed = f", at least {question.threshold} needed" if question.threshold else ""
        words = f"{result.points} of {question.highest_score}{needed}"
    return CriterionTerms(question.number, question.text, words, is_met)
