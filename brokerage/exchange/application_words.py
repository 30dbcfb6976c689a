"""The sentences of an application workbook."""

from brokerage.domain.blank_application import BlankApplication, BlankLot
from brokerage.domain.number_words import count


def title_of(blank: BlankApplication) -> str:
    """What the workbook is called."""
    return f"Application to join {blank.title}"


def instructions(blank: BlankApplication) -> tuple[str, ...]:
    """What the first sheet says, a paragraph each."""
    council = blank.council or "The council"
    answered = f"You have an answer within {count(blank.answer_working_days, 'working day')} of the day we receive it"
    return (
        f"{council} runs {blank.title} ({blank.reference}). With this workbook you ask to join it.",
        f"{answered}, or are told in writing why it takes longer. It gives the reasons, lot by lot.",
        "1. About you: who applies.",
        "2. Services: each service you run, and the lots it asks for.",
        "3. Timetable, where this workbook has that sheet: the weekly sessions of each activity.",
        "4. Answers: one row for each question of a lot. 5. Prices: what you offer, a sheet for each lot.",
        "Write in the white cells. A heading with a star must be filled in, in every row you begin.",
        "What you do not know, and rows you do not need, leave empty.",
        "Days are 2026-04-01, 1 Apr 2026 or 01/04/2026; times are 09:30; money is pounds and pence, 24.08 or £1,234.50.",
        "A ratio is staff to people: 1:3 is one member of staff with three people.",
        "An offered price binds nobody before the contract; with the contract it becomes the service's agreed rate.",
        "A program reads this workbook: leave the names of its sheets and the tinted cells as they are.",
        "Save it as .xlsx or .ods, and send it with the documents that are asked for.",
    )


def lot_row(lot: BlankLot) -> tuple[str, str, str]:
    """One lot as the first sheet lists it: number, what it is, what it may be priced by."""
    registration = " Needs a registration with the regulator." if lot.registration_needed else ""
    units = ", ".join(unit.value for unit in lot.pricing.units) or "any unit"
    ratios = ", ".join(str(ratio) for ratio in lot.pricing.ratios)
    return lot.number, f"{lot.title}.{registration}", f"{units}; ratios {ratios}" if ratios else units
