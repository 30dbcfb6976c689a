"""The terms of a placement agreement: everything the paper prints, and nothing that is not printed (rules.md 15).

The terms are stored when the agreement is issued; the document is made from them alone, so equal terms give equal paper.
The person's own address is left out on purpose: the provider learns it by other, guarded ways.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from brokerage.domain import plain
from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.person import LegalBasis
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.service import Rating
from brokerage.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class PartyTerms:
    """A legal body with its numbers; None where it has no such number. `regulator_id` is the Care Quality Commission's."""

    name: str
    address: str
    postcode: str
    phone: str
    email: str
    company_number: str | None
    charity_number: str | None
    regulator_id: str | None


@dataclass(frozen=True, slots=True)
class SchemeTerms:
    """Under what the support is bought. Off-scheme there is no lot, contract or admission: those are empty or None."""

    reference: str
    title: str
    law: str
    lot: str
    contract_reference: str
    contract_last_day: date | None
    admitted_from: date | None
    route: AwardRoute
    route_rule: str


@dataclass(frozen=True, slots=True)
class PersonTerms:
    """For whom. `representative` is who signs in the person's place, or empty."""

    reference: str
    full_name: str
    born_on: date
    legal_basis: LegalBasis
    representative: str


@dataclass(frozen=True, slots=True)
class ServiceTerms:
    """Where. `room` is empty until the service has said it."""

    name: str
    address: str
    postcode: str
    room: str
    phone: str
    email: str
    regulator_id: str | None
    rating: Rating


@dataclass(frozen=True, slots=True)
class OutcomeTerms:
    """What the person wants to achieve, by the council's list and in their own words (which may be empty)."""

    title: str
    own_words: str


@dataclass(frozen=True, slots=True)
class AttendanceTerms:
    """One attendance of the usual week: `Monday`, `09:30-15:00` (empty where no times are agreed)."""

    weekday: str
    times: str


@dataclass(frozen=True, slots=True)
class FeeTerms:
    """One fee line. `units_per_week` is words a calculator takes (`5.5 hours`); `arithmetic` are its sentences, in order.

    Money in pounds; `weekly` and `four_weekly` are nothing for a price paid once.
    """

    kind: FeeKind
    description: str
    unit: Unit
    ratio: str
    unit_price: Decimal
    units_per_week: str
    weekly: Decimal
    four_weekly: Decimal
    arithmetic: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatedFee:
    """What one line costs on one real day. `units` is words (`1 session`)."""

    day: date
    description: str
    units: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PeriodTerms:
    """The first payment period, both days included, with every date behind its total; the total is the sum of the list."""

    first_day: date
    last_day: date
    dates: tuple[DatedFee, ...]
    total: Decimal


@dataclass(frozen=True, slots=True)
class MoneyTerms:
    """Totals in pounds. `convention` says how the year was counted. `collected_by` is None where there is no contribution.

    `paid_to_provider_weekly` is what the council pays each week; `council_net_weekly` what it bears in the end, after
    contribution and top-up.
    """

    weekly: Decimal
    four_weekly: Decimal
    first_year: Decimal
    one_off: Decimal
    convention: str
    contribution_weekly: Decimal
    collected_by: CollectedBy | None
    top_up_weekly: Decimal
    top_up_payer: str
    paid_to_provider_weekly: Decimal
    council_net_weekly: Decimal
    price_is_locked: bool


@dataclass(frozen=True, slots=True)
class PolicyTerms:
    """The scheme's own rules as numbers. `source` says where they come from (seeded examples say that they are examples)."""

    absence_full_days: int
    absence_share_percent: int
    notice_days: int
    days_after_death: int
    payment_weeks: int
    bank_holiday_rule: BankHolidayRule
    price_review: str
    source: str


@dataclass(frozen=True, slots=True)
class ContactTerms:
    """Whom to call: about safeguarding, about information sharing, and the council's desk for this placement."""

    safeguarding: str
    information_sharing: str
    desk: str


@dataclass(frozen=True, slots=True)
class ApprovalTerms:
    """An approval that stands. `is_independent` is False where one person plays every job: the paper then says so."""

    approver: str
    decided_on: date
    is_independent: bool


@dataclass(frozen=True, slots=True)
class SignatoryTerms:
    """A place to sign: for whom, and who signs where that is known."""

    signs_for: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """A placement agreement. Days are included, money is pounds.

    `number` is empty while it is a draft; `replaces` names the edition before (`PA-2026-0001 edition 1`), empty for the
    first; `changes` are sentences that say what differs from it. `approvals` is empty until approved. `wording` is the version
    of the fixed words, kept so that an old agreement prints again in the words it was signed in.
    """

    number: str
    edition: int
    replaces: str
    changes: tuple[str, ...]
    call_off: str
    is_draft: bool
    is_demonstration: bool
    issued_on: date | None
    council: PartyTerms
    provider: PartyTerms
    scheme: SchemeTerms
    person: PersonTerms
    service: ServiceTerms
    first_day: date
    planned_last_day: date | None
    trial_last_day: date
    review_days: tuple[date, ...]
    notes: tuple[str, ...]
    needs: tuple[str, ...]
    outcomes: tuple[OutcomeTerms, ...]
    attendances: tuple[AttendanceTerms, ...]
    ratio: str
    transport: str
    lines: tuple[FeeTerms, ...]
    first_period: PeriodTerms
    money: MoneyTerms
    policy: PolicyTerms
    contacts: ContactTerms
    approvals: tuple[ApprovalTerms, ...]
    signatories: tuple[SignatoryTerms, ...]
    wording: str = "1"

    @property
    def is_independently_approved(self) -> bool:
        """Whether at least one approval stands and every one was given by somebody independent."""
        return bool(self.approvals) and all(approval.is_independent for approval in self.approvals)

    def to_plain(self) -> dict[str, object]:
        """Return the terms as a mapping that JSON can carry."""
        return plain.to_plain(self)

    @classmethod
    def from_plain(cls, stored: Mapping[str, object]) -> "AgreementTerms":
        """Return the terms a stored mapping stands for; equal to those it was made from."""
        return plain.from_plain(cls, stored)


@dataclass(frozen=True, slots=True)
class IssuedAgreement:
    """One edition as it was issued; `name` is how another edition refers to it. `issued_at` in UTC."""

    agreement_id: int
    number: str
    edition: int
    issued_by: str
    issued_by_id: int
    issued_at: datetime
    terms: AgreementTerms

    @property
    def name(self) -> str:
        """`PA-2026-0001 edition 1`."""
        return f"{self.number} edition {self.edition}"
