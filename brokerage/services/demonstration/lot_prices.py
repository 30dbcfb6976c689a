"""What the demonstration's lots may be priced by, and the prices its applicants offer. Every price is made up and says so."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.lots import Lot
from brokerage.services.demonstration.questions import asked_of

_HOME_UNITS, _HOME_RATIOS = (Unit.HOUR, Unit.WEEK), (Ratio(1, 1),)
_ACTIVITY_UNITS = (Unit.HOUR, Unit.SESSION, Unit.HALF_DAY, Unit.DAY, Unit.MILE)
_ACTIVITY_RATIOS = (Ratio(2, 1), *(Ratio(1, people) for people in range(1, 9)))
_Offer = tuple[FeeKind, Unit, Ratio | None, str, str]
_OFFERS: Mapping[str, tuple[_Offer, ...]] = {
    "home": (
        (FeeKind.CARE, Unit.WEEK, None, "Standard", "1285"),
        (FeeKind.ONE_TO_ONE, Unit.HOUR, Ratio(1, 1), "", "21.50"),
    ),
    "activity": ((FeeKind.CARE, Unit.DAY, Ratio(1, 4), "", "68.40"), (FeeKind.TRANSPORT, Unit.MILE, None, "", "0.45")),
    "micro": ((FeeKind.CARE, Unit.SESSION, Ratio(1, 3), "", "24.00"),),
}
_NOTE = "Made up (demo)"


def add_lot_prices(ledger: Ledger, lots: Iterable[Lot]) -> None:
    """Adds the units and ratios each lot may be priced by."""
    for lot in lots:
        is_home = asked_of(lot) == "home"
        for unit in _HOME_UNITS if is_home else _ACTIVITY_UNITS:
            ledger.link("lot_units", lot_id=lot.id, unit=unit)
        for ratio in _HOME_RATIOS if is_home else _ACTIVITY_RATIOS:
            ledger.link("lot_ratios", lot_id=lot.id, staff=ratio.staff, people=ratio.people)


def add_offers(ledger: Ledger, lots: Iterable[Lot], awarded: Iterable[int]) -> None:
    """Adds what each service offers in the lots it asks for; applications of these numbers were agreed another way."""
    offers_of = {lot.id: _OFFERS[asked_of(lot)] for lot in lots}
    agreed = set(awarded)
    for asked in ledger.tables["application_lots"]:
        if asked["application_id"] in agreed:
            continue
        for kind, unit, ratio, band, price in offers_of[asked["lot_id"]]:  # type: ignore[index]  # rows hold any column
            ledger.add(
                "offered_prices",
                application_lot_id=asked["id"],
                activity_id=None,
                kind=kind,
                unit=unit,
                ratio_staff=None if ratio is None else ratio.staff,
                ratio_people=None if ratio is None else ratio.people,
                band=band,
                price=Decimal(price),
                note=_NOTE,
            )
