"""Applications: the board, one of them opened to be assessed and decided, its letter."""

from PySide6.QtWidgets import QScrollArea

from brokerage.domain.application import ApplicationState
from brokerage.domain.staff import Job
from ui.market.applications.section import ApplicationsSection
from ui.market.page import MarketPage
from ui.tour import Step, Tour, TourFailed, Waits
from ui.tour_steps.jobs import work_as


def look_at_the_board(tour: Tour) -> Waits:
    """The board of applications, as a commissioner sees it."""
    tour.page(MarketPage).show_section(ApplicationsSection)
    yield tour.at_rest
    yield from work_as(tour, Job.COMMISSIONER)
    tour.picture(
        "Market: applications by the working days left, in words and shapes; the one selected with what happens next"
    )


def look_at_one_under_assessment(tour: Tour) -> Waits:
    """An application opened, one that two assess: who they are, and the questions of its lot with answers and scores."""
    section = _section(tour)
    yield from _open(tour, ApplicationState.IN_ASSESSMENT, place=-1)
    tour.picture("Market: an application opened; its clock, what the provider asked for, and who assesses it")
    card = next(iter(section.view.assessment.lots.values()))
    tour.find(QScrollArea, section).ensureWidgetVisible(list(card.rows.values())[-1], 0, 0)
    yield tour.at_rest
    tour.picture(
        "Market: a lot under assessment, each question with its answer; a colleague’s score stays sealed until both are given"
    )


def look_at_a_letter(tour: Tour) -> Waits:
    """An application that is decided, with its reasons, and the letter that answers it."""
    section = _section(tour)
    yield from _open(tour, ApplicationState.DECIDED)
    tour.find(QScrollArea, section).ensureWidgetVisible(section.view.assessment.letter, 0, 32)
    yield tour.at_rest
    tour.picture("Market: decided lot by lot with reasons; next the letter, then the contract is awarded and sealed")
    section.view.assessment.letter.click()
    yield lambda: section.letters.paper is not None and tour.at_rest()
    yield tour.at_rest
    tour.picture("Market: the letter before it is issued, with the reasons for each lot")
    section.letters.back.click()
    section.close_one()
    yield tour.at_rest


def _section(tour: Tour) -> ApplicationsSection:
    section = tour.page(MarketPage).section
    if not isinstance(section, ApplicationsSection):
        raise TourFailed("The applications are not in front.")
    return section


def _open(tour: Tour, state: ApplicationState, place: int = 0) -> Waits:
    section = _section(tour)
    section.close_one()
    of_state = [row.facts.reference for row in section.table.rows if row.facts.state is state]
    section.table.make_current(of_state[place])
    yield tour.at_rest
    section.open_one()
    yield tour.at_rest


STEPS: tuple[Step, ...] = (look_at_the_board, look_at_one_under_assessment, look_at_a_letter)
