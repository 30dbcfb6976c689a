"""A competition looked at before something is done: opened, awarded, its letters issued. Nothing is kept by looking."""

from pathlib import Path

import pytest

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.services.award_competition import look_at_award, weigh_competition
from brokerage.services.competition_letters import (
    Letters,
    issue_competition_letters,
    look_at_competition_letters,
    write_competition_letters,
)
from brokerage.services.find_competitions import show_competition
from brokerage.services.open_competition import look_at_opening
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.competitions import CompetitionRow
from tests.builders import TODAY, Desk
from tests.services.competition_builders import AFTER, DUE, NOW, awarded, counting, form, market, opened, weighed


@pytest.fixture
def desk(shared_desk: Desk) -> Desk:
    return shared_desk


def test_before_it_is_opened_the_sheet_and_who_would_be_asked_are_shown_and_nothing_is_kept(desk: Desk) -> None:
    of = market(desk)
    stopped = desk.ready_service(lot_id=of.lot_id, name="S Yard (demo)")
    desk.suspension(stopped.admission_id, form(of).first_day)
    more, entries = counting(desk, CompetitionRow), counting(desk, AuditEntryRow)
    look = look_at_opening(desk.database, desk.broker, form(of), TODAY, NOW).result
    assert [one.service for one in look.invited] == ["A Yard (demo)", "B Yard (demo)", "C Yard (demo)"]
    assert [one.service for one in look.not_invited] == ["S Yard (demo)"]
    assert (look.sheet.outcode, look.sheet.answers_due_on) == ("ME14", DUE)
    assert look.notes == ("1 service of the lot could not be invited; each with its reason.",)
    with pytest.raises(BadInput, match="holds") as told:
        look_at_opening(desk.database, desk.broker, form(of, what_matters="Ask for Persimmon"), TODAY, NOW)
    assert (told.value.field, "Persimmon" in told.value.sentence) == ("what_matters", False)
    with pytest.raises(RuleBroken, match="Only these may open"):
        look_at_opening(desk.database, desk.finance, form(of), TODAY, NOW)
    assert (more(), entries()) == (0, 0)


def test_before_an_award_it_is_told_to_whom_it_would_go_and_who_is_passed_over(desk: Desk) -> None:
    of = market(desk)
    reference = opened(desk, of).reference
    with pytest.raises(RuleBroken, match="not answered yet"):
        look_at_award(desk.database, reference, TODAY)
    with pytest.raises(RuleBroken, match="Nobody offered"):
        look_at_award(desk.database, reference, AFTER)
    reference = weighed(desk, of)
    entries = counting(desk, AuditEntryRow)
    look = look_at_award(desk.database, reference, TODAY)
    assert (look.winner.service, look.winner.rank, look.passed_over) == ("B Yard (demo)", 1, ())
    assert (entries(), show_competition(desk.database, reference).award) == (0, None)


def test_weighed_offers_come_with_the_points_as_they_were_given(desk: Desk) -> None:
    of = market(desk)
    given = weigh_competition(desk.database, weighed(desk, of)).given
    assert {one.service: {number: each.points for number, each in one.points.items()} for one in given} == {
        "A Yard (demo)": {2: 6},
        "B Yard (demo)": {2: 9},
    }


def test_letters_are_looked_at_as_drafts_and_then_as_they_were_issued(desk: Desk, tmp_path: Path) -> None:
    reference = awarded(desk, market(desk))
    draft = look_at_competition_letters(desk.database, desk.finance, reference, Letters.RESULTS, TODAY)
    assert (len(draft.letters), draft.are_issued) == (2, False)
    issued = issue_competition_letters(desk.database, desk.broker, reference, Letters.RESULTS, TODAY, NOW).result
    shown = look_at_competition_letters(desk.database, desk.finance, reference, Letters.RESULTS, AFTER)
    assert (shown.letters, shown.are_issued) == (issued, True)
    with pytest.raises(RuleBroken, match="is over"):
        look_at_competition_letters(desk.database, desk.broker, reference, Letters.INVITATIONS, TODAY)
    paths = write_competition_letters(desk.database, issued, tmp_path)
    assert [path.name for path in paths] == [f"{reference} award 1.pdf", f"{reference} unsuccessful 2.pdf"]
