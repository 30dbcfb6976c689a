"""What both databases refuse of an application's answers and offered prices by themselves, whoever asks."""

from decimal import Decimal

import pytest
from sqlalchemy import Delete, Update, delete, func, select, update

from brokerage.domain.application import ApplicationState
from brokerage.domain.errors import RuleBroken
from brokerage.services.receive_application import withdraw_application
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.application_answers import ApplicationAnswerRow, OfferedPriceRow
from tests.builders import NOW, TODAY, Desk
from tests.services.application_builders import Received, answered, offered, received
from tests.services.assessment_builders import acknowledged, decided, scored

CHANGES = (
    update(ApplicationAnswerRow).values(answer="Otherwise"),
    delete(ApplicationAnswerRow),
    update(OfferedPriceRow).values(price=Decimal(1)),
    delete(OfferedPriceRow),
)


def wrote(desk: Desk, came: Received) -> Received:
    answered(desk, came)
    offered(desk, came.asked[0])
    return came


def change(desk: Desk, statement: Update | Delete) -> None:
    with translated_failures(), desk.session() as session:
        session.execute(statement)


def test_what_was_answered_and_offered_stands_once_a_lot_is_decided(desk: Desk) -> None:
    decided(desk, scored(desk, wrote(desk, acknowledged(desk))))
    for statement in CHANGES:
        with pytest.raises(RuleBroken, match="What was answered and offered with an application stands"):
            change(desk, statement)


def test_it_stands_once_the_application_is_withdrawn_and_may_be_mended_before(desk: Desk) -> None:
    came = wrote(desk, received(desk, state=ApplicationState.RECEIVED))
    change(desk, CHANGES[0])
    change(desk, CHANGES[2])
    withdraw_application(desk.database, desk.commissioner, came.reference, "Waits a year.", TODAY, NOW)
    for statement in CHANGES:
        with pytest.raises(RuleBroken, match="stands once a lot is decided"):
            change(desk, statement)
    other = wrote(desk, received(desk))
    change(desk, delete(OfferedPriceRow).where(OfferedPriceRow.application_lot_id == other.asked[0]))
    with desk.session() as session:
        assert session.scalar(select(func.count(OfferedPriceRow.id))) == 1
