"""The whole life once, from the workbook on: somebody with three weekly activities applies, is called off, goes on."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from brokerage.domain.application import LotOutcome
from brokerage.domain.assessment import GivenScore
from brokerage.domain.call_off_draft import LineChosen
from brokerage.domain.contract import ContractTerms
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.gates import GateName
from brokerage.domain.offer import Offer, OfferList, SearchCriteria
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted, parse_week
from brokerage.services.assess_application import score, show_assessment
from brokerage.services.award import award
from brokerage.services.decide_application import decide_lot
from brokerage.services.find_support import find_offers
from brokerage.services.raise_call_off import raise_call_off
from brokerage.services.receive_application import acknowledge_application
from brokerage.services.workbook_taken import TakenAs
from tests.builders import NOW, START, Desk, ReadyService
from tests.exchange.application_workbooks import micro_enterprise
from tests.services.call_off_builders import form, listed
from tests.services.life_after_admission import is_uplifted_suspended_and_renewed
from tests.services.workbook_builders import Asking, asking

DECIDED, SEALED = date(2026, 11, 10), date(2026, 11, 13)
RATIO = Ratio(1, 3)
TERMS = ContractTerms("ELA-C-0300", Decimal("30000.00"), START, date(2028, 12, 6), SEALED)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)


def applies(ela: Asking) -> str:
    """A workbook made from the scheme's own questions comes back filled in; what was forgotten is mended."""
    forgotten = ela.take_one(micro_enterprise(ela.template("1")), "first.xlsx")
    assert [remark.column for remark in forgotten.report.remarks] == ["Your answer", "Your answer"]
    filled = micro_enterprise(ela.template("1")).answer("1", "3", "From pictures").answer("1", "4", "In a diary")
    mended = ela.take_one(filled, "second.xlsx")
    assert (forgotten.taken_as, mended.taken_as) == (TakenAs.RECORDED, TakenAs.MENDED)
    assert mended.standing
    assert mended.report.remarks == ()
    return mended.standing.reference


def is_admitted(ela: Asking, reference: str) -> None:
    database, who = ela.desk.database, ela.desk.commissioner
    acknowledge_application(database, who, reference, DECIDED, at(DECIDED))
    (lot,) = show_assessment(database, reference).lots
    assert [lot.answer_to(question) for question in lot.questions][2:] == ["From pictures", "In a diary"]
    given = tuple(
        GivenScore(str(number), points, "As answered.") for number, points in enumerate((1, 1, 4, 5), start=1)
    )
    score(database, who, reference, lot.application_lot_id, given, at(DECIDED))
    admitted = (reference, lot.application_lot_id, LotOutcome.ADMITTED, "Every criterion is met.", DECIDED, at(DECIDED))
    decide_lot(database, who, *admitted)


def found(desk: Desk, start: date, week: WeekWanted) -> OfferList:
    return find_offers(desk.database, SearchCriteria(start, week=week, scheme="ELA", ratio=RATIO))


def test_a_micro_enterprise_applies_by_workbook_is_admitted_with_its_prices_found_called_off_and_goes_on(
    desk: Desk, tmp_path: Path
) -> None:
    ela = asking(desk, tmp_path)
    reference = applies(ela)
    is_admitted(ela, reference)
    contract = award(desk.database, desk.commissioner, reference, TERMS, SEALED, at(SEALED)).result
    (admitted,) = contract.admissions
    assert [(rate.is_for, rate.price) for rate in contract.rates] == [
        (f"{activity} · care by the session, 1:3", Decimal("24.08"))
        for activity in ("Woodwork", "Gardening", "Cooking together")
    ]

    timetable = (
        ("Woodwork", "Mon 10:00-12:00"),
        ("Gardening", "Wed 10:00-13:00"),
        ("Cooking together", "Fri 09:30-12:30"),
    )
    offers = [found(desk, START, parse_week(times)).offers[0] for _, times in timetable]
    assert [(one.service, one.activity, one.weekly, one.gate) for one in offers] == [
        ("The Workshop (demo)", activity, Decimal("24.08"), None) for activity, _ in timetable
    ]
    (early,) = found(desk, date(2026, 12, 2), parse_week("Wed 10:00-13:00")).offers
    assert early.gate
    assert early.gate.name is GateName.ADMISSION
    (unmet,) = found(desk, START, parse_week("Tue 10:00-12:00")).offers
    assert unmet.gate
    assert unmet.gate.name is GateName.TIMETABLE

    offer = offers[-1]
    assert offer.rate_id
    ready = ReadyService(ela.scheme_id, ela.skills, 0, offer.service_id, admitted.admission_id, offer.rate_id)
    week = parse_week("Fri 09:30-12:30")
    line = LineChosen(FeeKind.CARE, Unit.SESSION, offer.rate_id, ratio=RATIO)
    draft = form(desk.person(), ready, week=week, ratio=RATIO, lines=(line,))
    raised = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer)).result
    assert raised.reference.startswith("CO-2026-")

    def on(day: date) -> Offer:
        (shown,) = found(desk, day, week).offers
        return shown

    is_uplifted_suspended_and_renewed(desk, "ELA", admitted.admission_id, on, ("24.08", "25.04"))
