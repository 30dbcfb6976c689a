"""Weighing the answers to a small competition: points on each criterion by its weight, the whole list in order.

Convention, stated with every list: price points are the lowest weekly price ÷ this weekly price × 100 (relative to the lowest,
so that half as dear again is two thirds of the points), scored points are the points given ÷ the highest × 100. Points are
rounded half up to two places, once; times a whole percentage and added up they stay exact. A tie goes to the lower weekly
price, then to the name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from brokerage.domain.competition import CriterionKind
from brokerage.domain.competition_criteria import WHOLE, AwardCriterion
from brokerage.domain.money import format_pounds, round_to_penny
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
    lowest = min((offer.weekly for offer in offers), default=Decimal(0))
    by_name = sorted(offers, key=lambda offer: (offer.service, offer.provider, offer.answer_id))
    parts = [(offer, tuple(_part(criterion, offer, lowest) for criterion in criteria)) for offer in by_name]
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


def format_points(points: Decimal) -> str:
    """Return points as they are shown: two places, or as many more as say something."""
    text = f"{points:.4f}".rstrip("0")
    whole, _, places = text.partition(".")
    return f"{whole}.{places:<02}"


def say_total(offer: WeighedOffer) -> str:
    """Return how an offer's total is made up, `32.00 + 48.00 = 80.00`; nothing while it has none."""
    if offer.total is None:
        return ""
    parts = " + ".join(format_points(part.weighted) for part in offer.parts if part.weighted is not None)
    return f"{parts} = {format_points(offer.total)}"


def _part(criterion: AwardCriterion, offer: OfferToWeigh, lowest: Decimal) -> WeighedPart:
    if criterion.kind is CriterionKind.PRICE:
        points = round_to_penny(Fraction(lowest) / Fraction(offer.weekly) * WHOLE)
        how = f"{format_pounds(lowest)} ÷ {format_pounds(offer.weekly)} × {WHOLE}"
        return _counted(criterion, points, how, "")
    given = offer.points.get(criterion.number)
    if given is None:
        return WeighedPart(criterion.number, criterion.text, criterion.weight, None, None, "Not scored yet.")
    points = round_to_penny(Fraction(given.points, criterion.highest_score) * WHOLE)
    return _counted(criterion, points, f"{given.points} ÷ {criterion.highest_score} × {WHOLE}", given.reason)


def _counted(criterion: AwardCriterion, points: Decimal, how: str, reason: str) -> WeighedPart:
    weighted = points * criterion.weight / WHOLE
    sentence = f"{how} = {format_points(points)} points; × {criterion.weight} % = {format_points(weighted)}."
    return WeighedPart(criterion.number, criterion.text, criterion.weight, points, weighted, sentence, reason)


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
