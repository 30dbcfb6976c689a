"""What a competition was awarded is called off like any other: at its price, once, with a reason where one is owed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_draft import CallOffDraft
from brokerage.domain.errors import BadInput, DeskError, RuleBroken
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.week_wanted import parse_week
from brokerage.services.call_off_standing import CallOffStanding
from brokerage.services.call_off_typed import CallOffAsked, read_package
from brokerage.services.change_typed import ChangeAsked, change_as_typed
from brokerage.services.draft_call_offs import draft_of, open_draft
from brokerage.services.find_competitions import show_competition
from brokerage.services.raise_call_off import draft_call_off, raise_call_off
from brokerage.services.send_and_answer import withdraw_call_off
from brokerage.storage.tables.call_offs import CallOffRow
from tests.builders import START, Desk
from tests.services.call_off_builders import form as ordinary_form
from tests.services.call_off_builders import listed
from tests.services.competition_builders import NOW, awarded, counting, market, opened

WHY = "The better fit by the weights."


@pytest.fixture
def desk(shared_desk: Desk) -> Desk:
    """One desk for all tests here: each competition is in a scheme of its own."""
    return shared_desk


def draft(desk: Desk, reference: str, **fields: Any) -> CallOffDraft:
    """The form that calls off what was awarded, as the command line fills it in."""
    asked = CallOffAsked(competition=reference, **{"reason": WHY, **fields})
    return read_package(desk.database, asked, NOW)[0][0]


def called_off(desk: Desk, form: CallOffDraft) -> CallOffStanding:
    return raise_call_off(desk.database, desk.broker, form, NOW).result


def test_a_dearer_award_and_one_over_the_budget_owe_a_reason_like_any_other(desk: Desk) -> None:
    of = market(desk, budget="150")
    form = draft(desk, awarded(desk, of), reason="")
    with pytest.raises(BadInput) as refused:
        called_off(desk, form)
    assert "£20.00 a week dearer than A Yard (demo)" in refused.value.sentence
    assert "£10.00 a week over what is left of the budget" in refused.value.sentence
    assert called_off(desk, replace(form, reason=WHY)).state is CallOffState.AWAITING_APPROVAL


def test_a_list_that_is_brought_along_does_not_stand_in_for_what_was_weighed(desk: Desk) -> None:
    form = draft(desk, awarded(desk, market(desk)), reason="")
    with pytest.raises(BadInput, match=r"dearer than A Yard \(demo\)"):
        raise_call_off(desk.database, desk.broker, form, NOW, listed())


def test_it_is_refused_before_the_award_for_another_service_and_a_second_time(desk: Desk) -> None:
    call_offs = counting(desk, CallOffRow)
    of = market(desk)
    reference = awarded(desk, of)
    waiting = opened(desk, of).reference
    with pytest.raises(RuleBroken, match=f"{waiting} was not awarded"):
        draft(desk, waiting)
    form = draft(desk, reference)
    with pytest.raises(RuleBroken, match=f"{waiting} was not awarded"):
        called_off(desk, replace(form, competition_id=(form.competition_id or 0) + 1))
    with pytest.raises(BadInput, match=r"was awarded to B Yard \(demo\)"):
        called_off(desk, replace(form, service_id=of.services[0]))
    first = called_off(desk, form)
    assert called_off(desk, form).reference == first.reference
    with pytest.raises(RuleBroken, match=f"{reference} was called off already, with {first.reference}"):
        called_off(desk, replace(form, request_id="another form"))
    assert call_offs() == 1


def test_an_award_whose_call_off_was_withdrawn_may_be_called_off_again(desk: Desk) -> None:
    reference = awarded(desk, market(desk))
    first = called_off(desk, draft(desk, reference))
    withdraw_call_off(desk.database, desk.broker, first.reference, "The wrong day.", NOW)
    second = called_off(desk, draft(desk, reference))
    assert show_competition(desk.database, reference).summary.call_off == second.reference


def test_two_who_call_off_one_award_at_once_raise_one_call_off(desk: Desk) -> None:
    call_offs = counting(desk, CallOffRow)
    form = draft(desk, awarded(desk, market(desk)))

    def press(number: int) -> str:
        try:
            return called_off(desk, replace(form, request_id=f"press-{number}")).reference
        except DeskError as error:
            return error.sentence

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(press, range(4)))
    assert call_offs() == 1
    assert sum(said.startswith("CO-") for said in told) == 1


def test_a_price_is_typed_only_for_what_was_awarded(desk: Desk) -> None:
    form = draft(desk, awarded(desk, market(desk)))
    with pytest.raises(RuleBroken, match="A price may be typed only for a one-off"):
        called_off(desk, replace(form, competition_id=None))
    with pytest.raises(BadInput, match=r"was awarded at £80\.00 by the day"):
        called_off(desk, replace(form, lines=(replace(form.lines[0], price=Decimal(79)),)))
    with pytest.raises(BadInput, match="another week or ratio"):
        called_off(desk, replace(form, week=parse_week("Mon 10:00-15:00")))


def test_what_the_award_settled_is_not_said_again_and_what_it_left_open_may_be(desk: Desk) -> None:
    reference = awarded(desk, market(desk))
    for settled in ({"week": "Mon"}, {"rates": (1,)}, {"with_transport": True}, {"route": "direct"}):
        with pytest.raises(BadInput, match="The competition settled that: leave --"):
            draft(desk, reference, **settled)
    form = draft(desk, reference, end="2027-03-31", once="150", room="The green room")
    assert (form.first_day, form.room, len(form.lines)) == (START, "The green room", 2)
    assert called_off(desk, form).state is CallOffState.AWAITING_APPROVAL


def test_a_draft_keeps_its_competition_and_is_raised_from_it(desk: Desk) -> None:
    reference = awarded(desk, market(desk))
    saved = draft_call_off(desk.database, desk.broker, draft(desk, reference), NOW).result
    opened_again = draft_of(desk.database, saved.reference)
    assert opened_again.awarded_in is not None
    listed_again = open_draft(desk.database, saved.package_id, listed(), NOW).chosen_from
    assert [offer.service for offer in listed_again.offers] == ["B Yard (demo)", "A Yard (demo)"]
    assert show_competition(desk.database, reference).summary.call_off == ""
    assert called_off(desk, opened_again).reference == saved.reference


def test_a_change_stays_within_the_award_unless_it_takes_another_route(desk: Desk) -> None:
    reference = awarded(desk, market(desk))
    raised = called_off(desk, draft(desk, reference)).reference

    def change(**fields: Any) -> str:
        change_as_typed(desk.database, desk.broker, raised, ChangeAsked(**fields), "The family asked.", NOW)
        return show_competition(desk.database, reference).summary.call_off

    assert change(end="2027-03-31") == raised
    with pytest.raises(BadInput, match="another week or ratio"):
        change(week="Mon 10:00-15:00")
    with pytest.raises(BadInput, match="was awarded at"):
        change(price="79", unit="day")
    assert change(route="off-scheme", price="79", unit="day", reason="They moved.") == ""


def test_a_call_off_of_no_competition_is_raised_as_ever(desk: Desk) -> None:
    form = ordinary_form(desk.person(), desk.ready_service(), route=AwardRoute.SMALL_COMPETITION)
    assert called_off(desk, form).state is CallOffState.AWAITING_APPROVAL
