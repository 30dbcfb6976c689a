"""Comparing: the chosen services side by side, a dearer one chosen, and the paper for the family."""

from ui.compare import presenter
from ui.compare.page import ComparePage
from ui.find.page import FindPage
from ui.page_name import PageName
from ui.tour import Step, Tour, Waits


def compare_what_was_chosen(tour: Tour) -> Waits:
    """Press Compare on Find; the options stand side by side."""
    tour.window.go_to(PageName.FIND)
    tour.page(FindPage).detail.compare.click()
    page = tour.page(ComparePage)
    yield lambda: bool(page.table.rows) and tour.at_rest()
    tour.picture("Compare: the same week side by side, the cheapest that fits first, what each differs by in words")


def choose_a_dearer_one(tour: Tour) -> Waits:
    """Choose the second option: the page says what it means and asks why."""
    page = tour.page(ComparePage)
    page.table.choose(1)
    page.reason.setText("Close to the family, who can bring them there.")
    yield tour.at_rest
    tour.picture("A dearer choice is a right: it only asks for a reason, which goes along to the call-off")


def save_the_paper(tour: Tour) -> Waits:
    """Keep the comparison as the family gets it."""
    page = tour.page(ComparePage)
    made: list[bytes] = []
    assert page.comparison is not None  # noqa: S101 - the step before waited for it
    database, comparison = tour.desk.database, page.comparison
    tour.desk.reads.latest("tour: comparison", lambda: presenter.paper_of(database, comparison), made.append)
    yield lambda: bool(made)
    tour.paper("comparison.pdf", made[0], "The comparison on paper, for the person and the family (PDF)")


STEPS: tuple[Step, ...] = (compare_what_was_chosen, choose_a_dearer_one, save_the_paper)
