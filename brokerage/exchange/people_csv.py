"""People, plans, budgets and contributions from a case-management CSV (or a sheet named People) → what its rows say."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from brokerage.domain.contribution import CollectedBy, refuse_charge_for_aftercare
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.import_report import UNWATCHED, ImportWatch
from brokerage.domain.import_rows import MoneyEntry, PeopleBook, PersonEntry, Place, PlanEntry
from brokerage.domain.money import parse_pounds
from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.domain.postcode import normalise_postcode
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.week_wanted import parse_week
from brokerage.exchange import cells
from brokerage.exchange.columns import LayoutReader, Row, plain_heading
from brokerage.exchange.file_reader import read_sheets
from brokerage.exchange.people_layout import PEOPLE
from brokerage.exchange.places import name_districts, place_if_known


def read_people(paths: Sequence[Path], watch: ImportWatch = UNWATCHED) -> PeopleBook:
    """Return the people of the files. Faults never carry what a personal column holds.

    Raises: BadInput or Unavailable for a file that cannot be read at all; ImportStopped.
    """
    book = PeopleBook()
    reader = LayoutReader(book.faults, book.remarks, watch)
    for path in paths:
        sheets = read_sheets(path, watch)
        named = [sheet for sheet in sheets if "people" in plain_heading(sheet.name).split()]
        for sheet in named or sheets[:1]:
            for row in reader.rows(sheet, PEOPLE):
                _read_person(row, book)
    name_districts(book)
    return book


def _read_person(row: Row, book: PeopleBook) -> None:
    basis = row.read("Legal basis", lambda text: cells.read_choice(text, LegalBasis))
    contribution = _read_money(row, "Contribution")
    born_on = row.day("Born on") if row.needed("Born on") else None
    entry = PersonEntry(
        line=row.line,
        case_number=row.needed("Case number"),
        nhs_number=row.read("NHS number", cells.read_nhs_number),
        given_name=row.needed("Given name"),
        family_name=row.needed("Family name"),
        born_on=born_on or date.min,
        address=row.text("Address"),
        place=_read_place(row, book),
        legal_basis=basis,
        representative=row.name("Representative"),
        team=row.name("Team"),
        practitioner_login=row.name("Practitioner"),
        needs=row.read("Needs", cells.read_list) or (),
        plan=_read_plan(row),
        budget=_read_money(row, "Budget"),
        budget_route=row.read("Budget route", lambda text: cells.read_choice(text, BudgetRoute))
        or BudgetRoute.COUNCIL_MANAGED,
        cost_centre=row.name("Cost centre"),
        contribution=contribution,
        collected_by=row.read("Collected by", lambda text: cells.read_choice(text, CollectedBy)) or CollectedBy.COUNCIL,
    )
    if contribution is not None:
        try:
            refuse_charge_for_aftercare(contribution.weekly, is_aftercare=basis is LegalBasis.AFTERCARE_117)
        except RuleBroken as broken:
            row.fault("Contribution weekly", broken.sentence)
    if row.is_sound:
        book.people.append(entry)


def _read_place(row: Row, book: PeopleBook) -> Place | None:
    """A postcode the directory does not know is kept without a place; what cannot be one is a fault."""
    if row.read("Postcode", _check_postcode) is None:
        return None
    place, wrong = place_if_known(row.cells["Postcode"])
    if wrong:
        mend = "The directory does not know this postcode; the person was taken without a place. Check it."
        book.remarks.append(row.line.fault("Postcode", row.cells["Postcode"], mend, personal=True))
    return place


def _check_postcode(text: str) -> str:
    try:
        return normalise_postcode(text)
    except BadInput:
        # The directory's own sentence quotes the postcode, which is personal here.
        raise BadInput("This is not a postcode: write it as ME14 1XX, or leave the cell empty.") from None


def _read_money(row: Row, what: str) -> MoneyEntry | None:
    """The weekly amount and its days; without an amount there is none, and an amount needs its first day."""
    weekly = row.read(
        f"{what} weekly", lambda text: parse_pounds(text, zero_allowed=True, what=f"{what.lower()} a week")
    )
    if not row.cells.get(f"{what} weekly"):
        return None
    first_day, last_day = row.days(f"{what} first day", f"{what} last day")
    return None if weekly is None else MoneyEntry(weekly, first_day, last_day)


def _read_plan(row: Row) -> PlanEntry | None:
    said = ("Plan first day", "Plan last day", "Review on", "Plan summary", "Week", "Ratio", "Outcomes")
    if not any(row.cells.get(title) for title in said):
        return None
    first_day, last_day = row.days("Plan first day", "Plan last day")
    ratio = row.read("Ratio", parse_ratio)
    week = row.read("Week", parse_week)
    return PlanEntry(
        first_day=first_day,
        last_day=last_day,
        review_on=row.day("Review on"),
        summary=row.text("Plan summary"),
        week=None if week is None else str(week),
        ratio=None if ratio is None else str(ratio),
        outcomes=row.read("Outcomes", cells.read_list) or (),
    )
