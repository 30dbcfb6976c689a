"""About 2,500 agreed rates: past, present and to come, uplifted each 1 April. Invented, in the size of published averages."""

from datetime import date, timedelta
from decimal import Decimal

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.money import round_to_penny
from brokerage.domain.period import Period
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.services.demonstration.activities import EVENING
from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.lots import Lot
from brokerage.services.demonstration.made import MadeActivity, MadeLine, MadeRate, MadeService, Trouble

# Lowest, highest and most usual pounds a week today: averages of 2016-17 returns times about 1.6, widely spread.
_WEEKLY = {"res-ld": (1200, 3400, 1850), "res-pd": (950, 2700, 1350), "res-mh": (700, 2100, 950)}
_BANDS = (("Standard", Decimal("1.00")), ("Enhanced", Decimal("1.18")), ("Complex", Decimal("1.42")))
_TO_COME_PERCENT = 22
_SOURCE = "Invented for the demonstration"


class RateMaker:
    """Adds rate lines and their rates."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._chance = ledger, ledger.chance
        self._cards = {
            "day": self._add_day_lines,
            "evening": self._add_evening_lines,
            "skills": self._add_skills_lines,
            "micro": self._add_micro_lines,
            "children": self._add_children_lines,
            "lunch": self._add_lunch_lines,
        }

    def add_card(self, service: MadeService) -> None:
        """The service's rate card in each of its lots; none for a service without an agreed rate."""
        if service.trouble in (Trouble.NO_RATE, Trouble.NEVER_ADMITTED):
            return
        for lot in service.lots:
            self._cards.get(lot.key, self._add_home_lines)(service, lot)

    def _add_home_lines(self, service: MadeService, lot: Lot) -> None:
        standard = self._pounds(*_WEEKLY[lot.key])
        for band, factor in _BANDS[: self._chance.choice((1, 1, 1, 2, 2, 3))]:
            self._add(service, lot, FeeKind.CARE, Unit.WEEK, standard * factor, band=band)
        if self._ledger.happens(45):
            self._add(service, lot, FeeKind.ONE_TO_ONE, Unit.HOUR, self._pounds(17, 29, 22), Ratio(1, 1))

    def _add_day_lines(self, service: MadeService, lot: Lot) -> None:
        day, ratio = self._pounds(46, 108, 68), Ratio(1, self._chance.choice((4, 5, 6, 8)))
        self._add(service, lot, FeeKind.CARE, Unit.DAY, day, ratio)
        if self._ledger.happens(50):
            self._add(service, lot, FeeKind.CARE, Unit.HALF_DAY, day / 2, ratio)
        if self._ledger.happens(45):
            self._add(
                service, lot, FeeKind.CARE, Unit.DAY, day * Decimal("1.55"), Ratio(1, self._chance.choice((2, 3)))
            )
        if self._ledger.happens(35):
            self._add(service, lot, FeeKind.CARE, Unit.DAY, day * Decimal("2.60"), Ratio(1, 1))
        if self._ledger.happens(15):
            self._add(service, lot, FeeKind.CARE, Unit.DAY, day * Decimal("4.90"), Ratio(2, 1))
        self._add_extras(service, lot)

    def _add_lunch_lines(self, service: MadeService, lot: Lot) -> None:
        self._add(service, lot, FeeKind.CARE, Unit.SESSION, self._pounds(14, 30, 20), Ratio(1, 8))
        self._add_extras(service, lot)

    def _add_evening_lines(self, service: MadeService, lot: Lot) -> None:
        # A day or skills service in this lot sells its evenings alone: those prices are for the activity held then.
        evenings = [activity for activity in service.activities if activity.lot_key == EVENING]
        only = evenings[0] if lot is not service.lots[0] else None
        session, ratio = self._pounds(18, 52, 30), Ratio(1, self._chance.choice((4, 6, 8)))
        self._add(service, lot, FeeKind.CARE, Unit.SESSION, session, ratio, activity=only)
        if self._ledger.happens(50):
            self._add(service, lot, FeeKind.CARE, Unit.HOUR, self._pounds(19, 33, 25), Ratio(1, 1), activity=only)
        self._add_extras(service, lot)

    def _add_skills_lines(self, service: MadeService, lot: Lot) -> None:
        session, ratio = self._pounds(24, 66, 38), Ratio(1, self._chance.choice((3, 4, 5, 6)))
        held = [activity for activity in service.timetabled if activity.lot_key == lot.key]
        for activity in held:
            own_price = session * Decimal(self._chance.choice(("0.90", "1.00", "1.10")))
            self._add(service, lot, FeeKind.CARE, Unit.SESSION, own_price, ratio, activity=activity)
        if not held or self._ledger.happens(60):
            self._add(service, lot, FeeKind.CARE, Unit.HOUR, self._pounds(19, 34, 25), Ratio(1, 1))
        self._add_extras(service, lot)

    def _add_micro_lines(self, service: MadeService, lot: Lot) -> None:
        # The lot derives other ratios from the one-to-one price.
        self._add(service, lot, FeeKind.CARE, Unit.HOUR, self._pounds(15, 27, 20), Ratio(1, 1))
        if self._ledger.happens(40):
            self._add(service, lot, FeeKind.TRANSPORT, Unit.MILE, Decimal("0.45"), grows=False)

    def _add_children_lines(self, service: MadeService, lot: Lot) -> None:
        session = self._pounds(28, 78, 45)
        if service.timetabled:
            self._add(service, lot, FeeKind.CARE, Unit.SESSION, session, Ratio(1, self._chance.choice((3, 4))))
        if not service.timetabled or self._ledger.happens(60):
            self._add(service, lot, FeeKind.CARE, Unit.HOUR, self._pounds(21, 36, 27), Ratio(1, 1))
        if self._ledger.happens(30):
            self._add(service, lot, FeeKind.CARE, Unit.HOUR, self._pounds(42, 66, 52), Ratio(2, 1))
        self._add_extras(service, lot)

    def _add_extras(self, service: MadeService, lot: Lot) -> None:
        if self._ledger.row("services", service.id)["has_transport"]:
            self._add(service, lot, FeeKind.TRANSPORT, Unit.DAY, self._pounds(9, 24, 15))
        if self._ledger.happens(30):
            self._add(service, lot, FeeKind.MEALS, Unit.DAY, self._pounds(3, 8, 5))

    def _pounds(self, low: int, high: int, usual: int) -> Decimal:
        tenths = round(self._chance.triangular(low * 10, high * 10, usual * 10))
        return Decimal(tenths) / 10

    def _add(
        self,
        service: MadeService,
        lot: Lot,
        kind: FeeKind,
        unit: Unit,
        price: Decimal,
        ratio: Ratio | None = None,
        *,
        band: str = "",
        activity: MadeActivity | None = None,
        grows: bool = True,
    ) -> None:
        line_id = self._ledger.add(
            "rate_lines",
            service_id=service.id,
            lot_id=lot.id,
            activity_id=None if activity is None else activity.id,
            kind=kind,
            unit=unit,
            ratio_staff=None if ratio is None else ratio.staff,
            ratio_people=None if ratio is None else ratio.people,
            band=band,
        )
        line = MadeLine(line_id, lot, "" if activity is None else activity.name, kind, unit, ratio, band)
        for period, amount in self._prices(service, price, grows=grows):
            line.rates.append(self._add_rate(line_id, amount, period))
        service.lines.append(line)

    def _add_rate(self, line_id: int, price: Decimal, period: Period) -> MadeRate:
        days = {"first_day": period.first_day, "last_day": period.last_day}
        rate_id = self._ledger.add("rates", rate_line_id=line_id, price=price, source=_SOURCE, **days)
        return MadeRate(rate_id, price, period)

    def _prices(self, service: MadeService, today: Decimal, *, grows: bool) -> list[tuple[Period, Decimal]]:
        """A price for each period: to 31 March last year, last year, this year, and for some the year to come."""
        first, second, coming = (1 + Decimal(self._chance.randint(20, 70) if grows else 0) / 1000 for _ in range(3))
        steps = [(self._ledger.year_start(-1), today / second), (self._ledger.year_start(), today)]
        if self._ledger.happens(_TO_COME_PERCENT):
            steps.append((self._ledger.year_start(1), today * coming))
        later = [(start, price) for start, price in steps if start > service.admitted_from]
        earlier = [price for start, price in steps if start <= service.admitted_from]
        priced = [(service.admitted_from, earlier[-1] if earlier else today / second / first), *later]
        periods = _troubled([start for start, _ in priced], service, self._ledger)
        return [(period, round_to_penny(price)) for period, (_, price) in zip(periods, priced, strict=False)]


def _troubled(starts: list[date], service: MadeService, ledger: Ledger) -> list[Period]:
    """Periods that follow one another, with the service's trouble in them: a gap around today, or an end some weeks ago."""
    ends: list[date | None] = [start - timedelta(days=1) for start in starts[1:]]
    periods = [Period(start, end) for start, end in zip(starts, [*ends, None], strict=True)]
    if service.trouble not in (Trouble.RATE_GAP, Trouble.RATE_ENDED):
        return periods
    past = [period for period in periods if period.first_day < ledger.day(-40)]
    past[-1] = Period(past[-1].first_day, ledger.day(-35))
    return [*past, Period(ledger.day(65))] if service.trouble is Trouble.RATE_GAP else past
