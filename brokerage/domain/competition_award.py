"""When and to whom a competition is awarded, and what may be called off from it.

The weights were stated to everybody, so the award goes to the first of the list. Only an offer that may not be called off any
more (suspended since, no place left) is passed over, which the reasons then say.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.call_off_draft import CallOffDraft
from brokerage.domain.competition_weighing import WeighedOffer, Weighing
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.money import format_pounds
from brokerage.domain.number_words import count
from brokerage.domain.period import format_day
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted

_MOST_MISSING_NAMED = 2


@dataclass(frozen=True, slots=True)
class AwardAtHand:
    """What was awarded, and what was asked. Money in pounds, `price` for one unit; days are included."""

    competition_id: int
    reference: str
    person_id: int
    lot_id: int
    service_id: int
    service: str
    unit: Unit
    price: Decimal
    weekly: Decimal
    starts_on: date
    planned_last_day: date | None
    week: WeekWanted | None
    ratio: Ratio | None


def refuse_too_early(answers_due_on: date, unanswered: Collection[str], today: date) -> None:
    """Pass once the last day for answers is over, or every invited service has answered. Raises: RuleBroken."""
    if today > answers_due_on or not unanswered:
        return
    waiting = ", ".join(sorted(unanswered))
    raise RuleBroken(
        f"Answers may come until {format_day(answers_due_on)}, and {count(len(unanswered), 'service has', 'services have')} not "
        f"answered yet ({waiting}): award it once all have, or from the day after.",
        {"unanswered": str(len(unanswered))},
    )


def _say_missing(missing: Sequence[str]) -> str:
    """The first of them, and how many more there are: the weighing names each."""
    rest = len(missing) - _MOST_MISSING_NAMED
    named = " ".join(missing[:_MOST_MISSING_NAMED])
    return f"{named} {count(rest, 'more is', 'more are')} missing: the weighing names each." if rest > 0 else named


def choose_winner(weighing: Weighing, service_id: int | None, stopped: Mapping[int, str]) -> WeighedOffer:
    """Return the offer the award goes to: the first of the list that may be called off.

    `service_id` is the one asked for, None for whichever is first. `stopped` says of each service that may not be called off
    any more why. Raises: RuleBroken without an offer, while scores are missing, when none may be called off, or for another.
    """
    if not weighing.offers:
        raise RuleBroken("Nobody offered, so there is nothing to award: end the competition with the reasons.")
    if weighing.missing:
        raise RuleBroken(f"It cannot be awarded before every offer is scored. {_say_missing(weighing.missing)}")
    first = next((offer for offer in weighing.offers if offer.service_id not in stopped), None)
    if first is None:
        why = "; ".join(f"{offer.service}: {stopped[offer.service_id]}" for offer in weighing.offers)
        raise RuleBroken(f"No offer can be called off any more ({why}): end the competition with the reasons.")
    if service_id not in (None, first.service_id):
        raise RuleBroken(
            f"By the stated weights it goes to {first.service}: award it to the first, or end it without an award.",
            {"first": first.service},
        )
    return first


def refuse_other_than_awarded(draft: CallOffDraft, award: AwardAtHand) -> None:
    """Pass when the call-off is what was awarded. Raises: BadInput at the field that differs."""
    _refuse_other_subject(draft, award)
    if draft.first_day is not None and draft.first_day < award.starts_on:
        raise BadInput(
            f"{award.service} offered to start on {format_day(award.starts_on)}: give that day, or a later one.",
            "first_day",
        )
    ends_on, asked_until = draft.planned_last_day, award.planned_last_day
    if asked_until is not None and (ends_on is None or ends_on > asked_until):
        raise BadInput(
            f"{award.reference} asked for support until {format_day(asked_until)}: end by then.", "planned_last_day"
        )
    if (draft.week, draft.ratio) != (award.week, award.ratio):
        raise BadInput(
            f"{award.reference} was for another week or ratio: call off what was awarded, or open another competition.",
            "week",
        )
    prices = [
        (line.kind, line.rate_id, line.unit, line.price) for line in draft.lines if line.kind is not FeeKind.ONE_OFF
    ]
    if prices != [(FeeKind.CARE, None, award.unit, award.price)]:
        raise BadInput(
            f"{award.reference} was awarded at {format_pounds(award.price)} by the {award.unit.value}: call it off at that price.",
            "lines",
        )


def _refuse_other_subject(draft: CallOffDraft, award: AwardAtHand) -> None:
    if draft.person_id != award.person_id:
        raise BadInput(f"{award.reference} was for another person: leave the competition out.", "person_id")
    if (draft.service_id, draft.lot_id) != (award.service_id, award.lot_id):
        raise BadInput(
            f"{award.reference} was awarded to {award.service}: call off that service, or choose another award route.",
            "service_id",
        )
