"""Market: the purchasing systems, their timeline to scale, the providers that ask to join, and those admitted."""

from PySide6.QtWidgets import QScrollArea

from ui.market.admission_lines import Shown
from ui.market.admissions_section import AdmissionsSection
from ui.market.applications_section import ApplicationsSection
from ui.market.page import MarketPage
from ui.market.schemes_section import SchemesSection
from ui.page_name import PageName
from ui.tour import Step, Tour, TourFailed, Waits


def look_at_schemes(tour: Tour) -> Waits:
    """The purchasing systems, and the first of them with its timeline."""
    tour.window.go_to(PageName.MARKET)
    page = tour.page(MarketPage)
    page.show_section(SchemesSection)
    section = page.section
    if not isinstance(section, SchemesSection):
        raise TourFailed("The purchasing systems are not in front.")
    yield lambda: bool(section.table.rows) and tour.at_rest()
    yield tour.at_rest
    tour.picture(
        "Market: a purchasing system to scale; extensions taken and left, rounds, and the last day for call-offs"
    )


def look_at_applications(tour: Tour) -> Waits:
    """The board of applications."""
    tour.page(MarketPage).show_section(ApplicationsSection)
    yield tour.at_rest
    tour.picture(
        "Market: applications by the working days left, in words and shapes; the one selected with what happens next"
    )


def look_at_admissions(tour: Tour) -> Waits:
    """The admissions that are suspended, and what may be done with the first of them."""
    page = tour.page(MarketPage)
    page.show_section(AdmissionsSection)
    section = page.section
    if not isinstance(section, AdmissionsSection):
        raise TourFailed("The admissions are not in front.")
    yield lambda: bool(section.table.rows) and tour.at_rest()
    section.show_only(Shown.SUSPENDED)
    yield tour.at_rest
    tour.picture(
        "Market: admissions in words and shapes; here those suspended, with their reason, renewals and history"
    )
    tour.find(QScrollArea, section).ensureWidgetVisible(section.view.steps, 0, 400)
    yield tour.at_rest
    tour.picture("Market: what may be done with an admission, each step with what it does told before it is pressed")


STEPS: tuple[Step, ...] = (look_at_schemes, look_at_applications, look_at_admissions)
