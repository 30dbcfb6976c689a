"""The regulator's words → ours: ratings, specialisms, kinds of service, its three ways of writing a day."""

import re
from collections.abc import Iterable
from datetime import date

from brokerage.domain.errors import BadInput
from brokerage.domain.period import parse_day
from brokerage.domain.service import Rating
from brokerage.exchange.columns import without_midnight

_RATINGS = {
    "outstanding": Rating.OUTSTANDING,
    "good": Rating.GOOD,
    "requires improvement": Rating.REQUIRES_IMPROVEMENT,
    "inadequate": Rating.INADEQUATE,
    "not rated": Rating.NOT_RATED,
    "inspected but not rated": Rating.NOT_RATED,
    "insufficient evidence to rate": Rating.NOT_RATED,
    "no published rating": Rating.NOT_RATED,
}
_NEEDS = {
    "learning disabilities": ("learning-disability",),
    "learning disabilities or autistic spectrum disorder": ("learning-disability", "autism"),
    "autistic spectrum disorder": ("autism",),
    "physical disabilities": ("physical-disability",),
    "physical disability": ("physical-disability",),
    "mental health conditions": ("mental-health",),
    "mental health": ("mental-health",),
    "sensory impairments": ("sensory-impairment",),
    "sensory impairment": ("sensory-impairment",),
    "dementia": ("dementia",),
    "substance misuse problems": ("substance-misuse",),
    "eating disorders": ("eating-disorder",),
}
_SOCIAL_CARE = (
    "residential homes",
    "nursing homes",
    "care home",
    "homecare agencies",
    "supported living",
    "supported housing",
    "shared lives",
    "extra care housing",
    "community services - learning disabilities",
    "domiciliary care",
)
_CARE_ACTIVITIES = ("personal care", "accommodation for persons who require nursing or personal care")
_ISO_TIME = re.compile(r"(?<=[0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9:.]+Z?$")
_AMERICAN_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\s+12:00:00\s*AM", re.IGNORECASE)


def read_rating(text: str) -> Rating:
    """Return the rating, whatever its capitals. Raises: BadInput when it is none of the regulator's."""
    rating = _RATINGS.get(" ".join(text.lower().split()))
    if rating is None:
        raise BadInput("This is none of the regulator's ratings; the service keeps the rating it had.")
    return rating


def read_regulator_day(text: str) -> date:
    """Return the day of `14/06/2019`, of ISO with or without a time, or of `1/31/2025 12:00:00 AM`, which puts the month first.

    Raises: BadInput.
    """
    match = _AMERICAN_DAY.fullmatch(text.strip())
    if match is not None and int(match[1]) <= 12:
        return parse_day(f"{match[3]}-{int(match[1]):02d}-{int(match[2]):02d}")
    return parse_day(without_midnight(_ISO_TIME.sub("", text.strip())))


def split_listed(text: str) -> tuple[str, ...]:
    """Return the parts of a list, each once: a comma followed by a blank belongs to a name (`Treatment of disease, disorder`)."""
    parts = (" ".join(part.split()) for part in re.split(r",(?! )", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def needs_of(specialisms: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of the need categories these specialisms stand for; ages and treatments stand for none."""
    return tuple(dict.fromkeys(need for one in specialisms for need in _NEEDS.get(one.lower(), ())))


def is_social_care(service_types: Iterable[str]) -> bool:
    """True when one of the kinds of service is what councils arrange, rather than a doctor, a dentist or a hospital."""
    return any(one.lower().startswith(_SOCIAL_CARE) for one in service_types)


def is_care_activity(activities: Iterable[str]) -> bool:
    """True when a provider is registered for personal care or for care homes."""
    return any(one.lower() in _CARE_ACTIVITIES for one in activities)
