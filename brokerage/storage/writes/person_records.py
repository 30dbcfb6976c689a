"""Writes people's records. The version of the person counts for the whole record: whoever changes any part raises it by one."""

from datetime import date
from typing import Literal

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from brokerage.domain.offer import SearchPoint
from brokerage.domain.person_record import BudgetEntry, ContributionEntry, PersonDetails, PlanEntry
from brokerage.storage.tables.areas import DistrictRow
from brokerage.storage.tables.people import (
    BudgetRow,
    ContributionRow,
    PersonNeedRow,
    PersonRow,
    PlanOutcomeRow,
    SupportPlanRow,
)
from brokerage.storage.tables.schemes import NeedCategoryRow, OutcomeRow
from brokerage.storage.writes.references import next_person_references

Dated = Literal["plan", "budget", "contribution"]
_TABLES: dict[Dated, type[BudgetRow] | type[ContributionRow] | type[SupportPlanRow]] = {
    "plan": SupportPlanRow,
    "budget": BudgetRow,
    "contribution": ContributionRow,
}


def raise_version(session: Session, person_id: int, version: int) -> str | None:
    """Lock the person's record for this transaction and count it one on; return the reference, None when it was stale."""
    return session.execute(
        update(PersonRow)
        .where(PersonRow.id == person_id, PersonRow.version == version)
        .values(version=PersonRow.version + 1)
        .returning(PersonRow.reference)
        .execution_options(synchronize_session=False)
    ).scalar()


def reference_of(session: Session, person_id: int) -> str | None:
    """Return the person's reference; None when there is none of that number."""
    return session.execute(select(PersonRow.reference).where(PersonRow.id == person_id)).scalar()


def number_is_taken(session: Session, *, case_number: str, nhs_number: str, other_than: int) -> str | None:
    """Return the field whose number another record has, or None. It tells nothing of that record."""
    for field, column, number in (
        ("case_number", PersonRow.case_number, case_number),
        ("nhs_number", PersonRow.nhs_number, nhs_number),
    ):
        if number and session.execute(select(PersonRow.id).where(column == number, PersonRow.id != other_than)).first():
            return field
    return None


def add_person(session: Session, details: PersonDetails, place: SearchPoint | None, district: str | None) -> int:
    """Write somebody new with the next reference, version 1; return their number."""
    (reference,) = next_person_references(session, 1)
    row = PersonRow(reference=reference, **_columns(session, details, place, district))
    session.add(row)
    session.flush()
    _write_needs(session, row.id, details.needs)
    return row.id


def change_person(session: Session, details: PersonDetails, place: SearchPoint | None, district: str | None) -> None:
    """Write who the person is over what was kept; the version was raised already."""
    session.execute(
        update(PersonRow)
        .where(PersonRow.id == details.person_id)
        .values(**_columns(session, details, place, district))
        .execution_options(synchronize_session=False)
    )
    session.execute(delete(PersonNeedRow).where(PersonNeedRow.person_id == details.person_id))
    _write_needs(session, details.person_id, details.needs)


def end_entry(session: Session, what: Dated, number: int, last_day: date) -> None:
    """Give an entry its last day."""
    table = _TABLES[what]
    session.execute(
        update(table)
        .where(table.id == number)
        .values(last_day=last_day, version=table.version + 1)
        .execution_options(synchronize_session=False)
    )


def write_budget(session: Session, person_id: int, entry: BudgetEntry) -> None:
    """Write a budget, new or over the one of its number."""
    row = session.get_one(BudgetRow, entry.budget_id) if entry.budget_id else BudgetRow(person_id=person_id)
    row.weekly, row.route, row.cost_centre = entry.weekly, entry.route, entry.cost_centre
    row.first_day, row.last_day = entry.first_day, entry.last_day
    session.add(row)
    session.flush()


def write_contribution(session: Session, person_id: int, entry: ContributionEntry) -> None:
    """Write a contribution, new or over the one of its number."""
    number = entry.contribution_id
    row = session.get_one(ContributionRow, number) if number else ContributionRow(person_id=person_id)
    row.weekly, row.collected_by = entry.weekly, entry.collected_by
    row.first_day, row.last_day = entry.first_day, entry.last_day
    session.add(row)
    session.flush()


def write_plan(session: Session, person_id: int, entry: PlanEntry) -> None:
    """Write a plan with its outcomes, new or over the one of its number."""
    row = session.get_one(SupportPlanRow, entry.plan_id) if entry.plan_id else SupportPlanRow(person_id=person_id)
    row.first_day, row.last_day, row.review_on = entry.first_day, entry.last_day, entry.review_on
    row.summary, row.week, row.ratio = entry.summary, entry.week, entry.ratio
    session.add(row)
    session.flush()
    session.execute(delete(PlanOutcomeRow).where(PlanOutcomeRow.plan_id == row.id))
    numbers = {code: number for number, code in session.execute(select(OutcomeRow.id, OutcomeRow.code))}
    session.add_all(
        PlanOutcomeRow(plan_id=row.id, outcome_id=numbers[outcome.code], own_words=outcome.own_words)
        for outcome in entry.outcomes
    )
    session.flush()


def _columns(
    session: Session, details: PersonDetails, place: SearchPoint | None, district: str | None
) -> dict[str, object]:
    known = district and session.execute(select(DistrictRow.code).where(DistrictRow.code == district)).scalar()
    return {
        "given_name": details.given_name,
        "family_name": details.family_name,
        "born_on": details.born_on,
        "legal_basis": details.legal_basis,
        "case_number": details.case_number or None,
        "nhs_number": details.nhs_number or None,
        "address": details.address,
        "postcode": details.postcode,
        "representative": details.representative,
        "team_id": details.team_id,
        "practitioner_id": details.practitioner_id,
        "active": details.active,
        "district_code": known or None,
        "easting": None if place is None else place.easting,
        "northing": None if place is None else place.northing,
    }


def _write_needs(session: Session, person_id: int, codes: tuple[str, ...]) -> None:
    numbers = {code: number for number, code in session.execute(select(NeedCategoryRow.id, NeedCategoryRow.code))}
    session.add_all(
        PersonNeedRow(person_id=person_id, need_id=numbers[code], position=position)
        for position, code in enumerate(codes)
    )
    session.flush()
