"""Open data in the words of the Open Contracting Data Standard (OCDS) 1.1: what a scheme publishes, and nothing of any person.

A scheme is one contracting process. Its lots are the tender's items, since lots are no part of the standard's core. Each
contract under it is an award with its contract. Call-offs are counted by lot and quarter, coarsely, and only where enough
people stand behind a figure.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from brokerage.domain.period import ONE_DAY
from brokerage.domain.scheme import SchemeKind

OCDS_VERSION = "1.1"
FEWEST_PEOPLE = 5
"""Fewer people than this behind a figure and the figure is left out: they could be recognised."""
NEAREST_CALL_OFFS = 5
NEAREST_POUNDS = Decimal(1_000)
"""What is published is so coarse that two exports laid side by side do not give away the one call-off between them."""


@dataclass(frozen=True, slots=True)
class Supplier:
    """A provider as a legal body, with the public numbers it is registered under."""

    provider_id: int
    name: str
    company_number: str | None
    charity_number: str | None


@dataclass(frozen=True, slots=True)
class OpenLot:
    """A lot and the codes of the common procurement vocabulary it was advertised under, in order."""

    lot_id: int
    number: str
    title: str
    cpv_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenAdmission:
    """A service's place in a lot. Days are included."""

    admission_id: int
    lot: OpenLot
    service: str
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class OpenContract:
    """What one provider was awarded under one number, with all its admissions. `value` in pounds over the whole term."""

    number: str
    supplier: Supplier
    admissions: tuple[OpenAdmission, ...]
    first_day: date
    last_day: date | None
    sealed_on: date | None
    value: Decimal | None


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a calendar year; `number` is 1 to 4."""

    year: int
    number: int

    @property
    def first_day(self) -> date:
        """The first day of the quarter."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """The last day of the quarter, included."""
        year, month = (self.year + 1, 1) if self.number == 4 else (self.year, 3 * self.number + 1)
        return date(year, month, 1) - ONE_DAY

    @property
    def label(self) -> str:
        """The quarter as it is written, `2026-Q4`."""
        return f"{self.year}-Q{self.number}"


@dataclass(frozen=True, slots=True)
class StartedCallOff:
    """A call-off under a lot as it is counted: who it is for only tells people apart, and is never published.

    `year_estimate` in pounds: weekly by the scheme's weeks of a year, and one-offs.
    """

    lot_id: int
    person_id: int
    first_day: date
    year_estimate: Decimal


@dataclass(frozen=True, slots=True)
class QuarterOfCallOffs:
    """The call-offs of a lot that began in a quarter: about how many, and about what they cost in an estimated year."""

    lot: OpenLot
    quarter: Quarter
    about_call_offs: int
    about_pounds: Decimal


@dataclass(frozen=True, slots=True)
class OpenRound:
    """Days on which newcomers could apply, both included; without a closing day it stays open."""

    opens_on: date
    closes_on: date | None


@dataclass(frozen=True, slots=True)
class OpenScheme:
    """What is published of a scheme. Money in pounds; days are included.

    `last_day` is the contracts' end as extended so far, `latest_last_day` their end if every extension is taken.
    """

    reference: str
    title: str
    kind: SchemeKind
    law: str
    first_day: date
    last_day: date | None
    latest_last_day: date | None
    estimated_value: Decimal | None
    rounds: tuple[OpenRound, ...]
    lots: tuple[OpenLot, ...]
    contracts: tuple[OpenContract, ...]
    quarters: tuple[QuarterOfCallOffs, ...]


@dataclass(frozen=True, slots=True)
class OpenPackage:
    """Everything a council publishes as it stood on `today`; `ocid_prefix` is the one it was given by the standard's keepers."""

    publisher: str
    is_demonstration: bool
    ocid_prefix: str
    today: date
    schemes: tuple[OpenScheme, ...]


@dataclass(frozen=True, slots=True)
class PackageFault:
    """One thing that is wrong with a package: where (`$.releases[0].date`), what, and how to mend it."""

    path: str
    what: str
    mend: str


def quarter_of(day: date) -> Quarter:
    """Return the quarter of the calendar year the day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


def count_by_quarter(
    lots: Iterable[OpenLot], call_offs: Iterable[StartedCallOff], today: date
) -> tuple[QuarterOfCallOffs, ...]:
    """Return what may be published of the call-offs, by lot and then quarter.

    Only quarters that are over, and only where at least `FEWEST_PEOPLE` different people stand behind the figure; many
    call-offs for one person are one person still. No sum is published from which a figure left out could be worked out.
    """
    gathered: dict[tuple[int, Quarter], list[StartedCallOff]] = defaultdict(list)
    for call_off in call_offs:
        gathered[call_off.lot_id, quarter_of(call_off.first_day)].append(call_off)
    return tuple(
        _counted(lot, quarter, began)
        for lot in lots
        for (lot_id, quarter), began in sorted(gathered.items(), key=lambda item: item[0])
        if lot_id == lot.lot_id and quarter.last_day < today and len({one.person_id for one in began}) >= FEWEST_PEOPLE
    )


def _counted(lot: OpenLot, quarter: Quarter, began: list[StartedCallOff]) -> QuarterOfCallOffs:
    pounds = sum((one.year_estimate for one in began), Decimal(0))
    return QuarterOfCallOffs(
        lot,
        quarter,
        NEAREST_CALL_OFFS * round(len(began) / NEAREST_CALL_OFFS),
        (pounds / NEAREST_POUNDS).quantize(Decimal(1), ROUND_HALF_UP) * NEAREST_POUNDS,
    )
