"""Small competitions as JSON documents: money as strings of pounds and pence, days as 2026-12-07."""

from typing import TYPE_CHECKING

from brokerage.cli.output import iso_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brokerage.domain.competition_criteria import AwardCriterion
    from brokerage.domain.competition_summary import AwardMade, CompetitionDetail, CompetitionSummary, Invited
    from brokerage.domain.competition_weighing import WeighedOffer
    from brokerage.services.competition_standing import CompetitionStanding

Json = dict[str, object]


def summary_json(summary: "CompetitionSummary") -> Json:
    """Return one line of the list."""
    return {
        "reference": summary.reference,
        "state": summary.state.value,
        "scheme": summary.scheme,
        "lot": summary.lot,
        "person": summary.person,
        "opened_on": summary.opened_on.isoformat(),
        "answers_due_on": summary.answers_due_on.isoformat(),
        "first_day": summary.first_day.isoformat(),
        "invited": summary.invited,
        "answered": summary.answered,
        "offers": summary.offers,
        "awarded_to": summary.awarded_to or None,
        "call_off": summary.call_off or None,
        "next_step": summary.next_step,
        "version": summary.version,
    }


def standing_json(standing: "CompetitionStanding", *, saved: bool) -> Json:
    """Return where a competition stands after a step, who was not invited and why."""
    not_invited = [
        {"service": one.service, "provider": one.provider, "reason": one.reason} for one in standing.not_invited
    ]
    return {
        **summary_json(standing.summary),
        "not_invited": not_invited,
        "notes": list(standing.notes),
        "saved": saved,
    }


def criteria_json(criteria: "Sequence[AwardCriterion]") -> list[Json]:
    """Return criteria by their number."""
    return [
        {
            "number": one.number,
            "kind": one.kind.value,
            "text": one.text,
            "weight": one.weight,
            "highest_score": one.highest_score or None,
        }
        for one in criteria
    ]


def weighed_json(offers: "Sequence[WeighedOffer]") -> list[Json]:
    """Return offers as they were weighed, each criterion with its sentence."""
    from brokerage.domain.competition_weighing import say_total
    from brokerage.domain.points import format_points

    return [
        {
            "rank": offer.rank,
            "service": offer.service,
            "provider": offer.provider,
            "price": str(offer.price),
            "unit": offer.unit.value,
            "weekly": str(offer.weekly),
            "starts_on": offer.starts_on.isoformat(),
            "total": None if offer.total is None else format_points(offer.total),
            "sum": say_total(offer),
            "criteria": [
                {
                    "number": part.number,
                    "weight": part.weight,
                    "points": None if part.points is None else format_points(part.points),
                    "weighted": None if part.weighted is None else format_points(part.weighted),
                    "sentence": part.sentence,
                    "reason": part.reason,
                }
                for part in offer.parts
            ],
        }
        for offer in offers
    ]


def detail_json(detail: "CompetitionDetail") -> Json:
    """Return one competition whole."""
    return {
        **summary_json(detail.summary),
        "planned_last_day": iso_day(detail.planned_last_day),
        "week": detail.week or None,
        "ratio": detail.ratio or None,
        "why": detail.why,
        "opened_by": detail.opened_by,
        "opened_at": detail.opened_at.isoformat(),
        "criteria": criteria_json(detail.criteria),
        "invitations": [_invited(one) for one in detail.invited],
        "steps": [
            {"step": step.step.value, "by": step.taken_by, "at": step.taken_at.isoformat(), "note": step.note}
            for step in detail.steps
        ],
        "award": None if detail.award is None else _award(detail.award),
    }


def _invited(one: "Invited") -> Json:
    answer = one.answer
    said: Json | None = None
    if answer is not None:
        said = {
            "is_offer": answer.is_offer,
            "price": None if answer.price is None else str(answer.price),
            "unit": None if answer.unit is None else answer.unit.value,
            "weekly": None if answer.weekly is None else str(answer.weekly),
            "starts_on": iso_day(answer.starts_on),
            "fit": answer.fit,
            "answered_on": answer.answered_on.isoformat(),
            "recorded_by": answer.recorded_by,
            "recorded_at": answer.recorded_at.isoformat(),
        }
    return {
        "service": one.service,
        "provider": one.provider,
        "invited_by": one.invited_by,
        "invited_at": one.invited_at.isoformat(),
        "answer": said,
    }


def _award(award: "AwardMade") -> Json:
    return {
        "service": award.service,
        "reasons": award.reasons,
        "awarded_on": award.awarded_on.isoformat(),
        "awarded_by": award.awarded_by,
        "weighed": weighed_json(award.weighed),
    }
