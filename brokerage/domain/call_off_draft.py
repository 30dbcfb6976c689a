"""A call-off as it is being put together, and what it still lacks. A right is never blocked: only a reason is asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from brokerage.domain.contribution import CollectedBy
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.money import format_pounds
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.period import format_day
from brokerage.domain.ratio import Ratio
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted


@dataclass(frozen=True, slots=True)
class LineChosen:
    """One line of the fee. With a `rate_id` the agreed price is read; `price` in pounds stands only where none is agreed.

    `week` None means the week of the whole draft; `per_attended_day` (two journeys) follows attendance instead.
    """

    kind: FeeKind
    unit: Unit
    rate_id: int | None = None
    price: Decimal | None = None
    description: str = ""
    week: WeekWanted | None = None
    per_attended_day: Decimal | None = None
    ratio: Ratio | None = None


@dataclass(frozen=True, slots=True)
class CallOffDraft:
    """One service for one person, as far as it was filled in. Days are included, money is pounds a week.

    `request_id` is made once for each form. `version` is that of the saved draft the form was read from (None: never
    saved). `contribution_weekly` and `collected_by` None take what the person's record says, `top_up_weekly` None what the
    chosen home costs above the budget. `package_id` None begins a new package. `competition_id` is the small competition
    whose award is called off, at the price that was awarded.
    """

    request_id: str
    person_id: int | None = None
    service_id: int | None = None
    lot_id: int | None = None
    first_day: date | None = None
    planned_last_day: date | None = None
    week: WeekWanted | None = None
    ratio: Ratio | None = None
    lines: tuple[LineChosen, ...] = ()
    route: AwardRoute = AwardRoute.DIRECT
    reason: str = ""
    price_locked: bool = False
    contribution_weekly: Decimal | None = None
    collected_by: CollectedBy | None = None
    top_up_weekly: Decimal | None = None
    top_up_payer: str = ""
    room: str = ""
    package_id: int | None = None
    version: int | None = None
    competition_id: int | None = None

    @property
    def awarded_in(self) -> int | None:
        """The competition whose award it calls off; None on every other route, whatever the form was begun from."""
        return self.competition_id if self.route is AwardRoute.SMALL_COMPETITION else None


@dataclass(frozen=True, slots=True)
class DraftSubject:
    """For whom, where, in which lot and from when: what must be known before anything can be looked up."""

    person_id: int
    service_id: int
    lot_id: int
    first_day: date


@dataclass(frozen=True, slots=True)
class ChosenFrom:
    """The list a service was chosen from: the question, the offers in rank order with their figures, and the time (UTC)."""

    criteria: SearchCriteria
    offers: tuple[Offer, ...]
    listed_at: datetime


class Why(Enum):
    """Why a reason is owed."""

    DEARER = "dearer"
    OVER_BUDGET = "over-budget"
    OFF_SCHEME = "off-scheme"
    PERSONS_CHOICE = "persons-choice"


@dataclass(frozen=True, slots=True)
class ReasonOwed:
    """Why a reason is owed, in a sentence with its figures."""

    why: Why
    sentence: str


@dataclass(frozen=True, slots=True)
class Missing:
    """What is still to be filled in: the field of the draft, and a sentence to show beside it."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class DraftFigures:
    """What the figures say of a draft, in pounds a week; None where it is not known.

    `compared_weekly` is the chosen offer's price as it stood in the list, `cheapest_weekly` that of the cheapest of the same
    scheme in it that may be called off. `budget_left` is what other call-offs leave of the budget, before this one.
    `too_long` says why a direct payment does not buy so long a stay; nothing where it does, or where it pays for none.
    """

    weekly: Decimal | None = None
    compared_weekly: Decimal | None = None
    cheapest_weekly: Decimal | None = None
    cheapest_service: str = ""
    budget_left: Decimal | None = None
    top_up_weekly: Decimal = Decimal(0)
    too_long: str = ""


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What a draft lacks. It may be raised when nothing is missing; an owed reason that is not given is missing."""

    missing: tuple[Missing, ...]
    reasons_owed: tuple[ReasonOwed, ...]

    @property
    def may_be_raised(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def subject_of(draft: CallOffDraft) -> DraftSubject | None:
    """Return the draft's subject, or None while part of it is missing."""
    person_id, service_id, lot_id, first_day = draft.person_id, draft.service_id, draft.lot_id, draft.first_day
    if person_id is None or service_id is None or lot_id is None or first_day is None:
        return None
    return DraftSubject(person_id, service_id, lot_id, first_day)


def check_draft(draft: CallOffDraft, figures: DraftFigures | None = None) -> DraftCheck:
    """Return what the draft still lacks, in the order of the form, and why a reason is owed. Reads nothing."""
    figures = figures or DraftFigures()
    owed = tuple(_reasons_owed(draft, figures))
    missing = [*_fields_missing(draft), *_lines_missing(draft)]
    if figures.too_long:
        missing.append(Missing("planned_last_day", figures.too_long))
    if figures.top_up_weekly > 0 and not draft.top_up_payer.strip():
        missing.append(Missing("top_up_payer", "Say who pays the top-up."))
    if owed and not draft.reason.strip():
        missing.append(Missing("reason", " ".join(("Give a reason.", *(reason.sentence for reason in owed)))))
    return DraftCheck(tuple(missing), owed)


def may_take_its_place(offer: Offer, scheme: str) -> bool:
    """Return whether the offer may be called off in that scheme, at a price: a day club takes no care home's place."""
    return offer.scheme == scheme and offer.gate is None and offer.weekly is not None


def compare_with_list(
    draft: CallOffDraft, weekly: Decimal | None, offers: Sequence[Offer], scheme: str
) -> DraftFigures:
    """Return the figures of the list: the chosen offer's price and the cheapest of the scheme that may be called off.

    `scheme` is the title of the scheme it is called off in. The chosen service's own price in the list is compared, so that
    lines the list does not price (a one-off) do not count as dearer; `weekly` stands in where it is not in the list.
    """
    rate_ids = {line.rate_id for line in draft.lines if line.rate_id is not None}
    own = [
        o.weekly for o in offers if o.service_id == draft.service_id and o.rate_id in rate_ids and o.weekly is not None
    ]
    open_offers = [offer for offer in offers if may_take_its_place(offer, scheme)]
    cheapest = min(open_offers, key=lambda offer: (offer.weekly or Decimal(0), offer.service), default=None)
    return DraftFigures(
        weekly=weekly,
        compared_weekly=min(own, default=weekly),
        cheapest_weekly=None if cheapest is None else cheapest.weekly,
        cheapest_service="" if cheapest is None else cheapest.service,
    )


def _fields_missing(draft: CallOffDraft) -> Iterator[Missing]:
    if not draft.request_id.strip():
        yield Missing("request_id", "The form has no request id: open it again.")
    if draft.person_id is None:
        yield Missing("person_id", "Choose the person this is for.")
    if draft.service_id is None:
        yield Missing("service_id", "Choose a service.")
    if draft.lot_id is None:
        yield Missing("lot_id", "Choose the lot whose rules apply.")
    if draft.first_day is None:
        yield Missing("first_day", "Give the first day.")
    elif draft.planned_last_day is not None and draft.planned_last_day < draft.first_day:
        yield Missing(
            "planned_last_day",
            f"The planned end is before the first day, {format_day(draft.first_day)}: change one of them.",
        )


def _lines_missing(draft: CallOffDraft) -> Iterator[Missing]:
    if not draft.lines:
        yield Missing("lines", "Choose at least one line of the fee.")
    for number, line in enumerate(draft.lines, start=1):
        if line.rate_id is None and line.price is None:
            yield Missing("lines", f"Line {number} has no price: choose an agreed rate, or type the price.")
        needs_week = line.unit not in (Unit.WEEK, Unit.ONCE) and line.per_attended_day is None
        week = line.week or draft.week
        if needs_week and (week is None or not week.counts_in(line.unit)):
            yield Missing("week", f"Line {number} is priced by the {line.unit.value}: say the days and times wanted.")


def _reasons_owed(draft: CallOffDraft, figures: DraftFigures) -> Iterator[ReasonOwed]:
    if draft.route is AwardRoute.OFF_SCHEME:
        yield ReasonOwed(Why.OFF_SCHEME, "It is outside the scheme.")
    if draft.route is AwardRoute.PERSONS_CHOICE:
        yield ReasonOwed(Why.PERSONS_CHOICE, "It is the person's own choice.")
    compared, cheapest = figures.compared_weekly, figures.cheapest_weekly
    if compared is not None and cheapest is not None and compared > cheapest:
        yield ReasonOwed(
            Why.DEARER,
            f"It is {format_pounds(compared - cheapest)} a week dearer than {figures.cheapest_service}, "
            f"the cheapest of its scheme in the list, at {format_pounds(cheapest)}.",
        )
    if figures.weekly is not None and figures.budget_left is not None and figures.weekly > figures.budget_left:
        over = figures.weekly - figures.budget_left
        yield ReasonOwed(Why.OVER_BUDGET, f"It is {format_pounds(over)} a week over what is left of the budget.")
