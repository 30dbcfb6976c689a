"""What the commands of questions print: JSON of fixed form, or a table for each lot."""

from typing import TYPE_CHECKING

from brokerage.cli.import_output import fault_json, print_faults
from brokerage.cli.output import print_json, print_table, print_unless_saved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brokerage.domain.question_plan import LotQuestions, QuestionPlan
    from brokerage.domain.row_fault import RowFault
    from brokerage.services.ask_questions import QuestionsSet, SchemeQuestions

_HEADINGS = ("No.", "Kind", "Question", "Weight", "At least", "Document")


def print_questions(found: "SchemeQuestions", *, as_json: bool) -> None:
    """Print what the scheme's lots ask."""
    if as_json:
        print_json(
            {
                "reference": found.scheme,
                "assessors_needed": found.assessors_needed,
                "lots": [_lot_json(lot) for lot in found.lots],
            }
        )
        return
    print(f"{found.scheme} {found.title}\nAssessors of an application: {found.assessors_needed}")
    for lot in found.lots:
        print()
        _print_lot(lot)


def print_asked(told: "QuestionsSet", *, saved: bool, as_json: bool) -> None:
    """Print what the lot asks from now on, or would ask."""
    if as_json:
        print_json({**_told_json(told), "saved": saved})
        return
    _print_told(told)
    print_unless_saved(saved)


def print_copied(told: "Sequence[QuestionsSet]", *, saved: bool, as_json: bool) -> None:
    """Print what each lot asks from now on, or would ask."""
    if as_json:
        print_json({"lots": [_told_json(one) for one in told], "saved": saved})
        return
    for one in told:
        _print_told(one)
        print()
    print_unless_saved(saved)


def print_refused(faults: "tuple[RowFault, ...]", *, as_json: bool) -> None:
    """Print every fault of a sheet that was refused."""
    if as_json:
        print_json({"faults": [fault_json(fault) for fault in faults], "saved": False})
        return
    print("Nothing was taken in.")
    print_faults("To mend", faults, None)


def _print_told(told: "QuestionsSet") -> None:
    _print_lot(told.lot)
    replaced = told.replaced
    print(f"· {replaced.added} new, {replaced.kept} as before, {replaced.retired} asked no more")


def _told_json(told: "QuestionsSet") -> dict[str, object]:
    replaced = told.replaced
    counts = {"kept": replaced.kept, "retired": replaced.retired, "added": replaced.added}
    return {**_lot_json(told.lot), **counts}


def _print_lot(lot: "LotQuestions") -> None:
    from brokerage.domain.question_plan import say_weights

    print(f"Lot {lot.key} {lot.title}")
    if not lot.questions:
        print("It asks nothing yet.")
        return
    print_table(_HEADINGS, [_row(plan) for plan in lot.questions])
    print(say_weights(lot.questions))


def _row(plan: "QuestionPlan") -> tuple[str, ...]:
    weight = f"{plan.weight} %" if plan.highest_score else ""
    least = f"{plan.threshold} of {plan.highest_score}" if plan.highest_score else ""
    return plan.number, plan.kind.value, plan.text, weight, least, plan.document.replace("-", " ")


def _lot_json(lot: "LotQuestions") -> dict[str, object]:
    return {
        "lot": lot.number,
        "title": lot.title,
        "mark": lot.mark,
        "applications_waiting": lot.waiting,
        "questions": [
            {
                "number": plan.number,
                "kind": plan.kind.value,
                "text": plan.text,
                "weight": plan.weight,
                "threshold": plan.threshold,
                "highest_score": plan.highest_score,
                "document": plan.document,
            }
            for plan in lot.questions
        ],
    }
