"""What the applicants of the demonstration wrote: an answer to each question of the lots they ask for. Labelled examples."""

from collections.abc import Iterable

from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.lots import Lot
from brokerage.services.demonstration.questions import asked_of
from brokerage.services.demonstration.words import example_questions, labelled


def add_answers(ledger: Ledger, lots: Iterable[Lot]) -> None:
    """Adds the answers of every application; a question that asks for a document is answered by the document itself."""
    examples = {
        (lot.id, row["number"]): row["answer"]
        for lot in lots
        for row in example_questions(asked_of(lot))
        if row["answer"]
    }
    asked = {(row["application_id"], row["lot_id"]): None for row in ledger.tables["application_lots"]}
    for application_id, lot_id in asked:
        for question in ledger.tables["questions"]:
            answer = examples.get((question["lot_id"], question["number"]))  # type: ignore[arg-type]  # rows hold any column
            if question["lot_id"] == lot_id and answer is not None:
                ledger.link(
                    "application_answers",
                    application_id=application_id,
                    question_id=question["id"],
                    answer=labelled(answer),
                )
