"""What is to be known of a rate that is allowed all the same: said when it is looked at, and when it is agreed or ended."""

from collections.abc import Sequence
from datetime import date

from brokerage.domain.money import format_pounds
from brokerage.domain.number_words import count
from brokerage.domain.period import Period, format_day
from brokerage.domain.rate_comparison import RateCompared, RateMove
from brokerage.domain.rate_succession import AgreedRate
from brokerage.domain.uplift_cost import UpliftCost


def warn_of_agreeing(
    compared: RateCompared, following: AgreedRate | None, admitted: Sequence[Period], today: date
) -> tuple[str, ...]:
    """Return what is to be known of a rate that is agreed; a line without a rate before it is nothing to warn of."""
    warnings = []
    if compared.move in (RateMove.NEW, RateMove.FOLLOWS) and compared.first_day < today:
        warnings.append(
            "Its first day is past: placements are priced at it from that day on, and what was paid since differs."
        )
    if not any(period.contains(compared.first_day) for period in admitted):
        day = format_day(compared.first_day)
        warnings.append(
            f"The service is not admitted to this lot on {day}: it cannot be called off there at this price then."
        )
    if following is not None:
        price, day = format_pounds(following.price), format_day(following.first_day)
        warnings.append(f"{price} from {day} is agreed already and stays as it is.")
    return tuple(warnings)


def warn_of_ending(compared: RateCompared, cost: UpliftCost, today: date) -> tuple[str, ...]:
    """Return what is to be known of a rate that is ended."""
    warnings = []
    if compared.last_day is not None and compared.last_day < today:
        warnings.append("Its last day is past: nothing can be called off at it for the days since.")
    if cost.placements:
        one, many = "placement runs at it and keeps its price", "placements run at it and keep their price"
        warnings.append(f"{count(cost.placements, one, many)} after that day, until another rate follows.")
    return tuple(warnings)
