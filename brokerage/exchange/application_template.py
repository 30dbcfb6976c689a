"""The workbook a provider fills in to apply: made from the scheme's own lots and questions, with nothing in it that is not theirs.

What is fixed is locked, without a password: columns may be widened, text copied. Every cell to write in takes text, because a
spreadsheet would make a time of 1:3 and take the zeros from a company number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from brokerage.domain.assessment import QuestionKind
from brokerage.domain.blank_application import BlankApplication, BlankLot, say_kind, say_threshold, say_weight
from brokerage.exchange.application_layout import (
    ABOUT,
    ANSWERS,
    INSTRUCTIONS,
    SCHEME,
    TIMETABLE,
    price_sheets,
    prices_layout,
    services_layout,
)
from brokerage.exchange.application_words import instructions, lot_row, title_of
from brokerage.exchange.columns import Column, Layout
from brokerage.exchange.fault_workbook import IN_MEMORY_STRINGS_ONLY
from brokerage.exchange.template import MADE_ON
from brokerage.exchange.template_formats import PAPER, Formats, height_of

SERVICES_ROWS, TIMETABLE_ROWS, PRICES_ROWS = 20, 120, 60
_FIRST_ENTRY = 4
"""The row, from 0, below a sheet's title, its sentence, the hints and the headings."""
_LONGEST_LIST = 255
"""A drop-down's own list may not be longer, in a workbook."""
_LONGEST_TITLE = 32
"""Nor may the title of what it says to a wrong choice."""
_WIDTHS: Mapping[str, int] = {
    "Service name": 28,
    "Activity name": 26,
    "Address": 30,
    "Needs": 34,
    "Summary": 40,
    "Note": 40,
    "Question": 52,
    "Asked as": 16,
    "Your answer": 80,
    "Lot": 7,
    "No.": 7,
    "Weight": 9,
    "At least": 10,
    "Email": 26,
}
_USUAL_WIDTH = 15


def make_application_template(blank: BlankApplication, lots: Sequence[BlankLot]) -> bytes:
    """Return the workbook for these lots of the scheme as an .xlsx; an equal scheme makes equal bytes."""
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made, IN_MEMORY_STRINGS_ONLY) as book:
        book.set_properties({"title": title_of(blank), "created": MADE_ON})
        pages = _Pages(book, Formats(book), blank)
        pages.write_instructions(lots)
        pages.write_about()
        layout = services_layout(lots, blank.needs)
        pages.write_table(layout, "One row for each service. Write yes below each lot it asks for.", SERVICES_ROWS)
        if any(lot.has_timetable for lot in lots):
            pages.write_table(TIMETABLE, "One row for each weekly session of each activity you price.", TIMETABLE_ROWS)
        pages.write_answers(lots)
        for lot in lots:
            pages.write_prices(lot)
    return made.getvalue()


@dataclass(frozen=True, slots=True)
class _Pages:
    """The workbook while it is written."""

    book: Any
    formats: Formats
    blank: BlankApplication

    def write_instructions(self, lots: Sequence[BlankLot]) -> None:
        sheet = self._sheet(INSTRUCTIONS, title_of(self.blank))
        for place, width in enumerate((12, 46, 52)):
            sheet.set_column(place, place, width)
        sheet.merge_range(0, 0, 0, 2, title_of(self.blank), self.formats.wrapped_title)
        sheet.set_row(0, height_of((title_of(self.blank), 60)) * 1.5)
        row = 2
        for sentence in instructions(self.blank):
            sheet.merge_range(row, 0, row, 2, sentence, self.formats.sentence)
            sheet.set_row(row, height_of((sentence, 108)))
            row += 1
        row += 1
        for place, heading in enumerate(("Lot", "What it is", "Priced by")):
            sheet.write_string(row, place, heading, self.formats.heading)
        for number, lot in enumerate(lots, start=row + 1):
            cells = lot_row(lot)
            for place, cell in enumerate(cells):
                sheet.write_string(number, place, cell, self.formats.fixed)
            sheet.set_row(number, height_of((cells[1], 46), (cells[2], 52)))

    def write_about(self) -> None:
        sheet = self._sheet(ABOUT.title, "About you: the provider who applies")
        for place, width in enumerate((26, 52, 70)):
            sheet.set_column(place, place, width)
        for row, column in enumerate(ABOUT.columns, start=2):
            sheet.write_string(row, 0, _starred(column), self._heading(column))
            sheet.write_blank(row, 1, None, self.formats.entry)
            sheet.write_string(row, 2, column.meaning, self.formats.beside)
            sheet.set_row(row, 40 if column.title == "Address" else 28)
        sheet.write_string(2, 1, self.blank.reference, self.formats.said)

    def write_table(self, layout: Layout, sentence: str, rows: int) -> Any:
        """Write title, sentence, hints, headings and empty rows with their drop-downs."""
        sheet = self._headed(layout, sentence)
        for place in range(len(layout.columns)):
            for row in range(_FIRST_ENTRY, _FIRST_ENTRY + rows):
                sheet.write_blank(row, place, None, self.formats.entry)
            _add_drop_down(sheet, layout, place, rows)
        return sheet

    def write_answers(self, lots: Sequence[BlankLot]) -> None:
        sheet = self._headed(
            ANSWERS, "One row for each question. Answer those of the lots you ask for; leave the others."
        )
        row = _FIRST_ENTRY
        for lot in lots:
            for question in lot.questions:
                weighed = (say_kind(question), say_weight(question), say_threshold(question))
                for place, cell in enumerate((lot.number, question.number, question.text, *weighed)):
                    sheet.write_string(row, place, cell, self.formats.fixed)
                sheet.write_blank(row, len(ANSWERS.columns) - 1, None, self.formats.entry)
                room = 60 if question.kind is QuestionKind.SCORED else 30
                texts = (question.text, _WIDTHS["Question"]), (weighed[0], _WIDTHS["Asked as"])
                sheet.set_row(row, max(room, height_of(*texts)))
                row += 1
        sheet.autofilter(_FIRST_ENTRY - 1, 0, max(row - 1, _FIRST_ENTRY - 1), len(ANSWERS.columns) - 1)

    def write_prices(self, lot: BlankLot) -> None:
        layout = prices_layout(price_sheets(self.blank)[lot.number], lot)
        sheet = self.write_table(
            layout, f"What you offer for lot {lot.number}, {lot.title}: one row for each price.", PRICES_ROWS
        )
        services = f"=Services!$A${_FIRST_ENTRY + 1}:$A${_FIRST_ENTRY + SERVICES_ROWS}"
        sheet.data_validation(_FIRST_ENTRY, 0, _FIRST_ENTRY + PRICES_ROWS - 1, 0, _list(layout.columns[0], services))

    def _headed(self, layout: Layout, sentence: str) -> Any:
        sheet = self._sheet(layout.title, layout.title)
        sheet.write_string(1, 0, sentence, self.formats.sentence_on_one_line)
        hints = []
        for place, column in enumerate(layout.columns):
            width = _WIDTHS.get(column.title, _USUAL_WIDTH)
            sheet.set_column(place, place, width, self.formats.free)
            sheet.write_string(2, place, column.meaning, self.formats.hint)
            sheet.write_string(3, place, _starred(column), self._heading(column))
            hints.append((column.meaning, width))
        sheet.set_row(2, height_of(*hints))
        sheet.set_row(3, 32)
        sheet.freeze_panes(_FIRST_ENTRY, 1)
        sheet.repeat_rows(3)
        return sheet

    def _sheet(self, name: str, title: str) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, title, self.formats.title)
        sheet.set_row(0, 28)
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
        sheet.set_paper(PAPER)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def _heading(self, column: Column) -> Any:
        return self.formats.needed if _is_starred(column) else self.formats.heading


def _is_starred(column: Column) -> bool:
    """Whether the provider must fill it in; what the template itself writes is needed too, and tells nobody so."""
    return column.needed and column not in (*ANSWERS.columns, ABOUT.column(SCHEME))


def _starred(column: Column) -> str:
    return f"{column.title} *" if _is_starred(column) else column.title


def _add_drop_down(sheet: Any, layout: Layout, place: int, rows: int) -> None:
    column = layout.columns[place]
    if column.choices and len(",".join(column.choices)) <= _LONGEST_LIST:
        choice = _list(column, list(column.choices))
        sheet.data_validation(_FIRST_ENTRY, place, _FIRST_ENTRY + rows - 1, place, choice)


def _list(column: Column, source: str | list[str]) -> dict[str, object]:
    return {
        "validate": "list",
        "source": source,
        "error_title": column.title[:_LONGEST_TITLE],
        "error_message": "Choose one from the list.",
    }
