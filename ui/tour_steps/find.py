"""Finding: what the person needs, what the real week costs, what is behind a price, and what to do when nothing matches."""

from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from ui.find.detail_cost import DatesBlock
from ui.find.page import FindPage
from ui.page_name import PageName
from ui.tour import Step, Tour, TourFailed, Waits

_CHOSEN = 3


def search_for_the_person(tour: Tour) -> Waits:
    """Go to Find: the form is filled from the plan, the list is there."""
    tour.window.go_to(PageName.FIND)
    page = tour.page(FindPage)
    yield lambda: bool(page.results.table.rows) and tour.at_rest()
    tour.picture("Find: filled from the person’s plan; the real cost of their week, what fits the budget first")


def search_for_what_nobody_has(tour: Tour) -> Waits:
    """Type words that nothing has; the page says what to leave out, and one press does it."""
    page = tour.page(FindPage)
    page.criteria.words.insert("nobody offers this")
    yield lambda: not page.is_pausing and not page.results.table.rows and tour.at_rest()
    tour.picture("When nothing matches: which one criterion to leave out, in one press")
    _press_the_only_button(page.results.table)
    yield lambda: bool(page.results.table.rows) and tour.at_rest()


def choose_some(tour: Tour) -> Waits:
    """Tick the first three, look at what is behind the first."""
    page = tour.page(FindPage)
    page.results.table.tick_only(page.results.table.rows[:_CHOSEN])
    tour.find(QScrollArea, page.detail).ensureWidgetVisible(tour.find(DatesBlock, page.detail))
    yield tour.at_rest
    tour.picture("Every price with its real dates, whose sum is the total; the timetable and all rates beside it")


def _press_the_only_button(within: QWidget) -> None:
    for button in within.findChildren(QPushButton):
        if button.isVisible():
            button.click()
            return
    raise TourFailed("The list offers nothing to press.")


STEPS: tuple[Step, ...] = (search_for_the_person, search_for_what_nobody_has, choose_some)
