"""What the commands of an assessment print: JSON, or facts and tables in plain words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brokerage.cli.output import print_facts, print_json, print_table

if TYPE_CHECKING:
    from datetime import date
    from enum import Enum
    from pathlib import Path

    from brokerage.domain.application_assessment import ApplicationAssessment, LotAssessment, ScoreEntry
    from brokerage.domain.assessment import Question, QuestionResult
    from brokerage.domain.contract import Contract
    from brokerage.domain.decision_letter import DecisionLetterTerms

_NOTHING_SAVED = "· Nothing is saved: this only says what would happen."


def print_assessment(shown: "ApplicationAssessment", contracts: "Sequence[Contract]", *, as_json: bool) -> None:
    """Print the application with its lots, who assesses it, and its contracts."""
    if as_json:
        print_json({**_application(shown), "contracts": [_contract(each) for each in contracts]})
        return
    _print_application(shown)
    for lot in shown.lots:
        print()
        _print_lot(lot)
    for contract in contracts:
        print()
        _print_contract(contract)


def print_declared(shown: "ApplicationAssessment", *, saved: bool, as_json: bool) -> None:
    """Print who assesses the application after an interest was declared."""
    if as_json:
        print_json({"reference": shown.reference, "assessors": _assessors(shown), "saved": saved})
        return
    print_table(("Assessor", "Stands"), [(each.full_name, _stands(each.has_conflict)) for each in shown.assessors])
    _say_unless(saved)


def print_lot(reference: str, lot: "LotAssessment", *, saved: bool, as_json: bool) -> None:
    """Print one lot after scores were given."""
    if as_json:
        print_json({"reference": reference, **_lot(lot), "saved": saved})
        return
    _print_lot(lot)
    _say_unless(saved)


def print_decided(shown: "ApplicationAssessment", *, saved: bool, as_json: bool) -> None:
    """Print where the application stands after a decision, lot by lot."""
    from brokerage.domain.application import NEXT_APPLICATION_STEPS

    if as_json:
        lots = [
            {
                "lot": lot.lot.number,
                "service": lot.service.name,
                "outcome": lot.outcome.value,
                "decision": _decision(lot),
            }
            for lot in shown.lots
        ]
        print_json(
            {
                "reference": shown.reference,
                "state": shown.state.value,
                "lots": lots,
                "next_step": NEXT_APPLICATION_STEPS[shown.state],
                "saved": saved,
            }
        )
        return
    rows = [(lot.lot.number, lot.service.name, _words(lot.outcome), _reasons(lot)) for lot in shown.lots]
    print_table(("Lot", "Service", "Outcome", "Reasons"), rows)
    print(f"· {NEXT_APPLICATION_STEPS[shown.state]}")
    _say_unless(saved)


def print_letters(letters: "Sequence[DecisionLetterTerms]", written: "Sequence[Path]", *, as_json: bool) -> None:
    """Print which letters were written, and where."""
    if as_json:
        told = [
            {"reference": each.reference, "issued_on": _iso(each.issued_on), "draft": each.is_draft} for each in letters
        ]
        print_json({"files": [str(path) for path in written], "letters": told})
        return
    for path in written:
        print(f"Written: {path}")
    for each in letters:
        if each.is_draft:
            print(f"· {each.reference} is a draft: nothing was issued.")


def print_contract(reference: str, contract: "Contract", *, saved: bool, as_json: bool) -> None:
    """Print the contract with the admissions it makes."""
    if as_json:
        print_json({"reference": reference, **_contract(contract), "saved": saved})
        return
    _print_contract(contract)
    _say_unless(saved)


def _print_application(shown: "ApplicationAssessment") -> None:
    print_facts(
        [
            ("Application", shown.reference),
            ("Provider", shown.provider),
            ("Scheme", f"{shown.scheme_reference} {shown.scheme}"),
            ("Now", _words(shown.state)),
            ("Answer due", _shown(shown.due_on)),
            ("Assessors needed", str(shown.assessors_needed)),
        ]
    )
    for assessor in shown.assessors:
        print(f"· {assessor.full_name}: {_stands(assessor.has_conflict)}")


def _print_lot(lot: "LotAssessment") -> None:
    from brokerage.domain.application_assessment import say_rating

    came_out = lot.assessment
    print(f"Lot {lot.lot.number} {lot.lot.title}, {lot.service.name}: {_words(lot.outcome)}")
    print(f"· The regulator says: {say_rating(lot.service)}; registration: {_words(lot.service.registration)}")
    if lot.registration_missing:
        print(
            "▲ This lot needs a registration with the regulator: nobody can be placed there before the service has it."
        )
    rows = [
        (result.question.number, result.question.text, _words(result.standing), _say_counted(result))
        for result in came_out.results
    ]
    print_table(("No.", "Question", "Stands", "Counts"), rows)
    if lot.scores:
        print()
        print_table(("No.", "Given by", "Score", "Why"), _score_rows(lot))
    if came_out.total is not None:
        print(f"· Weighted score{'' if came_out.is_complete else ' so far'}: {came_out.total} of 100")
    if lot.decision is not None:
        print(f"· {_words(lot.decision.outcome).capitalize()} on {_shown(lot.decision.decided_on)}: {_reasons(lot)}")


def _score_rows(lot: "LotAssessment") -> list[tuple[str, str, str, str]]:
    return [
        (
            result.question.number,
            _giver(lot, entry),
            _say_points(result.question, entry.score.points),
            entry.score.reason,
        )
        for result in lot.assessment.results
        for entry in _of(lot, result)
    ]


def _giver(lot: "LotAssessment", entry: "ScoreEntry") -> str:
    from brokerage.domain.assessment import Stage

    if entry.score.assessor_id in lot.conflicted:
        return f"{entry.assessor}, does not count"
    return "moderation" if entry.score.stage is Stage.MODERATED else entry.assessor


def _print_contract(contract: "Contract") -> None:
    from brokerage.domain.money import format_pounds

    terms = contract.terms
    print_facts(
        [
            ("Contract", terms.number),
            ("Value", "not estimated" if terms.value is None else format_pounds(terms.value)),
            ("First day", _shown(terms.first_day)),
            ("Last day", "until it is ended" if terms.last_day is None else _shown(terms.last_day)),
            ("Sealed", _shown(terms.sealed_on)),
        ]
    )
    for made in contract.admissions:
        print(f"· {made.service} is admitted to lot {made.lot}")


def _application(shown: "ApplicationAssessment") -> dict[str, object]:
    return {
        "reference": shown.reference,
        "version": shown.version,
        "state": shown.state.value,
        "scheme": shown.scheme_reference,
        "provider": shown.provider,
        "received_on": shown.received_on.isoformat(),
        "due_on": shown.due_on.isoformat(),
        "assessors_needed": shown.assessors_needed,
        "assessors": _assessors(shown),
        "lots": [_lot(lot) for lot in shown.lots],
    }


def _assessors(shown: "ApplicationAssessment") -> list[dict[str, object]]:
    return [{"name": each.full_name, "conflict": each.has_conflict, "note": each.note} for each in shown.assessors]


def _lot(lot: "LotAssessment") -> dict[str, object]:
    came_out, service = lot.assessment, lot.service
    return {
        "lot": lot.lot.number,
        "lot_title": lot.lot.title,
        "service": service.name,
        "outcome": lot.outcome.value,
        "regulator": {
            "id": service.regulator_id,
            "rating": service.rating.value,
            "rated_on": _iso(service.rated_on),
            "registration": service.registration.value,
            "registration_missing": lot.registration_missing,
        },
        "complete": came_out.is_complete,
        "meets_the_criteria": came_out.meets_the_criteria,
        "total": None if came_out.total is None else str(came_out.total),
        "questions": [_question(lot, result) for result in came_out.results],
        "decision": _decision(lot),
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
            for entry in _of(lot, result)
        ],
    }


def _decision(lot: "LotAssessment") -> dict[str, object] | None:
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


def _contract(contract: "Contract") -> dict[str, object]:
    terms = contract.terms
    return {
        "number": terms.number,
        "value": None if terms.value is None else str(terms.value),
        "first_day": terms.first_day.isoformat(),
        "last_day": _iso(terms.last_day),
        "sealed_on": terms.sealed_on.isoformat(),
        "admissions": [{"service": made.service, "lot": made.lot} for made in contract.admissions],
    }


def _of(lot: "LotAssessment", result: "QuestionResult") -> "tuple[ScoreEntry, ...]":
    return tuple(entry for entry in lot.scores if entry.score.question_id == result.question.question_id)


def _say_counted(result: "QuestionResult") -> str:
    return "–" if result.points is None else _say_points(result.question, result.points)


def _say_points(question: "Question", points: int) -> str:
    from brokerage.domain.assessment import QuestionKind

    if question.kind is QuestionKind.SCORED:
        return f"{points} of {question.highest_score}"
    return "pass" if points else "fail"


def _reasons(lot: "LotAssessment") -> str:
    return "" if lot.decision is None else lot.decision.reasons


def _stands(has_conflict: bool) -> str:
    return "stays out, a conflict of interest is declared" if has_conflict else "assesses"


def _say_unless(saved: bool) -> None:
    if not saved:
        print(_NOTHING_SAVED)


def _words(value: "Enum") -> str:
    return str(value.value).replace("-", " ")


def _shown(day: "date") -> str:
    from brokerage.domain.period import format_day

    return format_day(day)


def _iso(day: "date | None") -> str | None:
    return None if day is None else day.isoformat()
