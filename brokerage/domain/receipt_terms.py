"""What a receipt says to an applicant, whole, so that it prints the same for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from brokerage.domain.agreement_terms import PartyTerms
from brokerage.domain.plain import Plain, from_plain, to_plain
from brokerage.domain.scheme import SchemeKind


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One service in one lot, as the application asks for it."""

    service: str
    lot: str


@dataclass(frozen=True, slots=True)
class ReceiptTerms:
    """The receipt of an application. `round` is empty where it came between rounds; `working_days` are those until the answer.

    `extension_reason` is empty unless the longer time was taken before the receipt was sent.
    """

    wording: str
    is_demonstration: bool
    reference: str
    council: PartyTerms
    provider: PartyTerms
    scheme_reference: str
    scheme_title: str
    scheme_kind: SchemeKind
    law: str
    round: str
    asked: tuple[ReceiptLine, ...]
    received_on: date
    acknowledged_on: date
    working_days: int
    due_on: date
    extension_reason: str
    acknowledged_by: str

    def to_plain(self) -> Plain:
        """Return the terms as they are kept."""
        return to_plain(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> "ReceiptTerms":
        """Return the terms that were kept."""
        return from_plain(cls, plain)
