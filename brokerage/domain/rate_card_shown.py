"""One service's whole rate card in one lot, as a commissioner keeps it: rates past and to come, gaps, and what the lot allows."""

from dataclasses import dataclass

from brokerage.domain.period import Period
from brokerage.domain.rate_allowed import LotPricing
from brokerage.domain.rate_gaps import gaps_of_line
from brokerage.domain.rate_succession import AgreedRate
from brokerage.domain.service_sheet import CardLine


@dataclass(frozen=True, slots=True)
class RateCardShown:
    """The card. `activities` are those of the service, by name; `admitted` its admissions to the lot, by their days."""

    service_id: int
    service: str
    provider: str
    lot_id: int
    lot_title: str
    lines: tuple[CardLine, ...]
    admitted: tuple[Period, ...]
    pricing: LotPricing
    activities: tuple[str, ...]

    def gaps_of(self, line: CardLine) -> tuple[Period, ...]:
        """Return the days on which the service is admitted and the line has no rate, those past among them."""
        rates = [AgreedRate(one.rate_id, one.price, one.period.first_day, one.period.last_day) for one in line.rates]
        return gaps_of_line(rates, self.admitted)
