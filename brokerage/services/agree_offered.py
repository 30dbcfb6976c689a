"""Makes agreed rates of the prices offered with an application, within the award of its contract."""

from collections.abc import Sequence
from datetime import date

from brokerage.domain.application_answers import OfferedPrice
from brokerage.domain.application_assessment import LotAssessment
from brokerage.domain.contract import source_of_offer
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.rate_setting import RateLineAsked, RateToAgree
from brokerage.services.set_rates import agree_within
from brokerage.storage.unit_of_work import UnitOfWork


def agree_offered(work: UnitOfWork, reference: str, lots: Sequence[LotAssessment], first_day: date) -> None:
    """Agree what was offered in these lots from the first day on, each until it is ended.

    Raises: RuleBroken naming the price that cannot follow the rates there are, or that its lot does not allow any more.
    """
    for lot in lots:
        for offered in lot.offered:
            try:
                agree_within(work, _rate_of(offered, lot, reference, first_day))
            except BadInput as refused:
                raise RuleBroken(
                    f"{lot.name}, {offered.is_for}: {refused.sentence} Or award without the offered rates, and agree them apart.",
                    {"lot": lot.lot.number},
                ) from refused


def _rate_of(offered: OfferedPrice, lot: LotAssessment, reference: str, first_day: date) -> RateToAgree:
    return RateToAgree(
        line=RateLineAsked(
            service_id=lot.service.service_id,
            lot_id=lot.lot.lot_id,
            kind=offered.kind,
            unit=offered.unit,
            ratio=offered.ratio,
            activity=offered.activity,
            band=offered.band,
        ),
        price=offered.price,
        first_day=first_day,
        source=source_of_offer(reference),
        note=offered.note,
    )
