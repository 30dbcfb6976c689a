"""What the rows of an application workbook say, each with the line it stands on, and the faults found while reading it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.import_rows import ProviderEntry, ServiceEntry
from brokerage.domain.ratio import Ratio
from brokerage.domain.row_fault import Line, RowFault
from brokerage.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class ServiceAsked:
    """A service and the numbers of the lots it asks for."""

    entry: ServiceEntry
    lots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SessionTold:
    """One weekly session of an activity: Monday is 0, minutes count from midnight."""

    line: Line
    service: str
    activity: str
    weekday: int
    start_minute: int
    end_minute: int
    places: int | None
    summary: str


@dataclass(frozen=True, slots=True)
class AnswerWritten:
    """The answer to a question of the scheme; empty where the provider left it out."""

    line: Line
    lot: str
    question_id: int
    number: str
    answer: str


@dataclass(frozen=True, slots=True)
class PriceWritten:
    """A price in pounds for one unit that a service offers in a lot. `activity` is empty for the whole service."""

    line: Line
    service: str
    lot: str
    activity: str
    kind: FeeKind
    unit: Unit
    ratio: Ratio | None
    band: str
    price: Decimal
    note: str

    @property
    def thing(self) -> tuple[object, ...]:
        """What makes it this price, in one lot: one thing has one price."""
        return self.service.casefold(), self.activity.casefold(), self.kind, self.unit, self.ratio, self.band


@dataclass(frozen=True, slots=True)
class ApplicationBook:
    """One provider's application as its workbook says it. `provider` is None where the provider's own rows are at fault.

    `digest` tells this very file from every other, `about` the lines on which the provider tells of itself, by their labels.
    Nothing may be saved while there are faults.
    """

    file: str
    digest: str
    scheme: str
    provider: ProviderEntry | None
    about: Mapping[str, Line]
    services: tuple[ServiceAsked, ...]
    sessions: tuple[SessionTold, ...]
    answers: tuple[AnswerWritten, ...]
    prices: tuple[PriceWritten, ...]
    faults: tuple[RowFault, ...]
    remarks: tuple[RowFault, ...]

    @property
    def unanswered(self) -> tuple[AnswerWritten, ...]:
        """The questions that were left without an answer."""
        return tuple(given for given in self.answers if not given.answer)
