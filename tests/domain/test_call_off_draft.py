from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from brokerage.domain.call_off_draft import (
    CallOffDraft,
    DraftFigures,
    DraftSubject,
    LineChosen,
    Why,
    check_draft,
    compare_with_list,
    subject_of,
)
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.gates import Gate, GateName
from brokerage.domain.offer import Offer
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.service import Rating
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week

FULL = CallOffDraft(
    request_id="form-1",
    person_id=1,
    service_id=2,
    lot_id=3,
    first_day=date(2026, 12, 7),
    week=parse_week("Mon,Wed 10:00-15:00"),
    lines=(LineChosen(FeeKind.CARE, Unit.DAY, rate_id=4),),
)


def missing_fields(draft: CallOffDraft, figures: DraftFigures | None = None) -> list[str]:
    return [missing.field for missing in check_draft(draft, figures).missing]


SCHEME = "Everyday Life"


def offered(
    service_id: int, weekly: str | None, *, rate_id: int = 4, gate: Gate | None = None, scheme: str = SCHEME
) -> Offer:
    return Offer(
        service_id=service_id,
        service=f"Service {service_id}",
        provider="",
        lot_id=3,
        lot="",
        scheme=scheme,
        district="",
        miles=None,
        rate_id=rate_id,
        activity="",
        unit=Unit.DAY,
        ratio=None,
        unit_price=None,
        weekly=None if weekly is None else Decimal(weekly),
        budget_left=None,
        rating=Rating.GOOD,
        places_free=1,
        places_said_on=None,
        outcomes_matched=0,
        gate=gate,
    )


def test_a_full_form_lacks_nothing_and_owes_no_reason() -> None:
    check = check_draft(FULL, DraftFigures(Decimal(100), Decimal(100), Decimal(100), "Service 2", Decimal(100)))
    assert check.may_be_raised
    assert check.reasons_owed == ()


@pytest.mark.parametrize("field", ["person_id", "service_id", "lot_id", "first_day"])
def test_an_empty_field_is_missing_where_it_stands(field: str) -> None:
    assert missing_fields(replace(FULL, **{field: None})) == [field]  # type: ignore[arg-type]


def test_an_empty_form_names_everything_in_the_order_of_the_form() -> None:
    assert missing_fields(CallOffDraft(request_id="")) == [
        "request_id", "person_id", "service_id", "lot_id", "first_day", "lines",
    ]  # fmt: skip


def test_an_end_before_the_first_day_is_said_at_the_end() -> None:
    assert missing_fields(replace(FULL, planned_last_day=date(2026, 12, 6))) == ["planned_last_day"]
    assert missing_fields(replace(FULL, planned_last_day=date(2026, 12, 7))) == []


def test_a_line_needs_a_price_and_the_week_its_unit_is_counted_in() -> None:
    assert missing_fields(replace(FULL, lines=(LineChosen(FeeKind.CARE, Unit.DAY),))) == ["lines"]
    assert missing_fields(replace(FULL, week=None)) == ["week"]
    assert missing_fields(replace(FULL, week=parse_week("Mon"), lines=(LineChosen(FeeKind.CARE, Unit.HOUR, 4),))) == [
        "week"
    ]
    weekly = (LineChosen(FeeKind.ACCOMMODATION, Unit.WEEK, 4),)
    assert missing_fields(replace(FULL, week=None, lines=weekly)) == []


def test_a_dearer_choice_owes_a_reason_with_its_figures_and_is_not_blocked() -> None:
    figures = DraftFigures(Decimal("141.40"), Decimal("141.40"), Decimal("120.40"), "Weald Skills", Decimal(310))
    check = check_draft(FULL, figures)
    assert [owed.why for owed in check.reasons_owed] == [Why.DEARER]
    assert "£21.00 a week dearer than Weald Skills" in check.missing[0].sentence
    assert check_draft(replace(FULL, reason="Close to her mother"), figures).may_be_raised


def test_one_penny_over_the_budget_owes_a_reason_and_exactly_on_it_does_not() -> None:
    on_it = DraftFigures(weekly=Decimal("310.00"), budget_left=Decimal("310.00"))
    assert check_draft(FULL, on_it).reasons_owed == ()
    over = check_draft(FULL, replace(on_it, weekly=Decimal("310.01")))
    assert [owed.why for owed in over.reasons_owed] == [Why.OVER_BUDGET]
    assert "£0.01 a week over" in over.reasons_owed[0].sentence


@pytest.mark.parametrize(
    ("route", "why"), [(AwardRoute.OFF_SCHEME, Why.OFF_SCHEME), (AwardRoute.PERSONS_CHOICE, Why.PERSONS_CHOICE)]
)
def test_an_exception_owes_a_reason(route: AwardRoute, why: Why) -> None:
    check = check_draft(replace(FULL, route=route, reason="  "))
    assert [owed.why for owed in check.reasons_owed] == [why]
    assert [missing.field for missing in check.missing] == ["reason"]


def test_a_top_up_needs_somebody_who_pays_it() -> None:
    figures = DraftFigures(top_up_weekly=Decimal("110.00"))
    assert missing_fields(FULL, figures) == ["top_up_payer"]
    assert missing_fields(replace(FULL, top_up_payer="Her brother"), figures) == []


def test_the_cheapest_in_the_list_is_one_that_may_be_called_off() -> None:
    closed = offered(9, "10.00", gate=Gate(GateName.PLACE, "no place free"))
    figures = compare_with_list(
        FULL, Decimal(500), [closed, offered(8, None), offered(7, "90.00"), offered(2, "100.00")], SCHEME
    )
    assert (figures.cheapest_weekly, figures.cheapest_service) == (Decimal("90.00"), "Service 7")
    assert figures.compared_weekly == Decimal("100.00")


def test_what_another_scheme_sells_makes_nothing_dearer() -> None:
    """A care home is not dearer than a day club: what one is compared with might have taken its place."""
    day_club, home = offered(7, "90.00", scheme="Everyday Life"), offered(2, "1310.00", scheme="Care Homes")
    figures = compare_with_list(FULL, Decimal(1310), [day_club, home], "Care Homes")
    assert (figures.cheapest_weekly, figures.cheapest_service) == (Decimal("1310.00"), "Service 2")
    assert check_draft(FULL, figures).may_be_raised


def test_a_service_that_is_not_in_the_list_is_compared_by_its_own_week() -> None:
    assert compare_with_list(FULL, Decimal(500), [offered(7, "90.00")], SCHEME).compared_weekly == Decimal(500)
    assert compare_with_list(FULL, Decimal(500), [], SCHEME).cheapest_weekly is None


def test_the_subject_is_known_once_all_of_it_is() -> None:
    assert subject_of(FULL) == DraftSubject(1, 2, 3, date(2026, 12, 7))
    assert subject_of(replace(FULL, lot_id=None)) is None
