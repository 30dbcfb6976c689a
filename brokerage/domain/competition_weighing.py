"""Weighing the answers to a small competition: points on each criterion by its weight, the whole list in order.

Convention, stated with every list: price points are the lowest weekly price ÷ this weekly price × 100 (relative to the lowest,
so that half as dear again is two thirds of the points), scored points are the points given ÷ the highest × 100. Points are
rounded half up to two places, once; times a whole percentage and added up they stay exact: all that is weighed in one list has
as many places as the figure that needs the most. A tie goes to the lower weekly price, then to the name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from brokerage.domain.competition import CriterionKind
from brokerage.domain.competition_criteria import WHOLE, AwardCriterion
from brokerage.domain.money import format_pounds, round_to_penny
from brokerage.domain.points import format_points, places_of, with_places
from brokerage.domain.unit import Unit

CONVENTION = (
    "Price points are the lowest weekly price ÷ this weekly price × 100, scored points the points given ÷ the highest × 100, "
    "both rounded half up to two places; each counts by its percentage. A tie goes to the lower weekly price, then to the name."
)


@dataclass(frozen=True, slots=True)
class PointsGiven:
    """The points one answer has on one scored criterion, and why."""

    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class OfferToWeigh:
    """An answer that offers. `price` in pounds is for one unit, `weekly` for the week asked; `points` by criterion number."""

    answer_id: int
    service_id: int
    service: str
    provider: str
    unit: Unit
    price: Decimal
    weekly: Decimal
    starts_on: date
    points: Mapping[int, PointsGiven]


@dataclass(frozen=True, slots=True)
class WeighedPart:
    """One criterion of one offer. `points` are of 100, `weighted` what they count; None while it is not scored yet."""

    number: int
    text: str
    weight: int
    points: Decimal | None
    weighted: Decimal | None
    sentence: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WeighedOffer:
    """An offer as it was weighed. `rank` 1 is the first; rank and total are None while any offer lacks a score."""

    rank: int | None
    answer_id: int
    service_id: int
    service: str
    provider: str
    unit: Unit
    price: Decimal
    weekly: Decimal
    starts_on: date
    parts: tuple[WeighedPart, ...]
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class Weighing:
    """The offers, first ranked first; by name while scores are missing, each of which is named."""

    offers: tuple[WeighedOffer, ...]
    missing: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether there is an offer and every offer has every score."""
        return bool(self.offers) and not self.missing


def weigh(criteria: Sequence[AwardCriterion], offers: Sequence[OfferToWeigh]) -> Weighing:
    """Return the offers weighed by the criteria; the order in which they are given changes nothing."""
    parts = _parts(criteria, sorted(offers, key=lambda offer: (offer.service, offer.provider, offer.answer_id)))
    missing = tuple(
        f"{offer.service} has no points yet on criterion {part.number}, {part.text}."
        for offer, of_offer in parts
        for part in of_offer
        if part.points is None
    )
    if missing:
        return Weighing(tuple(_weighed(offer, of_offer, None, None) for offer, of_offer in parts), missing)
    totals = [(offer, of_offer, _total(of_offer)) for offer, of_offer in parts]
    totals.sort(key=lambda one: (-one[2], one[0].weekly))
    ranked = tuple(
        _weighed(offer, of_offer, rank, total) for rank, (offer, of_offer, total) in enumerate(totals, start=1)
    )
    return Weighing(ranked, ())


def aligned(offers: Sequence[WeighedOffer]) -> tuple[WeighedOffer, ...]:
    """Return a list as it was kept with all that is weighed written with the same number of places; no figure is another."""
    places = places_of(part.weighted for offer in offers for part in offer.parts)
    return tuple(
        replace(
            offer,
            parts=tuple(replace(part, weighted=_written(part.weighted, places)) for part in offer.parts),
            total=_written(offer.total, places),
        )
        for offer in offers
    )


def say_total(offer: WeighedOffer) -> str:
    """Return how an offer's total is made up, `32.00 + 48.00 = 80.00`; nothing while it has none."""
    if offer.total is None:
        return ""
    parts = " + ".join(format_points(part.weighted) for part in offer.parts if part.weighted is not None)
    return f"{parts} = {format_points(offer.total)}"


@dataclass(frozen=True, slots=True)
class _Pointed:
    """Points of 100 on a criterion with how they came about and why; None while it is not scored yet."""

    criterion: AwardCriterion
    points: Decimal | None
    how: str = ""
    reason: str = ""

    @property
    def weighted(self) -> Decimal | None:
        """What they count, exact."""
        return None if self.points is None else self.points * self.criterion.weight / WHOLE

    def part(self, places: int) -> WeighedPart:
        """What they count, written with so many places."""
        about, weighted = self.criterion, _written(self.weighted, places)
        if self.points is None or weighted is None:
            return WeighedPart(about.number, about.text, about.weight, None, None, "Not scored yet.")
        counted = f"× {about.weight} % = {format_points(weighted)}"
        sentence = f"{self.how} = {format_points(self.points)} points; {counted}."
        return WeighedPart(about.number, about.text, about.weight, self.points, weighted, sentence, self.reason)


def _parts(
    criteria: Sequence[AwardCriterion], offers: Sequence[OfferToWeigh]
) -> list[tuple[OfferToWeigh, tuple[WeighedPart, ...]]]:
    lowest = min((offer.weekly for offer in offers), default=Decimal(0))
    pointed = [(offer, [_pointed(criterion, offer, lowest) for criterion in criteria]) for offer in offers]
    places = places_of(each.weighted for _, of_offer in pointed for each in of_offer)
    return [(offer, tuple(each.part(places) for each in of_offer)) for offer, of_offer in pointed]


def _pointed(criterion: AwardCriterion, offer: OfferToWeigh, lowest: Decimal) -> _Pointed:
    if criterion.kind is CriterionKind.PRICE:
        points = round_to_penny(Fraction(lowest) / Fraction(offer.weekly) * WHOLE)
        return _Pointed(criterion, points, f"{format_pounds(lowest)} ÷ {format_pounds(offer.weekly)} × {WHOLE}")
    given = offer.points.get(criterion.number)
    if given is None:
        return _Pointed(criterion, None)
    points = round_to_penny(Fraction(given.points, criterion.highest_score) * WHOLE)
    return _Pointed(criterion, points, f"{given.points} ÷ {criterion.highest_score} × {WHOLE}", given.reason)


def _written(points: Decimal | None, places: int) -> Decimal | None:
    return None if points is None else with_places(points, places)


def _total(parts: Sequence[WeighedPart]) -> Decimal:
    return sum((part.weighted for part in parts if part.weighted is not None), Decimal(0))


def _weighed(
    offer: OfferToWeigh, parts: tuple[WeighedPart, ...], rank: int | None, total: Decimal | None
) -> WeighedOffer:
    return WeighedOffer(
        rank,
        offer.answer_id,
        offer.service_id,
        offer.service,
        offer.provider,
        offer.unit,
        offer.price,
        offer.weekly,
        offer.starts_on,
        parts,
        total,
    )
