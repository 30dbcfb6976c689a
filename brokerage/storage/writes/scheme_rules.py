"""Writes the rules of a scheme: standing rules over time, award routes, estimates by year. Lots have a room of their own."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from brokerage.domain.award_route_rule import RouteRule
from brokerage.domain.call_off_facts import PolicyFacts
from brokerage.domain.year_estimate import Estimates
from brokerage.storage.tables.scheme_terms import SchemeValueRow
from brokerage.storage.tables.schemes import SchemePolicyRow, SchemeRouteRow, SchemeRow


def count_change(session: Session, scheme_id: int) -> None:
    """Gives the scheme its next version, though only rows beside it changed: what was looked at before is stale then."""
    scheme = session.get_one(SchemeRow, scheme_id)
    flag_modified(scheme, "title")
    session.flush()


def write_policy(session: Session, scheme_id: int, first_day: date, last_day: date | None, rules: PolicyFacts) -> None:
    """Adds rules from a day to a day, both included; those before must have been ended."""
    session.add(SchemePolicyRow(scheme_id=scheme_id, first_day=first_day, last_day=last_day, **asdict(rules)))
    session.flush()


def correct_policy(session: Session, scheme_id: int, first_day: date, rules: PolicyFacts) -> None:
    """Puts these rules in place of those that begin on the day."""
    policy = _policy(session, scheme_id, first_day)
    for name, value in asdict(rules).items():
        setattr(policy, name, value)
    session.flush()


def end_policy(session: Session, scheme_id: int, first_day: date, last_day: date | None) -> None:
    """Gives the rules that begin on the first day another last day, included; None where they go on."""
    _policy(session, scheme_id, first_day).last_day = last_day
    session.flush()


def delete_policy(session: Session, scheme_id: int, first_day: date) -> None:
    """Takes out the rules that begin on the day: they were to come."""
    session.delete(_policy(session, scheme_id, first_day))
    session.flush()


def write_routes(session: Session, scheme_id: int, rules: Iterable[RouteRule]) -> None:
    """Puts these routes in place of those the scheme allowed."""
    session.execute(delete(SchemeRouteRow).where(SchemeRouteRow.scheme_id == scheme_id))
    session.add_all(
        SchemeRouteRow(scheme_id=scheme_id, route=rule.route, rule_reference=rule.rule_reference) for rule in rules
    )
    session.flush()


def write_estimates(session: Session, scheme_id: int, estimates: Estimates) -> None:
    """Puts an estimate in place of each year's; None takes it out, years not named stay."""
    for year, value in estimates.items():
        row = session.get(SchemeValueRow, (scheme_id, year.start_year))
        if row is not None and value is None:
            session.delete(row)
        elif row is not None and value is not None:
            row.estimated_value = value
        elif value is not None:
            session.add(SchemeValueRow(scheme_id=scheme_id, year=year.start_year, estimated_value=value))
    session.flush()


def _policy(session: Session, scheme_id: int, first_day: date) -> SchemePolicyRow:
    return session.scalars(select(SchemePolicyRow).filter_by(scheme_id=scheme_id, first_day=first_day)).one()
