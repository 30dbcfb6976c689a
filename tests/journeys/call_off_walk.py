"""What somebody does at the window by keyboard on the way from a person to the printed agreement; journeys are made of it."""

from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from brokerage.domain.call_off_summary import CallOffSummary
from brokerage.domain.offer import Offer
from brokerage.domain.period import format_day
from brokerage.domain.person_summary import PersonSummary
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.week_wanted import WeekWanted
from tests.journeys.office import Seat
from tests.journeys.stories import Story
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
from ui.widgets.day_field import DayField
from ui.widgets.week_field import WeekField

REASON = "The person chose it after a visit."


# The practitioner


def take_in_hand(seat: Seat, wanted: PersonSummary) -> None:
    people = seat.go_to(PageName.PEOPLE, PeoplePage)
    seat.type_over(people.list.search, wanted.reference)
    seat.wait(lambda: len(people.list.table.rows) == 1)
    seat.move_to(people.list.table, lambda person: person.reference == wanted.reference)
    seat.press(people.list.take)
    assert seat.desk.person is not None
    assert seat.desk.person.reference == wanted.reference


def find_a_week(seat: Seat, week: WeekWanted) -> FindPage:
    find = seat.go_to(PageName.FIND, FindPage)
    find_rests(seat, find)
    field = find.criteria.findChild(WeekField)
    assert isinstance(field, WeekField)
    seat.type_over(field, str(week))
    find_rests(seat, find)
    assert field.week() == week
    return find


def find_called(seat: Seat, service: str, week: WeekWanted, first_day: str = "") -> FindPage:
    """Find the service of this name, for this week from this day on, and select it."""
    find = find_a_week(seat, week)
    seat.type_over(find.criteria.words, service)
    find_rests(seat, find)
    if first_day:
        start_on(seat, find, first_day)
    seat.move_to(find.results.table, lambda offer: offer.service == service)
    return find


def start_on(seat: Seat, find: FindPage, first_day: str) -> None:
    """Ask for support from another day on."""
    field = find.criteria.findChild(DayField)
    assert isinstance(field, DayField)
    seat.type_over(field, first_day)
    seat.keys.key(Qt.Key.Key_Tab)
    find_rests(seat, find)


def raise_selected(seat: Seat, find: FindPage) -> None:
    """Call off the service selected, as the form has it."""
    seat.press(find.detail.call_off)
    raise_it(seat, opened_form(seat))


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
    seat.name_file(file)
    seat.wait(file.exists)
    return file
