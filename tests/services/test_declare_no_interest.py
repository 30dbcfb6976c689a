import pytest
from sqlalchemy import select

from brokerage.domain.errors import RuleBroken
from brokerage.services.assess_application import declare_interest, declare_no_interest
from brokerage.storage.tables.audit import AuditEntryRow
from tests.builders import NOW, Desk
from tests.services.assessment_builders import acknowledged, decided


def test_who_declares_no_interest_assesses_and_is_on_record_once(desk: Desk) -> None:
    came = acknowledged(desk)
    declare_no_interest(desk.database, desk.commissioner, came.reference, NOW)
    done = declare_no_interest(desk.database, desk.commissioner, came.reference, NOW)
    assert [(each.staff_id, each.has_conflict) for each in done.result.assessors] == [
        (desk.commissioner.staff_id, False)
    ]
    assert not done.changed
    with desk.session() as session:
        assert (
            len(session.scalars(select(AuditEntryRow).where(AuditEntryRow.action == "declare-no-interest")).all()) == 1
        )


def test_an_interest_may_be_declared_after_none_was_and_then_stands(desk: Desk) -> None:
    came = acknowledged(desk)
    declare_no_interest(desk.database, desk.commissioner, came.reference, NOW)
    shown = declare_interest(desk.database, desk.commissioner, came.reference, "Shares in it", NOW).result
    assert shown.conflicted == {desk.commissioner.staff_id}
    with pytest.raises(RuleBroken, match="You declared a conflict of interest"):
        declare_no_interest(desk.database, desk.commissioner, came.reference, NOW)


def test_no_interest_is_declared_by_commissioners_before_the_decision_and_a_trial_keeps_nothing(desk: Desk) -> None:
    came = acknowledged(desk)
    tried = declare_no_interest(desk.database, desk.commissioner, came.reference, NOW, dry_run=True)
    assert (len(tried.result.assessors), tried.changed) == (1, frozenset())
    with pytest.raises(RuleBroken, match="Only the commissioner may assess applications"):
        declare_no_interest(desk.database, desk.practitioner, came.reference, NOW)
    other = desk.staff("second-commissioner", desk.commissioner.job)
    with pytest.raises(RuleBroken, match="declared before the decision"):
        declare_no_interest(desk.database, other, decided(desk).reference, NOW)
