"""What an uplift is for: the rate card of the lots and providers chosen, and the placements that run on it or are signed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Boolean, Date, Integer, Text, bindparam, func, or_, select
from sqlalchemy.orm import Session

from brokerage.domain.call_off import CallOffState
from brokerage.domain.errors import BadInput
from brokerage.domain.fee_line import FeeLine
from brokerage.domain.period import Period
from brokerage.domain.rate_named import RateLineNamed
from brokerage.domain.rate_succession import AgreedRate
from brokerage.domain.ratio import Ratio, parse_ratio
from brokerage.domain.said_back import said_back
from brokerage.domain.uplift import RateCardLine
from brokerage.domain.uplift_cost import PlacementAtRates, PlacementLine
from brokerage.domain.week_wanted import parse_week
from brokerage.storage.queries.named import providers_named
from brokerage.storage.queries.reader import Reader
from brokerage.storage.row_locks import held
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.call_offs import CallOffLineRow, CallOffRow
from brokerage.storage.tables.providers import ActivityRow, ClosureRow, ProviderRow, ServiceRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_WORD: BindParameter[str] = bindparam("word", type_=Text())
_DAY: BindParameter[date] = bindparam("day", type_=Date())
_SCHEME_ID: BindParameter[int] = bindparam("scheme_id", type_=Integer())
_LOT_IDS: BindParameter[Sequence[int]] = bindparam("lot_ids", expanding=True)
_PROVIDER_IDS: BindParameter[Sequence[int]] = bindparam("provider_ids", expanding=True)
_EVERY_PROVIDER: BindParameter[bool] = bindparam("every_provider", type_=Boolean())

_SCHEME = select(SchemeRow.id, SchemeRow.reference).where(func.lower(SchemeRow.reference) == _WORD)
_LOTS = select(LotRow.id, LotRow.number).where(LotRow.scheme_id == _SCHEME_ID).order_by(LotRow.id)
_LOCK_SCHEME = held(select(SchemeRow.id).where(SchemeRow.id == _SCHEME_ID))

_IS_ADMITTED = (
    select(AdmissionRow.id)
    .where(
        AdmissionRow.service_id == RateLineRow.service_id,
        AdmissionRow.lot_id == RateLineRow.lot_id,
        AdmissionRow.first_day <= _DAY,
        or_(AdmissionRow.last_day.is_(None), AdmissionRow.last_day >= _DAY),
    )
    .exists()
)
LINE_COLUMNS = (
    RateLineRow.id,
    ProviderRow.name,
    ServiceRow.name,
    LotRow.number,
    LotRow.title,
    RateLineRow.kind,
    func.coalesce(ActivityRow.name, ""),
    RateLineRow.unit,
    RateLineRow.ratio_staff,
    RateLineRow.ratio_people,
    RateLineRow.band,
)
"""In the order that `line_named` takes them."""
_IN_SCOPE = (
    RateLineRow.lot_id.in_(_LOT_IDS),
    or_(_EVERY_PROVIDER, ServiceRow.provider_id.in_(_PROVIDER_IDS)),
)
_LINES = (
    select(*LINE_COLUMNS, _IS_ADMITTED)
    .join(ServiceRow, ServiceRow.id == RateLineRow.service_id)
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .join(LotRow, LotRow.id == RateLineRow.lot_id)
    .outerjoin(ActivityRow, ActivityRow.id == RateLineRow.activity_id)
    .where(*_IN_SCOPE)
    .order_by(ProviderRow.name, ServiceRow.name, LotRow.number, RateLineRow.id)
)
_RATES = (
    select(RateRow.rate_line_id, RateRow.id, RateRow.price, RateRow.first_day, RateRow.last_day)
    .join(RateLineRow, RateLineRow.id == RateRow.rate_line_id)
    .join(ServiceRow, ServiceRow.id == RateLineRow.service_id)
    .where(*_IN_SCOPE)
    .order_by(RateRow.rate_line_id, RateRow.first_day)
)
_LOCK_RATES = held(
    select(RateRow.id)
    .join(RateLineRow, RateLineRow.id == RateRow.rate_line_id)
    .join(ServiceRow, ServiceRow.id == RateLineRow.service_id)
    .where(*_IN_SCOPE, or_(RateRow.last_day.is_(None), RateRow.last_day >= _DAY))
    .order_by(RateRow.id),
    RateRow,
)
_LAST_DAY = func.coalesce(CallOffRow.ended_on, CallOffRow.planned_last_day, type_=Date())
_PLACEMENTS = (
    select(
        CallOffRow.id,
        CallOffRow.service_id,
        CallOffRow.first_day,
        _LAST_DAY,
        CallOffRow.price_locked,
        CallOffRow.state,
        CallOffLineRow.kind,
        CallOffLineRow.unit,
        CallOffLineRow.price,
        CallOffLineRow.week,
        CallOffLineRow.per_attended_day,
        CallOffLineRow.ratio,
        CallOffLineRow.ratio_derived,
        RateRow.rate_line_id,
    )
    .join(ServiceRow, ServiceRow.id == CallOffRow.service_id)
    .join(
        CallOffLineRow,
        (CallOffLineRow.call_off_id == CallOffRow.id) & (CallOffLineRow.edition == CallOffRow.lines_edition),
    )
    .outerjoin(RateRow, RateRow.id == CallOffLineRow.rate_id)
    .where(
        CallOffRow.lot_id.in_(_LOT_IDS),
        or_(_EVERY_PROVIDER, ServiceRow.provider_id.in_(_PROVIDER_IDS)),
        or_(
            CallOffRow.state == CallOffState.SIGNED,
            (CallOffRow.state == CallOffState.RUNNING) & (CallOffRow.first_day < _DAY),
        ),
        or_(_LAST_DAY.is_(None), _LAST_DAY >= _DAY),
    )
    .order_by(CallOffRow.id, CallOffLineRow.position)
)
_CLOSURES = (
    select(ClosureRow.service_id, ClosureRow.first_day, ClosureRow.last_day)
    .join(ServiceRow, ServiceRow.id == ClosureRow.service_id)
    .where(or_(_EVERY_PROVIDER, ServiceRow.provider_id.in_(_PROVIDER_IDS)), ClosureRow.last_day >= _DAY)
)


@dataclass(frozen=True, slots=True)
class UpliftScope:
    """The scheme, the lots and the providers an uplift is for; no provider means every one."""

    scheme_id: int
    scheme: str
    lot_ids: tuple[int, ...]
    provider_ids: tuple[int, ...]

    def asked_on(self, day: date) -> dict[str, object]:
        """The values that the questions of this file are asked with."""
        every = not self.provider_ids
        return {
            "lot_ids": self.lot_ids,
            "provider_ids": self.provider_ids,
            "every_provider": every,
            "day": day,
        }


def uplift_scope(reader: Reader, scheme: str, lots: Sequence[str], providers: Sequence[str]) -> UpliftScope:
    """Return what is meant. Raises: BadInput naming the field of a scheme, lot or provider that is not there."""
    found = reader.execute(_SCHEME, {"word": scheme.strip().lower()}).first()
    if found is None:
        raise BadInput("No scheme has this reference: correct it; “brokerage scheme list” names them.", "scheme")
    lot_ids = {number.lower(): lot_id for lot_id, number in reader.execute(_LOTS, {"scheme_id": found[0]})}
    own = f"{found[1]}/".lower()
    asked = {lot: lot.strip().lower().removeprefix(own) for lot in lots}
    unknown = [lot for lot, number in asked.items() if number not in lot_ids]
    if unknown:
        known = ", ".join(sorted(lot_ids)) or "none"
        raise BadInput(f"{found[1]} has no lot “{said_back(unknown[0])}”: its lots are {known}.", "lot")
    chosen = tuple(lot_ids[number] for number in asked.values()) or tuple(lot_ids.values())
    return UpliftScope(found[0], found[1], chosen, tuple(_provider_named(reader, name) for name in providers))


def lock_scheme(session: Session, scheme_id: int) -> None:
    """Lock the scheme until the transaction ends: its uplifts are decided one after another."""
    session.execute(_LOCK_SCHEME, {"scheme_id": scheme_id}).all()


def lock_rates(session: Session, scope: UpliftScope, day: date) -> None:
    """Lock the rates in force on the day or later until the transaction ends, in the order every call-off locks them."""
    session.execute(_LOCK_RATES, scope.asked_on(day)).all()


def rate_card_of(reader: Reader, scope: UpliftScope, day: date) -> tuple[RateCardLine, ...]:
    """Return every line in scope by provider, service and lot, with all its rates; admitted says whether it is on the day."""
    asked = scope.asked_on(day)
    rates: dict[int, list[AgreedRate]] = defaultdict(list)
    for line_id, *rate in reader.execute(_RATES, asked):
        rates[line_id].append(AgreedRate(*rate))
    return tuple(
        RateCardLine(line_named(named), tuple(rates[named[0]]), is_admitted)
        for *named, is_admitted in reader.execute(_LINES, asked)
    )


def line_named(row: Sequence[Any]) -> RateLineNamed:
    """Return the line of a row with `LINE_COLUMNS`."""
    line_id, provider, service, number, title, kind, activity, unit, staff, people, band = row
    ratio = None if staff is None else Ratio(staff, people)
    return RateLineNamed(line_id, provider, service, f"{number} {title}", kind, activity, unit, ratio, band)


def placements_at_rates(reader: Reader, scope: UpliftScope, day: date) -> tuple[PlacementAtRates, ...]:
    """Return the placements that began before the day and run on it, and those signed that are still to begin and not over then.

    Each has the lines of the edition that stands.
    """
    lines: dict[int, list[PlacementLine]] = defaultdict(list)
    found: dict[int, tuple[int, Period, bool, bool]] = {}
    for row in reader.execute(_PLACEMENTS, scope.asked_on(day)):
        call_off_id, service_id, first_day, last_day, price_locked, state, *fee, rate_line_id = row
        is_to_begin = state is CallOffState.SIGNED
        found[call_off_id] = service_id, Period(first_day, last_day), price_locked, is_to_begin
        lines[call_off_id].append(PlacementLine(_fee_line(fee), rate_line_id))
    return tuple(
        PlacementAtRates(service_id, period, tuple(lines[call_off_id]), price_locked, is_to_begin)
        for call_off_id, (service_id, period, price_locked, is_to_begin) in found.items()
    )


def closures_from(reader: Reader, scope: UpliftScope, day: date) -> dict[int, frozenset[date]]:
    """Return the days from the day on, by service, on which the services are closed."""
    closed: dict[int, set[date]] = defaultdict(set)
    for service_id, first_day, last_day in reader.execute(_CLOSURES, scope.asked_on(day)):
        closed[service_id].update(
            first_day + timedelta(days=number) for number in range((last_day - first_day).days + 1)
        )
    return {service_id: frozenset(days) for service_id, days in closed.items()}


def _provider_named(reader: Reader, name: str) -> int:
    found = providers_named(reader, name)
    if len(found) != 1:
        many = "Several providers have" if found else "No provider has"
        raise BadInput(f"{many} this name or reference: give the council’s reference of one.", "provider")
    return found[0].provider_id


def _fee_line(row: Sequence[Any]) -> FeeLine:
    kind, unit, price, week, per_attended_day, ratio, ratio_derived = row
    return FeeLine(
        kind,
        unit,
        price,
        week=parse_week(week) if week else None,
        per_attended_day=Decimal(per_attended_day) if per_attended_day else None,
        ratio=parse_ratio(ratio) if ratio else None,
        price_agreed_for_ratio=not ratio_derived,
    )
