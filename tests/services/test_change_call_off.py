from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.call_off_draft import ChosenFrom
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.staff import Job
from brokerage.domain.week_wanted import parse_week
from brokerage.services.agree_and_print import agreement_terms_of, issue_agreement
from brokerage.services.approve import approve
from brokerage.services.change_call_off import change_call_off
from brokerage.services.draft_call_offs import draft_of
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.find_support import find_offers
from brokerage.services.look_at_change import look_at_change, read_to_change
from brokerage.services.raise_call_off import raise_call_off
from brokerage.services.run_placement import mark_signed, start_placement
from brokerage.services.send_and_answer import accept_call_off, send_call_off
from brokerage.storage.tables.call_offs import CallOffLineRow, EvidenceRow
from tests.builders import NOW, START, TODAY, Desk
from tests.services.call_off_builders import WEEK, accepted, approved, form, listed, places_free, raised, rows_of


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


def test_the_same_form_sent_again_is_answered_as_the_first_time(desk: Desk) -> None:
    reference = raised(desk).reference
    three_days = replace(draft_of(desk.database, reference), week=parse_week("Mon,Wed,Fri 10:00-15:00"))
    answers = [
        change_call_off(desk.database, desk.broker, reference, three_days, "A third day", NOW, request_id="change-1")
        for _ in range(2)
    ]
    assert answers[0].result.version == answers[1].result.version
    steps = show_call_off(desk.database, desk.broker, reference, TODAY).steps
    assert [step.step for step in steps] == [Step.RAISE, Step.CHANGE]


def test_a_form_that_changed_another_call_off_already_is_refused(desk: Desk) -> None:
    first, second = raised(desk).reference, raised(desk).reference
    for reference, answer in ((first, None), (second, "sent already for something else")):
        locked = replace(draft_of(desk.database, reference), price_locked=True)
        change = partial(change_call_off, desk.database, desk.broker, reference, locked, "Locked", NOW)
        if answer is None:
            change(request_id="change-1")
        else:
            with pytest.raises(RuleBroken, match=answer):
                change(request_id="change-1")


def test_who_collects_is_changed_on_the_call_off_and_printed_in_the_next_edition(desk: Desk) -> None:
    ready, person = desk.ready_service(), desk.person()
    desk.contribution(person, "42.00")
    reference = raise_call_off(desk.database, desk.practitioner, form(person, ready), NOW, listed()).result.reference
    before = draft_of(desk.database, reference)
    by_provider = replace(before, collected_by=CollectedBy.PROVIDER, contribution_weekly=Decimal("40.00"))
    change_call_off(desk.database, desk.broker, reference, by_provider, "As agreed with the provider", NOW)
    detail = show_call_off(desk.database, desk.broker, reference, TODAY)
    assert (detail.contribution_weekly, detail.collected_by) == (Decimal("40.00"), CollectedBy.PROVIDER)
    money = agreement_terms_of(desk.database, reference).money
    assert (money.collected_by, money.paid_to_provider_weekly) == (CollectedBy.PROVIDER, Decimal("101.40"))


def test_a_look_at_a_change_tells_before_and_after_and_what_it_opens_again(desk: Desk) -> None:
    reference = approved(desk).reference
    stood = read_to_change(desk.database, desk.broker, reference, NOW)
    three_days = replace(stood.draft, week=parse_week("Mon,Wed,Fri 10:00-15:00"))
    found = look_at_change(desk.database, desk.broker, stood, three_days, NOW)
    told = {each.what: (each.before, each.after) for each in found.changes}
    assert told["Days and hours"] == ("Mon,Wed 10:00-15:00", "Mon,Wed,Fri 10:00-15:00")
    assert told["A week"] == ("£141.40", "£212.10")
    assert told["Estimated year, for approval"] == ("£7,352.80", "£11,029.20")
    assert found.reopens.startswith("Saving opens the approval again: the one given by Approver (demo)")
    assert look_at_change(desk.database, desk.broker, stood, stood.draft, NOW).changes == ()


def test_its_own_cost_and_place_are_not_counted_against_a_change(desk: Desk) -> None:
    ready = desk.ready_service(places_free=1)
    reference = raise_call_off(
        desk.database, desk.practitioner, form(desk.person(budget="150"), ready), NOW, listed()
    ).result.reference
    stood = read_to_change(desk.database, desk.broker, reference, NOW)
    found = look_at_change(desk.database, desk.broker, stood, replace(stood.draft, price_locked=True), NOW)
    look = found.look
    assert [(offer.gate, offer.places_free) for offer in found.chosen_from.offers] == [(None, 1)]
    assert look.gates == ()
    assert look.priced is not None
    assert look.priced.budget_left == Decimal("150.00")
    assert look.check.may_be_raised


def test_who_may_approve_a_change_is_named_and_whoever_asks_for_it_is_not(desk: Desk) -> None:
    desk.staff("small", Job.APPROVER, limit=Decimal("7352.79"))
    desk.staff("enough", Job.APPROVER, limit=Decimal("7352.80"))
    stood = read_to_change(desk.database, desk.broker, raised(desk).reference, NOW)
    approvers = look_at_change(desk.database, desk.broker, stood, stood.draft, NOW).look.approvers
    assert approvers is not None
    assert [each.full_name for each in approvers] == ["Enough (demo)", "Approver (demo)", "Senior Approver (demo)"]


def test_a_call_off_that_this_job_may_not_change_is_not_opened_for_it(desk: Desk) -> None:
    reference = raised(desk).reference
    with pytest.raises(RuleBroken, match="Only the broker or practitioner may change this call-off"):
        read_to_change(desk.database, desk.approver, reference, NOW)


def test_the_list_of_a_change_answers_the_question_it_was_raised_with_for_the_week_it_has_now(desk: Desk) -> None:
    ready, person = desk.ready_service(search_text="orchard yard"), desk.person(budget="310")
    asked = SearchCriteria(START, WEEK, text="orchard", weekly_budget=Decimal(310))
    found = ChosenFrom(asked, find_offers(desk.database, asked).offers, NOW)
    raised_one = raise_call_off(desk.database, desk.practitioner, form(person, ready), NOW, found).result
    three_days = replace(
        draft_of(desk.database, raised_one.reference), week=parse_week("Mon,Wed,Fri 10:00-15:00"), reason="A wish"
    )
    change_call_off(desk.database, desk.broker, raised_one.reference, three_days, "A third day", NOW)
    kept = show_call_off(desk.database, desk.broker, raised_one.reference, TODAY).evidence
    assert kept is not None
    assert (kept.criteria.text, kept.criteria.week) == ("orchard", three_days.week)
    assert [each.weekly for each in kept.offers] == [Decimal("212.10")]


def test_the_list_of_a_move_to_another_service_is_that_of_its_lot(desk: Desk) -> None:
    ready, other = desk.ready_service(search_text="orchard yard"), desk.ready_service()
    asked = SearchCriteria(START, WEEK, text="orchard")
    found = ChosenFrom(asked, find_offers(desk.database, asked).offers, NOW)
    draft = form(desk.person(budget="310"), ready)
    raised_one = raise_call_off(desk.database, desk.practitioner, draft, NOW, found).result
    own = draft_of(desk.database, raised_one.reference)
    lines = (replace(own.lines[0], rate_id=other.rate_id),)
    moved = replace(own, service_id=other.service_id, lot_id=other.lot_id, lines=lines, reason="Nearer to the family")
    change_call_off(desk.database, desk.broker, raised_one.reference, moved, "Nearer", NOW)
    kept = show_call_off(desk.database, desk.broker, raised_one.reference, TODAY).evidence
    assert kept is not None
    assert kept.criteria.text == ""
    assert other.service_id in {each.service_id for each in kept.offers}


def test_in_the_list_of_a_change_its_own_place_is_free_and_ranks_it_where_it_belongs(desk: Desk) -> None:
    asked = SearchCriteria(START, WEEK, weekly_budget=Decimal(310))
    dearer, ready, person = desk.ready_service("80.00"), desk.ready_service(places_free=1), desk.person(budget="310")
    found = ChosenFrom(asked, find_offers(desk.database, asked).offers, NOW)
    raised_one = raise_call_off(desk.database, desk.practitioner, form(person, ready), NOW, found).result
    locked = replace(draft_of(desk.database, raised_one.reference), price_locked=True)
    change_call_off(desk.database, desk.broker, raised_one.reference, locked, "As agreed", NOW)
    kept = show_call_off(desk.database, desk.broker, raised_one.reference, TODAY).evidence
    assert kept is not None
    assert [(each.service_id, each.gate, each.places_free) for each in kept.offers[:1]] == [(ready.service_id, None, 1)]
    assert [each.service_id for each in kept.offers] == [ready.service_id, dearer.service_id]
