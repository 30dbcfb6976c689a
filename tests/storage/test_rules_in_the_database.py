"""What both databases refuse by themselves, whoever asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import DBAPIError

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.errors import DeskError, RuleBroken
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.scheme import SchemeKind
from brokerage.domain.unit import Unit
from brokerage.storage.engine import Database, open_database
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.tables.schemes import LotRow, SchemePolicyRow, SchemeRow

FIRST_DAY = date(2026, 4, 1)


@dataclass(frozen=True)
class RateCard:
    """A database with one service, one lot and two rate lines."""

    database: Database
    line: int
    other_line: int

    def agree(self, price: str, first_day: date, last_day: date | None, line: int | None = None) -> None:
        """Insert a rate."""
        self.write(
            insert(RateRow).values(
                rate_line_id=line or self.line, price=Decimal(price), first_day=first_day, last_day=last_day, source=""
            )
        )

    def write(self, statement: object) -> None:
        """Run one writing statement in a transaction of its own."""
        with translated_failures(), self.database.write_engine.begin() as connection:
            connection.execute(statement)  # type: ignore[call-overload]


@pytest.fixture
def card(database_url: str) -> Iterator[RateCard]:
    database = open_database(database_url)
    with database.write_engine.begin() as connection:

        def add(table: type, **values: object) -> int:
            made = connection.execute(insert(table).values(**values)).inserted_primary_key
            assert made
            return int(made[0])

        scheme = add(SchemeRow, reference="S1", title="Day", kind=SchemeKind.DPS_2015, first_day=FIRST_DAY)
        lot = add(LotRow, scheme_id=scheme, number="1", title="Day")
        provider = add(ProviderRow, name="Made-up Care (demo)")
        service = add(ServiceRow, provider_id=provider, name="Made-up Day (demo)")
        lines = [
            add(RateLineRow, service_id=service, lot_id=lot, kind=FeeKind.CARE, unit=unit)
            for unit in (Unit.DAY, Unit.HOUR)
        ]
    yield RateCard(database, *lines)
    database.close()


@pytest.mark.parametrize(
    ("first_day", "last_day"),
    [
        (date(2026, 9, 30), None),
        (date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 5, 1), date(2026, 5, 1)),
        (date(2025, 1, 1), None),
    ],
)
def test_two_rates_of_one_line_may_not_share_a_day(card: RateCard, first_day: date, last_day: date | None) -> None:
    card.agree("70.70", FIRST_DAY, date(2026, 9, 30))
    with pytest.raises(RuleBroken, match="would overlap"):
        card.agree("73.50", first_day, last_day)


def test_a_rate_may_follow_the_day_after_and_another_line_may_share_days(card: RateCard) -> None:
    card.agree("70.70", FIRST_DAY, date(2026, 9, 30))
    card.agree("73.50", date(2026, 10, 1), None)
    card.agree("24.08", FIRST_DAY, None, line=card.other_line)


def test_an_open_rate_may_be_ended_but_not_stretched_over_its_follower(card: RateCard) -> None:
    card.agree("70.70", FIRST_DAY, None)
    card.write(update(RateRow).values(last_day=date(2026, 9, 30)))
    card.agree("73.50", date(2026, 10, 1), None)
    with pytest.raises(RuleBroken, match="would overlap"):
        card.write(update(RateRow).where(RateRow.first_day == FIRST_DAY).values(last_day=date(2026, 10, 1)))


@pytest.mark.parametrize("change", [{"price": Decimal("1.00")}, {"first_day": date(2026, 3, 1)}])
def test_an_agreed_rate_is_never_edited(card: RateCard, change: dict[str, object]) -> None:
    card.agree("70.70", FIRST_DAY, None)
    with pytest.raises(RuleBroken, match="never edited"):
        card.write(update(RateRow).values(**change))


def test_an_agreed_rate_is_never_deleted(card: RateCard) -> None:
    card.agree("70.70", FIRST_DAY, None)
    with pytest.raises(RuleBroken, match="never edited"):
        card.write(text("DELETE FROM rates"))


@pytest.mark.parametrize("price", ["0.00", "-1.00"])
def test_a_rate_of_nothing_or_less_is_refused(card: RateCard, price: str) -> None:
    with pytest.raises(RuleBroken, match="more than nothing"):
        card.agree(price, FIRST_DAY, None)


@pytest.mark.parametrize(("first_day", "last_day"), [("1999-12-31", None), ("2026-04-01", "2270-01-01")])
def test_a_rate_outside_the_reach_of_the_overlap_rule_is_refused(
    card: RateCard, first_day: str, last_day: str | None
) -> None:
    with pytest.raises(RuleBroken, match="between 1 Jan 2000"):
        card.agree("70.70", date.fromisoformat(first_day), date.fromisoformat(last_day) if last_day else None)


def test_a_rate_line_stands_once_on_a_card(card: RateCard) -> None:
    again = text(
        "INSERT INTO rate_lines (service_id, lot_id, kind, unit, band) "
        "SELECT service_id, lot_id, kind, unit, band FROM rate_lines WHERE unit = 'day'"
    )
    with pytest.raises(DBAPIError, match=r"uq_rate_lines_line|UNIQUE"):
        card.write(again)


@pytest.mark.parametrize("statement", ["UPDATE audit_entries SET actor = 'nobody'", "DELETE FROM audit_entries"])
def test_audit_entries_are_never_changed(card: RateCard, statement: str) -> None:
    card.write(
        insert(AuditEntryRow).values(
            at=datetime(2026, 11, 21, 9, 0, tzinfo=UTC),
            actor="broker",
            signed_in_as="broker",
            action="raise",
            subject="call_offs",
            subject_key="CO-2026-0001",
            detail={},
            program_version="0.1.0",
        )
    )
    with pytest.raises(DeskError, match="never changed"):
        card.write(text(statement))


def test_days_in_the_wrong_order_are_refused(card: RateCard) -> None:
    reversed_policy = insert(SchemePolicyRow).values(
        scheme_id=1,
        first_day=date(2026, 4, 1),
        last_day=date(2026, 3, 31),
        bank_holiday_rule=BankHolidayRule.PAID,
        notice_days=28,
        absence_full_days=28,
        absence_share_percent=60,
    )
    with pytest.raises(RuleBroken, match="last day is before the first"):
        card.write(reversed_policy)


def test_a_value_outside_its_list_is_refused(card: RateCard) -> None:
    with pytest.raises(DBAPIError, match="rating_known"):
        card.write(text("UPDATE services SET rating = 'splendid'"))


def test_a_place_is_never_oversold(card: RateCard) -> None:
    with pytest.raises(RuleBroken, match="No place is free"):
        card.write(update(ServiceRow).values(places_free=-1))
