from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.contract import ContractTerms
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.gates import GateName
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.services.assess_application import declare_interest, show_assessment
from brokerage.services.award import award, contracts_of_application
from brokerage.services.find_support import find_offers
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.applications import ApplicationLotRow
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.contracts import ContractRow
from tests.builders import NOW, START, TODAY, Desk
from tests.services.assessment_builders import FAILED, acknowledged, decided, scored, second_assessor, two_lots

TERMS = ContractTerms("ELA-2026-C-0042", Decimal("120000.00"), START, date(2028, 12, 6), TODAY)
THE_DAY_BEFORE = START - timedelta(days=1)


def found(desk: Desk, service_id: int, start_day: date) -> tuple[Offer, ...]:
    offers = find_offers(desk.database, SearchCriteria(start_day)).offers
    return tuple(offer for offer in offers if offer.service_id == service_id)


def admissions(desk: Desk) -> int:
    with desk.session() as session:
        return session.scalar(select(func.count(AdmissionRow.id))) or 0


def test_from_the_award_the_service_is_in_everybodys_search_and_not_callable_before_its_first_day(desk: Desk) -> None:
    came = decided(desk)
    who = came.applicant
    desk.rate(who.service_id, who.lot_id)
    (unasked,) = found(desk, who.service_id, START)
    assert unasked.gate
    assert (unasked.lot_id, unasked.gate.reason) == (None, "not admitted")
    award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW)
    (before,) = found(desk, who.service_id, THE_DAY_BEFORE)
    assert before.gate
    assert before.gate.name is GateName.ADMISSION
    assert before.gate.reason == "not yet admitted: admission begins 7 Dec 2026"
    assert before.lot_id == who.lot_id
    (on_the_day,) = found(desk, who.service_id, START)
    assert (on_the_day.gate, on_the_day.lot_id) == (None, who.lot_id)
    (after,) = found(desk, who.service_id, date(2028, 12, 7))
    assert after.gate
    assert after.gate.reason == "admission ended 6 Dec 2028"


def test_an_award_makes_a_contract_and_an_admission_of_each_admitted_lot(desk: Desk) -> None:
    came = decided(desk, scored(desk, two_lots(desk)))
    contract = award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW).result
    assert contract.terms == TERMS
    assert [(made.application_lot_id, made.lot) for made in contract.admissions] == list(
        zip(came.asked, ("1", "2"), strict=True)
    )
    assert contracts_of_application(desk.database, came.reference) == (contract,)
    with desk.session() as session:
        rows = session.scalars(select(AdmissionRow).order_by(AdmissionRow.id)).all()
        entry = session.scalars(select(AuditEntryRow).where(AuditEntryRow.subject == "contracts")).one()
    assert {(row.reference, row.contract_id, row.first_day, row.last_day, row.sealed_on) for row in rows} == {
        ("ELA-2026-C-0042", contract.contract_id, START, date(2028, 12, 6), TODAY)
    }
    assert entry.detail["value"] == "120000.00"
    assert [lot.outcome for lot in show_assessment(desk.database, came.reference).lots] == [LotOutcome.AWARDED] * 2


def test_lots_are_awarded_together_or_one_after_another(desk: Desk) -> None:
    came = decided(desk, scored(desk, two_lots(desk)))
    first, second = came.asked
    award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW, application_lot_ids=[first])
    with pytest.raises(RuleBroken, match="This lot was awarded already"):
        award(
            desk.database,
            desk.commissioner,
            came.reference,
            replace(TERMS, number="ELA-2026-C-0043"),
            TODAY,
            NOW,
            application_lot_ids=[first],
        )
    rest = award(desk.database, desk.commissioner, came.reference, replace(TERMS, number="ELA-2026-C-0043"), TODAY, NOW)
    assert [made.application_lot_id for made in rest.result.admissions] == [second]
    with pytest.raises(RuleBroken, match="waits for a contract: each was refused, or awarded already"):
        award(desk.database, desk.commissioner, came.reference, replace(TERMS, number="ELA-2026-C-0044"), TODAY, NOW)


def test_an_award_before_the_decision_is_refused(desk: Desk) -> None:
    came = scored(desk, acknowledged(desk))
    with pytest.raises(RuleBroken, match="An application that is in assessment cannot be taken through “award”"):
        award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW)
    assert admissions(desk) == 0


def test_the_database_itself_refuses_an_admission_before_its_decision(desk: Desk) -> None:
    came = scored(desk, acknowledged(desk))
    who = came.applicant
    with pytest.raises(RuleBroken, match="A service is admitted after the decision to admit it"), translated_failures():
        desk.admission(who.service_id, who.lot_id, application_lot_id=came.asked[0])
    refused = decided(desk, scored(desk, acknowledged(desk), FAILED))
    with pytest.raises(RuleBroken, match="A service is admitted after the decision to admit it"), translated_failures():
        desk.admission(who.service_id, who.lot_id, application_lot_id=refused.asked[0])
    assert admissions(desk) == 0


def test_a_lot_that_was_refused_is_not_awarded(desk: Desk) -> None:
    came = decided(desk, scored(desk, acknowledged(desk), FAILED))
    with pytest.raises(RuleBroken, match="this lot was refused"):
        award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW, application_lot_ids=came.asked)
    with pytest.raises(RuleBroken, match="waits for a contract"):
        award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW)
    assert admissions(desk) == 0


def test_the_same_award_sent_again_is_answered_as_the_first_time(desk: Desk) -> None:
    came = decided(desk)
    first = award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW)
    again = award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW)
    assert (again.result, again.changed) == (first.result, frozenset())
    assert admissions(desk) == 1


def test_no_two_contracts_have_one_number(desk: Desk) -> None:
    award(desk.database, desk.commissioner, decided(desk).reference, TERMS, TODAY, NOW)
    with pytest.raises(BadInput, match="Another contract has this number already"):
        award(
            desk.database,
            desk.commissioner,
            decided(desk).reference,
            replace(TERMS, number=" ela-2026-c-0042"),
            TODAY,
            NOW,
        )


def test_without_a_last_day_a_contract_ends_with_the_schemes_contracts_and_never_after_them(desk: Desk) -> None:
    came = decided(desk)
    with pytest.raises(RuleBroken, match="run from 1 Oct 2022 to 30 Sep 2030: give days within them"):
        award(desk.database, desk.commissioner, came.reference, replace(TERMS, last_day=date(2030, 10, 1)), TODAY, NOW)
    open_ended = replace(TERMS, last_day=None)
    contract = award(desk.database, desk.commissioner, came.reference, open_ended, TODAY, NOW).result
    assert contract.terms.last_day == date(2030, 9, 30)
    assert not award(desk.database, desk.commissioner, came.reference, open_ended, TODAY, NOW).changed


def test_a_service_is_not_admitted_twice_to_a_lot_on_one_day(desk: Desk) -> None:
    came = decided(desk)
    who = came.applicant
    desk.admission(who.service_id, who.lot_id, first_day=date(2022, 10, 1), last_day=START)
    with pytest.raises(
        RuleBroken, match="is admitted already, 1 Oct 2022 to 7 Dec 2026: let this contract begin after"
    ):
        award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW)
    after = replace(TERMS, first_day=START + timedelta(days=1))
    award(desk.database, desk.commissioner, came.reference, after, TODAY, NOW)
    assert admissions(desk) == 2


def test_only_a_commissioner_without_a_conflict_awards(desk: Desk) -> None:
    came = scored(desk, acknowledged(desk))
    other = second_assessor(desk)
    declare_interest(desk.database, other, came.reference, "Shares in it.", NOW)
    decided(desk, came)
    with pytest.raises(RuleBroken, match="You declared a conflict of interest"):
        award(desk.database, other, came.reference, TERMS, TODAY, NOW)
    with pytest.raises(RuleBroken, match="Only the commissioner may award an application; you are working as broker"):
        award(desk.database, desk.broker, came.reference, TERMS, TODAY, NOW)


def test_a_stale_view_awards_nothing(desk: Desk) -> None:
    came = decided(desk)
    with pytest.raises(Conflict, match="Nothing was overwritten"):
        award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW, version=1)
    assert admissions(desk) == 0


def test_a_trial_award_tells_the_contract_and_keeps_nothing(desk: Desk) -> None:
    came = decided(desk)
    tried = award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW, dry_run=True)
    assert len(tried.result.admissions) == 1
    assert (tried.changed, admissions(desk)) == (frozenset(), 0)
    shown = show_assessment(desk.database, came.reference)
    assert (shown.state, shown.lots[0].outcome) == (ApplicationState.DECIDED, LotOutcome.ADMITTED)


def test_an_award_that_fails_half_way_leaves_nothing(desk: Desk) -> None:
    came = decided(desk, scored(desk, two_lots(desk)))
    with desk.session() as session:
        second = session.get_one(ApplicationLotRow, came.asked[1])
    desk.admission(second.service_id, second.lot_id)
    with pytest.raises(RuleBroken, match="in lot 2 is admitted already"):
        award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW)
    with desk.session() as session:
        assert session.scalar(select(func.count(ContractRow.id))) == 0
    assert admissions(desk) == 1
