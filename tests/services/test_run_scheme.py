from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from brokerage.domain.changes import Kind
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.scheme_overview import LotRules
from brokerage.domain.unit import Unit
from brokerage.services.run_scheme import ExtensionAsked, extend_scheme, list_schemes, look_at_extension, show_scheme
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.scheme_terms import LotCpvCodeRow, LotRatioRow, LotUnitRow, SchemeTermRow
from brokerage.storage.tables.schemes import SchemeRow
from tests.builders import NOW, TODAY, Desk
from tests.services.call_off_builders import accepted
from tests.services.scheme_builders import (
    FIRST_DECISION,
    FIRST_END,
    INITIAL_DECISION,
    INITIAL_END,
    SECOND_END,
    estimate,
    scheme_with_terms,
)

SECOND = ExtensionAsked("RES-2022", 2, "Example 26/00107", date(2026, 10, 19))


def kept(desk: Desk) -> tuple[date | None, date | None, int, int]:
    """The end of contracts, the last day for call-offs, the version, and how many terms are taken."""
    with desk.session() as session:
        row = session.scalars(select(SchemeRow).filter_by(reference="RES-2022")).one()
        taken = session.scalars(select(SchemeTermRow).where(SchemeTermRow.decided_on.is_not(None))).all()
        return row.last_day, row.last_call_off_day, row.version, len(taken)


def test_a_scheme_shows_where_its_contracts_end_initially_and_after_each_extension(desk: Desk) -> None:
    scheme_with_terms(desk)
    (scheme,) = list_schemes(desk.database, TODAY)
    assert scheme.contract_ends == (INITIAL_END, FIRST_END, SECOND_END)
    assert [dated.term.is_taken for dated in scheme.terms] == [True, True, False]
    assert scheme.terms[1].term.decision_reference == "Example 26/00012"
    assert scheme.next_extension == scheme.terms[2]
    assert scheme.summary.last_day == FIRST_END


def test_a_scheme_without_terms_ends_as_it_is_on_record(desk: Desk) -> None:
    desk.scheme(reference="SPOT", last_day=None)
    desk.scheme(reference="OLD", last_day=date(2030, 9, 30))
    old, spot = list_schemes(desk.database, TODAY)
    assert (old.contract_ends, old.next_extension, spot.contract_ends) == ((date(2030, 9, 30),), None, ())


def test_what_is_called_off_stands_by_financial_year_beside_the_estimate(desk: Desk) -> None:
    accepted(desk)
    (scheme,) = list_schemes(desk.database, TODAY)
    estimate(desk, scheme.scheme_id, 2025, "103000000")
    estimate(desk, scheme.scheme_id, 2026, "103000000.50")
    (scheme,) = list_schemes(desk.database, TODAY)
    assert [(each.year.label, each.estimated, each.called_off) for each in scheme.years] == [
        ("2025-26", Decimal("103000000.00"), Decimal("0.00")),
        ("2026-27", Decimal("103000000.50"), Decimal("2323.00")),  # 115 days at £141.40 a week
    ]


def test_what_a_lot_may_be_priced_by_is_told_with_it(desk: Desk) -> None:
    lot_id = desk.lot(scheme_with_terms(desk), number="1", needs=("learning-disability", "autism"))
    with desk.session() as session:
        session.add(LotCpvCodeRow(lot_id=lot_id, code="85311200-4"))
        session.add(LotUnitRow(lot_id=lot_id, unit=Unit.WEEK))
        session.add_all([LotRatioRow(lot_id=lot_id, staff=1, people=3), LotRatioRow(lot_id=lot_id, staff=2, people=1)])
    (rules,) = show_scheme(desk.database, " res-2022 ", TODAY).lot_rules
    assert rules == LotRules("1", ("Autism", "Learning disability"), ("85311200-4",), (Unit.WEEK,), ("2:1", "1:3"))


def test_an_extension_taken_moves_the_end_of_the_contracts_and_leaves_call_offs_as_they_were(desk: Desk) -> None:
    scheme_with_terms(desk)
    done = extend_scheme(desk.database, desk.commissioner, SECOND, NOW)
    assert (done.result.contract_end_before, done.result.contract_end) == (FIRST_END, SECOND_END)
    assert (done.result.left, done.changed) == (0, frozenset({Kind.SCHEMES}))
    assert kept(desk) == (SECOND_END, date(2027, 6, 14), 2, 3)
    (scheme,) = list_schemes(desk.database, TODAY)
    assert scheme.terms[2].term.decided_on == date(2026, 10, 19)
    with desk.session() as session:
        entry = session.scalars(select(AuditEntryRow)).one()
        assert (entry.actor, entry.action, entry.subject_key) == ("commissioner", "extend-scheme", "RES-2022")
        assert entry.detail["decision"] == "Example 26/00107"


def test_the_last_day_for_call_offs_moves_where_the_decision_says_so(desk: Desk) -> None:
    scheme_with_terms(desk)
    extend_scheme(desk.database, desk.commissioner, replace(SECOND, last_call_off_day=date(2029, 6, 14)), NOW)
    assert kept(desk)[:2] == (SECOND_END, date(2029, 6, 14))
    scheme_with_terms(desk, "RES-2", decisions=(INITIAL_DECISION,))
    asked = ExtensionAsked("RES-2", 1, *FIRST_DECISION, last_call_off_day=date(2028, 6, 15))
    with pytest.raises(BadInput, match="from 15 Jun 2022 to 14 Jun 2028"):
        extend_scheme(desk.database, desk.commissioner, asked, NOW)


def test_a_look_at_an_extension_tells_the_same_and_keeps_nothing(desk: Desk) -> None:
    scheme_with_terms(desk)
    told = look_at_extension(desk.database, desk.commissioner, SECOND, TODAY)
    assert kept(desk) == (FIRST_END, date(2027, 6, 14), 1, 2)
    assert told == extend_scheme(desk.database, desk.commissioner, SECOND, NOW).result


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (replace(SECOND, ordinal=1), "Extension 1 was taken already, by the decision of 9 Feb 2026"),
        (replace(SECOND, ordinal=3), "Extension 3 is out of order: extension 2 is decided on next"),
        (replace(SECOND, ordinal=-1), "Extension -1 is out of order"),
        (replace(SECOND, decision_reference="  "), "The decision has no reference"),
        (replace(SECOND, decision_reference="x" * 101), "101 letters long"),
        (replace(SECOND, decided_on=date(2026, 11, 3)), "a day to come"),
        (replace(SECOND, decided_on=date(2026, 2, 8)), "The term before was decided on 9 Feb 2026"),
        (replace(SECOND, scheme="NONE-1"), "There is no scheme “NONE-1”"),
        (replace(SECOND, last_call_off_day=date(2022, 6, 14)), "from 15 Jun 2022 to 14 Jun 2030"),
    ],
)
def test_an_extension_that_cannot_be_is_refused_and_nothing_is_changed(
    desk: Desk, asked: ExtensionAsked, said: str
) -> None:
    scheme_with_terms(desk)
    for attempt in (
        lambda: extend_scheme(desk.database, desk.commissioner, asked, NOW),
        lambda: look_at_extension(desk.database, desk.commissioner, asked, TODAY),
    ):
        with pytest.raises(RuleBroken, match=said):
            attempt()
    assert kept(desk) == (FIRST_END, date(2027, 6, 14), 1, 2)


def test_contracts_that_have_ended_are_not_extended_any_more(desk: Desk) -> None:
    scheme_with_terms(desk, decisions=(INITIAL_DECISION,))
    with pytest.raises(RuleBroken, match="The contracts ended on 14 Jun 2026"):
        extend_scheme(desk.database, desk.commissioner, replace(SECOND, ordinal=1), NOW)


def test_only_the_commissioner_extends_a_scheme(desk: Desk) -> None:
    scheme_with_terms(desk)
    for actor in (desk.broker, desk.administrator, desk.auditor):
        with pytest.raises(
            RuleBroken, match=f"Only the commissioner may extend a scheme; you are working as {actor.job.value}"
        ):
            extend_scheme(desk.database, actor, SECOND, NOW)
    with pytest.raises(RuleBroken, match="Only the commissioner"):
        look_at_extension(desk.database, desk.finance, SECOND, TODAY)


def test_who_looked_at_an_older_state_is_told_who_changed_the_scheme(desk: Desk) -> None:
    scheme_with_terms(desk, months=(48, 24, 24, 24))
    extend_scheme(desk.database, desk.commissioner, replace(SECOND, version=1), NOW)
    with pytest.raises(Conflict, match=r"Commissioner \(demo\) changed the scheme RES-2022 on 2 Nov 2026"):
        extend_scheme(desk.database, desk.commissioner, replace(SECOND, ordinal=3, version=1), NOW)
    assert kept(desk)[2:] == (2, 3)


def test_the_database_itself_takes_extensions_in_order_and_keeps_what_was_decided(desk: Desk) -> None:
    scheme_with_terms(desk, decisions=(INITIAL_DECISION,))
    out_of_order = update(SchemeTermRow).where(SchemeTermRow.ordinal == 2)
    taken = update(SchemeTermRow).where(SchemeTermRow.ordinal == 0)
    without_day = update(SchemeTermRow).where(SchemeTermRow.ordinal == 1).values(decision_reference="26/1")
    decision = {"decision_reference": "26/1", "decided_on": TODAY}
    for statement, said in (
        (out_of_order.values(**decision), "Extensions are taken in their order"),
        (taken.values(months=60), "A term once taken by its decision is kept"),
        (without_day, "give its reference and its day"),
    ):
        with pytest.raises(RuleBroken, match=said), translated_failures(), desk.session() as session:
            session.execute(statement)
