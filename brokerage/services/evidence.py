"""Makes again the list a service is chosen from, where whoever raises a call-off brings none: what fits the same week and need."""

from dataclasses import replace
from datetime import datetime

from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, DraftSubject
from brokerage.domain.gates import GateName
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.services.call_off_decision import read_facts
from brokerage.services.find_support import find_offers
from brokerage.storage.engine import Database
from brokerage.storage.queries.call_off_at_hand import CallOffAtHand

MOST_KEPT = 500


def list_for_change(
    database: Database, draft: CallOffDraft, subject: DraftSubject, now: datetime, existing: CallOffAtHand
) -> ChosenFrom:
    """Return the list made again for a change of the call-off: the place and the money it has itself are free for it.

    Raises: as `list_again`.
    """
    listed = list_again(database, draft, subject, now, existing.call_off_id)
    if not existing.holds_place:
        return listed
    return replace(listed, offers=tuple(_with_own_place(offer, existing.service_id) for offer in listed.offers))


def _with_own_place(offer: Offer, service_id: int) -> Offer:
    if offer.service_id != service_id or offer.places_free is None:
        return offer
    is_full = offer.gate is not None and offer.gate.name is GateName.PLACE
    return replace(offer, places_free=offer.places_free + 1, gate=None if is_full else offer.gate)


def list_again(
    database: Database, draft: CallOffDraft, subject: DraftSubject, now: datetime, own_id: int = 0
) -> ChosenFrom:
    """Return the services of the same lot for the person's needs, the week wanted and what is left of the budget.

    `own_id` is the call-off that is changed: what it takes of the budget itself is left.
    Raises: RuleBroken when something the draft names is not there.
    """
    with database.reading() as reader:
        facts = read_facts(reader, draft, subject, own_id)
    left = facts.person.budget_left
    criteria = SearchCriteria(
        start_day=subject.first_day,
        week=draft.week,
        needs=facts.person.needs,
        lots=(facts.lot.key,),
        ratio=draft.ratio,
        age=facts.person.age_on(subject.first_day),
        weekly_budget=None if left is None or left < 0 else left,
        limit=MOST_KEPT,
    )
    return ChosenFrom(criteria, find_offers(database, criteria).offers, now)
