"""The workbook a council fills in: instructions, a comment on every heading, drop-downs, and made-up rows labelled (demo)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from brokerage.domain.import_report import UNWATCHED, ImportWatch
from brokerage.exchange.columns import Column, Layout
from brokerage.exchange.council_layout import LAYOUTS
from brokerage.exchange.fault_workbook import IN_MEMORY_STRINGS_ONLY
from brokerage.exchange.people_layout import PEOPLE
from brokerage.exchange.template_rows import DEMO_ROWS

ROWS_WITH_DROP_DOWNS = 5_000
_ROWS_BETWEEN_LOOKS = 1_000
MADE_ON = datetime(2026, 4, 1)  # noqa: DTZ001 - a workbook keeps no time zone; one fixed day makes equal templates equal bytes
_INSTRUCTIONS = (
    "Brokerage Desk: the council's workbook",
    "",
    "Fill in the sheets you need; leave the others as they are. Headings with a star must be filled in every row.",
    "Rest the pointer on a heading to read what belongs there.",
    "The rows you find here are made up and labelled (demo): delete them before you import your own.",
    "",
    "Providers and services are known again by reference, regulator's id or company number, else by name and postcode.",
    "Importing again updates them and never doubles them.",
    "An empty cell leaves what is known as it is. Nothing is ever deleted by an import.",
    "An agreed rate is never edited. A row with a later first day ends the rate before it on the day before and follows it.",
    "Another price for a first day that is already agreed is refused.",
    "Schemes and lots must be known already: give their reference and number as Settings shows them.",
    "Sessions: give every session of an activity that you list; a day has one row for each time.",
    "Money is pounds and pence, 24.08 or £1,234.50; days are 2026-04-01, 1 Apr 2026 or 01/04/2026, and both ends count.",
    "",
    "Try it first: brokerage import workbook FILE --dry-run. It changes nothing and names every row that wants mending.",
    "An import takes in all rows or none.",
    "",
    "People come from the case-management system in a CSV with the headings of the sheet People, by: brokerage import people FILE.",
)


def make_template() -> bytes:
    """Return the template as an .xlsx; equal programs make equal bytes."""
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made, IN_MEMORY_STRINGS_ONLY) as book:
        book.set_properties({"title": "Brokerage Desk: the council's workbook", "created": MADE_ON})
        write_instructions(book, _INSTRUCTIONS)
        for layout in (*LAYOUTS, PEOPLE):
            write_layout(book, layout, DEMO_ROWS.get(layout.title, ()))
    return made.getvalue()


def write_instructions(book: Any, sentences: Sequence[str]) -> None:
    """Write the sheet of instructions, its first sentence as the title."""
    sheet = book.add_worksheet("Instructions")
    title = book.add_format({"bold": True, "font_size": 16})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 110)
    sheet.hide_gridlines(2)
    for number, sentence in enumerate(sentences):
        sheet.write_string(number, 0, sentence, wrapped if number else title)


def write_layout(book: Any, layout: Layout, rows: Sequence[Mapping[str, str]], watch: ImportWatch = UNWATCHED) -> None:
    """Write the sheet of a layout with its comments and drop-downs, and these rows by their columns' titles.

    Raises: ImportStopped.
    """
    sheet = book.add_worksheet(layout.title)
    needed = book.add_format({"bold": True, "bg_color": "#D9E8F5", "border": 1})
    other = book.add_format({"bold": True, "bg_color": "#EEF1F4", "border": 1})
    text = book.add_format({"num_format": "@"})
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(layout.columns):
        # Text throughout: a spreadsheet would make a day of 1:3 and take the zeros from a company number.
        sheet.set_column(place, place, max(14, len(column.title) + 4), text)
        sheet.write_string(
            0, place, f"{column.title} *" if column.needed else column.title, needed if column.needed else other
        )
        sheet.write_comment(0, place, column.meaning, {"author": "", "x_scale": 2})
        _add_drop_down(sheet, place, column)
    for number, row in enumerate(rows):
        if number % _ROWS_BETWEEN_LOOKS == 0:
            watch.tell("Writing the workbook", number, len(rows))
        for place, column in enumerate(layout.columns):
            if row.get(column.title):
                sheet.write_string(number + 1, place, row[column.title], text)


def _add_drop_down(sheet: Any, place: int, column: Column) -> None:
    if column.choices:
        choice = {
            "validate": "list",
            "source": list(column.choices),
            "error_title": column.title,
            "error_message": "Choose one from the list.",
        }
        sheet.data_validation(1, place, ROWS_WITH_DROP_DOWNS, place, choice)
