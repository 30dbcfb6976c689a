"""Calls off what a small competition was awarded: at the awarded price, once, from the list that was weighed."""

from collections.abc import Mapping
from dataclasses import replace

from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, DraftSubject, LineChosen
from brokerage.domain.call_off_facts import CallOffFacts
from brokerage.domain.competition import SETTLED_BY_ANSWERS
from brokerage.domain.competition_award import refuse_other_than_awarded
from brokerage.domain.competition_weighing import WeighedOffer
from brokerage.domain.errors import RuleBroken
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.gates import Gate
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.scheme import AwardRoute
from brokerage.storage.engine import Database
from brokerage.storage.queries.competition_at_hand import competition_now
from brokerage.storage.queries.competition_awards import (
    award_kept,
    award_of_id,
    award_of_reference,
    call_off_raised_from,
    competition_reference,
    lock_competition,
)
from brokerage.storage.queries.offers import find_offers
from brokerage.storage.unit_of_work import UnitOfWork

_EVERY_SERVICE = 100_000


def draft_of_award(database: Database, reference: str, request_id: str) -> CallOffDraft:
    """Return the form that calls off what the competition of this reference was awarded, from the day it offered.

    Raises: RuleBroken for an unknown competition, or one that is not awarded.
    """
    with database.reading() as reader:
        competition = competition_now(reader, reference)
        award = award_of_reference(reader, reference)
    if award is None:
        raise RuleBroken(f"{reference} was not awarded, so nothing is called off from it: award it first.")
    return CallOffDraft(
        request_id,
        award.person_id,
        award.service_id,
        award.lot_id,
        award.starts_on,
        award.planned_last_day,
        award.week,
        award.ratio,
        (LineChosen(FeeKind.CARE, award.unit, price=award.price),),
        AwardRoute.SMALL_COMPETITION,
        competition_id=competition.competition_id,
    )


def refuse_not_awarded(work: UnitOfWork, draft: CallOffDraft, own_id: int) -> None:
    """Pass when the draft names no competition, or is what one was awarded and nobody called off yet.

    `own_id` is the call-off itself. Raises: BadInput at the field that differs; RuleBroken before the award, or a second time.
    """
    competition_id = draft.awarded_in
    if competition_id is None:
        return
    lock_competition(work.session, competition_id)
    award = award_of_id(work.session, competition_id)
    if award is None:
        raise RuleBroken(
            f"{competition_reference(work.session, competition_id)} was not awarded, so nothing is called off from it: "
            "award it first, or choose another award route."
        )
    refuse_other_than_awarded(draft, award)
    raised = call_off_raised_from(work.session, competition_id, own_id)
    if raised is not None:
        raise RuleBroken(
            f"{award.reference} was called off already, with {raised}: open another competition for a new request.",
            {"call_off": raised},
        )


def list_weighed(
    database: Database, facts: CallOffFacts, draft: CallOffDraft, subject: DraftSubject
) -> ChosenFrom | None:
    """Return the list that was weighed, the awarded offer among the others at the prices they answered; None without an award."""
    if draft.awarded_in is None:
        return None
    question = SearchCriteria(
        subject.first_day, lots=(facts.lot.key,), age=facts.person.age_on(subject.first_day), limit=_EVERY_SERVICE
    )
    with database.reading() as reader:
        kept = award_kept(reader, draft.awarded_in)
    offers = {offer.service_id: offer for offer in find_offers(database, question).offers}
    if kept is None:
        return None
    asked = replace(question, week=draft.week, ratio=draft.ratio, limit=max(len(kept.weighed), 1))
    return ChosenFrom(asked, _as_offers(kept.weighed, offers, facts), kept.awarded_at)


def _as_offers(weighed: tuple[WeighedOffer, ...], known: Mapping[int, Offer], facts: CallOffFacts) -> tuple[Offer, ...]:
    """The weighed offers in their order, each with what is known of its service today."""
    left = facts.person.budget_left
    return tuple(
        known[one.service_id]._replace(
            rate_id=None,
            activity="",
            unit=one.unit,
            ratio=None,
            unit_price=one.price,
            weekly=one.weekly,
            budget_left=None if left is None else left - one.weekly,
            gate=_unsettled(known[one.service_id]),
        )
        for one in weighed
        if one.service_id in known
    )


def _unsettled(offer: Offer) -> Gate | None:
    return None if offer.gate is None or offer.gate.name in SETTLED_BY_ANSWERS else offer.gate
