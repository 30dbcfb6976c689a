"""What the commands of an assessment print: JSON, or facts and tables in plain words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brokerage.cli.answers_output import print_answers, print_offered
from brokerage.cli.assessment_json import (
    application_json,
    assessors_json,
    contract_json,
    decision_json,
    lot_json,
    scores_of,
)
from brokerage.cli.output import enum_in_words, iso_day, print_facts, print_json, print_table, print_unless_saved

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from brokerage.domain.application_assessment import ApplicationAssessment, LotAssessment, ScoreEntry
    from brokerage.domain.assessment import Question, QuestionResult
    from brokerage.domain.contract import Contract
    from brokerage.domain.decision_letter import DecisionLetterTerms


def print_assessment(shown: "ApplicationAssessment", contracts: "Sequence[Contract]", *, as_json: bool) -> None:
    """Print the application with its lots, who assesses it, and its contracts."""
    if as_json:
        print_json({**application_json(shown), "contracts": [contract_json(each) for each in contracts]})
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
        print_json({"reference": shown.reference, "assessors": assessors_json(shown), "saved": saved})
        return
    print_table(("Assessor", "Stands"), [(each.full_name, _stands(each.has_conflict)) for each in shown.assessors])
    print_unless_saved(saved)


def print_lot(reference: str, lot: "LotAssessment", *, saved: bool, as_json: bool) -> None:
    """Print one lot after scores were given."""
    if as_json:
        print_json({"reference": reference, **lot_json(lot), "saved": saved})
        return
    _print_lot(lot)
    print_unless_saved(saved)


def print_decided(shown: "ApplicationAssessment", notes: "Sequence[str]" = (), *, saved: bool, as_json: bool) -> None:
    """Print where the application stands after a decision, lot by lot, and what to see to."""
    from brokerage.domain.application import NEXT_APPLICATION_STEPS

    if as_json:
        lots = [
            {
                "lot": lot.lot.number,
                "service": lot.service.name,
                "outcome": lot.outcome.value,
                "decision": decision_json(lot),
            }
            for lot in shown.lots
        ]
        print_json(
            {
                "reference": shown.reference,
                "state": shown.state.value,
                "lots": lots,
                "next_step": NEXT_APPLICATION_STEPS[shown.state],
                "notes": list(notes),
                "saved": saved,
            }
        )
        return
    rows = [(lot.lot.number, lot.service.name, enum_in_words(lot.outcome), _reasons(lot)) for lot in shown.lots]
    print_table(("Lot", "Service", "Outcome", "Reasons"), rows)
    print(f"· {NEXT_APPLICATION_STEPS[shown.state]}")
    for note in notes:
        print(f"▲ {note}")
    print_unless_saved(saved)


def print_letters(letters: "Sequence[DecisionLetterTerms]", written: "Sequence[Path]", *, as_json: bool) -> None:
    """Print which letters were written, and where."""
    if as_json:
        told = [
            {"reference": each.reference, "issued_on": iso_day(each.issued_on), "draft": each.is_draft}
            for each in letters
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
        print_json({"reference": reference, **contract_json(contract), "saved": saved})
        return
    _print_contract(contract)
    print_unless_saved(saved)


def _print_application(shown: "ApplicationAssessment") -> None:
    print_facts(
        [
            ("Application", shown.reference),
            ("Provider", shown.provider),
            ("Scheme", f"{shown.scheme_reference} {shown.scheme}"),
            ("Now", enum_in_words(shown.state)),
            ("Answer due", _shown(shown.due_on)),
            ("Assessors needed", str(shown.assessors_needed)),
        ]
    )
    for assessor in shown.assessors:
        print(f"· {assessor.full_name}: {_stands(assessor.has_conflict)}")


def _print_lot(lot: "LotAssessment") -> None:
    from brokerage.domain.application_assessment import say_rating

    came_out = lot.assessment
    print(f"Lot {lot.lot.number} {lot.lot.title}, {lot.service.name}: {enum_in_words(lot.outcome)}")
    print(f"· The regulator says: {say_rating(lot.service)}; registration: {enum_in_words(lot.service.registration)}")
    if lot.registration_missing:
        print(
            "▲ This lot needs a registration with the regulator: nobody can be placed there before the service has it."
        )
    rows = [
        (result.question.number, result.question.text, enum_in_words(result.standing), _say_counted(result))
        for result in came_out.results
    ]
    print_table(("No.", "Question", "Stands", "Counts"), rows)
    print_answers(lot.answers)
    print_offered(lot.offered)
    if lot.scores:
        print()
        print_table(("No.", "Given by", "Score", "Why"), _score_rows(lot))
    if came_out.total is not None:
        print(f"· Weighted score{'' if came_out.is_complete else ' so far'}: {came_out.total} of 100")
    if lot.decision is not None:
        print(
            f"· {enum_in_words(lot.decision.outcome).capitalize()} on {_shown(lot.decision.decided_on)}: {_reasons(lot)}"
        )


def _score_rows(lot: "LotAssessment") -> list[tuple[str, str, str, str]]:
    return [
        (
            result.question.number,
            _giver(lot, entry),
            _say_points(result.question, entry.score.points),
            entry.score.reason,
        )
        for result in lot.assessment.results
        for entry in scores_of(lot, result)
    ]


def _giver(lot: "LotAssessment", entry: "ScoreEntry") -> str:
    from brokerage.domain.assessment import Stage

    if entry.score.assessor_id in lot.conflicted:
        return f"{entry.assessor}, does not count"
    return "moderation" if entry.score.stage is Stage.MODERATED else entry.assessor


def _print_contract(contract: "Contract") -> None:
    from brokerage.domain.money import format_pounds
    from brokerage.domain.unit import FOR_ONE

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
    for rate in contract.rates:
        price = f"{format_pounds(rate.price)} {FOR_ONE[rate.unit]}"
        print(
            f"· Agreed as offered: {rate.service}, lot {rate.lot}, {rate.is_for}: {price} from {_shown(rate.first_day)}"
        )


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


def _shown(day: "date") -> str:
    from brokerage.domain.period import format_day

    return format_day(day)
