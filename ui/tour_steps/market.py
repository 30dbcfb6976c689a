"""Market: the purchasing systems, their timeline to scale, the providers that ask to join, those admitted, uplifts."""

from PySide6.QtWidgets import QScrollArea

from brokerage.domain.calendar import financial_year_of
from brokerage.domain.period import ONE_DAY
from brokerage.domain.staff import Job
from ui.market.admissions.lines import Shown
from ui.market.admissions.section import AdmissionsSection
from ui.market.admissions.suspension import LIFT
from ui.market.documents.section import DocumentsSection
from ui.market.page import MarketPage
from ui.market.rates.section import RatesSection
from ui.market.schemes.section import SchemesSection
from ui.market.uplifts.section import UpliftsSection
from ui.page_name import PageName
from ui.tour import Step, Tour, TourFailed, Waits
from ui.tour_steps import applications, competitions, questions, rates, rules
from ui.tour_steps.jobs import work_as


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
    section.view.show_step(LIFT.title)
    yield tour.at_rest
    tour.find(QScrollArea, section).ensureWidgetVisible(section.view.forms[LIFT.title].form.press)
    yield tour.at_rest
    tour.picture("Market: what may be done with an admission, each step with what it does told before it is pressed")


def look_at_documents(tour: Tour) -> Waits:
    """What of providers' documents lapses first, and whom to ask for the next; then the form to add it."""
    page = tour.page(MarketPage)
    page.show_section(DocumentsSection)
    section = page.section
    if not isinstance(section, DocumentsSection):
        raise TourFailed("The documents are not in front.")
    yield lambda: bool(section.table.rows) and tour.at_rest()
    yield tour.at_rest
    tour.picture("Market: documents of providers by days left, what has lapsed first, with whom to ask for the next")
    section.view.newer.click()
    yield tour.at_rest
    tour.picture("Market: the newer insurance is added in the page; it opens the gate until its own last day")
    section.form.leave.click()


def look_at_rates(tour: Tour) -> Waits:
    """The prices for one thing as a picture, and what a new price would do to the one selected."""
    page = tour.page(MarketPage)
    page.show_section(RatesSection)
    section = page.section
    if not isinstance(section, RatesSection):
        raise TourFailed("The rates are not in front.")
    yield lambda: bool(section.table.rows) and tour.at_rest()
    section.table.make_current(section.table.rows[len(section.table.rows) // 2].line.line_id)
    yield tour.at_rest
    tour.picture("Market: all agreed rates for one thing to scale, the one selected and the outliers marked by shape")
    section.view.agree.price.setText("60")
    section.view.agree.first_day.set_day(financial_year_of(tour.desk.today()).period.known_last_day + ONE_DAY)
    section.view.agree.look_ahead()
    yield tour.at_rest
    tour.find(QScrollArea, section).ensureWidgetVisible(section.view.agree.save)
    yield tour.at_rest
    tour.picture("Market: a rate before it is agreed; old against new, its cost over running placements, days without")


def look_at_uplifts(tour: Tour) -> Waits:
    """The uplifts, and what a new one would do to every rate."""
    page = tour.page(MarketPage)
    page.show_section(UpliftsSection)
    section = page.section
    if not isinstance(section, UpliftsSection):
        raise TourFailed("The uplifts are not in front.")
    yield lambda: bool(section.table.rows) and tour.at_rest()
    section.form.amount.setText("4")
    section.form.first_day.set_day(financial_year_of(tour.desk.today()).period.known_last_day + ONE_DAY)
    section.form.preview()
    yield lambda: bool(section.form.view.table.rows) and tour.at_rest()
    for shown in (section.form.view.table, section.form.view.totals):
        tour.find(QScrollArea, section).ensureWidgetVisible(shown)
    yield tour.at_rest
    tour.picture(
        "Market: an uplift before it is applied; its cost this year and in a full year, then every rate old and new"
    )


def go_back_to_practice(tour: Tour) -> Waits:
    """Let the practitioner work again, who plays the rest of the journey."""
    yield from work_as(tour, Job.PRACTITIONER)


STEPS: tuple[Step, ...] = (
    look_at_schemes,
    *applications.STEPS,
    *questions.STEPS,
    *rules.STEPS,
    look_at_admissions,
    *competitions.STEPS,
    look_at_documents,
    look_at_rates,
    *rates.STEPS,
    look_at_uplifts,
    go_back_to_practice,
)
