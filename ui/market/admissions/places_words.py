"""What Market says of a service's free places: who said it, when, how old it is; and what newer news does. No widgets."""

from collections.abc import Iterable
from datetime import date

from brokerage.domain.errors import BadInput
from brokerage.domain.period import format_day
from brokerage.domain.places_news import RECORDED_BY, PlacesNews, PlacesStanding, overwrites
from brokerage.domain.staff import Actor
from ui import formats

Fact = tuple[str, str]


def places(standing: PlacesStanding, today: date) -> tuple[Fact, ...]:
    """What stands of the free places, who said it, when, and how old that is; and what was told before, newest first."""
    if standing.places_free is None or standing.said_on is None:
        return (("Places free", "nobody has said"), *_told(standing.news, today))
    of = "" if standing.capacity is None else f" of {standing.capacity:,}"
    said = f"{format_day(standing.said_on)}, {_ago((today - standing.said_on).days)}"
    by = f", by {standing.said_by}" if standing.said_by else ""
    now = (("Places free", f"{standing.places_free:,}{of}"), ("Said", f"{said}{by}"))
    first = standing.news[:1]
    if first and (first[0].said_on, first[0].said_by) == (standing.said_on, standing.said_by):
        return (*now, ("Recorded by", first[0].recorded_by), *_told(standing.news[1:], today))
    return (*now, *_told(standing.news, today))


def _told(news: Iterable[PlacesNews], today: date) -> tuple[Fact, ...]:
    return tuple(
        (
            f"Told {format_day(one.said_on)}",
            f"{one.places_free:,} free, by {one.said_by}, {_ago(one.days_old(today))}; recorded by {one.recorded_by}",
        )
        for one in news
    )


def read_places(text: str) -> int:
    """The number typed. Raises: BadInput for what is none."""
    typed = text.strip()
    if not (typed.isascii() and typed.isdigit()):
        raise BadInput("Give how many places are free as a whole number; 0 where none is.", "places_free")
    return int(typed)


def read_who(text: str) -> str:
    """Who said it. Raises: BadInput for nobody."""
    if not text.strip():
        raise BadInput("Say who said it: news of places is as good as who tells it.", "said_by")
    return text.strip()


def consequence(standing: PlacesStanding, free: int, said_on: date) -> str:
    """What recording this does to what Find shows."""
    if not overwrites(said_on, standing.said_on):
        return f"Older than what stands, of {formats.day(standing.said_on)}: it is kept with the others and changes nothing."
    shown = formats.count(free, "place")
    return f"Find shows {shown} free as said on {format_day(said_on)}, less the places called off after that day."


def recorded(standing: PlacesStanding) -> str:
    """What happened and what stands now."""
    free = formats.count(standing.places_free or 0, "place")
    return f"The news is recorded: {standing.service} has {free} free, as said on {formats.day(standing.said_on)}."


def why_not(actor: Actor) -> str:
    """Why no news can be recorded by who works now; empty where it can."""
    if actor.job in RECORDED_BY:
        return ""
    job = formats.words(actor.job).lower()
    return f"Read only: you are working as {job}; practitioners, brokers and commissioners record news."


def _ago(days: int) -> str:
    return "today" if days <= 0 else f"{formats.count(days, 'day')} ago"
