"""What the search reads stands beside what it looks for, and the databases keep both the same, whoever writes."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Date, delete, insert, literal, select, text
from sqlalchemy.exc import IntegrityError

from brokerage.domain.errors import RuleBroken
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.unit import Unit
from brokerage.services.find_support import find_offers
from brokerage.storage.column_types import Pence
from brokerage.storage.failures import translated_failures
from brokerage.storage.queries.repeated_integrity import rates_unlike_their_line, services_unlike_their_needs
from brokerage.storage.tables.providers import ServiceNeedRow, ServiceRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.tables.schemes import NeedCategoryRow
from tests.builders import START, Desk

OTHERWISE = {
    "service_id": "99", "lot_id": "99", "activity_id": "99", "kind": "'meals'", "unit": "'mile'", "ratio_people": "7",
}  # fmt: skip


def test_a_rate_says_what_its_line_is_for(desk: Desk) -> None:
    service, lot = desk.service(), desk.lot()
    cookery = desk.activity(service)
    desk.rate(service, lot, "13.50", Unit.HOUR, ratio="1:3")
    desk.rate(service, lot, "40.00", Unit.SESSION, activity_id=cookery)
    with desk.database.reading() as connection:
        said = connection.execute(
            text("SELECT service_id, lot_id, activity_id, kind, unit, ratio_staff, ratio_people FROM rates ORDER BY id")
        ).all()
    assert [tuple(row) for row in said] == [
        (service, lot, None, "care", "hour", 1, 3),
        (service, lot, cookery, "care", "session", None, None),
    ]


def test_rates_that_are_written_out_of_others_say_it_too(desk: Desk) -> None:
    """As an uplift writes them: many in one statement that reads its rows."""
    service, lot = desk.service(), desk.lot()
    for band in ("low", "high"):
        desk.rate(service, lot, ratio="1:2", band=band, last_day=START)
    following = select(RateLineRow.id, literal(Decimal("71.00"), Pence()), literal(date(2027, 4, 1), Date()))
    with desk.database.write_engine.begin() as connection:
        connection.execute(insert(RateRow).from_select(["rate_line_id", "price", "first_day"], following))
    with desk.database.reading() as connection:
        said = connection.execute(text("SELECT service_id, ratio_people FROM rates")).all()
        assert [tuple(row) for row in said] == [(service, 2)] * 4
        assert rates_unlike_their_line(connection) == ()


@pytest.mark.parametrize(("column", "value"), OTHERWISE.items())
def test_nobody_tells_a_rate_otherwise(desk: Desk, column: str, value: str) -> None:
    desk.rate(desk.service(), desk.lot(), ratio="1:3")
    with pytest.raises(RuleBroken, match="An agreed rate is never edited"):
        run(desk, f"UPDATE rates SET {column} = {value}")


@pytest.mark.parametrize(("column", "value"), {**OTHERWISE, "band": "'high'"}.items())
def test_a_line_stays_for_what_its_rates_were_agreed_for(desk: Desk, column: str, value: str) -> None:
    desk.rate(desk.service(), desk.lot(), ratio="1:3")
    with pytest.raises(RuleBroken, match="What a rate was agreed for is never edited"):
        run(desk, f"UPDATE rate_lines SET {column} = {value}")


def test_a_rate_of_no_line_is_refused_for_that(desk: Desk) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), desk.database.write_engine.begin() as connection:
        connection.execute(insert(RateRow).values(rate_line_id=4711, price=Decimal(1), first_day=START))


def test_a_service_lists_its_needs_as_they_come_and_go(desk: Desk) -> None:
    service, other = desk.service(needs=("one", "two", "three")), desk.service(needs=("two",))
    one, two, three = (desk.need(code) for code in ("one", "two", "three"))
    assert lists(desk) == {service: f";{one};{two};{three};", other: f";{two};"}
    with desk.database.write_engine.begin() as connection:
        connection.execute(delete(ServiceNeedRow).where(ServiceNeedRow.need_id == two))
    assert lists(desk) == {service: f";{one};{three};", other: ";"}
    with desk.database.reading() as connection:
        assert services_unlike_their_needs(connection) == ()
    with pytest.raises(RuleBroken, match="never turned into another"):
        run(desk, f"UPDATE service_needs SET need_id = {two} WHERE need_id = {one}")


def test_a_need_is_not_taken_for_one_whose_number_has_its_figures(desk: Desk) -> None:
    with desk.database.write_engine.begin() as connection:
        for number in (7, 70, 77, 707):
            connection.execute(insert(NeedCategoryRow).values(id=number, code=f"n{number}", title=f"Need {number}"))
    services = {number: desk.service(needs=(f"n{number}",)) for number in (7, 70, 77, 707)}
    for number, service in services.items():
        answer = find_offers(desk.database, SearchCriteria(start_day=START, needs=(f"n{number}",)))
        assert [offer.service_id for offer in answer.offers] == [service]


def test_one_of_several_needs_is_enough_and_an_unknown_one_finds_nothing(desk: Desk) -> None:
    first, second = desk.service(needs=("one",)), desk.service(needs=("two", "three"))
    desk.service(needs=("four",))

    def found(*codes: str) -> set[int]:
        answer = find_offers(desk.database, SearchCriteria(start_day=START, needs=codes))
        return {offer.service_id for offer in answer.offers}

    assert found("one", "three", "nobody-has-it") == {first, second}
    assert found("nobody-has-it") == set()


def lists(desk: Desk) -> dict[int, str]:
    with desk.database.reading() as connection:
        return dict(connection.execute(select(ServiceRow.id, ServiceRow.need_list)).tuples().all())


def run(desk: Desk, statement: str) -> None:
    with translated_failures(), desk.database.write_engine.begin() as connection:
        connection.execute(text(statement))
