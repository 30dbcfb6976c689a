"""News of free places: who said it, when, and how old it is. Older news than what stands never overwrites it."""

from dataclasses import dataclass
from datetime import date, datetime

from brokerage.domain.errors import BadInput
from brokerage.domain.period import format_day
from brokerage.domain.staff import Job

RECORDED_BY = (Job.PRACTITIONER, Job.BROKER, Job.COMMISSIONER)
"""Who hears such news, and writes it down."""


@dataclass(frozen=True, slots=True)
class PlacesNews:
    """How many places a service said were free, on which day, who said it, and who wrote it down when (UTC)."""

    places_free: int
    said_on: date
    said_by: str
    recorded_by: str
    recorded_at: datetime

    def days_old(self, today: date) -> int:
        """Return how many days ago it was said."""
        return (today - self.said_on).days


@dataclass(frozen=True, slots=True)
class PlacesStanding:
    """What stands for a service: `places_free` as said on the day, less what was called off since; and all its news, newest first.

    None where nothing was ever said. News that an import brought is not among `news`.
    """

    service_id: int
    service: str
    capacity: int | None
    places_free: int | None
    said_on: date | None
    said_by: str
    news: tuple[PlacesNews, ...]

    def days_old(self, today: date) -> int | None:
        """Return how many days ago what stands was said; None where nothing was."""
        return None if self.said_on is None else (today - self.said_on).days


def check_news(places_free: int, capacity: int | None, said_on: date, today: date) -> None:
    """Pass when the news can be meant. Raises: BadInput for fewer than no places, more than there are, and a day to come."""
    if places_free < 0:
        raise BadInput("There cannot be fewer than no places free: give 0 or more.", "places_free")
    if capacity is not None and places_free > capacity:
        raise BadInput(
            f"The service has {capacity} places in all, and more were said to be free: ask again.", "places_free"
        )
    if said_on > today:
        raise BadInput(f"{format_day(said_on)} is still to come: give the day on which it was said.", "said_on")


def overwrites(said_on: date, standing_on: date | None) -> bool:
    """Return whether news of this day takes the place of what stands. Of the same day the later told is right."""
    return standing_on is None or said_on >= standing_on
