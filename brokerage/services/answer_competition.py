"""Records what invited services answer, and gives the answers points on the scored criteria."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from brokerage.domain.call_off_facts import PolicyFacts
from brokerage.domain.call_off_price import attendance_rules
from brokerage.domain.changes import Done
from brokerage.domain.competition import refuse_over, refuse_who_runs_no_competition
from brokerage.domain.competition_answer import (
    AnswerForm,
    GivenPoints,
    check_answer,
    check_points,
    check_weekly,
    fee_of_offer,
)
from brokerage.domain.competition_criteria import AwardCriterion
from brokerage.domain.competition_summary import Invited
from brokerage.domain.costing import weekly_of_lines
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import format_day
from brokerage.domain.rate_allowed import refuse_price_not_allowed
from brokerage.domain.staff import Actor
from brokerage.services.call_off_decision import known_holidays
from brokerage.services.competition_standing import (
    CHANGED,
    CompetitionStanding,
    refuse_stale,
    refuse_telling_who,
    standing_of,
)
from brokerage.services.typed_text import typed_text
from brokerage.storage.engine import Database
from brokerage.storage.failures import USED_REQUEST
from brokerage.storage.queries.award_criteria import criteria_of_competition
from brokerage.storage.queries.competition_answers import (
    AnswerKept,
    ScoreKept,
    answer_of_request,
    invited_to,
    scores_of,
)
from brokerage.storage.queries.competition_at_hand import CompetitionAtHand, competition_for_update
from brokerage.storage.queries.for_call_off import service_facts
from brokerage.storage.queries.lot_pricing import lot_pricings
from brokerage.storage.queries.scheme_policy import policy_for_lot
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.competition_answers import give_points, record_answer


def answer_competition(
    database: Database,
    actor: Actor,
    reference: str,
    form: AnswerForm,
    today: date,
    now: datetime,
    *,
    dry_run: bool = False,
) -> Done[CompetitionStanding]:
    """Return the competition with the answer recorded: what the week asked costs at its price, or that the service cannot.

    A newer answer of the same service counts instead of the older, which is kept. The same form sent again is answered as the
    first time. A dry run keeps nothing.
    Raises: BadInput and RuleBroken as `check_answer`; RuleBroken for a service that was not invited, or a job that may not.
    """
    refuse_who_runs_no_competition(actor, "record an answer")
    form = replace(form, fit=typed_text(form.fit, "fit"))
    with unit_of_work(database, actor, now) as work:
        competition = competition_for_update(work.session, reference)
        known = answer_of_request(work.session, form.request_id)
        if known is not None:
            _refuse_used_request(known, competition, form)
            return Done(standing_of(work.session, reference), frozenset())
        check_answer(form, competition.asked, today)
        invited = _invited(work, competition, form.service_id)
        weekly = _weekly(work, competition, form)
        record_answer(work, competition, invited.invitation_id, form, weekly)
        standing = standing_of(work.session, reference)
        if dry_run:
            work.undo()
    return Done(standing, frozenset() if dry_run else CHANGED)


def score_answer(
    database: Database,
    actor: Actor,
    reference: str,
    service_id: int,
    given: Sequence[GivenPoints],
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[CompetitionStanding]:
    """Return the competition with the service's last answer scored, each of the points with its reason: all of them, or none.

    A later score counts instead of the earlier, which is kept; the same one pressed again is not given twice.
    Raises: BadInput as `check_points`, for an unknown criterion, or at `reason 2` where that of the second criterion tells who
    the person is; RuleBroken for a service that has not offered, once it is over, or for a job that may not; Conflict when a
    colleague changed it.
    """
    refuse_who_runs_no_competition(actor, "score an answer")
    with unit_of_work(database, actor, now) as work:
        competition = competition_for_update(work.session, reference)
        refuse_over(competition.state)
        checked = _check_given(work, competition, given)
        answer_id = _answer_to_score(_invited(work, competition, service_id))
        kept = scores_of(work.session, competition.competition_id)
        new = [(key, one) for key, one in checked if _is_new(kept.get((answer_id, one.criterion)), one, actor)]
        if not new:
            return Done(standing_of(work.session, reference), frozenset())
        refuse_stale(work, competition, version)
        for key, one in new:
            refuse_telling_who(work.session, competition, one.reason, f"reason {one.criterion}")
            give_points(work, competition, service_id, answer_id, key, one)
        standing = standing_of(work.session, reference)
        if dry_run:
            work.undo()
    return Done(standing, frozenset() if dry_run else CHANGED)


def _check_given(
    work: UnitOfWork, competition: CompetitionAtHand, given: Sequence[GivenPoints]
) -> list[tuple[int, GivenPoints]]:
    """Return each of the points with the key of its criterion's row."""
    if not given:
        raise BadInput("Say what points to give.", "give")
    if len({one.criterion for one in given}) < len(given):
        raise BadInput("One criterion is given points twice: leave one of them out.", "give")
    criteria = criteria_of_competition(work.session, competition.competition_id)
    found = [(_criterion(criteria, one.criterion), one) for one in given]
    return [
        (key, replace(one, reason=check_points(criterion, one.points, typed_text(one.reason, "reason"))))
        for (key, criterion), one in found
    ]


def _is_new(kept: ScoreKept | None, given: GivenPoints, actor: Actor) -> bool:
    return kept is None or (kept.points, kept.reason, kept.given_by_id) != (
        given.points,
        given.reason,
        actor.staff_id,
    )


def _weekly(work: UnitOfWork, competition: CompetitionAtHand, form: AnswerForm) -> Decimal | None:
    """Return what the week asked costs at the offered price, as a call-off would: by the scheme's rules of the first day."""
    if form.offer is None:
        return None
    pricing, asked = lot_pricings(work.session, competition.lot_id)[competition.lot_id], competition.asked
    refuse_price_not_allowed(pricing, form.offer.unit, None)
    fee, service = fee_of_offer(form.offer, asked), service_facts(work.session, form.service_id)
    rules = attendance_rules(_policy(work, competition), service, known_holidays())
    return check_weekly(weekly_of_lines([fee], form.offer.starts_on, rules))


def _policy(work: UnitOfWork, competition: CompetitionAtHand) -> PolicyFacts:
    day = competition.asked.first_day
    policy = policy_for_lot(work.session, competition.lot_id, day)
    if policy is None:
        raise RuleBroken(f"The scheme has no rules for {format_day(day)} any more: ask a commissioner to add them.")
    return policy


def _invited(work: UnitOfWork, competition: CompetitionAtHand, service_id: int) -> Invited:
    invited = invited_to(work.session, competition.competition_id)
    found = next((one for one in invited if one.service_id == service_id), None)
    if found is None:
        names = ", ".join(one.service for one in invited)
        raise RuleBroken(f"This service was not invited to {competition.reference}; these were: {names}.")
    return found


def _criterion(criteria: dict[int, AwardCriterion], number: int) -> tuple[int, AwardCriterion]:
    found = next(((key, one) for key, one in criteria.items() if one.number == number), None)
    if found is None:
        numbers = ", ".join(str(one.number) for one in criteria.values())
        raise BadInput(f"There is no criterion {number}: this competition has {numbers}.", "criterion")
    return found


def _answer_to_score(invited: Invited) -> int:
    if invited.answer is None:
        raise RuleBroken(f"{invited.service} has not answered yet: record its answer first.")
    if not invited.answer.is_offer:
        raise RuleBroken(f"{invited.service} answered that it cannot, so there is nothing to score.")
    return invited.answer.answer_id


def _refuse_used_request(known: AnswerKept, competition: CompetitionAtHand, form: AnswerForm) -> None:
    """Pass when the answer this request id recorded is the one that is sent again."""
    offer = form.offer
    price, unit, starts_on = (None, None, None) if offer is None else (offer.price, offer.unit, offer.starts_on)
    sent = AnswerKept(
        competition.competition_id,
        form.service_id,
        offer is not None,
        price,
        unit,
        starts_on,
        form.fit,
        form.answered_on,
    )
    if known != sent:
        raise RuleBroken(USED_REQUEST)
