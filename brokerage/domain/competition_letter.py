"""What the letters of a small competition say, whole, so that they print the same for ever.

None of them says who the person is, and none names an invited service but the reader's own and the one that was chosen.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.agreement_terms import PartyTerms
from brokerage.domain.competition import CompetitionLetterKind
from brokerage.domain.identity_guard import part_of_identity_in
from brokerage.domain.market_sheet import MarketSheet
from brokerage.domain.person_record import PersonDetails
from brokerage.domain.plain import Plain, from_plain, to_plain
from brokerage.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class InvitationTerms:
    """The letter that asks a service for an answer; the sheet goes with it. `answers_due_on` is included."""

    wording: str
    is_demonstration: bool
    reference: str
    council: PartyTerms
    provider: PartyTerms
    service: str
    sheet: MarketSheet
    answers_due_on: date
    issued_on: date
    signed_by: str

    @property
    def kind(self) -> CompetitionLetterKind:
        """What the letter is kept as."""
        return CompetitionLetterKind.INVITATION

    def to_plain(self) -> Plain:
        """Return the terms as they are kept."""
        return to_plain(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> "InvitationTerms":
        """Return the terms that were kept."""
        return from_plain(cls, plain)


@dataclass(frozen=True, slots=True)
class FeedbackTerms:
    """One criterion of the reader's own answer: its points of 100, what they count, how that was worked out, and why.

    `chosen_weighted` is what the chosen answer's points count on it. `reason` is empty for the price; None where it is withheld
    because it speaks of somebody else.
    """

    number: int
    text: str
    weight: int
    points: Decimal
    weighted: Decimal
    chosen_weighted: Decimal
    how: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class ChosenTerms:
    """The answer that was chosen, with its total of 100."""

    service: str
    provider: str
    total: Decimal
    awarded_on: date


@dataclass(frozen=True, slots=True)
class OwnOfferTerms:
    """What the reader offered: `price` in pounds for one unit, `weekly` in pounds for the week asked, the first day it could start.

    `total` is of 100; None where the competition ended before the answers were weighed.
    """

    price: Decimal
    unit: Unit
    weekly: Decimal
    starts_on: date
    total: Decimal | None
    feedback: tuple[FeedbackTerms, ...]


@dataclass(frozen=True, slots=True)
class ResultTerms:
    """The letter after a competition. `chosen` is None where it ended without an award; `offers` counts all that were weighed.

    `reasons` are the council's for the award or the end; None where they are withheld because they speak of somebody else.
    """

    wording: str
    is_demonstration: bool
    reference: str
    council: PartyTerms
    provider: PartyTerms
    service: str
    scheme_reference: str
    scheme_title: str
    lot: str
    is_award: bool
    offers: int
    own: OwnOfferTerms
    chosen: ChosenTerms | None
    reasons: str | None
    issued_on: date
    signed_by: str

    @property
    def kind(self) -> CompetitionLetterKind:
        """What the letter is kept as."""
        return CompetitionLetterKind.AWARD if self.is_award else CompetitionLetterKind.UNSUCCESSFUL

    def to_plain(self) -> Plain:
        """Return the terms as they are kept."""
        return to_plain(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> "ResultTerms":
        """Return the terms that were kept."""
        return from_plain(cls, plain)


CompetitionLetter = InvitationTerms | ResultTerms


def letter_of(kind: CompetitionLetterKind, plain: Mapping[str, object]) -> CompetitionLetter:
    """Return the letter of the kind that was kept."""
    return (InvitationTerms if kind is CompetitionLetterKind.INVITATION else ResultTerms).from_plain(plain)


def reason_for_letter(reason: str, person: PersonDetails, others: Iterable[str]) -> str | None:
    """Return the reason as the letter may print it; None where it holds a part of the person's identity or names a rival.

    `others` are the names of the services and providers that the reader is told nothing of.
    """
    said = _folded(reason)
    names_a_rival = any(name in said for name in map(_bare_name, others) if name)
    return None if names_a_rival or part_of_identity_in(reason, person) is not None else reason


def _bare_name(name: str) -> str:
    """The name without what stands in brackets behind it, such as the label of a demonstration."""
    return _folded(re.sub(r"\([^)]*\)\s*$", "", name))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
