"""What a provider wrote in its application: the answers to a lot's questions, and the prices its services offer.

An answer is the provider's own, one for each question, whichever of its services asks for the lot. A price binds nobody before
the award makes an agreed rate of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer beside its question, in the provider's words."""

    lot: str
    question_id: int
    number: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class OfferedPrice:
    """A price in pounds that a service offers in a lot, for one unit. `activity` is empty where it is for the whole service."""

    application_lot_id: int
    service: str
    lot: str
    activity_id: int | None
    activity: str
    kind: FeeKind
    unit: Unit
    ratio: Ratio | None
    band: str
    price: Decimal
    note: str

    @property
    def thing(self) -> tuple[object, ...]:
        """What makes it this price: one thing has one price."""
        return self.application_lot_id, self.activity_id, self.kind, self.unit, self.ratio, self.band

    @property
    def is_for(self) -> str:
        """What the price pays for, in words: `Cookery · care by the session, 1:3`."""
        return say_priced(self.activity, self.band, self.kind, self.unit, self.ratio)


def say_priced(activity: str, band: str, kind: FeeKind, unit: Unit, ratio: Ratio | None) -> str:
    """Return what a price pays for, in words; activity and band are left out where they are empty."""
    at = "" if ratio is None else f", {ratio}"
    return " · ".join(part for part in (activity, band, f"{kind.value} by the {unit.value}{at}") if part)


def answer_to(answers: Sequence[GivenAnswer], question_id: int) -> str:
    """Return the answer to the question; empty where none was given."""
    return next((given.answer for given in answers if given.question_id == question_id), "")
