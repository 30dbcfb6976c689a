"""Agreeing rates and ending them, on both databases."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.period import Period
from brokerage.domain.rate_comparison import RateMove
from brokerage.domain.rate_setting import RateLineAsked, RateToAgree, RateToEnd
from brokerage.domain.rate_words import say_cost
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.services.agree_and_print import issue_agreement
from brokerage.services.run_placement import mark_signed, start_placement
from brokerage.services.set_rates import agree_rate, end_rate, preview_end, preview_rate
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.tables.scheme_terms import LotRatioRow, LotUnitRow
from tests.builders import NOW, TODAY, Desk, ReadyService
from tests.services.call_off_builders import accepted
from tests.services.test_call_off_races import at_once, refusals

JANUARY = date(2027, 1, 1)


@pytest.fixture
def ready(desk: Desk) -> ReadyService:
    """A service at £70.70 a day from 1 Apr 2026 on, admitted since 2022."""
    return desk.ready_service("70.70")


def line(ready: ReadyService, **said: Any) -> RateLineAsked:
    return RateLineAsked(ready.service_id, ready.lot_id, **{"kind": FeeKind.CARE, "unit": Unit.DAY, **said})


def rate(ready: ReadyService, price: str = "72.00", first_day: date = JANUARY, **said: Any) -> RateToAgree:
    about = {key: said.pop(key) for key in ("unit", "ratio", "activity", "band", "kind") if key in said}
    return RateToAgree(line(ready, **about), Decimal(price), first_day, **said)


def stored(desk: Desk) -> list[tuple[str, str, str | None]]:
    with desk.session() as session:
        rows = session.execute(select(RateRow.price, RateRow.first_day, RateRow.last_day).order_by(RateRow.first_day))
        return [(str(price), str(first), last and str(last)) for price, first, last in rows]


def agree(desk: Desk, asked: RateToAgree, **said: Any) -> Any:
    return agree_rate(desk.database, desk.commissioner, asked, TODAY, NOW, **said)


def end(desk: Desk, asked: RateToEnd, **said: Any) -> Any:
    return end_rate(desk.database, desk.commissioner, asked, TODAY, NOW, **said)


def test_a_rate_ends_the_one_it_follows_the_day_before_and_keeps_source_and_note(
    desk: Desk, ready: ReadyService
) -> None:
    told = agree(desk, rate(ready, source="Negotiation", note="Agreed on the phone.")).result
    assert (told.compared.move, told.compared.change, told.compared.change_percent) == (
        RateMove.FOLLOWS,
        Decimal("1.30"),
        Decimal("1.8"),
    )
    assert stored(desk) == [("70.70", "2026-04-01", "2026-12-31"), ("72.00", "2027-01-01", None)]
    with desk.session() as session:
        row = session.scalars(select(RateRow).where(RateRow.first_day == JANUARY)).one()
        assert (row.source, row.note) == ("Negotiation", "Agreed on the phone.")
        entry = session.scalars(select(AuditEntryRow).where(AuditEntryRow.action == "agree-rate")).one()
        assert entry.detail == {"price": "72.00", "first_day": "2027-01-01"}


def test_the_first_rate_of_a_line_makes_the_line(desk: Desk, ready: ReadyService) -> None:
    desk.activity(ready.service_id, name="Cookery")
    asked = rate(ready, "24.08", unit=Unit.HOUR, ratio=Ratio(1, 3), activity="cookery", band=" Enhanced  band ")
    told = agree(desk, asked).result
    assert (told.compared.move, told.line.activity, told.line.band) == (RateMove.NEW, "Cookery", "Enhanced band")
    assert agree(desk, asked).result.compared.move is RateMove.UNCHANGED
    with desk.session() as session:
        made = session.scalars(select(RateLineRow).where(RateLineRow.unit == Unit.HOUR)).one()
        assert (made.ratio_staff, made.ratio_people, made.band) == (1, 3, "Enhanced band")


def test_the_same_rate_agreed_again_changes_nothing(desk: Desk, ready: ReadyService) -> None:
    looked_at = preview_rate(desk.database, rate(ready), TODAY)
    agree(desk, rate(ready), mark=looked_at.mark)
    before = stored(desk)
    again = agree(desk, rate(ready), mark=looked_at.mark)
    assert (again.result.compared.move, again.changed, stored(desk)) == (RateMove.UNCHANGED, frozenset(), before)


def test_a_preview_and_a_trial_run_keep_nothing(desk: Desk, ready: ReadyService) -> None:
    before = stored(desk)
    looked_at = preview_rate(desk.database, rate(ready), TODAY)
    tried = agree(desk, rate(ready), dry_run=True)
    assert (tried.result, tried.changed) == (looked_at, frozenset())
    assert stored(desk) == before


def test_a_line_changed_since_it_was_looked_at_is_a_conflict_that_names_the_colleague(
    desk: Desk, ready: ReadyService
) -> None:
    looked_at = preview_rate(desk.database, rate(ready), TODAY)
    agree(desk, rate(ready, "71.50", date(2026, 12, 1)))
    with pytest.raises(Conflict, match="changed this line of the rate card on 2 Nov 2026"):
        agree(desk, rate(ready), mark=looked_at.mark)


def test_a_rate_that_would_meet_a_later_one_is_refused_with_the_days(desk: Desk, ready: ReadyService) -> None:
    agree(desk, rate(ready))
    with pytest.raises(BadInput, match="from 1 Jan 2027 is already agreed: end this one on 31 Dec 2026") as refused:
        agree(desk, rate(ready, "71.00", date(2026, 12, 1), last_day=date(2027, 1, 31)))
    assert refused.value.field == "last_day"
    with pytest.raises(BadInput, match="already agreed from 1 Jan 2027, and an agreed rate is never edited") as refused:
        agree(desk, rate(ready, "73.00"))
    assert refused.value.field == "price"


def test_a_rate_without_a_last_day_ends_before_the_one_agreed_for_later(desk: Desk, ready: ReadyService) -> None:
    agree(desk, rate(ready))
    told = agree(desk, rate(ready, "71.00", date(2026, 12, 1))).result
    assert told.compared.last_day == date(2026, 12, 31)
    assert told.warnings == ("£72.00 from 1 Jan 2027 is agreed already and stays as it is.",)


def test_days_left_without_a_rate_are_named(desk: Desk, ready: ReadyService) -> None:
    told = agree(desk, rate(ready, last_day=date(2027, 3, 31))).result
    assert told.gaps == (Period(date(2027, 4, 1)),)


def test_a_past_first_day_and_days_outside_the_admission_are_warned_of(desk: Desk) -> None:
    lot, service = desk.lot(), desk.service()
    told = agree_rate(
        desk.database,
        desk.commissioner,
        RateToAgree(RateLineAsked(service, lot, FeeKind.CARE, Unit.WEEK), Decimal(950), date(2026, 10, 1)),
        TODAY,
        NOW,
    ).result
    assert [warning.split(":")[0] for warning in told.warnings] == [
        "Its first day is past",
        "The service is not admitted to this lot on 1 Oct 2026",
    ]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"price": "0"}, "price"),
        ({"first_day": date(1999, 12, 31)}, "first_day"),
        ({"last_day": date(2026, 12, 31)}, "last_day"),
        ({"activity": "Juggling"}, "activity"),
        ({"unit": Unit.SESSION}, "unit"),
        ({"ratio": Ratio(1, 8)}, "ratio"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    desk: Desk, ready: ReadyService, said: dict[str, Any], field: str
) -> None:
    with desk.session() as session:
        session.add_all([LotUnitRow(lot_id=ready.lot_id, unit=Unit.DAY)])
        session.add(LotRatioRow(lot_id=ready.lot_id, staff=1, people=3))
    with pytest.raises(BadInput) as refused:
        agree(desk, rate(ready, **said))
    assert refused.value.field == field


def test_a_rate_is_ended_with_its_reason_and_the_gap_is_named(desk: Desk, ready: ReadyService) -> None:
    asked = RateToEnd(line(ready), date(2026, 11, 30), " The service closes its minibus. ")
    told = end(desk, asked).result
    assert (told.compared.move, told.compared.last_day) == (RateMove.ENDED, date(2026, 11, 30))
    assert told.gaps == (Period(date(2026, 12, 1)),)
    with desk.session() as session:
        row = session.scalars(select(RateRow)).one()
        assert (row.last_day, row.end_reason) == (date(2026, 11, 30), "The service closes its minibus.")
    assert end(desk, asked).changed == frozenset()


def test_ending_a_rate_is_looked_at_first(desk: Desk, ready: ReadyService) -> None:
    asked = RateToEnd(line(ready), date(2026, 10, 31), "No longer offered.")
    looked_at = preview_end(desk.database, asked, TODAY)
    assert looked_at.warnings == ("Its last day is past: nothing can be called off at it for the days since.",)
    agree(desk, rate(ready))
    with pytest.raises(Conflict):
        end(desk, asked, mark=looked_at.mark)
    assert end(desk, asked, dry_run=True).changed == frozenset()
    assert stored(desk)[0][2] == "2026-12-31"


def test_an_end_without_a_reason_or_outside_every_rate_is_refused(desk: Desk, ready: ReadyService) -> None:
    with pytest.raises(BadInput, match="Say why") as refused:
        end(desk, RateToEnd(line(ready), date(2026, 11, 30), "  "))
    assert refused.value.field == "reason"
    with pytest.raises(BadInput, match="its rates are for 1 Apr 2026 until it is ended") as refused:
        end(desk, RateToEnd(line(ready), date(2026, 3, 31), "No longer offered."))
    assert refused.value.field == "last_day"


def test_only_a_commissioner_agrees_or_ends_rates(desk: Desk, ready: ReadyService) -> None:
    with pytest.raises(RuleBroken, match="Only the commissioner"):
        agree_rate(desk.database, desk.broker, rate(ready), TODAY, NOW)
    with pytest.raises(RuleBroken, match="Only the commissioner"):
        end_rate(desk.database, desk.broker, RateToEnd(line(ready), TODAY, "No longer offered."), TODAY, NOW)


def test_what_a_new_price_means_for_running_placements_is_told(desk: Desk) -> None:
    reference = accepted(desk).reference
    issue_agreement(desk.database, desk.broker, reference, NOW)
    mark_signed(desk.database, desk.broker, reference, NOW)
    with desk.session() as session:
        row = session.scalars(select(RateLineRow)).one()
        day_line = RateLineAsked(row.service_id, row.lot_id, row.kind, row.unit)
    dearer = RateToAgree(day_line, Decimal("73.53"), date(2027, 2, 1))
    signed = preview_rate(desk.database, dearer, TODAY)
    assert signed.cost is not None
    assert say_cost(signed.cost) == (
        "No running placement is priced at this rate. "
        "1 signed placement still to begin adds £48.11 in 2026-27, £280.17 in twelve months, beside those that run."
    )
    start_placement(desk.database, desk.broker, reference, NOW.replace(month=12, day=7))
    told = preview_rate(desk.database, dearer, TODAY)
    # As with an uplift of 4 %: Mondays and Wednesdays, 17 dates to 31 March, 99 in twelve months.
    assert told.cost is not None
    assert say_cost(told.cost) == "1 running placement pays it: +£48.11 in 2026-27, +£280.17 in twelve months."
    ended = preview_end(desk.database, RateToEnd(day_line, date(2027, 1, 31), ""), TODAY)
    (warning,) = ended.warnings
    assert warning == "1 placement runs at it and keeps its price after that day, until another rate follows."


@pytest.mark.parametrize("unit", [Unit.DAY, Unit.HOUR])
def test_two_prices_agreed_at_once_for_one_day_leave_one_of_them(desk: Desk, ready: ReadyService, unit: Unit) -> None:
    def agreeing(price: str) -> Callable[[], str]:
        return lambda: str(agree(desk, rate(ready, price, unit=unit)).result.compared.price)

    answers = at_once([agreeing("72.00"), agreeing("73.00")])
    (lost,) = refusals(answers)
    assert "already agreed from 1 Jan 2027" in lost.sentence
    assert len(stored(desk)) == 2
