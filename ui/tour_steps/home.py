"""The first page: what waits for one."""

from ui.page import PageName
from ui.tour import Step, Tour, Waits


def look_at_home(tour: Tour) -> Waits:
    """Go to Home and wait for the queue."""
    tour.window.go_to(PageName.HOME)
    yield tour.at_rest
    tour.picture("Home: what waits for me, what to do next, and who starts this week")


STEPS: tuple[Step, ...] = (look_at_home,)
