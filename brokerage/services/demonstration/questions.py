"""What each lot asks of its applicants. Labelled examples: a council asks its own."""

from collections.abc import Sequence

from brokerage.domain.assessment import Question, QuestionKind
from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.lots import Lot
from brokerage.services.demonstration.words import example_questions, labelled


def add_questions(ledger: Ledger, lots: Sequence[Lot]) -> dict[str, tuple[Question, ...]]:
    """Adds the questions of each lot; returns them by the lot's key, in order."""
    return {lot.key: tuple(_add(ledger, lot, row) for row in example_questions(asked_of(lot))) for lot in lots}


def asked_of(lot: Lot) -> str:
    """Who applies to the lot: a `home`, an `activity` or a `micro`-enterprise."""
    if lot.key.startswith("res"):
        return "home"
    return "micro" if lot.key == "micro" else "activity"


def _add(ledger: Ledger, lot: Lot, row: dict[str, str]) -> Question:
    kind, text = QuestionKind(row["kind"]), labelled(row["text"])
    weight, threshold, highest = int(row["weight"]), int(row["threshold"]), int(row["highest_score"])
    number = ledger.add(
        "questions",
        lot_id=lot.id,
        number=row["number"],
        text=text,
        kind=kind,
        weight=weight,
        threshold=threshold,
        highest_score=highest,
        document_kind=row["document_kind"],
    )
    return Question(number, row["number"], text, kind, weight, threshold, highest)
