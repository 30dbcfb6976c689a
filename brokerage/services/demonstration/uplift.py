"""One uplift to come: the commissioner has raised the rates of one lot from next 1 April, and may still take that back."""

from collections.abc import Sequence
from decimal import Decimal

from brokerage.domain.period import ONE_DAY
from brokerage.domain.uplift import Uplift, UpliftKind, UpliftRounding, uplifted
from brokerage.domain.uplift_summary import say_amount
from brokerage.services.demonstration.council import Staff
from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.made import MadeLine, MadeService

_LOT = "res-mh"
_NOTE = "An example: agreed with the providers of the lot (demo)"


def add_uplift(ledger: Ledger, staff: Staff, services: Sequence[MadeService]) -> None:
    """Ends the open rates of the lot on 31 March and lets rates 3.5 % higher follow, to the whole pound.

    Lines that have agreed rates for the year to come already are left, as the program leaves them.
    """
    uplift = Uplift(UpliftKind.PERCENT, Decimal("3.5"), UpliftRounding.POUND, ledger.year_start(1))
    lines = [
        line for service in services for line in service.lines if line.lot.key == _LOT and _is_raised(line, uplift)
    ]
    if not lines:
        return
    uplift_id = ledger.add(
        "uplifts",
        request_id="demonstration-uplift",
        scheme_id=lines[0].lot.scheme.id,
        kind=uplift.kind,
        amount=int(uplift.amount * 100),
        rounding=uplift.rounding,
        first_day=uplift.first_day,
        note=_NOTE,
        applied_by_id=staff.by_login["commissioner"],
        applied_at=ledger.stamp(ledger.day(-10)),
    )
    for line in lines:
        _raise(ledger, uplift_id, uplift, line)


def _is_raised(line: MadeLine, uplift: Uplift) -> bool:
    last = line.rates[-1]
    is_open = last.period.is_open and last.period.first_day < uplift.first_day
    return is_open and uplifted(last.price, uplift) > last.price


def _raise(ledger: Ledger, uplift_id: int, uplift: Uplift, line: MadeLine) -> None:
    old, new_price = line.rates[-1], uplifted(line.rates[-1].price, uplift)
    ledger.link(
        "uplift_rates",
        uplift_id=uplift_id,
        rate_line_id=line.id,
        old_price=old.price,
        old_first_day=old.period.first_day,
        old_last_day=None,
        new_price=new_price,
    )
    ledger.row("rates", old.id)["last_day"] = uplift.first_day - ONE_DAY
    ledger.add(
        "rates",
        rate_line_id=line.id,
        price=new_price,
        source=f"Uplift {uplift_id} of {say_amount(uplift)}: {_NOTE}",
        first_day=uplift.first_day,
        last_day=None,
        uplift_id=uplift_id,
    )
