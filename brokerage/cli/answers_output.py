"""What a provider wrote in its application, as the commands print it: each answer below its question, and offered prices."""

from collections.abc import Sequence
from textwrap import indent, wrap
from typing import TYPE_CHECKING

from brokerage.cli.output import print_table

if TYPE_CHECKING:
    from brokerage.domain.application_answers import GivenAnswer, OfferedPrice

_WIDTH = 110


def answer_json(given: "GivenAnswer") -> dict[str, object]:
    """The answer with its question."""
    return {"lot": given.lot, "number": given.number, "question": given.question, "answer": given.answer}


def offered_json(offered: "OfferedPrice") -> dict[str, object]:
    """The price with what it pays for; money is text."""
    return {
        "lot": offered.lot,
        "service": offered.service,
        "activity": offered.activity or None,
        "pays_for": offered.kind.value,
        "unit": offered.unit.value,
        "ratio": None if offered.ratio is None else str(offered.ratio),
        "band": offered.band,
        "price": str(offered.price),
        "note": offered.note,
    }


def print_answers(answers: "Sequence[GivenAnswer]") -> None:
    """Print each question with its answer below, after an empty line; nothing where none was given."""
    for given in answers:
        print(f"\n{given.lot} / {given.number} {given.question}")
        for line in given.answer.splitlines():
            print(indent("\n".join(wrap(line, _WIDTH)), "    "))


def print_offered(offered: "Sequence[OfferedPrice]") -> None:
    """Print the prices as a table, after an empty line; nothing where none was offered."""
    from brokerage.domain.money import format_pounds
    from brokerage.domain.unit import FOR_ONE

    if not offered:
        return
    print()
    rows = [
        (one.lot, one.service, one.is_for, f"{format_pounds(one.price)} {FOR_ONE[one.unit]}", one.note)
        for one in offered
    ]
    print_table(("Lot", "Service", "Offered for", "Price", "Note"), rows, right=(3,))
