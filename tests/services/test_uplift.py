"""An uplift is looked at, and applied whole; on both databases."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import event, select

from brokerage.domain.errors import BadInput, Conflict, DeskError, RuleBroken
from brokerage.domain.unit import Unit
from brokerage.domain.uplift import LeftAlone, Uplift, UpliftKind, UpliftRounding
from brokerage.domain.uplift_choices import UpliftLot, UpliftProvider, UpliftScheme
from brokerage.domain.uplift_summary import UpliftAsked, UpliftKept, UpliftState
from brokerage.services.agree_and_print import issue_agreement
from brokerage.services.run_placement import mark_signed, start_placement
from brokerage.services.uplift import apply_uplift, list_uplift_schemes, list_uplifts, preview_uplift, take_uplift_back
from brokerage.storage.failures import USED_REQUEST
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.providers import ProviderRow
from brokerage.storage.tables.rates import RateRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow
from tests.builders import NOW, TODAY, Desk
from tests.services.call_off_builders import accepted
from tests.services.test_call_off_races import at_once, refusals
from tests.services.uplift_builders import APRIL, END_OF_JANUARY, FEBRUARY, applied, four_percent, rates, scheme_of


def test_each_rate_is_ended_the_day_before_and_followed(desk: Desk) -> None:
    ready = desk.ready_service("1450.00", Unit.WEEK)
    kept = applied(desk, four_percent(scheme_of(desk, ready), note="Agreed by the board"))
    assert rates(desk) == [("1450.00", APRIL, END_OF_JANUARY), ("1508.00", FEBRUARY, None)]
    assert (kept.rates, kept.state_on(TODAY), kept.note) == (1, UpliftState.TO_COME, "Agreed by the board")
    assert kept.state_on(FEBRUARY) is UpliftState.IN_FORCE
    assert list_uplifts(desk.database) == (kept,)
    with desk.session() as session:
        sources = session.scalars(select(RateRow.source).order_by(RateRow.first_day)).all()
    assert sources[1] == f"Uplift {kept.uplift_id} of 4 %: Agreed by the board"


def test_a_preview_says_old_and_new_what_is_left_and_what_has_a_gap_and_changes_nothing(desk: Desk) -> None:
    ready = desk.ready_service("1450.00", Unit.WEEK, name="Larch House (demo)")
    desk.rate(ready.service_id, ready.lot_id, "24.08", Unit.HOUR, last_day=date(2027, 1, 15))
    desk.rate(ready.service_id, ready.lot_id, "80.00", Unit.DAY, first_day=date(2027, 4, 1))
    before = rates(desk)
    preview = preview_uplift(desk.database, four_percent(scheme_of(desk, ready)))
    assert [(one.line.called, str(one.old.price), str(one.new_price)) for one in preview.plan.raised] == [
        ("Larch House (demo) · care by the week", "1450.00", "1508.00")
    ]
    assert [(str(one.rate.price), one.why) for one in preview.plan.left] == [("80.00", LeftAlone.BEGINS_THEN_OR_LATER)]
    assert [(one.line.unit, str(one.period)) for one in preview.plan.gaps] == [
        (Unit.HOUR, "16 Jan 2027 until it is ended"),
        (Unit.DAY, "1 Feb 2027 to 31 Mar 2027"),
    ]
    assert rates(desk) == before


def test_a_preview_costs_running_placements_this_financial_year_and_a_full_year(desk: Desk) -> None:
    reference = accepted(desk).reference
    issue_agreement(desk.database, desk.broker, reference, NOW)
    mark_signed(desk.database, desk.broker, reference, NOW)
    start_placement(desk.database, desk.broker, reference, NOW.replace(month=12, day=7))
    scheme = scheme_of_call_off(desk)
    cost = preview_uplift(desk.database, four_percent(scheme)).cost
    # £70.70 becomes £73.53 on Mondays and Wednesdays, bank holidays unpaid: 17 dates to 31 March, 99 in twelve months.
    assert (cost.placements, cost.price_locked, cost.financial_year.label) == (1, 0, "2026-27")
    assert (str(cost.in_financial_year), str(cost.full_year)) == ("48.11", "280.17")


@pytest.mark.parametrize(
    ("first_day", "in_financial_year", "full_year"),
    [
        # It begins on 7 Dec 2026, before the uplift: 17 Mondays and Wednesdays to 31 March at £2.83 more, 99 in twelve months.
        (FEBRUARY, "48.11", "280.17"),
        # It begins after it: 15 Mondays (28 Dec and 29 Mar are bank holidays) and 17 Wednesdays to 31 March.
        (date(2026, 12, 1), "90.56", None),
    ],
)
def test_a_signed_placement_still_to_begin_is_costed_apart_and_counted_as_running_once_it_runs(
    desk: Desk, first_day: date, in_financial_year: str, full_year: str | None
) -> None:
    reference = accepted(desk).reference
    issue_agreement(desk.database, desk.broker, reference, NOW)
    scheme = scheme_of_call_off(desk)
    assert preview_uplift(desk.database, four_percent(scheme, first_day)).cost.to_begin.placements == 0
    mark_signed(desk.database, desk.broker, reference, NOW)
    cost = preview_uplift(desk.database, four_percent(scheme, first_day)).cost
    assert (cost.placements, str(cost.full_year), cost.to_begin.placements) == (0, "0.00", 1)
    assert str(cost.to_begin.in_financial_year) == in_financial_year
    assert full_year in (None, str(cost.to_begin.full_year))
    start_placement(desk.database, desk.broker, reference, NOW.replace(month=12, day=7))
    running = preview_uplift(desk.database, four_percent(scheme)).cost
    assert (running.placements, running.to_begin.placements) == (1, 0)


def scheme_of_call_off(desk: Desk) -> str:
    with desk.session() as session:
        return session.scalars(
            select(SchemeRow.reference)
            .join(LotRow, LotRow.scheme_id == SchemeRow.id)
            .join(CallOffRow, CallOffRow.lot_id == LotRow.id)
        ).one()


def test_only_the_lots_and_providers_that_were_chosen_are_raised(desk: Desk) -> None:
    one = desk.ready_service("10.00", Unit.HOUR)
    scheme, other_lot = scheme_of(desk, one), desk.lot(one.scheme_id, needs=())
    other_service = desk.service(desk.provider("Second Made-up Care (demo)"))
    desk.rate(other_service, one.lot_id, "20.00", Unit.HOUR)
    desk.rate(one.service_id, other_lot, "30.00", Unit.HOUR)
    desk.ready_service("40.00", Unit.HOUR)
    with desk.session() as session:
        number = session.get_one(LotRow, one.lot_id).number

    def prices(**chosen: Any) -> set[str]:
        plan = preview_uplift(desk.database, four_percent(scheme, **chosen)).plan
        return {str(raised.old.price) for raised in plan.raised}

    assert prices() == {"10.00", "20.00", "30.00"}
    assert prices(lots=(number,)) == {"10.00", "20.00"}
    assert prices(providers=("second made-up care (DEMO)",)) == {"20.00"}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"scheme": "NOWHERE"}, "scheme"),
        ({"lots": ("99",)}, "lot"),
        ({"providers": ("Nobody",)}, "provider"),
        ({"uplift": Uplift(UpliftKind.PERCENT, Decimal(0), UpliftRounding.PENNY, FEBRUARY)}, "amount"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(desk: Desk, fields: dict[str, Any], field: str) -> None:
    ready = desk.ready_service()
    asked = replace(four_percent(scheme_of(desk, ready)), **fields)
    with pytest.raises(BadInput) as looked_at:
        preview_uplift(desk.database, asked)
    with pytest.raises(BadInput) as refused:
        applied(desk, asked)
    assert looked_at.value.field == refused.value.field == field
    assert list_uplifts(desk.database) == ()


def test_nothing_to_raise_is_refused(desk: Desk) -> None:
    ready = desk.ready_service()
    with pytest.raises(RuleBroken, match="No agreed rate in force before 1 Apr 2026 would be raised"):
        applied(desk, four_percent(scheme_of(desk, ready), APRIL))


def test_only_a_commissioner_raises_rates_and_takes_that_back(desk: Desk) -> None:
    ready = desk.ready_service()
    asked = four_percent(scheme_of(desk, ready))
    kept = applied(desk, asked)
    with pytest.raises(RuleBroken, match="Only the commissioner"):
        apply_uplift(desk.database, desk.broker, asked, "another", NOW)
    with pytest.raises(RuleBroken, match="Only the commissioner"):
        take_uplift_back(desk.database, desk.administrator, kept.uplift_id, NOW)


def test_a_rate_changed_since_the_preview_is_a_conflict_and_nothing_is_half_done(desk: Desk) -> None:
    ready = desk.ready_service()
    desk.rate(ready.service_id, ready.lot_id, "24.08", Unit.HOUR)
    asked = four_percent(scheme_of(desk, ready))
    mark = preview_uplift(desk.database, asked).mark
    with desk.session() as session:
        session.get_one(RateRow, ready.rate_id).last_day = date(2027, 6, 30)
    before = rates(desk)
    with pytest.raises(Conflict, match="changed since"):
        applied(desk, asked, mark=mark)
    assert (rates(desk), list_uplifts(desk.database)) == (before, ())
    assert applied(desk, asked, mark=preview_uplift(desk.database, asked).mark).rates == 2


def test_the_same_request_is_one_uplift_and_for_something_else_it_is_refused(desk: Desk) -> None:
    ready = desk.ready_service()
    asked = four_percent(scheme_of(desk, ready))

    def press(what: UpliftAsked = asked) -> UpliftKept:
        return apply_uplift(desk.database, desk.commissioner, what, "one", NOW).result

    answers = at_once([press] * 4)
    assert refusals(answers) == []
    assert len({answer.uplift_id for answer in answers if isinstance(answer, UpliftKept)}) == 1
    with pytest.raises(RuleBroken, match=USED_REQUEST):
        press(replace(asked, uplift=replace(asked.uplift, amount=Decimal(5))))
    assert len(rates(desk)) == 2


def test_overlapping_uplifts_at_once_leave_rates_that_do_not_overlap(desk: Desk) -> None:
    ready = desk.ready_service("100.00")
    scheme = scheme_of(desk, ready)
    days = [FEBRUARY, FEBRUARY, date(2027, 3, 1), date(2027, 1, 1)]
    answers = at_once([lambda day=day: applied(desk, four_percent(scheme, day)) for day in days])  # type: ignore[misc]
    lost = refusals(answers)
    # The two for one day are one; the others follow or precede, whichever came first.
    assert len(lost) == 1
    assert isinstance(lost[0], DeskError)
    found = rates(desk)
    assert len(found) == 4
    for (_, _, last_day), (_, first_day, _) in pairwise(found):
        assert last_day is not None
        assert (first_day - last_day).days == 1


def test_more_rates_take_no_more_statements(desk: Desk) -> None:
    ready = desk.ready_service()
    scheme = scheme_of(desk, ready)

    def statements() -> int:
        sent: list[str] = []

        def count_it(*about: object) -> None:
            sent.append(str(about[2]))

        event.listen(desk.database.write_engine, "before_cursor_execute", count_it)
        kept = applied(desk, four_percent(scheme))
        take_uplift_back(desk.database, desk.commissioner, kept.uplift_id, NOW)
        event.remove(desk.database.write_engine, "before_cursor_execute", count_it)
        return len(sent)

    for_one = statements()
    for number in range(30):
        desk.rate(ready.service_id, ready.lot_id, f"{number + 10}.00", Unit.HOUR, band=f"Band {number}")
    before = rates(desk)
    assert statements() == for_one
    assert rates(desk) == before


def test_an_uplift_may_be_asked_for_every_lot_and_every_provider_with_a_rate_card(desk: Desk) -> None:
    scheme_id = desk.scheme(reference="ELA-2022", title="Everyday Life")
    lot_id = desk.lot(scheme_id, number="3", title="Skills")
    named = desk.ready_service(lot_id=lot_id)
    with desk.session() as session:
        provider = session.get_one(ProviderRow, named.provider_id)
        provider.council_reference = "PR-7"
        name = provider.name
    desk.provider(name="Without rates (demo)")
    found = list_uplift_schemes(desk.database)
    assert found == (
        UpliftScheme("ELA-2022", "Everyday Life", (UpliftLot("3", "Skills"),), (UpliftProvider(name, "PR-7"),)),
    )
    asked = four_percent("ELA-2022", lots=("3",), providers=(found[0].providers[0].key,))
    assert len(preview_uplift(desk.database, asked).plan.raised) == 1
