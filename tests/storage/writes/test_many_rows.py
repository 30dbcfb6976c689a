"""Many rows written at once: the same on both databases, with every type of column that imports write."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.providers import ServiceRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.writes.many_rows import insert_rows, insert_rows_for_keys, update_rows
from tests.builders import NOW, Desk

APRIL, MAY = date(2027, 4, 1), date(2027, 5, 1)


def rate(desk: Desk, price: str, first_day: date, last_day: date | None) -> dict[str, object]:
    with desk.session() as session:
        line_id = session.scalars(select(RateRow.rate_line_id)).first()
    texts = {"source": "Their letter", "note": ""}
    return {"rate_line_id": line_id, "price": Decimal(price), "first_day": first_day, "last_day": last_day, **texts}


@pytest.fixture
def service_id(desk: Desk) -> int:
    """A service at £70.70 a day from 1 Apr 2026 to 31 Mar 2027."""
    lot_id = desk.lot(desk.scheme(reference="ELA"), number="1")
    service_id = desk.service(desk.provider("P (demo)"), name="Orchard Yard (demo)")
    desk.rate(service_id, lot_id, last_day=date(2027, 3, 31))
    return service_id


def test_rows_keep_money_days_gaps_and_lists_of_names(desk: Desk, service_id: int) -> None:
    assert service_id
    first, second = rate(desk, "73.53", APRIL, date(2027, 4, 30)), rate(desk, "74.10", MAY, None)
    entry = {
        "at": NOW, "actor": "sam", "signed_in_as": "sam", "action": "add", "subject": "rates", "subject_key": "1",
        "program_version": "1",
    }  # fmt: skip
    entries = [{**entry, "detail": {"changed": "price"}}, {**entry, "detail": {}}]
    with desk.session() as session:
        insert_rows(session.connection(), RateRow.metadata.tables["rates"], [first, second])
        insert_rows(session.connection(), AuditEntryRow.metadata.tables["audit_entries"], entries)
    with desk.session() as session:
        kept = session.scalars(select(RateRow).where(RateRow.first_day >= APRIL).order_by(RateRow.first_day)).all()
        assert [(row.price, row.last_day, row.source) for row in kept] == [
            (Decimal("73.53"), date(2027, 4, 30), "Their letter"),
            (Decimal("74.10"), None, "Their letter"),
        ]
        audit = session.scalars(select(AuditEntryRow).where(AuditEntryRow.actor == "sam").order_by(AuditEntryRow.id))
        assert [(row.at, row.detail) for row in audit] == [(NOW, {"changed": "price"}), (NOW, {})]


def test_keys_come_back_in_the_order_of_the_rows(desk: Desk, service_id: int) -> None:
    with desk.session() as session:
        line = session.scalars(select(RateLineRow)).one()
        lot_id, kind, unit = line.lot_id, line.kind, line.unit
    bands = [f"Band {number * 37 % 101:03}" for number in range(101)]
    rows = [{"service_id": service_id, "lot_id": lot_id, "kind": kind, "unit": unit, "band": band} for band in bands]
    with desk.session() as session:
        keys = insert_rows_for_keys(session.connection(), RateLineRow.metadata.tables["rate_lines"], rows)
    with desk.session() as session:
        assert [session.get_one(RateLineRow, key).band for key in keys] == bands


def test_two_rates_on_one_day_are_refused_among_many_too(desk: Desk, service_id: int) -> None:
    assert service_id
    rows = [rate(desk, "73.53", APRIL, None), rate(desk, "74.10", MAY, None)]
    with pytest.raises(IntegrityError), desk.session() as session:
        insert_rows(session.connection(), RateRow.metadata.tables["rates"], rows)


def test_only_rows_still_as_they_were_read_are_found_and_count_one_more_version(desk: Desk, service_id: int) -> None:
    other = desk.service(desk.provider("Q (demo)"), name="Harbour Kitchen (demo)")
    table = ServiceRow.metadata.tables["services"]
    with desk.session() as session:
        row = session.get_one(ServiceRow, service_id)
        version = row.version
    rows: list[dict[str, object]] = [
        {"id": service_id, "version": version, "capacity": None, "summary": "Kept"},
        {"id": other, "version": version + 7, "capacity": 18, "summary": "Lost"},
    ]
    with desk.session() as session:
        assert update_rows(session.connection(), table, rows) == 1
    with desk.session() as session:
        ours, theirs = session.get_one(ServiceRow, service_id), session.get_one(ServiceRow, other)
        assert (ours.summary, ours.capacity, ours.version) == ("Kept", None, version + 1)
        assert theirs.summary != "Lost"
