"""A scheme's own rules, while a commissioner sets others from a day on."""

from PySide6.QtWidgets import QScrollArea

from brokerage.domain.calendar import financial_year_of
from brokerage.domain.period import ONE_DAY, format_day
from ui.market.page import MarketPage
from ui.market.rules.typed import put_into
from ui.market.rules.view import SET_RULES
from ui.market.schemes.section import SchemesSection
from ui.tour import Step, Tour, TourFailed, Waits


def look_at_rules(tour: Tour) -> Waits:
    """Six weeks' notice from the next financial year on, tried before it is set."""
    page = tour.page(MarketPage)
    page.show_section(SchemesSection)
    section = page.section
    if not isinstance(section, SchemesSection):
        raise TourFailed("The purchasing systems are not in front.")
    yield lambda: bool(section.table.rows) and tour.at_rest()
    door = section.view.rules.policy
    door.buttons[SET_RULES].click()
    form = door.form
    if form is None:
        raise TourFailed("The form for standing rules did not open.")
    first_day = format_day(financial_year_of(tour.desk.today()).period.known_last_day + ONE_DAY)
    for name, text in (("from", first_day), ("by", "Example decision (demo)"), ("notice-days", "42")):
        put_into(form.fields[name].control, text)
    form.attempt.click()
    yield tour.at_rest
    tour.find(QScrollArea, section).ensureWidgetVisible(form.save)
    yield tour.at_rest
    tour.picture("Market: a scheme's standing rules from a day on; what would change is told before they are set")
    form.leave.click()


STEPS: tuple[Step, ...] = (look_at_rules,)
