"""A request goes to every open-gated service of its lot, and tells none of them who the person is."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event, select

from brokerage.domain.changes import Kind
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.service import Registration
from brokerage.domain.staff import Actor
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week
from brokerage.services.award_criteria import change_award_criteria, show_award_criteria
from brokerage.services.find_competitions import show_competition
from brokerage.services.open_competition import open_competition
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.competitions import CompetitionRow, InvitationRow
from brokerage.storage.tables.people import PersonRow
from brokerage.storage.tables.scheme_terms import LotUnitRow
from tests.builders import START, TODAY, Desk
from tests.services.competition_builders import CRITERIA, DUE, NOW, awarded, counting, form, market, opened

OF_THE_PERSON = ("Persimmon", "Quillfeather", "LAS-77123", "9434765919", "Larkspur", "1XX", "1990")


@pytest.fixture
def desk(shared_desk: Desk) -> Desk:
    """One desk for all tests here: each competition is in a scheme of its own."""
    return shared_desk


def actors(desk: Desk) -> dict[str, Actor]:
    return {actor.job.value: actor for actor in (desk.finance, desk.approver, desk.auditor, desk.administrator)}


def test_every_admitted_service_whose_gates_are_open_is_invited_and_the_others_are_told_of(desk: Desk) -> None:
    of = market(desk)
    lot_id = of.lot_id
    unpriced = desk.service(name="Unpriced Yard (demo)")
    desk.admission(unpriced, lot_id)
    uninsured = desk.service(name="Uninsured Yard (demo)", insurance_last_day=date(2026, 12, 6))
    desk.admission(uninsured, lot_id)
    desk.ready_service(lot_id=lot_id, name="Full Yard (demo)", places_free=0)
    desk.ready_service(lot_id=lot_id, name="Young Yard (demo)", max_age=25)
    ended = desk.ready_service(name="Past Yard (demo)")
    desk.admission(ended.service_id, lot_id, last_day=date(2026, 12, 6))
    suspended = desk.ready_service(lot_id=lot_id, name="Resting Yard (demo)")
    desk.suspension(suspended.admission_id, START, START)
    desk.ready_service(name="Elsewhere Yard (demo)")
    found = opened(desk, of, week=parse_week("Sat 08:00-20:00"))
    invited = [one.service for one in show_competition(desk.database, found.reference).invited]
    assert invited == ["A Yard (demo)", "B Yard (demo)", "C Yard (demo)", "Unpriced Yard (demo)"]
    assert {one.service: one.reason for one in found.not_invited} == {
        "Full Yard (demo)": "no place free",
        "Past Yard (demo)": "admission ended 6 Dec 2026",
        "Resting Yard (demo)": "suspended from 7 Dec 2026 until 7 Dec 2026",
        "Uninsured Yard (demo)": "insurance lapsed 6 Dec 2026",
        "Young Yard (demo)": "takes people up to 25 years",
    }
    assert found.notes == ("5 services of the lot could not be invited; each with its reason.",)


def test_who_invited_whom_and_when_is_on_record(desk: Desk) -> None:
    reference = opened(desk, market(desk, services=1)).reference
    shown = show_competition(desk.database, reference)
    assert [(one.invited_by, one.invited_at) for one in shown.invited] == [("Broker (demo)", NOW)]
    assert (shown.opened_by, shown.opened_at, shown.summary.answers_due_on) == ("Broker (demo)", NOW, DUE)


def test_neither_the_sheet_nor_the_audit_tells_who_the_person_is(desk: Desk) -> None:
    of = market(desk)
    competition = awarded(desk, of)
    with desk.session() as session:
        sheet = json.dumps(
            session.scalars(select(CompetitionRow.sheet).where(CompetitionRow.reference == competition)).one()
        )
        audit = session.scalars(select(AuditEntryRow).where(AuditEntryRow.subject_key == competition)).all()
        told = json.dumps([[entry.action, entry.subject_key, entry.detail] for entry in audit])
        reference = session.scalars(select(PersonRow.reference).where(PersonRow.id == of.person_id)).one()
    assert [secret for secret in (*OF_THE_PERSON, reference) if secret in sheet] == []
    assert [secret for secret in OF_THE_PERSON if secret in told] == []
    assert '"outcode": "ME14"' in sheet
    assert [entry.action for entry in audit].count("answer") == len(of.services)


def test_the_sheet_asks_for_no_unit_in_which_an_offer_would_be_refused(desk: Desk) -> None:
    of = market(desk)
    with desk.session() as session:
        session.add_all(LotUnitRow(lot_id=of.lot_id, unit=unit) for unit in (Unit.MILE, Unit.DAY))
    reference = opened(desk, of).reference
    assert show_competition(desk.database, reference).sheet.units == (Unit.DAY,)


@pytest.mark.parametrize("field", ["what_matters", "how_to_answer", "contact"])
def test_a_text_for_the_market_that_names_the_person_is_refused_at_its_field(desk: Desk, field: str) -> None:
    competitions = counting(desk, CompetitionRow)
    of = market(desk)
    with pytest.raises(BadInput) as refused:
        opened(desk, of, **{field: "Ask for persimmon."})
    assert refused.value.field == field
    assert "ersimmon" not in refused.value.sentence
    assert competitions() == 0


def test_the_same_form_sent_again_opens_nothing_twice_and_another_request_is_refused(desk: Desk) -> None:
    invitations = counting(desk, InvitationRow)
    of = market(desk)
    sent = form(of)
    first = open_competition(desk.database, desk.broker, sent, TODAY, NOW)
    again = open_competition(desk.database, desk.broker, sent, date(2026, 11, 3), NOW)
    assert again.result.reference == first.result.reference
    assert (first.changed, again.changed) == (frozenset({Kind.COMPETITIONS}), frozenset())
    with pytest.raises(RuleBroken, match="sent already for something else"):
        open_competition(desk.database, desk.broker, replace(sent, first_day=date(2027, 1, 4)), TODAY, NOW)
    assert invitations() == len(of.services)


def test_a_dry_run_keeps_nothing_and_says_the_same(desk: Desk) -> None:
    competitions = counting(desk, CompetitionRow)
    invitations = counting(desk, InvitationRow)
    of = market(desk)
    tried = open_competition(desk.database, desk.broker, form(of), TODAY, NOW, dry_run=True)
    assert (tried.result.summary.invited, tried.changed) == (3, frozenset())
    assert (competitions(), invitations()) == (0, 0)


def test_practitioners_brokers_and_commissioners_open_competitions_and_nobody_else(desk: Desk) -> None:
    competitions = counting(desk, CompetitionRow)
    of = market(desk)
    for actor in (desk.practitioner, desk.broker, desk.commissioner):
        open_competition(desk.database, actor, form(of), TODAY, NOW)
    for job, actor in actors(desk).items():
        with pytest.raises(RuleBroken, match=f"broker, commissioner, practitioner; you are working as {job}"):
            open_competition(desk.database, actor, form(of), TODAY, NOW)
    assert competitions() == 3


def test_what_the_scheme_or_the_lot_does_not_allow_is_refused(desk: Desk) -> None:
    competitions = counting(desk, CompetitionRow)
    of = market(desk)
    unstated = replace(of, lot_id=desk.lot(desk.scheme()))
    direct = replace(of, lot_id=desk.lot(desk.scheme(routes=[AwardRoute.DIRECT])))
    empty = replace(of, lot_id=desk.lot(desk.scheme(reference="EMPTY-1")))
    change_award_criteria(desk.database, desk.commissioner, "empty-1", CRITERIA, NOW)
    for where, told in (
        (unstated, "has not stated by what answers are weighed"),
        (direct, "does not allow the award route"),
        (empty, r"Nobody in lot EMPTY-1/.* can be invited for that day \(nobody is admitted to it\)"),
        (replace(of, person_id=99_999), "The person is not in this database"),
        (replace(of, lot_id=99_999), "The lot is not in this database"),
    ):
        with pytest.raises(RuleBroken, match=told):
            opened(desk, where)
    assert competitions() == 0


def test_an_unregistered_service_is_not_invited_where_the_lot_needs_registration(desk: Desk) -> None:
    of = market(desk, services=1)
    needs = desk.lot(desk.scheme(reference="REG-1"), registration_needed=True)
    change_award_criteria(desk.database, desk.commissioner, "REG-1", CRITERIA, NOW)
    desk.ready_service(lot_id=needs, name="Dormant Yard (demo)", registration=Registration.DORMANT)
    with pytest.raises(RuleBroken, match=r"Dormant Yard \(demo\): registration is dormant"):
        opened(desk, replace(of, lot_id=needs))


def test_criteria_of_a_scheme_are_set_as_a_whole_by_a_commissioner(desk: Desk) -> None:
    of = market(desk)
    reference = opened(desk, of).reference
    again = change_award_criteria(desk.database, desk.commissioner, of.scheme, CRITERIA, NOW)
    assert again.changed == frozenset()
    even = (replace(CRITERIA[0], weight=50), replace(CRITERIA[1], weight=50, text="What the person  wants"))
    tried = change_award_criteria(desk.database, desk.commissioner, of.scheme, even, NOW, dry_run=True)
    assert tried.changed == frozenset()
    assert show_award_criteria(desk.database, of.scheme).criteria == CRITERIA
    change_award_criteria(desk.database, desk.commissioner, of.scheme, even, NOW)
    assert [one.text for one in show_award_criteria(desk.database, of.scheme).criteria][1] == "What the person wants"
    assert show_competition(desk.database, reference).criteria == CRITERIA
    with pytest.raises(RuleBroken, match="Only the commissioner may"):
        change_award_criteria(desk.database, desk.broker, of.scheme, even, NOW)


def test_more_services_in_the_lot_take_no_more_questions(desk: Desk) -> None:
    of = market(desk, services=1)

    def questions() -> int:
        asked: list[str] = []

        def count_it(*about: object) -> None:
            if str(about[2]).startswith("SELECT"):
                asked.append(str(about[2]))

        event.listen(desk.database.write_engine, "before_cursor_execute", count_it)
        opened(desk, of)
        event.remove(desk.database.write_engine, "before_cursor_execute", count_it)
        return len(asked)

    for_one = questions()
    for number in range(9):
        desk.admission(desk.service(name=f"Unpriced Yard {number} (demo)"), of.lot_id)
    assert questions() == for_one
