"""The columns of the results."""

from collections.abc import Callable
from datetime import date

from brokerage.domain.offer import Offer
from ui import formats
from ui.find.offer_words import (
    budget_tone,
    budget_words,
    outcomes_words,
    places_sentence,
    rate,
    rate_tip,
    rating_words,
    service_tip,
    week_tip,
    week_tone,
    week_words,
)
from ui.widgets.row_table import Column

SERVICE, PROVIDER, AREA, MILES, RATE, WEEK, BUDGET, RATING, PLACES, OUTCOMES = range(10)
"""Where they stand. What stops an offer begins under `WEEK` and takes the room of all that follow."""


def offer_columns(today: date, outcomes_asked: Callable[[], int]) -> tuple[Column[Offer], ...]:
    """The columns of Find; `today` tells how old a statement of places is, `outcomes_asked` how many outcomes could match.

    All but the first have the width of what stands in them; the widths here are for the first picture.
    """
    return (
        Column("Service", lambda offer: offer.service, tip=service_tip),
        Column("Provider", lambda offer: offer.provider, width=208),
        Column("Area", lambda offer: offer.district or formats.DASH, width=88),
        Column("mi", lambda offer: formats.miles(offer.miles), figures=True, width=48),
        Column("Rate", rate, width=126, tip=rate_tip, figures=True),
        Column("This week", week_words, figures=True, width=88, tone=week_tone, tip=week_tip),
        Column("Budget", budget_words, width=136, tone=budget_tone),
        Column("CQC", rating_words, width=98, tip=lambda offer: formats.words(offer.rating)),
        Column("Places", lambda offer: formats.places(offer.places_free, offer.places_said_on, today), figures=True,
               width=88, tip=lambda offer: places_sentence(offer, today)),
        Column("Outcomes", lambda offer: outcomes_words(offer, outcomes_asked()), width=72),
    )  # fmt: skip
