"""Small competitions: one under way with its answers, how they are weighed, and a new one looked at before it is opened."""

from datetime import timedelta

from PySide6.QtWidgets import QScrollArea, QWidget

from ui.market.competitions.section import CompetitionsSection
from ui.market.page import MarketPage
from ui.tour import Step, Tour, TourFailed, Waits

_FIRST_DAY = timedelta(days=60)


def look_at_answers(tour: Tour) -> Waits:
    """The competitions, the one under way opened at its answers, and how they are weighed."""
    tour.page(MarketPage).show_section(CompetitionsSection)
    section = _section(tour)
    yield lambda: bool(section.table.rows) and tour.at_rest()
    yield tour.at_rest
    tour.picture("Market: small competitions, each with its last day for answers in words and shapes, and what is next")
    section.open_one()
    yield tour.at_rest
    _scroll_to(tour, section.view.work.answers)
    yield tour.at_rest
    tour.picture("Market: who was invited and answered what; each offer is given points with their reason")
    _scroll_to(tour, section.view.work.weighing)
    yield tour.at_rest
    tour.picture("Market: the answers weighed by the stated weights, every figure with how it came about")
    section.close_one()


def look_before_one_is_opened(tour: Tour) -> Waits:
    """A new competition for the person in hand: who would be asked, who not and why, and the market's sheet."""
    section = _section(tour)
    section.begin(None)
    yield tour.at_rest
    opening = section.opening
    opening.form.first_day.set_day(tour.desk.today() + _FIRST_DAY)
    opening.form.why.setPlainText("The hours asked for stand on no rate card of the lot (demo).")
    opening.form.what_matters.setPlainText("The same faces each time, and a quiet room to go to (demo).")
    opening.form.working_days.setText("10")
    opening.check.click()
    yield lambda: opening.is_looking and tour.at_rest()
    yield tour.at_rest
    tour.picture(
        "Market: before a competition is opened; who is asked, who is not and why, and all that the market sees"
    )
    opening.again.click()
    opening.back.click()
    yield tour.at_rest


def _section(tour: Tour) -> CompetitionsSection:
    section = tour.page(MarketPage).section
    if not isinstance(section, CompetitionsSection):
        raise TourFailed("The competitions are not in front.")
    return section


def _scroll_to(tour: Tour, wanted: QWidget) -> None:
    """Bring the top of this to the top of what is seen."""
    area = tour.find(QScrollArea, _section(tour))
    area.ensureWidgetVisible(wanted)
    area.verticalScrollBar().setValue(
        area.verticalScrollBar().value() + wanted.mapTo(area, wanted.rect().topLeft()).y()
    )


STEPS: tuple[Step, ...] = (look_at_answers, look_before_one_is_opened)
