"""A small sheet of questions, a row for each thing a lot asks: read from a workbook or CSV, and written to start from."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from brokerage.domain.assessment import QuestionKind
from brokerage.domain.question_plan import (
    ASKED_KINDS,
    LONGEST_QUESTION,
    LotQuestions,
    Part,
    QuestionPlan,
    QuestionTyped,
    read_questions,
)
from brokerage.domain.row_fault import Line, RowFault
from brokerage.exchange.columns import Column, Layout, LayoutReader
from brokerage.exchange.fault_workbook import IN_MEMORY_STRINGS_ONLY
from brokerage.exchange.file_reader import read_sheets
from brokerage.exchange.sheet import Sheet
from brokerage.exchange.template import MADE_ON, write_instructions, write_layout

QUESTIONS = Layout(
    "Questions",
    (
        Column("Kind", "How it is answered for.", needed=True, choices=tuple(kind.value for kind in QuestionKind)),
        Column("Question", "What is asked, in full.", needed=True, also=("Text", "Criterion")),
        Column("Weight", "For a scored question: whole percent. All weights of the lot make 100.", also=("Weight %",)),
        Column("Threshold", "For a scored question: the points below which it is failed.", also=("At least",)),
        Column("Highest", "For a scored question: the most points.", also=("Highest score", "Out of")),
        Column(
            "Document",
            f"For a document: {', '.join(ASKED_KINDS)}; with words before it for a special one, safeguarding policy.",
            also=("Document kind",),
        ),
    ),
)
_COLUMNS = {
    Part.KIND: "Kind",
    Part.TEXT: "Question",
    Part.WEIGHT: "Weight",
    Part.THRESHOLD: "Threshold",
    Part.HIGHEST: "Highest",
    Part.DOCUMENT: "Document",
}
_EXAMPLES = (
    QuestionPlan("1", QuestionKind.DOCUMENT, "Public liability insurance, in date (demo)", document="insurance"),
    QuestionPlan("2", QuestionKind.PASS_FAIL, "A safeguarding policy that names who is responsible (demo)"),
    QuestionPlan("3", QuestionKind.DECLARATION, "Nobody who runs the service is barred from this work (demo)"),
    QuestionPlan("4", QuestionKind.SCORED, "How do people decide for themselves what they do? (demo)", 60, 3, 5),
    QuestionPlan("5", QuestionKind.SCORED, "How is progress seen? (demo)", 40, 3, 5),
)


def read_questions_sheet(path: Path) -> tuple[tuple[QuestionPlan, ...], tuple[RowFault, ...]]:
    """Return the questions of the first sheet with their headings, and every fault by its row.

    Raises: BadInput or Unavailable for a file that cannot be read at all.
    """
    reader = LayoutReader(
        remarks_unknown_headings=False, pattern="the sheet that “brokerage scheme questions --out” writes"
    )
    sheet = _sheet_of(path)
    lines: list[Line] = []
    typed: list[QuestionTyped] = []
    for row in reader.rows(sheet, QUESTIONS):
        row.text("Question", LONGEST_QUESTION)
        lines.append(row.line)
        typed.append(QuestionTyped(*(row.cells.get(column, "") for column in _COLUMNS.values())))
    if reader.faults:
        return (), tuple(reader.faults)
    read = read_questions(typed)
    whole = Line(sheet.file, sheet.name, 1)
    faults = (
        (lines[fault.place - 1] if fault.place else whole).fault(
            _COLUMNS[fault.part], _cell(typed, fault.place, fault.part), fault.sentence
        )
        for fault in read.faults
    )
    return read.plans, tuple(faults)


def make_questions_sheet(lot: LotQuestions) -> bytes:
    """Return an .xlsx with what the lot asks, to change; made-up questions to start from where it asks nothing."""
    import xlsxwriter

    title = f"Brokerage Desk: what lot {lot.key} asks"
    made = BytesIO()
    with xlsxwriter.Workbook(made, IN_MEMORY_STRINGS_ONLY) as book:
        book.set_properties({"title": title, "created": MADE_ON})
        write_instructions(book, (title, *_instructions(lot)))
        write_layout(book, QUESTIONS, [_row(plan) for plan in lot.questions or _EXAMPLES])
    return made.getvalue()


def _instructions(lot: LotQuestions) -> Sequence[str]:
    made_up = () if lot.questions else ("", "The questions you find here are made up and labelled (demo): delete them.")
    return (
        "",
        f"{lot.title}: one row for each question, in the order they are asked. They are numbered from 1.",
        "pass-fail: the assessor passes it or not.",
        "declaration: the applicant declares it.",
        "document: the applicant sends it; say which in the column Document.",
        "scored: the assessor gives points; say the weight in percent, the threshold and the highest points.",
        "The weights of the scored questions make 100.",
        "",
        f"Try it first: brokerage scheme ask {lot.scheme} FILE --lot {lot.number} --dry-run. It changes nothing.",
        *made_up,
    )


def _sheet_of(path: Path) -> Sheet:
    """The sheet Questions, or the only one."""
    sheets = read_sheets(path)
    return next((sheet for sheet in sheets if sheet.name.strip().lower() == "questions"), sheets[0])


def _cell(typed: Sequence[QuestionTyped], place: int, part: Part) -> str:
    if not place:
        return ""
    of = typed[place - 1]
    return dict(zip(_COLUMNS, (of.kind, of.text, of.weight, of.threshold, of.highest, of.document), strict=True))[part]


def _row(plan: QuestionPlan) -> dict[str, str]:
    is_scored = plan.kind is QuestionKind.SCORED
    figures = (plan.weight, plan.threshold, plan.highest_score)
    cells = (plan.kind.value, plan.text, *(str(figure) if is_scored else "" for figure in figures), plan.document)
    return dict(zip(_COLUMNS.values(), cells, strict=True))
