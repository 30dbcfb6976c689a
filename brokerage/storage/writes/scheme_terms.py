"""Writes the terms of a scheme's contracts, and the decision that takes an extension of them."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.domain.scheme_terms import SchemeTerm
from brokerage.storage.tables.scheme_terms import SchemeTermRow
from brokerage.storage.tables.schemes import SchemeRow


def write_terms(session: Session, scheme_id: int, terms: Iterable[SchemeTerm]) -> None:
    """Adds the terms, each with its decision where one took it."""
    session.add_all(
        SchemeTermRow(
            scheme_id=scheme_id,
            ordinal=term.ordinal,
            months=term.months,
            decision_reference=term.decision_reference,
            decided_on=term.decided_on,
        )
        for term in terms
    )
    session.flush()


def write_extension(session: Session, scheme_id: int, ordinal: int, decision_reference: str, decided_on: date) -> None:
    """Takes the term of this number by its decision."""
    term = session.scalars(select(SchemeTermRow).filter_by(scheme_id=scheme_id, ordinal=ordinal)).one()
    term.decision_reference, term.decided_on = decision_reference, decided_on
    session.flush()


def move_contract_end(session: Session, scheme_id: int, last_day: date, last_call_off_day: date | None) -> None:
    """Gives the scheme the end of its contracts as extended so far and its last day for call-offs. Raises: Conflict."""
    scheme = session.get_one(SchemeRow, scheme_id)
    scheme.last_day, scheme.last_call_off_day = last_day, last_call_off_day
    session.flush()
