"""A package while its form is open: the drafts as typed, the list they were chosen from, and how both are changed. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, LineChosen
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.person_summary import PersonSummary
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.service_sheet import CardLine
from brokerage.domain.unit import Unit
from ui.intents import RaiseCallOffs

if TYPE_CHECKING:
    from brokerage.services.desk import Database
    from brokerage.services.draft_call_offs import DraftLook


@dataclass(frozen=True, slots=True)
class Package:
    """The drafts of one form, each with the request id it keeps for the form's lifetime, and what they were chosen from."""

    drafts: tuple[CallOffDraft, ...]
    chosen_from: ChosenFrom

    def with_draft(self, number: int, draft: CallOffDraft) -> "Package":
        """The package with this draft in the place of the one of that number."""
        return replace(self, drafts=(*self.drafts[:number], draft, *self.drafts[number + 1 :]))

    def without(self, number: int) -> "Package":
        """The package without the draft of that number."""
        return replace(self, drafts=(*self.drafts[:number], *self.drafts[number + 1 :]))


@dataclass(frozen=True, slots=True)
class Looked:
    """A package and how each of its drafts stands now, in order."""

    package: Package
    looks: "tuple[DraftLook, ...]"


def begin(database: "Database", person_id: int | None, asked: RaiseCallOffs, now: datetime) -> Looked:
    """The package for the offers chosen, priced: each offer's own line, and transport where it was asked for."""
    listed = asked.listed or asked.chosen
    chosen_from = ChosenFrom(asked.criteria, listed, asked.listed_at or now)
    drafts = tuple(_draft(person_id, offer, asked.criteria, listed, asked.reason) for offer in asked.chosen)
    looked = look(database, Package(drafts, chosen_from))
    settled = tuple(settle_lines(each.draft, each.card, asked.criteria) for each in looked.looks)
    return look(database, replace(looked.package, drafts=settled))


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft opened again, and the person it is for."""

    looked: Looked
    person: PersonSummary | None


def open_again(
    database: "Database", package_id: int, evidence: ChosenFrom | None, now: datetime, today: date
) -> Opened:
    """The package's drafts as their form left them, priced anew. Raises: RuleBroken when there is none any more."""
    from brokerage.services.draft_call_offs import open_draft
    from brokerage.services.manage_people import read_person

    opened = open_draft(database, package_id, evidence, now)
    person_id = opened.drafts[0].person_id
    person = None if person_id is None else read_person(database, person_id, today)
    return Opened(look(database, Package(opened.drafts, opened.chosen_from)), person)


def look(database: "Database", package: Package) -> Looked:
    """The package priced and checked as it stands. Raises: RuleBroken when something it names is gone."""
    from brokerage.services.draft_call_offs import look_at_package

    return Looked(package, look_at_package(database, package.drafts, package.chosen_from))


def settle_lines(draft: CallOffDraft, card: Sequence[CardLine], criteria: SearchCriteria) -> CallOffDraft:
    """The draft with each line's kind as the rate card has it, and a line for transport where that was asked for."""
    kinds = {rate.rate_id: line.kind for line in card for rate in line.rates}
    lines = tuple(replace(line, kind=kinds.get(line.rate_id or 0, line.kind)) for line in draft.lines)
    has_transport = any(line.kind is FeeKind.TRANSPORT for line in lines)
    if criteria.transport and not has_transport:
        lines = (*lines, *_cheapest_transport(draft, card))
    return replace(draft, lines=lines)


def addable(draft: CallOffDraft, card: Sequence[CardLine]) -> list[tuple[LineChosen, CardLine]]:
    """The lines of the rate card in force on the first day that the draft does not have yet."""
    taken = {line.rate_id for line in draft.lines}
    found = []
    for line in card:
        rate = None if draft.first_day is None else line.rate_on(draft.first_day)
        if rate is not None and rate.rate_id not in taken:
            found.append((_chosen(line, rate.rate_id), line))
    return found


def with_first_day(draft: CallOffDraft, card: Sequence[CardLine], first_day: date | None) -> CallOffDraft:
    """The draft from another first day, each line at the rate of its card line that is in force then."""
    if first_day is None:
        return replace(draft, first_day=None)
    lines = tuple(_on_day(line, card, first_day) for line in draft.lines)
    return replace(draft, first_day=first_day, lines=lines)


def _on_day(line: LineChosen, card: Sequence[CardLine], day: date) -> LineChosen:
    of_card = next((each for each in card if line.rate_id in {rate.rate_id for rate in each.rates}), None)
    rate = None if of_card is None else of_card.rate_on(day)
    return line if rate is None else replace(line, rate_id=rate.rate_id)


def _draft(
    person_id: int | None, offer: Offer, criteria: SearchCriteria, listed: Sequence[Offer], reason: str
) -> CallOffDraft:
    is_outside = offer.lot_id is None or offer.rate_id is None
    unit = offer.unit or Unit.WEEK
    return CallOffDraft(
        request_id=str(uuid4()),
        person_id=person_id,
        service_id=offer.service_id,
        lot_id=offer.lot_id or next((each.lot_id for each in listed if each.lot_id is not None), None),
        first_day=criteria.start_day,
        week=criteria.week,
        ratio=criteria.ratio or offer.ratio,
        lines=(LineChosen(FeeKind.CARE, unit, offer.rate_id),),
        route=AwardRoute.OFF_SCHEME if is_outside else AwardRoute.DIRECT,
        reason=reason,
    )


def _chosen(line: CardLine, rate_id: int) -> LineChosen:
    follows = line.kind in (FeeKind.TRANSPORT, FeeKind.MEALS) and line.unit not in (Unit.WEEK, Unit.ONCE)
    return LineChosen(line.kind, line.unit, rate_id, per_attended_day=Decimal(1) if follows else None)


def _cheapest_transport(draft: CallOffDraft, card: Sequence[CardLine]) -> tuple[LineChosen, ...]:
    found = [(chosen, line) for chosen, line in addable(draft, card) if line.kind is FeeKind.TRANSPORT]
    days = 1 if draft.week is None else draft.week.days_per_week

    def weekly(pair: tuple[LineChosen, CardLine]) -> Decimal:
        rate = pair[1].rate_on(draft.first_day) if draft.first_day else None
        return Decimal(0) if rate is None else rate.price * (1 if pair[0].unit is Unit.WEEK else days)

    return (min(found, key=weekly)[0],) if found else ()
