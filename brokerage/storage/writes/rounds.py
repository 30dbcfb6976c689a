"""Writes rounds: one is opened with the next number of its scheme."""

from dataclasses import replace
from datetime import date

from brokerage.domain.period import Period
from brokerage.domain.round import Round
from brokerage.storage.queries.scheme_at_hand import SchemeAtHand
from brokerage.storage.tables.applications import RoundRow
from brokerage.storage.unit_of_work import UnitOfWork


def add_round(
    work: UnitOfWork, scheme: SchemeAtHand, number: int, days: Period, title: str, notice_reference: str
) -> Round:
    """Write the round and its audit entry; return it."""
    row = RoundRow(
        scheme_id=scheme.scheme_id,
        number=number,
        title=title,
        opens_on=days.first_day,
        closes_on=days.last_day,
        notice_reference=notice_reference,
    )
    work.session.add(row)
    work.session.flush()
    said = {"opens_on": days.first_day.isoformat(), "closes_on": _said(days.last_day)}
    work.record("open-round", "rounds", f"{scheme.reference}/{number}", said)
    return Round(row.id, scheme.reference, number, title, days.first_day, days.last_day, notice_reference)


def change_closing_day(work: UnitOfWork, one: Round, closes_on: date) -> Round:
    """Write the round's closing day and its audit entry; return it as it stands then."""
    row = work.session.get_one(RoundRow, one.round_id)
    row.closes_on = closes_on
    work.session.flush()
    said = {"before": _said(one.closes_on), "closes_on": closes_on.isoformat()}
    work.record("close-round", "rounds", f"{one.scheme}/{one.number}", said)
    return replace(one, closes_on=closes_on)


def _said(day: date | None) -> str:
    return "none" if day is None else day.isoformat()
