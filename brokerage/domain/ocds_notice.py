"""What a published notice says of a scheme: enough to start one from, and what it leaves open."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from brokerage.domain.scheme import SchemeKind


@dataclass(frozen=True, slots=True)
class NoticeLot:
    """A lot as the notice has it: its value in pounds where that is said, its codes of the common procurement vocabulary."""

    number: str
    title: str
    value: Decimal | None
    cpv_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A scheme as a release tells of it. Days are those in England, included; money in pounds; `remarks` say what is left open.

    `contract_days` is how long the contracts last where the notice gives a length and no days; `renewal` is what it says in words
    of going on after that.
    """

    ocid: str
    released_at: datetime | None
    reference: str
    title: str
    description: str
    buyer: str
    method: str
    kind: SchemeKind | None
    law: str
    applications_from: date | None
    applications_until: date | None
    first_day: date | None
    last_day: date | None
    latest_last_day: date | None
    contract_days: int | None
    renewal: str
    value: Decimal | None
    lots: tuple[NoticeLot, ...]
    remarks: tuple[str, ...]
