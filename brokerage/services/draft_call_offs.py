"""Puts call-offs together before they are raised: begins drafts, opens them again, prices a package, says what it lacks.

Nothing here writes; `raise_call_off` saves and raises, and decides everything once more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from brokerage.domain.calendar import day_in_england
from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, DraftCheck, check_draft, subject_of
from brokerage.domain.call_off_facts import CallOffFacts
from brokerage.domain.call_off_price import PricedCallOff
from brokerage.domain.draft_lines import begin_draft
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.service import Rating
from brokerage.domain.service_sheet import CardLine, ServiceSheet
from brokerage.services.call_off_decision import decide, read_facts
from brokerage.services.evidence import list_again
from brokerage.services.find_support import find_offers
from brokerage.storage.engine import Database
from brokerage.storage.queries.call_off_drafts import draft_of_reference, drafts_of_package, routes_of_lot
from brokerage.storage.queries.rate_card import rate_card
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.service_sheet import service_sheet


@dataclass(frozen=True, slots=True)
class DraftLook:
    """A draft as it would be raised now. `priced` is None where it cannot be priced yet, and `refused` says why.

    `gates` are why it may not start then; `card` the rate card of the service; `routes` the award routes of the scheme.
    """

    draft: CallOffDraft
    service: str
    provider: str
    scheme: str
    lot: str
    rating: Rating
    routes: tuple[AwardRoute, ...]
    card: tuple[CardLine, ...]
    priced: PricedCallOff | None
    check: DraftCheck
    gates: tuple[str, ...]
    warnings: tuple[str, ...]
    refused: str
    refused_field: str


@dataclass(frozen=True, slots=True)
class OpenedDraft:
    """The drafts of a package with the list they are compared with, asked anew: prices and places are those of today."""

    drafts: tuple[CallOffDraft, ...]
    chosen_from: ChosenFrom


def begin_drafts(
    database: Database,
    criteria: SearchCriteria,
    chosen: Sequence[Offer],
    person_id: int | None,
    request_ids: Sequence[str],
    lot_of_others: int | None = None,
) -> tuple[CallOffDraft, ...]:
    """Return a draft for each offer, filled from it and from the question; each has its own request id, in the same order.

    `lot_of_others` is the lot whose rules apply to a service that is in none.
    """
    lots = [offer.lot_id or lot_of_others for offer in chosen]
    with database.reading() as reader:
        return tuple(
            begin_draft(
                offer,
                criteria,
                rate_card(reader, offer.service_id, lot_id),
                person_id=person_id,
                request_id=request_id,
                lot_id=lot_id,
            )
            for offer, lot_id, request_id in zip(chosen, lots, request_ids, strict=True)
        )


def look_at_package(
    database: Database, drafts: Sequence[CallOffDraft], chosen_from: ChosenFrom | None
) -> tuple[DraftLook, ...]:
    """Return each draft priced and checked, in order; each is told what those before it take of budget and contribution.

    Raises: RuleBroken when the person or a service is not there.
    """
    looks: list[DraftLook] = []
    before: list[tuple[CallOffDraft, PricedCallOff]] = []
    with database.reading() as reader:
        for draft in drafts:
            look = _look(reader, draft, before, chosen_from)
            looks.append(look)
            if look.priced is not None:
                before.append((draft, look.priced))
    return tuple(looks)


def open_draft(database: Database, package_id: int, evidence: ChosenFrom | None, now: datetime) -> OpenedDraft:
    """Return the package's drafts as their form left them, and the list asked anew, with the question kept if there is one.

    Raises: RuleBroken when the package has no draft any more.
    """
    with database.reading() as reader:
        drafts = drafts_of_package(reader, package_id)
    if not drafts:
        raise RuleBroken("There is no draft in this package any more: it was raised or withdrawn meanwhile.")
    return OpenedDraft(drafts, _listed_anew(database, drafts[0], evidence, now))


def draft_of(database: Database, reference: str) -> CallOffDraft:
    """Return a saved call-off as a form, with the version it stands at. Raises: RuleBroken when there is none."""
    with database.reading() as reader:
        return draft_of_reference(reader, reference)


def _listed_anew(database: Database, draft: CallOffDraft, evidence: ChosenFrom | None, now: datetime) -> ChosenFrom:
    """Return the list of the question kept, else of what the draft says; prices and places are those of this moment."""
    subject = subject_of(draft)
    if evidence is not None:
        return ChosenFrom(evidence.criteria, find_offers(database, evidence.criteria).offers, now)
    if subject is not None:
        return list_again(database, draft, subject, now)
    criteria = SearchCriteria(draft.first_day or day_in_england(now), draft.week, ratio=draft.ratio)
    return ChosenFrom(criteria, find_offers(database, criteria).offers, now)


def _look(
    reader: Reader,
    draft: CallOffDraft,
    before: Sequence[tuple[CallOffDraft, PricedCallOff]],
    chosen_from: ChosenFrom | None,
) -> DraftLook:
    sheet, routes = _sheet(reader, draft)
    subject = subject_of(draft)
    if subject is None:
        return _unpriced(draft, sheet, routes, "")
    try:
        facts = _after(read_facts(reader, draft, subject, 0), draft, before)
        decision = decide(facts, draft, subject, chosen_from)
    except BadInput as error:
        return _unpriced(draft, sheet, routes, error.sentence, error.field or "")
    except RuleBroken as error:
        return _unpriced(draft, sheet, routes, error.sentence)
    return DraftLook(
        draft=draft,
        service=sheet.service.name,
        provider=sheet.provider.name,
        scheme=facts.lot.scheme,
        lot=facts.lot.lot,
        rating=sheet.service.rating,
        routes=facts.lot.routes,
        card=sheet.card,
        priced=decision.priced,
        check=decision.check,
        gates=tuple(gate.reason for gate in decision.gates),
        warnings=decision.warnings,
        refused="",
        refused_field="",
    )


def _after(
    facts: CallOffFacts, draft: CallOffDraft, before: Sequence[tuple[CallOffDraft, PricedCallOff]]
) -> CallOffFacts:
    """Return the facts once the drafts before it are raised: what they cost and take of the contribution counts too."""
    together = [priced for other, priced in before if _share_days(other, draft)]
    person = facts.person
    contributed = (Decimal(0) if p.contribution is None else p.contribution.weekly for p in together)
    return replace(
        facts,
        person=replace(
            person,
            committed_weekly=person.committed_weekly + sum((p.weekly for p in together), Decimal(0)),
            contributed_weekly=person.contributed_weekly + sum(contributed, Decimal(0)),
        ),
    )


def _share_days(one: CallOffDraft, other: CallOffDraft) -> bool:
    first, second = subject_of(one), subject_of(other)
    if first is None or second is None:
        return False
    ends_before = one.planned_last_day is not None and one.planned_last_day < second.first_day
    begins_after = other.planned_last_day is not None and first.first_day > other.planned_last_day
    return not ends_before and not begins_after


def _sheet(reader: Reader, draft: CallOffDraft) -> tuple[ServiceSheet, tuple[AwardRoute, ...]]:
    if draft.service_id is None or draft.first_day is None:
        raise BadInput("Give the first day.", "first_day")
    sheet = service_sheet(reader, draft.service_id, draft.lot_id, draft.first_day)
    if sheet is None:
        raise RuleBroken("This service is not in the database any more. Search again.")
    routes = () if draft.lot_id is None else routes_of_lot(reader, draft.lot_id)
    return sheet, routes


def _unpriced(
    draft: CallOffDraft, sheet: ServiceSheet, routes: tuple[AwardRoute, ...], refused: str, field: str = ""
) -> DraftLook:
    return DraftLook(
        draft=draft,
        service=sheet.service.name,
        provider=sheet.provider.name,
        scheme="" if sheet.lot is None else sheet.lot.scheme,
        lot="" if sheet.lot is None else f"{sheet.lot.number} {sheet.lot.lot}",
        rating=sheet.service.rating,
        routes=routes,
        card=sheet.card,
        priced=None,
        check=check_draft(draft),
        gates=(),
        warnings=(),
        refused=refused,
        refused_field=field,
    )
