"""By what both schemes weigh the answers to small competitions. Labelled examples: a council states its own."""

from brokerage.domain.competition import CriterionKind
from brokerage.domain.competition_criteria import AwardCriterion
from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.lots import Market
from brokerage.services.demonstration.words import labelled

_PRICE, _SCORED = CriterionKind.PRICE, CriterionKind.SCORED
_CRITERIA = {
    "res-ld": (
        AwardCriterion(1, _PRICE, "Price for the week asked", 35),
        AwardCriterion(2, _SCORED, "How the home meets the needs and the outcomes", 45, 10),
        AwardCriterion(3, _SCORED, "How the move and the first weeks are prepared", 20, 5),
    ),
    "day": (
        AwardCriterion(1, _PRICE, "Price for the week asked", 40),
        AwardCriterion(2, _SCORED, "How the support leads to the outcomes", 40, 10),
        AwardCriterion(3, _SCORED, "The place, the way there and the people met", 20, 5),
    ),
}
"""By the key of a lot of each scheme."""


def add_award_criteria(ledger: Ledger, market: Market) -> None:
    """Adds the award criteria of both schemes."""
    for key, criteria in _CRITERIA.items():
        for one in criteria:
            ledger.add(
                "scheme_award_criteria",
                scheme_id=market.lots[key].scheme.id,
                number=one.number,
                kind=one.kind,
                text=labelled(one.text),
                weight=one.weight,
                highest_score=one.highest_score,
            )
