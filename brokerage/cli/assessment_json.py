"""An assessment as JSON: plain values under the names the command line documents."""

from typing import TYPE_CHECKING

from brokerage.cli.answers_output import offered_json
from brokerage.cli.output import iso_day

if TYPE_CHECKING:
    from brokerage.domain.application_assessment import ApplicationAssessment, LotAssessment, ScoreEntry
    from brokerage.domain.assessment import QuestionResult
    from brokerage.domain.contract import Contract


def application_json(shown: "ApplicationAssessment") -> dict[str, object]:
    """The application with its lots, and who assesses it."""
    return {
        "reference": shown.reference,
        "version": shown.version,
        "state": shown.state.value,
        "scheme": shown.scheme_reference,
        "provider": shown.provider,
        "received_on": shown.received_on.isoformat(),
        "due_on": shown.due_on.isoformat(),
        "assessors_needed": shown.assessors_needed,
        "assessors": assessors_json(shown),
        "lots": [lot_json(lot) for lot in shown.lots],
    }


def assessors_json(shown: "ApplicationAssessment") -> list[dict[str, object]]:
    """Who assesses it, and who stays out."""
    return [{"name": each.full_name, "conflict": each.has_conflict, "note": each.note} for each in shown.assessors]


def lot_json(lot: "LotAssessment") -> dict[str, object]:
    """One lot with what the regulator says of the service, its questions and the decision."""
    came_out, service = lot.assessment, lot.service
    return {
        "lot": lot.lot.number,
        "lot_title": lot.lot.title,
        "service": service.name,
        "outcome": lot.outcome.value,
        "regulator": {
            "id": service.regulator_id,
            "rating": service.rating.value,
            "rated_on": iso_day(service.rated_on),
            "registration": service.registration.value,
            "registration_missing": lot.registration_missing,
        },
        "complete": came_out.is_complete,
        "meets_the_criteria": came_out.meets_the_criteria,
        "total": None if came_out.total is None else str(came_out.total),
        "questions": [_question(lot, result) for result in came_out.results],
        "offered_prices": [offered_json(one) for one in lot.offered],
        "decision": decision_json(lot),
    }


def _question(lot: "LotAssessment", result: "QuestionResult") -> dict[str, object]:
    question = result.question
    return {
        "number": question.number,
        "text": question.text,
        "kind": question.kind.value,
        "weight": question.weight,
        "threshold": question.threshold,
        "highest_score": question.highest_score,
        "answer": lot.answer_to(question) or None,
        "standing": result.standing.value,
        "points": result.points,
        "scores": [
            {
                "by": entry.assessor,
                "stage": entry.score.stage.value,
                "points": entry.score.points,
                "reason": entry.score.reason,
                "counts": entry.score.assessor_id not in lot.conflicted,
            }
            for entry in scores_of(lot, result)
        ],
    }


def decision_json(lot: "LotAssessment") -> dict[str, object] | None:
    """The decision on the lot; None before it is taken."""
    taken = lot.decision
    if taken is None:
        return None
    return {
        "outcome": taken.outcome.value,
        "reasons": taken.reasons,
        "feedback": taken.feedback,
        "decided_on": taken.decided_on.isoformat(),
        "by": taken.decided_by,
    }


def contract_json(contract: "Contract") -> dict[str, object]:
    """The contract with the admissions it makes."""
    terms = contract.terms
    return {
        "number": terms.number,
        "value": None if terms.value is None else str(terms.value),
        "first_day": terms.first_day.isoformat(),
        "last_day": iso_day(terms.last_day),
        "sealed_on": terms.sealed_on.isoformat(),
        "admissions": [{"service": made.service, "lot": made.lot} for made in contract.admissions],
        "rates": [
            {
                "service": rate.service,
                "lot": rate.lot,
                "is_for": rate.is_for,
                "unit": rate.unit.value,
                "price": str(rate.price),
                "first_day": rate.first_day.isoformat(),
                "last_day": iso_day(rate.last_day),
            }
            for rate in contract.rates
        ],
    }


def scores_of(lot: "LotAssessment", result: "QuestionResult") -> "tuple[ScoreEntry, ...]":
    """The scores given for the question, in the order they were given."""
    return tuple(entry for entry in lot.scores if entry.score.question_id == result.question.question_id)
