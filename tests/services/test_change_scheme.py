"""What a scheme says of itself is changed on both databases; what was issued before stands as it was."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from brokerage.domain.changes import Kind
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.scheme import SchemeKind
from brokerage.domain.scheme_head import SchemeHead
from brokerage.services.agree_and_print import agreement_terms_of, issue_agreement
from brokerage.services.change_scheme import SchemeChangeAsked, SchemeChanged, change_scheme
from brokerage.services.draw_up_receipt import receipt_terms_of
from brokerage.services.receive_application import acknowledge_application, extend_application
from brokerage.services.run_scheme import show_scheme
from brokerage.services.set_policy import show_scheme_rules
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.call_offs import EvidenceRow
from brokerage.storage.tables.scheme_terms import SchemeTermRow
from tests.builders import NOW, TODAY, Desk
from tests.services.application_builders import received
from tests.services.call_off_builders import accepted
from tests.services.rules_builders import PLAN, open_from_nothing
from tests.services.scheme_builders import scheme_with_terms

CHANGED = {
    "title": " Days  and evenings ",
    "description": "For adults.\nFrom 18 on. ",
    "law": "Procurement Act 2023, section 34",
    "decision": "Example 26/00020",
    "last-call-off-day": "2029-03-31",
    "answer-days": "25",
    "value": "£1,200,000",
}
AFTER = SchemeHead(
    "Days and evenings",
    "For adults.\nFrom 18 on.",
    SchemeKind.DYNAMIC_MARKET_2023,
    "Procurement Act 2023, section 34",
    date(2029, 3, 31),
    25,
    30,
    Decimal("1200000.00"),
    ("Example 26/00020",),
)


def change(
    desk: Desk, said: dict[str, str], version: int | None = None, reference: str = PLAN.reference
) -> SchemeChanged:
    return change_scheme(desk.database, desk.commissioner, SchemeChangeAsked(reference, said, version), NOW).result


def test_a_scheme_is_changed_and_what_is_not_said_stays(desk: Desk) -> None:
    reference = open_from_nothing(desk)
    before = show_scheme_rules(desk.database, reference)
    asked = SchemeChangeAsked(" day-2026", CHANGED, before.version)
    tried = change_scheme(desk.database, desk.commissioner, asked, NOW, dry_run=True)
    assert (tried.changed, show_scheme_rules(desk.database, reference)) == (frozenset(), before)
    done = change_scheme(desk.database, desk.commissioner, asked, NOW)
    assert (done.result, done.changed) == (tried.result, frozenset({Kind.SCHEMES}))
    after = show_scheme_rules(desk.database, reference)
    assert (after.head, after.version) == (AFTER, before.version + 1)
    shown = show_scheme(desk.database, reference, TODAY)
    assert (shown.summary.title, shown.answer_working_days) == ("Days and evenings", 25)
    assert shown.terms[0].term.decision_reference == "Example 26/00020"
    with desk.session() as session:
        last = session.scalars(select(AuditEntryRow).order_by(AuditEntryRow.id.desc()).limit(1)).one()
    assert (last.action, last.subject_key) == ("change-scheme", reference)
    assert last.detail["Applications answered within"] == "20 working days → 25 working days"
    assert len(last.detail) == len(CHANGED)


def test_the_same_sent_again_changes_nothing_though_it_was_looked_at_before(desk: Desk) -> None:
    reference = open_from_nothing(desk)
    version = show_scheme_rules(desk.database, reference).version
    change(desk, CHANGED, version)
    again = change_scheme(desk.database, desk.commissioner, SchemeChangeAsked(reference, CHANGED, version), NOW)
    assert (again.changed, again.result.changes) == (frozenset(), ())
    with desk.session() as session:
        entries = session.scalars(select(AuditEntryRow).where(AuditEntryRow.action == "change-scheme")).all()
    assert len(entries) == 1


def test_who_looked_at_an_older_state_is_told_who_was_first(desk: Desk) -> None:
    version = show_scheme_rules(desk.database, open_from_nothing(desk)).version
    change(desk, {"title": "Theirs"}, version)
    with pytest.raises(Conflict, match=r"changed the scheme DAY-2026 on 2 Nov 2026.*What you typed is still here"):
        change(desk, {"title": "Mine"}, version)
    assert show_scheme_rules(desk.database, PLAN.reference).head.title == "Theirs"


def test_a_change_that_cannot_be_keeps_nothing(desk: Desk) -> None:
    before = show_scheme_rules(desk.database, open_from_nothing(desk))
    for said, field in (
        ({"title": "x" * 201}, "title"),
        ({"law": "  "}, "law"),
        ({"decision": "x" * 101}, "decision"),
        ({"decision-1": "26/1"}, "decision-1"),
        ({"description": "x" * 2001}, "description"),
        ({"title": "Other", "answer-days": "31"}, "answer-days"),
        ({"last-call-off-day": "2026-11-01"}, "last-call-off-day"),
        ({"last-call-off-day": "2030-10-01"}, "last-call-off-day"),
    ):
        with pytest.raises(BadInput) as refused:
            change(desk, said)
        assert refused.value.field == field
    with pytest.raises(BadInput, match="There is no scheme “NONE-1”"):
        change(desk, {"title": "x"}, reference="NONE-1")
    for actor in (desk.broker, desk.auditor):
        with pytest.raises(RuleBroken, match="Only the commissioner may change a scheme"):
            change_scheme(desk.database, actor, SchemeChangeAsked(PLAN.reference, {"title": "x"}), NOW)
    assert show_scheme_rules(desk.database, PLAN.reference) == before


def test_the_kind_changes_until_a_service_is_admitted(desk: Desk) -> None:
    scheme_id = desk.scheme(reference="FRA-1")
    assert change(desk, {"kind": "framework"}, reference="FRA-1").head.kind is SchemeKind.FRAMEWORK
    desk.admission(desk.service(desk.provider()), desk.lot(scheme_id))
    with pytest.raises(RuleBroken, match="1 service was admitted under this scheme") as refused:
        change(desk, {"kind": "open-framework"}, reference="FRA-1")
    assert refused.value.field == "kind"
    assert change(desk, {"kind": "framework", "title": "Homes"}, reference="FRA-1").changes[0][2] == "Homes"


def test_the_references_of_decisions_are_corrected_each_on_its_own(desk: Desk) -> None:
    scheme_with_terms(desk)
    told = change(desk, {"decision-1": "Example 26/00021"}, reference="RES-2022")
    assert told.changes == (("Decision of extension 1", "Example 26/00012", "Example 26/00021"),)
    terms = [dated.term for dated in show_scheme(desk.database, "RES-2022", TODAY).terms]
    assert [term.decision_reference for term in terms] == ["Example 22/00031", "Example 26/00021", ""]
    assert [term.decided_on for term in terms][1:] == [date(2026, 2, 9), None]


def test_an_application_received_before_keeps_its_clock_and_its_receipt_tells_it(desk: Desk) -> None:
    came = received(desk)
    told = change(desk, {"answer-days": "20", "longer-answer-days": "30"}, reference=came.applicant.scheme)
    assert told.remarks[0].startswith("1 application under way keeps the day its answer is due")
    acknowledge_application(desk.database, desk.commissioner, came.reference, TODAY, NOW)
    receipt = receipt_terms_of(desk.database, came.reference)
    assert (receipt.working_days, receipt.due_on) == (10, date(2026, 11, 16))
    longer = extend_application(desk.database, desk.commissioner, came.reference, "A site visit", TODAY, NOW)
    assert longer.result.due_on == date(2026, 12, 14)


def test_an_agreement_issued_and_the_list_it_was_chosen_from_stay_as_they_were(desk: Desk) -> None:
    call_off = accepted(desk)
    issue_agreement(desk.database, desk.broker, call_off.reference, NOW)
    printed = agreement_terms_of(desk.database, call_off.reference)
    frozen = evidence(desk)
    scheme = printed.scheme.reference
    told = change(desk, {"title": "Another title", "last-call-off-day": "2026-11-02"}, reference=scheme)
    assert told.remarks == (
        "1 agreement issued already stands as it was printed, until a next edition.",
        "1 call-off raised already begins after 2 Nov 2026: look at each.",
    )
    assert (agreement_terms_of(desk.database, call_off.reference), evidence(desk)) == (printed, frozen)
    assert printed.scheme.title != "Another title"


def evidence(desk: Desk) -> list[object]:
    with desk.session() as session:
        return [(row.call_off_id, row.criteria, row.offers) for row in session.scalars(select(EvidenceRow))]


def test_the_database_lets_a_decisions_reference_be_corrected_and_never_taken_away(desk: Desk) -> None:
    scheme_with_terms(desk)
    initial = update(SchemeTermRow).where(SchemeTermRow.ordinal == 0)
    with desk.session() as session:
        session.execute(initial.values(decision_reference="Example 22/00013"))
    for values, said in (
        ({"decision_reference": ""}, "give its reference and its day"),
        ({"decided_on": TODAY}, "only the reference of the decision is corrected"),
        ({"decision_reference": "", "decided_on": None}, "only the reference of the decision is corrected"),
        ({"ordinal": 7}, "only the reference of the decision is corrected"),
    ):
        with pytest.raises(RuleBroken, match=said), translated_failures(), desk.session() as session:
            session.execute(initial.values(**values))
