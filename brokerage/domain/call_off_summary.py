"""Call-offs as lists and pages show them: a row, the questions a list answers, and one call-off with all that belongs to it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.call_off_draft import ChosenFrom
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.period import format_day
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.service import Rating
from brokerage.domain.staff import Job
from brokerage.domain.unit import Unit


class CallOffTab(Enum):
    """A saved filter of the list. `QUEUE` is what waits for the job of whoever asks; `MINE` what they raised themselves."""

    QUEUE = "queue"
    MINE = "mine"
    DRAFTS = "drafts"
    AWAITING_APPROVAL = "awaiting-approval"
    TO_SEND = "to-send"
    WAITING_FOR_ANSWER = "waiting-for-answer"
    TO_AGREE = "to-agree"
    STARTING_THIS_WEEK = "starting-this-week"
    RUNNING = "running"
    ENDED = "ended"
    ALL = "all"


class CallOffOrder(Enum):
    """How the list is put in order; every order ends with the newest first, so that it is reproducible."""

    NEWEST = "newest"
    FIRST_DAY = "first-day"
    DEAREST = "dearest"


@dataclass(frozen=True, slots=True)
class CallOffQuestion:
    """Which call-offs. `text` is looked for in references, service and provider; None and empty mean "not asked"."""

    tab: CallOffTab = CallOffTab.ALL
    text: str = ""
    person_id: int | None = None
    service_id: int | None = None
    states: tuple[CallOffState, ...] = ()
    order: CallOffOrder = CallOffOrder.NEWEST
    limit: int = 200


@dataclass(frozen=True, slots=True)
class CallOffSummary:
    """A row of the list. The person is a reference and initials, never a name. Money in pounds; days are included."""

    call_off_id: int
    reference: str
    version: int
    package_id: int
    person_id: int
    person_reference: str
    person_initials: str
    service_id: int
    service: str
    provider: str
    lot: str
    state: CallOffState
    route: AwardRoute
    first_day: date
    planned_last_day: date | None
    weekly: Decimal
    year_estimate: Decimal
    raised_by_id: int
    raised_by: str
    made_at: datetime
    raised_at: datetime | None
    answer_due_on: date | None
    next_step: str


@dataclass(frozen=True, slots=True)
class CallOffList:
    """The rows (at most the limit), how many answer the question in all, and how many each tab holds."""

    rows: tuple[CallOffSummary, ...]
    count: int
    counts: tuple[tuple[CallOffTab, int], ...]


@dataclass(frozen=True, slots=True)
class LineShown:
    """A fee line as it was frozen. `week`, `ratio` and `per_attended_day` are words, empty where they do not apply."""

    kind: FeeKind
    description: str
    unit: Unit
    ratio: str
    ratio_derived: bool
    price: Decimal
    rate_id: int | None
    week: str
    per_attended_day: str
    weekly: Decimal


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step of the timeline; `taken_at` in UTC."""

    step: Step
    from_state: CallOffState
    to_state: CallOffState
    taken_by: str
    taken_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class ApprovalShown:
    """A decision. `stands` is False once the money changed after it."""

    approver: str
    approver_id: int
    approved: bool
    year_estimate: Decimal
    approval_limit: Decimal | None
    reason: str
    independent: bool
    decided_at: datetime
    stands: bool


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """An edition that was issued; `issued_at` in UTC."""

    number: str
    edition: int
    issued_by: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class CallOffDetail:
    """One call-off with all that belongs to it, oldest first. Money in pounds a week unless named otherwise.

    `competition` is the reference of the small competition whose award it calls off; empty on every other route.
    """

    summary: CallOffSummary
    scheme: str
    reason: str
    week: str
    ratio: str
    room: str
    ended_on: date | None
    four_weekly: Decimal
    first_year: Decimal
    one_off: Decimal
    budget_weekly: Decimal | None
    contribution_weekly: Decimal
    collected_by: CollectedBy | None
    top_up_weekly: Decimal
    top_up_payer: str
    price_locked: bool
    holds_place: bool
    rating: Rating
    lines: tuple[LineShown, ...]
    steps: tuple[StepShown, ...]
    approvals: tuple[ApprovalShown, ...]
    agreements: tuple[AgreementShown, ...]
    evidence: ChosenFrom | None
    steps_open: tuple[Step, ...]
    approval_refused: str
    competition: str = ""


def what_to_do(job: Job, state: CallOffState, first_day: date, answer_due_on: date | None, today: date) -> str:
    """Return the next step in words, said to somebody of this job: what they do, or who does it."""
    broker, asks = job is Job.BROKER, job in (Job.BROKER, Job.PRACTITIONER)
    if state is CallOffState.DRAFT:
        return "Finish it and raise it." if asks else "Whoever drafted it finishes it."
    if state is CallOffState.AWAITING_APPROVAL:
        return "Approve it, or return it with a reason." if job is Job.APPROVER else "An approver decides."
    if state is CallOffState.APPROVED:
        return "Send it to the provider." if broker else "A broker sends it to the provider."
    if state is CallOffState.SENT:
        return _while_sent(answer_due_on, today, broker=broker)
    if state is CallOffState.ACCEPTED:
        return "Issue the agreement." if broker else "A broker issues the agreement."
    if state is CallOffState.AGREEMENT_ISSUED:
        return "Have it signed, then record that." if broker else "The parties sign the agreement."
    if state is CallOffState.SIGNED:
        return _before_start(first_day, today, broker=broker)
    return "It runs." if state is CallOffState.RUNNING else "Nothing more."


def _while_sent(answer_due_on: date | None, today: date, *, broker: bool) -> str:
    if answer_due_on is None:
        return "Record the provider's answer." if broker else "The provider answers."
    if today > answer_due_on:
        late = f"The answer was due on {format_day(answer_due_on)}"
        return f"{late}: ring the provider, or let it expire." if broker else f"{late}."
    due = f"by {format_day(answer_due_on)}"
    return f"Record the provider's answer, due {due}." if broker else f"The provider answers {due}."


def _before_start(first_day: date, today: date, *, broker: bool) -> str:
    if today < first_day:
        return f"It starts on {format_day(first_day)}."
    return "Record that it has started." if broker else "A broker records that it has started."
