"""Reads the answers of an application workbook, and says plainly where the scheme's questions changed since it was made."""

from brokerage.domain.application_rows import AnswerWritten
from brokerage.domain.assessment import Question
from brokerage.domain.blank_application import BlankApplication, say_kind, say_threshold, say_weight
from brokerage.domain.row_fault import Line
from brokerage.exchange.application_layout import ANSWERS, LONGEST_ANSWER
from brokerage.exchange.columns import LayoutReader, Row
from brokerage.exchange.sheet import Sheet

_NEW_WORKBOOK = "send the provider a new workbook, made today."


def read_answers(
    reader: LayoutReader, sheet: Sheet, blank: BlankApplication, numbers: tuple[str, ...]
) -> tuple[AnswerWritten, ...]:
    """Return the answers to the questions of the lots of these numbers; rows of other lots are passed over."""
    asked = {
        (number.lower(), question.number.lower()): (number, question)
        for number in numbers
        for question in blank.lot(number).questions
    }
    known_lots = {lot.number.lower() for lot in blank.lots}
    found: dict[tuple[str, str], AnswerWritten] = {}
    for row in reader.rows(sheet, ANSWERS):
        key = row.needed("Lot").lower(), row.needed("No.").lower()
        if key in found:
            row.fault("No.", f"Line {found[key].line.number} has the same question: keep one.")
        elif key in asked:
            number, question = asked[key]
            answer = row.text("Your answer", LONGEST_ANSWER) or ""
            _hold_against(row, question)
            found[key] = AnswerWritten(row.line, number, question.question_id, question.number, answer)
        elif key[0] not in known_lots or key[0] in {number.lower() for number in numbers}:
            row.fault("No.", f"The scheme no longer asks this question: {_NEW_WORKBOOK}")
    for key, (number, question) in asked.items():
        if key not in found:
            mend = f"Question {question.number} of lot {number} is not in this workbook: it was asked since; {_NEW_WORKBOOK}"
            reader.faults.append(Line(sheet.file, sheet.name, 1).fault("Question", "", mend))
    return tuple(found.values())


def _hold_against(row: Row, question: Question) -> None:
    """Adds a fault where the question read, or counted, otherwise when the workbook was made."""
    if not _same(row.cells.get("Question", ""), question.text):
        row.fault("Question", f"This question reads differently now, “{question.text[:120]}”: {_NEW_WORKBOOK}")
    stands = {
        "Asked as": say_kind(question),
        "Weight": say_weight(question),
        "At least": say_threshold(question),
    }
    for title, now in stands.items():
        if not _same(row.cells.get(title, ""), now):
            row.fault(title, f"This question counts differently now, {now or 'without points'}: {_NEW_WORKBOOK}")


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()
