"""Records what invited services answer, and gives the answers points on the scored criteria."""

from datetime import date, datetime
from decimal import Decimal

from brokerage.domain.call_off_facts import PolicyFacts
from brokerage.domain.call_off_price import attendance_rules
from brokerage.domain.changes import Done
from brokerage.domain.competition import refuse_over, refuse_who_runs_no_competition
from brokerage.domain.competition_answer import AnswerForm, check_answer, check_points, fee_of_offer
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
from brokerage.storage.queries.competition_answers import AnswerKept, answer_of_request, invited_to, scores_of
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
    form = AnswerForm(form.request_id, form.service_id, form.offer, typed_text(form.fit, "fit"), form.answered_on)
    with unit_of_work(database, actor, now) as work:
        competition = competition_for_update(work.session, reference)
        known = answer_of_request(work.session, form.request_id)
        if known is not None:
            _refuse_used_request(known, competition, form)
            return Done(standing_of(work.session, reference), frozenset())
        check_answer(form, competition.asked, today)
        invited = _invited(invited_to(work.session, competition.competition_id), form.service_id, reference)
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
    number: int,
    points: int,
    reason: str,
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[CompetitionStanding]:
    """Return the competition with the service's last answer scored on the criterion of this number, with its reason.

    A later score counts instead of the earlier, which is kept; the same one pressed again is not given twice.
    Raises: BadInput as `check_points`, for an unknown criterion, or where the reason tells who the person is; RuleBroken for a
    service that has not offered, once it is over, or for a job that may not; Conflict when a colleague changed it.
    """
    refuse_who_runs_no_competition(actor, "score an answer")
    with unit_of_work(database, actor, now) as work:
        competition = competition_for_update(work.session, reference)
        refuse_over(competition.state)
        key, criterion = _criterion(criteria_of_competition(work.session, competition.competition_id), number)
        why = check_points(criterion, points, typed_text(reason, "reason"))
        answer_id = _answer_to_score(
            _invited(invited_to(work.session, competition.competition_id), service_id, reference)
        )
        kept = scores_of(work.session, competition.competition_id).get((answer_id, number))
        if kept is not None and (kept.points, kept.reason, kept.given_by_id) == (points, why, actor.staff_id):
            return Done(standing_of(work.session, reference), frozenset())
        refuse_stale(work, competition, version)
        refuse_telling_who(work.session, competition, why, "reason")
        said = {"service_id": str(service_id), "criterion": str(number)}
        give_points(work, competition, answer_id, key, points, why, said)
        standing = standing_of(work.session, reference)
        if dry_run:
            work.undo()
    return Done(standing, frozenset() if dry_run else CHANGED)


def _weekly(work: UnitOfWork, competition: CompetitionAtHand, form: AnswerForm) -> Decimal | None:
    """Return what the week asked costs at the offered price, as a call-off would: by the scheme's rules of the first day."""
    if form.offer is None:
        return None
    pricing, asked = lot_pricings(work.session, competition.lot_id)[competition.lot_id], competition.asked
    refuse_price_not_allowed(pricing, form.offer.unit, None)
    fee, service = fee_of_offer(form.offer, asked), service_facts(work.session, form.service_id)
    rules = attendance_rules(_policy(work, competition), service, known_holidays())
    return weekly_of_lines([fee], form.offer.starts_on, rules)


def _policy(work: UnitOfWork, competition: CompetitionAtHand) -> PolicyFacts:
    day = competition.asked.first_day
    policy = policy_for_lot(work.session, competition.lot_id, day)
    if policy is None:
        raise RuleBroken(f"The scheme has no rules for {format_day(day)} any more: ask a commissioner to add them.")
    return policy


def _invited(invited: tuple[Invited, ...], service_id: int, reference: str) -> Invited:
    found = next((one for one in invited if one.service_id == service_id), None)
    if found is None:
        names = ", ".join(one.service for one in invited)
        raise RuleBroken(f"This service was not invited to {reference}; these were: {names}.")
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
