"""From a person to the printed agreement, in the window, by keyboard alone, on both databases."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt

from brokerage.domain.scheme import AwardRoute
from brokerage.domain.week_wanted import WeekWanted
from tests.journeys.call_off_walk import (
    REASON,
    approve,
    ask_for_week,
    assert_the_bar_shows_the_choice_of_the_page_in_front,
    choose_route,
    compare,
    find_a_week,
    open_one_and_tick,
    opened_form,
    raise_it,
    send_agree_and_save,
    take_in_hand,
    weekly_of,
)
from tests.journeys.office import CONTROL, Office, Seat
from tests.journeys.records import (
    Expected,
    assert_all_is_well,
    assert_the_paper_prints_the_row,
    assert_the_records_agree,
    references_of,
)
from tests.journeys.stories import Story, somebody_who_prefers_a_dearer_home, somebody_with_a_week
from ui.find.page import FindPage
from ui.page_name import PageName


@dataclass(frozen=True, slots=True)
class Raised:
    """What was raised: references in the order of the package, the weekly cost of each, how long the list was."""

    references: tuple[str, ...]
    weekly: tuple[Decimal, ...]
    listed: int


def test_a_week_of_several_services_goes_from_a_person_to_paper_by_keyboard_alone(
    office: Office, tmp_path: Path
) -> None:
    story = somebody_with_a_week(office.address)
    raised = raise_both(office.seat("practitioner"), office.address, story)
    assert len(raised.references) == 2
    approver = office.seat("approver")
    for reference in raised.references:
        approve(approver, reference)
    broker = office.seat("broker")
    papers = [send_agree_and_save(broker, reference, tmp_path) for reference in raised.references]
    office.close()
    for number, chosen in enumerate((story.first, story.second)):
        reference, weekly = raised.references[number], raised.weekly[number]
        who = ("practitioner", "approver", "broker", "broker", "broker")
        expected = Expected(chosen.service_id, weekly, raised.listed, who, office.is_independent)
        assert_the_records_agree(office.address, reference, expected)
        assert_the_paper_prints_the_row(office.address, reference, papers[number], (chosen.service,))
    assert_all_is_well(office.address)


def test_a_home_with_contribution_and_top_up_goes_from_a_person_to_paper_by_keyboard_alone(
    office: Office, tmp_path: Path
) -> None:
    story = somebody_who_prefers_a_dearer_home(office.address)
    raised = raise_the_dearer_home(office.seat("practitioner"), office.address, story)
    (reference,) = raised.references
    approve(office.seat("senior-approver"), reference)
    paper = send_agree_and_save(office.seat("broker"), reference, tmp_path, room="Room 4")
    office.close()
    assert story.person.weekly_budget is not None
    top_up = raised.weekly[0] - story.person.weekly_budget
    who = ("practitioner", "senior-approver", "broker", "broker", "broker")
    expected = Expected(story.second.service_id, raised.weekly[0], raised.listed, who, office.is_independent)
    assert_the_records_agree(office.address, reference, expected)
    printed = (story.second.service, "Room 4", "The person's sister", f"£{top_up:,.2f}")
    assert_the_paper_prints_the_row(office.address, reference, paper, printed)
    assert_all_is_well(office.address)


def raise_both(seat: Seat, address: str, story: Story) -> Raised:
    before = references_of(address, story.person.person_id)
    take_in_hand(seat, story.person)
    find = find_a_week(seat, story.week)
    listed = len(find.results.table.rows)
    open_one_and_tick(seat, find, story)
    compare(seat, find)
    seat.go_to(PageName.FIND, FindPage)
    seat.press(find.detail.call_off)
    form = opened_form(seat)
    first_day, second_day = (WeekWanted((day,)) for day in story.week.days)
    ask_for_week(seat, form, form.parts[0], first_day)
    ask_for_week(seat, form, form.parts[1], second_day)
    raise_it(seat, form)
    references = references_of(address, story.person.person_id) - before
    return Raised(tuple(sorted(references)), weekly_of(form), listed)


def raise_the_dearer_home(seat: Seat, address: str, story: Story) -> Raised:
    before = references_of(address, story.person.person_id)
    take_in_hand(seat, story.person)
    find = find_a_week(seat, story.week)
    listed = len(find.results.table.rows)
    open_one_and_tick(seat, find, story)
    comparison = compare(seat, find)
    seat.tab_to(comparison.table)
    seat.keys.key(Qt.Key.Key_Right)
    assert_the_bar_shows_the_choice_of_the_page_in_front(seat, story)
    seat.type_over(comparison.reason, REASON)
    seat.keys.key(Qt.Key.Key_Return, CONTROL)
    seat.rest()
    form = opened_form(seat)
    part = form.parts[0]
    choose_route(seat, form, part, AwardRoute.PERSONS_CHOICE)
    seat.type_over(part.payer, "The person's sister")
    raise_it(seat, form)
    references = references_of(address, story.person.person_id) - before
    return Raised(tuple(sorted(references)), weekly_of(form), listed)
