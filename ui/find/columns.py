"""The columns of the results."""

from datetime import date

from brokerage.domain.offer import Offer
from ui import formats
from ui.find.offer_words import (
    budget_tone,
    budget_words,
    places_sentence,
    rate,
    rate_tip,
    rating_words,
    service_tip,
)
from ui.widgets.row_table import Column

PROVIDER, RATE, BUDGET = 1, 4, 6
"""The column that gives way where there is little room; the detail and the tip name the provider too."""


def offer_columns(today: date) -> tuple[Column[Offer], ...]:
    """The columns of Find; `today` tells how old a statement of places is."""
    return (
        Column("Service", lambda offer: offer.service, tip=service_tip),
        Column("Provider", lambda offer: offer.provider, width=208),
        Column("Area", lambda offer: offer.district or formats.DASH, width=88),
        Column("mi", lambda offer: formats.miles(offer.miles), figures=True, width=48),
        Column("Rate", rate, width=126, tip=rate_tip, figures=True),
        Column("This week", lambda offer: formats.money(offer.weekly), figures=True, width=88),
        Column("Budget", budget_words, width=136, tone=budget_tone),
        Column("CQC", rating_words, width=98, tip=lambda offer: formats.words(offer.rating)),
        Column("Places", lambda offer: formats.places(offer.places_free, offer.places_said_on, today), figures=True,
               width=88, tip=lambda offer: places_sentence(offer, today)),
    )  # fmt: skip
