"""By what a scheme weighs the answers to a small competition: criteria with whole percentages that make 100, never price alone.

The relative weights are stated beforehand: Public Contracts Regulations 2015, regulation 67(9), and for light-touch services
regulation 76, by which quality, continuity and the needs of the person may count; Procurement Act 2023, section 23.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from brokerage.domain.competition import CriterionKind
from brokerage.domain.errors import BadInput

WHOLE = 100
HIGHEST_SCORE = 100
PRICE_TEXT = "Price for the week asked"
_SCORED = re.compile(r"\s*([0-9]{1,3})\s*%\s*,\s*([0-9]{1,3})\s*points?\s*:\s*(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class AwardCriterion:
    """One criterion. `weight` is a whole percentage; `highest_score` the most points where it is scored, 0 for the price."""

    number: int
    kind: CriterionKind
    text: str
    weight: int
    highest_score: int = 0


def check_criteria(criteria: Sequence[AwardCriterion]) -> tuple[AwardCriterion, ...]:
    """Return the criteria. Raises: BadInput when one is not whole, the weights do not make 100, or price would decide alone."""
    for criterion in criteria:
        _refuse_unusable(criterion)
    prices = sum(criterion.kind is CriterionKind.PRICE for criterion in criteria)
    if prices > 1:
        raise BadInput("Price is weighed once: leave one of the price criteria out.", "criteria")
    if prices == len(criteria):
        raise BadInput(
            "At least one criterion is scored: people's lives are never weighed by price alone. Add what else counts.",
            "criteria",
        )
    total = sum(criterion.weight for criterion in criteria)
    if total != WHOLE:
        raise BadInput(f"The weights make {total} %: change them until they make {WHOLE} %.", "criteria")
    return tuple(criteria)


def price_criterion(number: int, weight: str) -> AwardCriterion:
    """Return the criterion of the price, of a weight typed as `40` or `40%`. Raises: BadInput."""
    bare = weight.strip().removesuffix("%").strip()
    if not re.fullmatch(r"[0-9]{1,3}", bare):
        raise BadInput("The weight of the price is no whole percentage: write it as 40.", "price")
    return AwardCriterion(number, CriterionKind.PRICE, PRICE_TEXT, int(bare))


def parse_scored(number: int, said: str) -> AwardCriterion:
    """Return the scored criterion written as `60%, 10 points: How it meets the outcomes`. Raises: BadInput."""
    match = _SCORED.fullmatch(said)
    if match is None:
        raise BadInput(
            "A scored criterion cannot be read: write weight, highest points and text, as in "
            "“60%, 10 points: How it meets the outcomes”.",
            "scored",
        )
    return AwardCriterion(number, CriterionKind.SCORED, match[3].strip(), int(match[1]), int(match[2]))


def say_criterion(criterion: AwardCriterion) -> str:
    """Return the criterion with its weight in words, `How it meets the outcomes: 60 %, up to 10 points`."""
    points = f", up to {criterion.highest_score} points" if criterion.kind is CriterionKind.SCORED else ""
    return f"{criterion.text}: {criterion.weight} %{points}"


def _refuse_unusable(criterion: AwardCriterion) -> None:
    where = f"Criterion {criterion.number}"
    if not criterion.text.strip():
        raise BadInput(f"{where} has no words: say what is weighed.", "criteria")
    if not 1 <= criterion.weight < WHOLE:
        raise BadInput(
            f"{where} weighs {criterion.weight} %: give 1 to {WHOLE - 1}, for no single criterion decides alone.",
            "criteria",
        )
    if criterion.kind is CriterionKind.SCORED and not 1 <= criterion.highest_score <= HIGHEST_SCORE:
        raise BadInput(f"{where} is scored: give its highest points, from 1 to {HIGHEST_SCORE}.", "criteria")
    if criterion.kind is CriterionKind.PRICE and criterion.highest_score:
        raise BadInput(f"{where} is the price, which is compared and not scored: leave its points out.", "criteria")
