"""From a person to the printed agreement, in the window, by keyboard alone, on both databases."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit

from brokerage.domain.call_off_summary import CallOffSummary
from brokerage.domain.offer import Offer
from brokerage.domain.period import format_day
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.week_wanted import WeekWanted
from tests.journeys.office import CONTROL, Office, Seat
from tests.journeys.records import (
    Expected,
    assert_all_is_well,
    assert_the_paper_prints_the_row,
    assert_the_records_agree,
    references_of,
)
from tests.journeys.stories import Story, somebody_who_prefers_a_dearer_home, somebody_with_a_week
from tests.ui.call_off_desk import looked_at
from ui.call_offs.page import CallOffsPage
from ui.call_offs.raise_form import RaiseForm
from ui.call_offs.raise_part import PartCard
from ui.compare.page import ComparePage
from ui.find.page import FindPage
from ui.home.page import HomePage
from ui.page_name import PageName
from ui.people.page import PeoplePage
from ui.person_bar import PersonBar
from ui.widgets.week_field import WeekField

REASON = "The person chose it after a visit."


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


# The practitioner


def raise_both(seat: Seat, address: str, story: Story) -> Raised:
    before = references_of(address, story.person.person_id)
    take_in_hand(seat, story)
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
    take_in_hand(seat, story)
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


def take_in_hand(seat: Seat, story: Story) -> None:
    people = seat.go_to(PageName.PEOPLE, PeoplePage)
    seat.type_over(people.list.search, story.person.reference)
    seat.wait(lambda: len(people.list.table.rows) == 1)
    seat.move_to(people.list.table, lambda person: person.reference == story.person.reference)
    seat.press(people.list.take)
    assert seat.desk.person is not None
    assert seat.desk.person.reference == story.person.reference


def find_a_week(seat: Seat, week: WeekWanted) -> FindPage:
    find = seat.go_to(PageName.FIND, FindPage)
    find_rests(seat, find)
    field = find.criteria.findChild(WeekField)
    assert isinstance(field, WeekField)
    seat.type_over(field, str(week))
    find_rests(seat, find)
    assert field.week() == week
    return find


def find_rests(seat: Seat, find: FindPage) -> None:
    seat.rest()
    seat.wait(lambda: not find.is_pausing)
    seat.rest()


def open_one_and_tick(seat: Seat, find: FindPage, story: Story) -> None:
    table = find.results.table
    for wanted in (story.first, story.second):
        seat.move_to(table, partial(same, wanted))
        seat.keys.key(Qt.Key.Key_Space)
    seat.enter()
    find_rests(seat, find)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert find.detail.isAncestorOf(focus)
    assert {offer.service_id for offer in table.ticked} == {story.first.service_id, story.second.service_id}


def compare(seat: Seat, find: FindPage) -> ComparePage:
    seat.press(find.detail.compare)
    comparison = seat.page(PageName.COMPARE, ComparePage)
    seat.wait(lambda: comparison.comparison is not None and bool(comparison.table.rows))
    seat.rest()
    return comparison


def opened_form(seat: Seat) -> RaiseForm:
    form = seat.page(PageName.CALL_OFFS, CallOffsPage).form
    seat.wait(lambda: form.is_ready)
    seat.rest()
    return form


def ask_for_week(seat: Seat, form: RaiseForm, part: PartCard, week: WeekWanted) -> None:
    seat.type_over(part.week, str(week))
    form_rests(seat, form)
    assert part.draft.week == week


def choose_route(seat: Seat, form: RaiseForm, part: PartCard, route: AwardRoute) -> None:
    seat.tab_to(part.route)
    seat.keys.key(Qt.Key.Key_Home)
    for _ in range(part.route.count()):
        if part.route.value() is route:
            break
        seat.keys.key(Qt.Key.Key_Down)
    form_rests(seat, form)
    assert part.draft.route is route


def form_rests(seat: Seat, form: RaiseForm) -> None:
    seat.wait(lambda: not form.is_pausing)
    seat.rest()


def raise_it(seat: Seat, form: RaiseForm) -> None:
    """Check; say why where a reason is owed; raise."""
    form_rests(seat, form)
    seat.press(form.check)
    while not form.answers.isVisible():
        focus = QApplication.focusWidget()
        assert isinstance(focus, QPlainTextEdit), form._standing.text()
        assert not focus.toPlainText()
        seat.keys.text(REASON)
        form_rests(seat, form)
        seat.press(form.check)
    seat.press(form.answers.raise_button)
    seat.wait(lambda: form.is_done)
    assert_the_bar_counts_it_once(seat)


def assert_the_bar_counts_it_once(seat: Seat) -> None:
    assert left_in_the_bar(seat) == left_of_the_budget(seat)


def assert_the_bar_shows_the_choice_of_the_page_in_front(seat: Seat, story: Story) -> None:
    assert story.second.weekly is not None
    assert left_in_the_bar(seat) == left_of_the_budget(seat) - story.second.weekly
    seat.go_to(PageName.PEOPLE, PeoplePage)
    assert left_in_the_bar(seat) == left_of_the_budget(seat)
    seat.go_to(PageName.COMPARE, ComparePage)
    assert left_in_the_bar(seat) == left_of_the_budget(seat) - story.second.weekly


def left_in_the_bar(seat: Seat) -> Decimal:
    seat.rest()
    bar = seat.window.findChild(PersonBar)
    assert isinstance(bar, PersonBar)
    return bar._bar.left


def left_of_the_budget(seat: Seat) -> Decimal:
    person = seat.desk.person
    assert person is not None
    assert person.weekly_budget is not None
    return person.weekly_budget - person.spent_weekly


def weekly_of(form: RaiseForm) -> tuple[Decimal, ...]:
    priced = [look.priced for look in looked_at(form).looks]
    return tuple(each.weekly for each in priced if each is not None)


def same(wanted: Offer, offer: Offer) -> bool:
    return (offer.service_id, offer.lot_id) == (wanted.service_id, wanted.lot_id)


# The approver and the broker


def open_from_home(seat: Seat, reference: str) -> CallOffsPage:
    home = seat.go_to(PageName.HOME, HomePage)

    def is_it(row: CallOffSummary) -> bool:
        return row.reference == reference

    seat.move_to(home.waiting, is_it)
    seat.enter()
    page = seat.page(PageName.CALL_OFFS, CallOffsPage)
    shows(seat, page, reference)
    return page


def shows(seat: Seat, page: CallOffsPage, reference: str) -> None:
    def is_shown() -> bool:
        detail = page.list.detail.detail
        return detail is not None and detail.summary.reference == reference

    seat.wait(is_shown)
    seat.rest()


def approve(seat: Seat, reference: str) -> None:
    page = open_from_home(seat, reference)
    seat.press_named(page.list.detail, "Approve…")
    assert page.dialog is not None
    seat.answer(page.dialog, page.dialog.do)


def send_agree_and_save(seat: Seat, reference: str, folder: Path, room: str = "") -> Path:
    page = open_from_home(seat, reference)
    seat.press_named(page.list.detail, "Send to provider")
    shows(seat, page, reference)
    seat.press_named(page.list.detail, "Record acceptance…")
    dialog = page.dialog
    assert dialog is not None
    keys = seat.at_dialog(dialog)
    keys.tab_to(dialog._room)
    keys.text(room)
    seat.answer(dialog, dialog.do)
    shows(seat, page, reference)
    seat.press_named(page.list.detail, "Agreement")
    seat.wait(lambda: page.agreement.paper is not None and page.agreement.paper.references == (reference,))
    assert page.agreement.paper is not None
    assert page.agreement.paper.terms[0].is_draft
    seat.wait(lambda: bool(page.agreement.view.pages))
    seat.press(page.agreement.issue)
    seat.wait(lambda: page.agreement.paper is not None and not page.agreement.paper.terms[0].is_draft)
    return save(seat, page, folder / f"{reference} of {format_day(seat.desk.today())}.pdf")


def save(seat: Seat, page: CallOffsPage, file: Path) -> Path:
    seat.press(page.agreement.save)
    dialog = page.window().findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    keys = seat.at_dialog(dialog)
    keys.key(Qt.Key.Key_A, CONTROL)
    keys.text(str(file))
    with seat.until_closed(dialog):
        keys.key(Qt.Key.Key_Return)
    seat.wait(file.exists)
    return file
