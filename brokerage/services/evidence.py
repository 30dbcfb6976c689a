"""Makes again the list a service is chosen from, where whoever raises or changes a call-off brings none."""

from dataclasses import replace
from datetime import datetime

from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, DraftSubject
from brokerage.domain.call_off_facts import CallOffFacts
from brokerage.domain.gates import GateName
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.ranking import rank_as_asked
from brokerage.services.call_off_decision import read_facts
from brokerage.services.call_off_of_award import list_weighed
from brokerage.services.find_support import find_offers
from brokerage.storage.engine import Database
from brokerage.storage.queries.call_off_at_hand import CallOffAtHand
from brokerage.storage.queries.evidence_kept import question_kept

MOST_KEPT = 500


def list_for_change(
    database: Database, draft: CallOffDraft, subject: DraftSubject, now: datetime, existing: CallOffAtHand
) -> ChosenFrom:
    """Return the list made again for a change of the call-off: the place and the money it has itself are free for it.

    The question is the one it was raised with, for the days and the week it has now; where another service, or another lot,
    takes its place, that of `list_again`. Where a competition was awarded, the list is the one that was weighed.
    Raises: as `list_again`.
    """
    with database.reading() as reader:
        facts = read_facts(reader, draft, subject, existing.call_off_id)
        is_the_same = (existing.service_id, existing.lot_id) == (subject.service_id, subject.lot_id)
        kept = question_kept(reader, existing.call_off_id) if is_the_same else None
    weighed = list_weighed(database, facts, draft, subject)
    if weighed is not None:
        return weighed
    listed = _list(database, kept or _usual_question(facts, subject), facts, draft, subject, now)
    if not existing.holds_place:
        return listed
    with_its_place = (_with_own_place(offer, existing.service_id) for offer in listed.offers)
    return replace(listed, offers=rank_as_asked(with_its_place, listed.criteria))


def _with_own_place(offer: Offer, service_id: int) -> Offer:
    if offer.service_id != service_id or offer.places_free is None:
        return offer
    is_full = offer.gate is not None and offer.gate.name is GateName.PLACE
    return offer._replace(places_free=offer.places_free + 1, gate=None if is_full else offer.gate)


def list_again(database: Database, draft: CallOffDraft, subject: DraftSubject, now: datetime) -> ChosenFrom:
    """Return the services of the same lot for the person's needs, the week wanted and what is left of the budget.

    Where a competition was awarded, the list is the one that was weighed.
    Raises: RuleBroken when something the draft names is not there.
    """
    with database.reading() as reader:
        facts = read_facts(reader, draft, subject, own_id=0)
    weighed = list_weighed(database, facts, draft, subject)
    if weighed is not None:
        return weighed
    return _list(database, _usual_question(facts, subject), facts, draft, subject, now)


def _usual_question(facts: CallOffFacts, subject: DraftSubject) -> SearchCriteria:
    return SearchCriteria(subject.first_day, needs=facts.person.needs, lots=(facts.lot.key,))


def _list(
    database: Database,
    question: SearchCriteria,
    facts: CallOffFacts,
    draft: CallOffDraft,
    subject: DraftSubject,
    now: datetime,
) -> ChosenFrom:
    """Return the answer to the question for the draft's days, week and ratio, and what is left of the budget."""
    left = facts.person.budget_left
    asked = replace(
        question,
        start_day=subject.first_day,
        week=draft.week,
        ratio=draft.ratio,
        age=facts.person.age_on(subject.first_day),
        weekly_budget=None if left is None or left < 0 else left,
        limit=MOST_KEPT,
    )
    return ChosenFrom(asked, find_offers(database, asked).offers, now)
