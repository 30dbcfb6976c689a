"""What a published notice says of a scheme: enough to start one from, and what it leaves open."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class NoticeLot:
    """A lot as the notice has it: its value in pounds where that is said, its codes of the common procurement vocabulary."""

    number: str
    title: str
    value: Decimal | None
    cpv_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A scheme as a release tells of it. Days are those in England, included; money in pounds; `remarks` say what is left open."""

    ocid: str
    reference: str
    title: str
    buyer: str
    method: str
    applications_from: date | None
    applications_until: date | None
    first_day: date | None
    last_day: date | None
    latest_last_day: date | None
    value: Decimal | None
    lots: tuple[NoticeLot, ...]
    remarks: tuple[str, ...]
