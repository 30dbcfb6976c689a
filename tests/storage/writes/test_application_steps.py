"""An application goes from state to state by steps alone, each in its history and in the audit."""

from datetime import date
from typing import cast

import pytest
from sqlalchemy import select, text

from brokerage.domain.application import ApplicationState, ApplicationStep
from brokerage.domain.errors import RuleBroken
from brokerage.storage.failures import translated_failures
from brokerage.storage.queries.application_at_hand import (
    ApplicationAtHand,
    application_for_update,
    last_application_step_was,
)
from brokerage.storage.tables.applications import ApplicationStepRow
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.unit_of_work import unit_of_work
from brokerage.storage.writes.application_steps import Filled, take_application_step
from tests.builders import NOW, Desk
from tests.services.application_builders import received

S = ApplicationState


def step(desk: Desk, reference: str, what: ApplicationStep, note: str = "", **filled: date | str) -> ApplicationAtHand:
    with unit_of_work(desk.database, desk.commissioner, NOW) as work:
        application = application_for_update(work.session, reference)
        return take_application_step(work, application, what, note, **cast("Filled", filled))


def test_a_step_leads_to_its_state_and_fills_its_columns(desk: Desk) -> None:
    reference = received(desk).reference
    after = step(desk, reference, ApplicationStep.ACKNOWLEDGE, acknowledged_on=NOW.date())
    with desk.session() as session:
        assert application_for_update(session, reference) == after
    assert (after.state, after.version, after.acknowledged_on) == (S.ACKNOWLEDGED, 2, NOW.date())


def test_each_step_stands_in_the_history_and_in_the_audit(desk: Desk) -> None:
    application = received(desk)
    step(desk, application.reference, ApplicationStep.ACKNOWLEDGE)
    step(desk, application.reference, ApplicationStep.ASSESS, "Both assessors have begun")
    step(desk, application.reference, ApplicationStep.ASSESS)
    with desk.session() as session:
        history = session.scalars(select(ApplicationStepRow).order_by(ApplicationStepRow.id)).all()
        audit = session.scalars(select(AuditEntryRow).order_by(AuditEntryRow.id)).all()
    assert [(one.from_state, one.to_state, one.note) for one in history] == [
        (S.RECEIVED, S.ACKNOWLEDGED, ""),
        (S.ACKNOWLEDGED, S.IN_ASSESSMENT, "Both assessors have begun"),
        (S.IN_ASSESSMENT, S.IN_ASSESSMENT, ""),
    ]
    assert [(entry.action, entry.subject_key) for entry in audit] == [
        (name, application.reference) for name in ("acknowledge", "assess", "assess")
    ]
    assert audit[0].detail == {"from": "received", "to": "acknowledged", "due_on": "2026-11-16"}


def test_a_step_that_does_not_follow_is_refused_and_leaves_no_trace(desk: Desk) -> None:
    reference = received(desk).reference
    with pytest.raises(RuleBroken, match="cannot be taken through “decide”"):
        step(desk, reference, ApplicationStep.DECIDE)
    with desk.session() as session:
        assert session.scalars(select(ApplicationStepRow)).all() == []
        assert session.scalars(select(AuditEntryRow)).all() == []


def test_only_a_commissioner_takes_an_application_through_a_step(desk: Desk) -> None:
    reference = received(desk).reference
    with (
        pytest.raises(RuleBroken, match="Only the commissioner may acknowledge"),
        unit_of_work(desk.database, desk.broker, NOW) as work,
    ):
        take_application_step(work, application_for_update(work.session, reference), ApplicationStep.ACKNOWLEDGE)


def test_the_database_refuses_a_way_that_no_step_leads(desk: Desk) -> None:
    received(desk)
    with pytest.raises(RuleBroken, match="does not follow"), translated_failures(), desk.session() as session:
        session.execute(text("UPDATE applications SET state = 'decided'"))


def test_the_history_of_an_application_is_never_changed(desk: Desk) -> None:
    step(desk, received(desk).reference, ApplicationStep.ACKNOWLEDGE)
    with pytest.raises(RuleBroken, match="kept as they were"), translated_failures(), desk.session() as session:
        session.execute(text("DELETE FROM application_steps"))


def test_an_unknown_reference_is_named(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="There is no application AP-2026-0404"), desk.session() as session:
        application_for_update(session, "AP-2026-0404")


def test_a_second_press_is_the_same_last_step_by_the_same_person(desk: Desk) -> None:
    application = received(desk)
    step(desk, application.reference, ApplicationStep.ACKNOWLEDGE)
    mine = desk.commissioner.staff_id
    with desk.session() as session:
        asked = (session, application.application_id, ApplicationStep.ACKNOWLEDGE)
        assert last_application_step_was(*asked, mine)
        assert not last_application_step_was(*asked, desk.broker.staff_id)
        assert not last_application_step_was(session, application.application_id, ApplicationStep.ASSESS, mine)
