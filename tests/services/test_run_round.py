"""A commissioner opens rounds; they open and close by themselves, and no two of a scheme share a day."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.round import RoundState
from brokerage.domain.scheme import SchemeKind
from brokerage.services.run_round import RoundToOpen, close_round, list_rounds, open_round
from brokerage.storage.tables.applications import RoundRow
from brokerage.storage.tables.audit import AuditEntryRow
from tests.builders import NOW, TODAY, Desk
from tests.services.application_builders import applicant, opened_round, received
from tests.services.call_off_builders import rows_of

SEPTEMBER = RoundToOpen("els-1", date(2026, 9, 1), date(2026, 9, 30), "Autumn", "2026/S 000-000001")


@pytest.fixture
def scheme(desk: Desk) -> str:
    desk.scheme(reference="ELS-1")
    return "ELS-1"


def states(desk: Desk, today: date) -> list[RoundState]:
    return [one.state for one in list_rounds(desk.database, today, scheme="ELS-1").rounds]


def test_a_round_is_numbered_in_its_scheme_and_put_on_record(desk: Desk, scheme: str) -> None:
    first = open_round(desk.database, desk.commissioner, SEPTEMBER, NOW).result
    second = open_round(desk.database, desk.commissioner, RoundToOpen(scheme, date(2026, 11, 1)), NOW).result
    assert (first.scheme, first.number, first.title, first.notice_reference) == (
        scheme,
        1,
        "Autumn",
        "2026/S 000-000001",
    )
    assert (second.number, second.title, second.closes_on) == (2, "Round 2, continuous", None)
    assert [one.round for one in list_rounds(desk.database, TODAY, scheme=scheme).rounds] == [first, second]
    with desk.session() as session:
        assert session.scalars(select(AuditEntryRow.subject_key)).all() == ["ELS-1/1", "ELS-1/2"]


@pytest.mark.usefixtures("scheme")
def test_rounds_open_and_close_by_themselves(desk: Desk) -> None:
    open_round(desk.database, desk.commissioner, SEPTEMBER, NOW)
    open_round(desk.database, desk.commissioner, RoundToOpen("ELS-1", date(2026, 11, 1)), NOW)
    assert states(desk, date(2026, 8, 31)) == [RoundState.TO_COME, RoundState.TO_COME]
    assert states(desk, date(2026, 9, 30)) == [RoundState.OPEN, RoundState.TO_COME]
    assert states(desk, date(2026, 10, 1)) == [RoundState.CLOSED, RoundState.TO_COME]
    assert states(desk, date(2027, 10, 1)) == [RoundState.CLOSED, RoundState.OPEN]


@pytest.mark.usefixtures("scheme")
def test_a_closing_day_before_the_opening_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    with pytest.raises(BadInput, match="before it opens"):
        open_round(desk.database, desk.commissioner, replace(SEPTEMBER, closes_on=date(2026, 8, 1)), NOW)
    assert rows_of(desk, RoundRow) == 0


@pytest.mark.usefixtures("scheme")
def test_overlapping_rounds_of_one_scheme_are_refused_and_those_of_two_are_not(desk: Desk) -> None:
    desk.scheme(reference="ELS-2")
    open_round(desk.database, desk.commissioner, SEPTEMBER, NOW)
    with pytest.raises(RuleBroken, match="Round 1 of ELS-1 runs from 1 Sep 2026 to 30 Sep 2026"):
        open_round(desk.database, desk.commissioner, replace(SEPTEMBER, title="Another"), NOW)
    open_round(desk.database, desk.commissioner, replace(SEPTEMBER, scheme="ELS-2"), NOW)
    assert len(list_rounds(desk.database, TODAY).rounds) == 2


@pytest.mark.usefixtures("scheme")
def test_the_same_form_sent_twice_opens_one_round(desk: Desk) -> None:
    first = open_round(desk.database, desk.commissioner, SEPTEMBER, NOW)
    again = open_round(desk.database, desk.commissioner, SEPTEMBER, NOW)
    assert (again.result, again.changed) == (first.result, frozenset())
    assert rows_of(desk, RoundRow) == 1


@pytest.mark.usefixtures("scheme")
def test_a_dry_run_refuses_what_would_be_refused_and_keeps_nothing(desk: Desk) -> None:
    done = open_round(desk.database, desk.commissioner, SEPTEMBER, NOW, dry_run=True)
    assert (done.result.number, done.changed) == (1, frozenset())
    assert rows_of(desk, RoundRow) == rows_of(desk, AuditEntryRow) == 0
    open_round(desk.database, desk.commissioner, SEPTEMBER, NOW)
    with pytest.raises(RuleBroken, match="share no day"):
        open_round(desk.database, desk.commissioner, replace(SEPTEMBER, title="Another"), NOW, dry_run=True)


@pytest.mark.usefixtures("scheme")
@pytest.mark.parametrize("job", ["practitioner", "broker", "approver", "finance", "auditor", "administrator"])
def test_only_a_commissioner_opens_a_round(desk: Desk, job: str) -> None:
    with pytest.raises(RuleBroken, match=f"Only the commissioner.*{job}"):
        open_round(desk.database, getattr(desk, job), SEPTEMBER, NOW)


@pytest.mark.usefixtures("scheme")
def test_a_continuous_round_is_closed_on_a_day_and_the_next_may_follow(desk: Desk) -> None:
    open_round(desk.database, desk.commissioner, RoundToOpen("ELS-1", date(2026, 9, 1)), NOW)
    asked = (desk.database, desk.commissioner, "els-1", 1, date(2026, 11, 30), TODAY, NOW)
    assert close_round(*asked, dry_run=True).result.closes_on == date(2026, 11, 30)
    assert states(desk, date(2026, 12, 1)) == [RoundState.OPEN]
    assert close_round(*asked).changed
    assert close_round(*asked).changed == frozenset()
    assert states(desk, date(2026, 12, 1)) == [RoundState.CLOSED]
    assert open_round(desk.database, desk.commissioner, RoundToOpen("ELS-1", date(2026, 12, 1)), NOW).result.number == 2
    with desk.session() as session:
        closed = session.scalars(select(AuditEntryRow).where(AuditEntryRow.action == "close-round")).one()
    assert closed.detail == {"before": "none", "closes_on": "2026-11-30"}


@pytest.mark.usefixtures("scheme")
def test_only_a_commissioner_closes_a_round_and_only_one_there_is(desk: Desk) -> None:
    asked = ("ELS-1", 7, date(2026, 11, 30), TODAY, NOW)
    with pytest.raises(BadInput, match="ELS-1 has no round 7"):
        close_round(desk.database, desk.commissioner, *asked)
    with pytest.raises(RuleBroken, match="Only the commissioner"):
        close_round(desk.database, desk.auditor, *asked)


def test_an_unknown_scheme_is_refused(desk: Desk) -> None:
    with pytest.raises(BadInput, match="No scheme has this reference"):
        open_round(desk.database, desk.commissioner, SEPTEMBER, NOW)
    with pytest.raises(BadInput, match="No scheme has this reference"):
        list_rounds(desk.database, TODAY, scheme="ELS-9")


def test_no_round_opens_after_the_schemes_contracts_have_ended(desk: Desk) -> None:
    desk.scheme(reference="ELS-1", last_day=date(2026, 8, 31))
    with pytest.raises(RuleBroken, match="contracts end on 31 Aug 2026"):
        open_round(desk.database, desk.commissioner, SEPTEMBER, NOW)


def test_newcomers_between_rounds_are_warned_of(desk: Desk) -> None:
    who = applicant(desk)
    received(desk, who)
    assert list_rounds(desk.database, TODAY).warnings == (
        f"{who.scheme}: 1 application came between rounds; the day of receipt is kept and the clock runs.",
    )


def test_a_purchasing_system_without_an_open_round_is_warned_of_and_a_framework_is_not(desk: Desk) -> None:
    dps = desk.scheme(reference="ELS-1")
    desk.scheme(reference="FW-1", kind=SchemeKind.FRAMEWORK)
    (warning,) = list_rounds(desk.database, TODAY, scheme="ELS-1").warnings
    assert warning.startswith("ELS-1: no round is open today")
    opened_round(desk, dps)
    assert list_rounds(desk.database, TODAY, scheme="ELS-1").warnings == ()
    assert list_rounds(desk.database, TODAY, scheme="FW-1").warnings == ()
