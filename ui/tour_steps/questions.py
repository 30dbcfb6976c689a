"""What a lot asks of its applicants, while a commissioner writes it."""

from PySide6.QtWidgets import QScrollArea

from ui.market.page import MarketPage
from ui.market.schemes.section import SchemesSection
from ui.tour import Step, Tour, TourFailed, Waits

_WITHOUT_APPLICATIONS = "4"


def look_at_questions(tour: Tour) -> Waits:
    """The lot for micro-enterprises: its questions, then its editor."""
    page = tour.page(MarketPage)
    page.show_section(SchemesSection)
    section = page.section
    if not isinstance(section, SchemesSection):
        raise TourFailed("The purchasing systems are not in front.")
    yield lambda: bool(section.table.rows) and tour.at_rest()
    card = section.view.questions
    yield lambda: card.lot.offers(_WITHOUT_APPLICATIONS) and tour.at_rest()
    card.lot.choose(_WITHOUT_APPLICATIONS)
    card.change.click()
    yield tour.at_rest
    tour.find(QScrollArea, section).ensureWidgetVisible(card.save)
    yield tour.at_rest
    tour.picture(
        "Market: what a lot asks of its applicants, while it is written; what the weights make is told as one types"
    )
    card.leave.click()


STEPS: tuple[Step, ...] = (look_at_questions,)
