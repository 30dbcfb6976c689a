"""What comes after the first call-off, the same for every service: its rates are uplifted, it is suspended, it is renewed."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from brokerage.domain.gates import GateName
from brokerage.domain.offer import Offer
from brokerage.domain.period import Period
from brokerage.domain.uplift import Uplift, UpliftKind, UpliftRounding
from brokerage.domain.uplift_summary import UpliftAsked
from brokerage.services.keep_admission import renew_admission, suspend_admission
from brokerage.services.uplift import apply_uplift
from tests.builders import NOW, Desk

APRIL = date(2027, 4, 5)
JUNE = Period(date(2027, 6, 1), date(2027, 6, 30))
RENEWED_TO = date(2029, 12, 6)


def is_uplifted_suspended_and_renewed(
    desk: Desk, scheme: str, admission_id: int, offer_on: Callable[[date], Offer], weekly: tuple[str, str]
) -> None:
    """`offer_on` is what the search has of the service from a day on; `weekly` its price before and after 4 percent more."""
    before, after = (Decimal(price) for price in weekly)
    uplift = Uplift(UpliftKind.PERCENT, Decimal(4), UpliftRounding.PENNY, APRIL)
    apply_uplift(desk.database, desk.commissioner, UpliftAsked(scheme, uplift), f"uplift-{scheme}", NOW)
    assert [offer_on(day).weekly for day in (date(2027, 3, 29), APRIL)] == [before, after]

    suspend_admission(desk.database, desk.commissioner, admission_id, JUNE, "Moves house.", NOW)
    reasons = [offer.gate and offer.gate.reason for offer in map(offer_on, (date(2027, 6, 30), date(2027, 7, 1)))]
    assert reasons == ["suspended from 1 Jun 2027 until 30 Jun 2027", None]

    ended = offer_on(date(2028, 12, 7)).gate
    assert ended
    assert ended.reason == "admission ended 6 Dec 2028"
    renew_admission(desk.database, desk.commissioner, admission_id, RENEWED_TO, "Goes on well.", NOW)
    # Its insurance may have lapsed by then, which is another gate: only the admission is looked at.
    gates = [offer_on(day).gate for day in (date(2028, 12, 7), RENEWED_TO, date(2029, 12, 7))]
    assert [gate is not None and gate.name is GateName.ADMISSION for gate in gates] == [False, False, True]
