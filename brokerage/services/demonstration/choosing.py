"""What a person could choose from on a day, and what they chose: the list with its figures, and the draft made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

from brokerage.domain.call_off_draft import LineChosen
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.money import round_to_penny
from brokerage.domain.offer import Offer, OfferOrder, SearchCriteria, SearchPoint
from brokerage.domain.ranking import miles_between, rank_offers
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted, parse_week
from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.made import MadeLine, MadePerson, MadeService, Trouble

_NEAREST = 7
_SHORTEST_FULL_DAY = 240
"""Minutes: a day priced by the day is longer than this, one by the half day at most as long."""

_CLOSED_SINCE_LATELY = frozenset(
    {Trouble.SUSPENDED, Trouble.FULL, Trouble.INSURANCE_LAPSED, Trouble.DORMANT, Trouble.DEREGISTERED}
)
_LATELY = 120
_EXTRA_HOURS = "Mon,Wed,Fri x2"
_REASONS = {
    AwardRoute.DIRECT: "Nearer to family, and known from a visit (demo).",
    AwardRoute.PERSONS_CHOICE: "The person's own choice after two visits (demo).",
    AwardRoute.SMALL_COMPETITION: "Two providers were asked; this one can start sooner (demo).",
    AwardRoute.OFF_SCHEME: "Nothing on the scheme offers this near enough (demo).",
}
_OVER_BUDGET = "Nothing suitable within the budget is free; the manager knows (demo)."


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen, and the list it was chosen from. `line` is None for what was bought outside the scheme."""

    service: MadeService
    lot_key: str
    lines: tuple[LineChosen, ...]
    picked: tuple[MadeLine, ...]
    ratio: str
    route: AwardRoute
    reason: str
    criteria: SearchCriteria
    offers: tuple[Offer, ...]


class Chooser:
    """Chooses a service for one person on one day after another."""

    def __init__(self, ledger: Ledger, services: Sequence[MadeService]) -> None:
        self._ledger, self._chance = ledger, ledger.chance
        self._services = {
            key: [service for service in services if any(lot.key == key for lot in service.lots)]
            for key in {lot.key for service in services for lot in service.lots}
        }

    def choose(self, person: MadePerson, first_day: date, budget_left: Decimal, taken: frozenset[int]) -> Chosen | None:
        """What the person chose, or None where nothing could be called off on that day. `taken` services they have already."""
        criteria = self._criteria(person, first_day, budget_left)
        priced = [
            (service, line, offer)
            for service in self._nearest(person, first_day, taken)
            if (line := self._cheapest_line(service, person, first_day)) is not None
            and (offer := _offer(service, line, person.week, criteria)) is not None
        ]
        if not priced:
            return None
        offers = rank_offers((offer for _, _, offer in priced), OfferOrder.FIT, budget_asked=True)
        picked, route = self._pick(offers)
        service, line, offer = next(entry for entry in priced if entry[2] is picked)
        lines = self._lines(service, line, person, first_day)
        cheapest = min(offer.weekly or Decimal(0) for offer in offers)
        is_dearer = (offer.weekly or Decimal(0)) > cheapest
        reason = _REASONS[route] if is_dearer or route is not AwardRoute.DIRECT else ""
        return Chosen(
            service,
            person.lot_key,
            (*(chosen for chosen, _ in lines), *self._one_off()),
            tuple(made for _, made in lines),
            "" if line.ratio is None else str(line.ratio),
            route,
            " ".join(words for words in (reason, _OVER_BUDGET if _is_over(offer) else "") if words),
            criteria,
            offers,
        )

    def choose_off_scheme(
        self, person: MadePerson, first_day: date, budget_left: Decimal, taken: frozenset[int]
    ) -> Chosen | None:
        """A service that was never admitted, at a price agreed for this person alone; the list shows what was passed over."""
        within = self.choose(person, first_day, budget_left, taken)
        outside = [service for service in self._services[person.lot_key] if service.trouble is Trouble.NEVER_ADMITTED]
        if within is None or not outside:
            return None
        unit = Unit.WEEK if person.lot_key.startswith("res") else Unit.HOUR
        price = Decimal(self._chance.randint(900, 1500)) if unit is Unit.WEEK else Decimal(self._chance.randint(18, 27))
        typed = LineChosen(FeeKind.CARE, unit, price=price, description="Price agreed for this placement (demo)")
        return Chosen(
            self._chance.choice(outside),
            person.lot_key,
            (typed,),
            (),
            "",
            AwardRoute.OFF_SCHEME,
            f"{_REASONS[AwardRoute.OFF_SCHEME]} {_OVER_BUDGET}",
            within.criteria,
            within.offers,
        )

    def _criteria(self, person: MadePerson, first_day: date, budget_left: Decimal) -> SearchCriteria:
        lot = next(lot for lot in self._services[person.lot_key][0].lots if lot.key == person.lot_key)
        return SearchCriteria(
            start_day=first_day,
            week=_week(person.week),
            needs=person.needs[:1],
            scheme=lot.scheme.reference,
            lots=(lot.search_key,),
            near=SearchPoint(person.easting, person.northing, person.outcode),
            age=person.age_on(first_day),
            weekly_budget=budget_left,
            limit=_NEAREST,
        )

    def _nearest(self, person: MadePerson, first_day: date, taken: frozenset[int]) -> list[MadeService]:
        known = (service for service in self._services[person.lot_key] if service.id not in taken)
        suitable = [service for service in known if self._suits(service, person, first_day)]
        return sorted(suitable, key=lambda service: (_metres_squared(service, person), service.id))[:_NEAREST]

    def _suits(self, service: MadeService, person: MadePerson, first_day: date) -> bool:
        admission = service.admissions.get(person.lot_key)
        if admission is None or not admission.period.contains(first_day) or person.needs[0] not in service.needs:
            return False
        if service.trouble in _CLOSED_SINCE_LATELY and first_day > self._ledger.day(-_LATELY):
            return False
        age = person.age_on(first_day)
        return (service.min_age or 0) <= age <= (service.max_age or 200)

    def _cheapest_line(self, service: MadeService, person: MadePerson, first_day: date) -> MadeLine | None:
        lines = [
            line
            for line in service.lines
            if line.lot.key == person.lot_key and line.kind is FeeKind.CARE and _prices(line, person.week, first_day)
            if service.runs_then(line, _week(person.week))
        ]
        if lines and person.lot_key.startswith("res"):
            return self._chance.choice(lines)
        return min(lines, key=lambda line: (_weekly(line, person.week, first_day), line.id), default=None)

    def _pick(self, offers: Sequence[Offer]) -> tuple[Offer, AwardRoute]:
        """Mostly the first; now and then a dearer one, and for a home one the person prefers and the family tops up."""
        fitting = [offer for offer in offers if not _is_over(offer)]
        over = [offer for offer in offers if _is_over(offer)]
        if fitting and over and offers[0].unit is Unit.WEEK and self._ledger.happens(25):
            return over[0], AwardRoute.PERSONS_CHOICE
        if len(fitting) > 1 and self._ledger.happens(30):
            preferred = AwardRoute.PERSONS_CHOICE if self._ledger.happens(45) else AwardRoute.DIRECT
            return self._chance.choice(fitting[1:]), preferred
        return offers[0], AwardRoute.SMALL_COMPETITION if self._ledger.happens(6) else AwardRoute.DIRECT

    def _lines(
        self, service: MadeService, line: MadeLine, person: MadePerson, first_day: date
    ) -> list[tuple[LineChosen, MadeLine]]:
        """The line for care, and now and then transport, meals or extra one-to-one hours."""
        lines = [(LineChosen(line.kind, line.unit, rate_id=_rate_id(line, first_day), ratio=line.ratio), line)]
        often = {FeeKind.TRANSPORT: 55, FeeKind.MEALS: 40, FeeKind.ONE_TO_ONE: 30}
        for extra in service.lines:
            if extra.lot.key != person.lot_key or extra.kind not in often or extra.rate_on(first_day) is None:
                continue
            if extra.unit is Unit.MILE or not self._ledger.happens(often[extra.kind]):
                continue
            hours = extra.kind is FeeKind.ONE_TO_ONE
            chosen = LineChosen(
                extra.kind,
                extra.unit,
                rate_id=_rate_id(extra, first_day),
                week=_week(_EXTRA_HOURS) if hours else None,
                per_attended_day=None if hours else Decimal(1),
                ratio=extra.ratio,
            )
            lines.append((chosen, extra))
        return lines

    def _one_off(self) -> tuple[LineChosen, ...]:
        if not self._ledger.happens(9):
            return ()
        price = Decimal(self._chance.choice((45, 60, 75, 120, 150)))
        return (LineChosen(FeeKind.ONE_OFF, Unit.ONCE, price=price, description="Settling-in visits (demo)"),)


def _is_over(offer: Offer) -> bool:
    return offer.budget_left is not None and offer.budget_left < 0


@cache
def _week(text: str) -> WeekWanted:
    return parse_week(text)


@cache
def _units(week: str, unit: Unit) -> Fraction:
    return _week(week).units_per_week(unit)


def _rate_id(line: MadeLine, day: date) -> int | None:
    rate = line.rate_on(day)
    return None if rate is None else rate.id


def _prices(line: MadeLine, week: str, first_day: date) -> bool:
    wanted = _week(week)
    longest = max((day.minutes or 0 for day in wanted.days), default=0)
    fits_day = {Unit.DAY: longest > _SHORTEST_FULL_DAY, Unit.HALF_DAY: longest <= _SHORTEST_FULL_DAY}
    return line.rate_on(first_day) is not None and wanted.counts_in(line.unit) and fits_day.get(line.unit, True)


def _weekly(line: MadeLine, week: str, first_day: date) -> Decimal:
    rate = line.rate_on(first_day)
    price = Decimal(0) if rate is None else rate.price
    return round_to_penny(Fraction(price) * _units(week, line.unit))


def _offer(service: MadeService, line: MadeLine, week: str, criteria: SearchCriteria) -> Offer | None:
    rate = line.rate_on(criteria.start_day)
    if rate is None or criteria.near is None or criteria.weekly_budget is None:
        return None
    weekly = _weekly(line, week, criteria.start_day)
    return Offer(
        service_id=service.id,
        service=service.name,
        provider=service.provider,
        lot_id=line.lot.id,
        lot=line.lot.title,
        scheme=line.lot.scheme.title,
        district=service.district,
        miles=miles_between(service.easting, service.northing, criteria.near.easting, criteria.near.northing),
        rate_id=rate.id,
        activity=line.activity,
        unit=line.unit,
        ratio=line.ratio,
        unit_price=rate.price,
        weekly=weekly,
        budget_left=criteria.weekly_budget - weekly,
        rating=service.rating,
        places_free=service.places_free,
        places_said_on=service.places_said_on,
        outcomes_matched=0,
        gate=None,
    )


def _metres_squared(service: MadeService, person: MadePerson) -> int:
    return (service.easting - person.easting) ** 2 + (service.northing - person.northing) ** 2
