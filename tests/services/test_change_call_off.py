from dataclasses import replace
from decimal import Decimal

import pytest

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.week_wanted import parse_week
from brokerage.services.agree_and_print import agreement_terms_of, issue_agreement
from brokerage.services.approve import approve
from brokerage.services.change_call_off import change_call_off
from brokerage.services.draft_call_offs import draft_of
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.run_placement import mark_signed, start_placement
from brokerage.services.send_and_answer import accept_call_off, send_call_off
from brokerage.storage.tables.call_offs import CallOffLineRow, EvidenceRow
from tests.builders import NOW, START, TODAY, Desk
from tests.services.call_off_builders import accepted, listed, places_free, raised, rows_of


def test_a_changed_week_is_priced_again_and_its_earlier_lines_and_list_are_kept(desk: Desk) -> None:
    standing = raised(desk)
    three_days = replace(draft_of(desk.database, standing.reference), week=parse_week("Mon,Wed,Fri 10:00-15:00"))
    changed = change_call_off(desk.database, desk.broker, standing.reference, three_days, "A third day", NOW, listed())
    assert changed.result.year_estimate == Decimal("11029.20")
    detail = show_call_off(desk.database, desk.broker, standing.reference, TODAY)
    assert [line.weekly for line in detail.lines] == [Decimal("212.10")]
    assert [(step.step, step.note) for step in detail.steps][-1] == (Step.CHANGE, "A third day")
    assert detail.summary.raised_by == "Practitioner (demo)"
    assert rows_of(desk, CallOffLineRow) == rows_of(desk, EvidenceRow) == 2


def test_the_place_it_holds_itself_does_not_stop_its_change_and_moves_with_the_service(desk: Desk) -> None:
    standing = raised(desk)
    own = draft_of(desk.database, standing.reference)
    other = desk.ready_service(places_free=1)
    moved = replace(
        own,
        service_id=other.service_id,
        lot_id=other.lot_id,
        lines=(replace(own.lines[0], rate_id=other.rate_id),),
    )
    change_call_off(desk.database, desk.broker, standing.reference, moved, "Nearer", NOW, listed())
    assert (places_free(desk, own.service_id or 0), places_free(desk, other.service_id)) == (3, 0)
    again = replace(draft_of(desk.database, standing.reference), price_locked=True)
    change_call_off(desk.database, desk.broker, standing.reference, again, "Locked", NOW, listed())
    assert places_free(desk, other.service_id) == 0


def test_a_change_needs_a_reason_and_the_version_on_the_screen(desk: Desk) -> None:
    standing = raised(desk)
    draft = draft_of(desk.database, standing.reference)
    with pytest.raises(BadInput, match="Give a reason"):
        change_call_off(desk.database, desk.broker, standing.reference, draft, "", NOW, listed())
    stale = replace(draft, version=(draft.version or 0) - 1)
    with pytest.raises(Conflict, match="Practitioner"):
        change_call_off(desk.database, desk.broker, standing.reference, stale, "Why", NOW, listed())


def test_a_change_after_the_agreement_leads_to_the_next_edition_which_names_the_first(desk: Desk) -> None:
    reference = accepted(desk).reference
    issue_agreement(desk.database, desk.broker, reference, NOW)
    mark_signed(desk.database, desk.broker, reference, NOW)
    three_days = replace(draft_of(desk.database, reference), week=parse_week("Mon,Wed,Fri 10:00-15:00"))
    change_call_off(desk.database, desk.broker, reference, three_days, "A third day", NOW, listed())
    draft = agreement_terms_of(desk.database, reference)
    assert (draft.is_draft, draft.replaces, draft.approvals) == (True, "PA-2026-0001 edition 1", ())
    approve(desk.database, desk.approver, reference, NOW)
    send_call_off(desk.database, desk.broker, reference, NOW)
    accept_call_off(desk.database, desk.broker, reference, NOW)
    second = issue_agreement(desk.database, desk.broker, reference, NOW).result
    assert second.name == "PA-2026-0001 edition 2"
    assert "A week: £141.40 becomes £212.10." in second.terms.changes


def test_a_running_placement_is_not_changed_this_way(desk: Desk) -> None:
    reference = accepted(desk, first_day=START).reference
    issue_agreement(desk.database, desk.broker, reference, NOW)
    running = start_placement(desk.database, desk.broker, reference, NOW.replace(month=12, day=7)).result
    assert running.state is CallOffState.RUNNING
    draft = draft_of(desk.database, reference)
    with pytest.raises(RuleBroken, match="A call-off that is running cannot be taken through “change”"):
        change_call_off(desk.database, desk.broker, reference, draft, "Why", NOW, listed())
