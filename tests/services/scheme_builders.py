"""A scheme with terms, for the tests of running it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from brokerage.storage.tables.scheme_terms import SchemeTermRow, SchemeValueRow
from tests.builders import Desk

FIRST_DAY = date(2022, 6, 15)
INITIAL_END, FIRST_END, SECOND_END = date(2026, 6, 14), date(2028, 6, 14), date(2030, 6, 14)
INITIAL_DECISION = ("Example 22/00031", date(2022, 5, 3))
FIRST_DECISION = ("Example 26/00012", date(2026, 2, 9))


def scheme_with_terms(
    desk: Desk,
    reference: str = "RES-2022",
    months: Sequence[int] = (48, 24, 24),
    decisions: Sequence[tuple[str, date]] = (INITIAL_DECISION, FIRST_DECISION),
) -> int:
    """A residential scheme of 15 June 2022: four years and two extensions of two, as many taken as there are decisions."""
    last_day = (INITIAL_END, FIRST_END, SECOND_END)[len(decisions) - 1]
    scheme_id = desk.scheme(
        reference=reference, first_day=FIRST_DAY, last_day=last_day, last_call_off_day=date(2027, 6, 14)
    )
    with desk.session() as session:
        for ordinal, length in enumerate(months):
            taken = ordinal < len(decisions)
            decision = (
                {"decision_reference": decisions[ordinal][0], "decided_on": decisions[ordinal][1]} if taken else {}
            )
            session.add(SchemeTermRow(scheme_id=scheme_id, ordinal=ordinal, months=length, **decision))
    return scheme_id


def estimate(desk: Desk, scheme_id: int, year: int, pounds: str) -> None:
    """What the council expects to buy through the scheme in the year that begins in this April."""
    with desk.session() as session:
        session.add(SchemeValueRow(scheme_id=scheme_id, year=year, estimated_value=Decimal(pounds)))
