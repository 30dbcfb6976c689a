"""A line of a service's rate card with its rates over time, and how it stands on one day: its rate then, and its gaps."""

from dataclasses import dataclass
from datetime import date

from brokerage.domain.period import Period
from brokerage.domain.rate_gaps import gaps_from, gaps_of_line
from brokerage.domain.rate_named import RateLineNamed
from brokerage.domain.rate_succession import AgreedRate


@dataclass(frozen=True, slots=True)
class RateStanding:
    """A line on a day: the rate in force, if there is one, and the gaps that are not over by then."""

    service_id: int
    line: RateLineNamed
    rate: AgreedRate | None
    gaps: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class ServiceRates:
    """One line of a service's rate card with its agreed rates, in order of their days, and its admissions to the lot."""

    service_id: int
    line: RateLineNamed
    rates: tuple[AgreedRate, ...]
    admitted: tuple[Period, ...] = ()

    def rate_on(self, day: date) -> AgreedRate | None:
        """Return the rate in force on the day, or None in a gap."""
        return next((rate for rate in self.rates if Period(rate.first_day, rate.last_day).contains(day)), None)

    def standing_on(self, day: date) -> RateStanding:
        """Return the line as it stands on the day."""
        gaps = gaps_from(gaps_of_line(self.rates, self.admitted), day)
        return RateStanding(self.service_id, self.line, self.rate_on(day), gaps)

    def is_missed_on(self, day: date) -> bool:
        """Whether the service is admitted to the lot on the day and the line has no rate then."""
        return self.rate_on(day) is None and any(period.contains(day) for period in self.admitted)
