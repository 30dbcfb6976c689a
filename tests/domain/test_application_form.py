from dataclasses import replace
from datetime import date

import pytest

from brokerage.domain.application_form import (
    ApplicationForm,
    ApplyingFacts,
    LotAsked,
    ServiceAsking,
    ServiceInLot,
    check_application,
)
from brokerage.domain.errors import BadInput, RuleBroken

TODAY = date(2026, 12, 17)
ASKED = ServiceInLot(11, 21)
FORM = ApplicationForm("form-1", "ELA-2022", 1, (ASKED,), TODAY)
FACTS = ApplyingFacts(
    scheme="ELA-2022",
    contracts_end=date(2028, 9, 30),
    last_call_off_day=None,
    services={11: ServiceAsking("Orchard Yard (demo)", 1), 12: ServiceAsking("Mill House (demo)", 2)},
    lots={
        21: LotAsked("1", "ELA-2022", None),
        22: LotAsked("6", "ELA-2022", date(2026, 3, 31)),
        23: LotAsked("1", "RES-2022", None),
    },
    open_for={},
)


def test_a_provider_applies_with_its_own_service_to_a_lot_of_the_scheme() -> None:
    check_application(FORM, FACTS, TODAY)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((), "asks for nothing"),
        ((ASKED, ASKED), "same lot twice"),
        ((ServiceInLot(99, 21),), "a service that is not known"),
        ((ServiceInLot(11, 99),), "a lot that is not known"),
    ],
)
def test_what_is_asked_for_must_be_known_and_asked_once(asked: tuple[ServiceInLot, ...], said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        check_application(replace(FORM, asked=asked), FACTS, TODAY)
    assert refused.value.field == "asked"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (ServiceInLot(12, 21), "Mill House .* is not run by the provider"),
        (ServiceInLot(11, 22), "Lot 6 of ELA-2022 ended on 31 Mar 2026"),
        (ServiceInLot(11, 23), "Lot 1 belongs to RES-2022, not to ELA-2022"),
    ],
)
def test_a_strange_service_an_ended_lot_and_a_lot_of_another_scheme_are_refused(asked: ServiceInLot, said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        check_application(replace(FORM, asked=(ASKED, asked)), FACTS, TODAY)


def test_a_lot_is_joined_up_to_its_last_day() -> None:
    last_day = replace(FORM, asked=(ServiceInLot(11, 22),), received_on=date(2026, 3, 31))
    check_application(last_day, FACTS, TODAY)


@pytest.mark.parametrize("ends", [{"contracts_end": date(2026, 12, 16)}, {"last_call_off_day": date(2026, 12, 16)}])
def test_no_lot_of_a_scheme_that_has_ended_is_joined(ends: dict[str, date]) -> None:
    with pytest.raises(RuleBroken, match="ended on 16 Dec 2026"):
        check_application(FORM, replace(FACTS, **ends), TODAY)  # type: ignore[arg-type]


def test_one_service_waits_for_one_lot_only_once() -> None:
    with pytest.raises(RuleBroken, match="waits for lot 1 already, with AP-2026-0004"):
        check_application(FORM, replace(FACTS, open_for={ASKED: "AP-2026-0004"}), TODAY)


def test_a_day_of_receipt_to_come_is_refused() -> None:
    with pytest.raises(BadInput, match="18 Dec 2026, is still to come") as refused:
        check_application(replace(FORM, received_on=date(2026, 12, 18)), FACTS, TODAY)
    assert refused.value.field == "received_on"
