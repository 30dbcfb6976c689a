"""Whatever a workbook says, it is taken in or reported."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brokerage.exchange.council_layout import LAYOUTS
from brokerage.storage.engine import open_database
from tests.builders import open_council
from tests.databases import SqliteDatabases
from tests.exchange.workbooks import council_sheets
from tests.services.imports.council_rows import everything_in, take_in_sheets, unchanged_only

POOLS: dict[str, tuple[str, ...]] = {
    "Provider reference": ("P1", "P2", "P3"),
    "Provider name": ("One (demo)", "Smith & Sons <Care> Ltd (demo)"),
    "Company number": ("", "1234567", "01234567", "SC123456", "x"),
    "Regulator provider id": ("", "1-1", "1-2"),
    "Postcode": ("", "ME14 1XX", "ZZ99 9ZZ"),
    "Service reference": ("S1", "S2"),
    "Service name": ("Orchard Row (demo)", "Two (demo)"),
    "Regulator location id": ("", "1-11"),
    "Needs": ("", "Learning disability", "flying"),
    "Languages": ("", "BSL; Makaton; BSL"),
    "Capacity": ("", "8", "999999999", "9999999999"),
    "Youngest age": ("", "18", "70"),
    "Oldest age": ("", "17", "64"),
    "Days open": ("", "Mon-Fri", "Noday"),
    "Activity name": ("Cooking together", "cooking  TOGETHER", "Singing", ""),
    "First day": ("2026-04-01", "2025-01-01", "2026-10-01", "1999-01-01", "0001-01-01"),
    "Last day": ("", "", "2026-12-31", "2026-04-01", "9999-12-31"),
    "Weekday": ("Mon", "Thu"),
    "Start": ("09:30", "10:00", "24:00"),
    "End": ("15:00", "10:30", "24:00"),
    "Places": ("", "0", "8"),
    "Scheme reference": ("ELA", "ela", "NEW"),
    "Lot number": ("1", "2"),
    "Admission reference": ("C-1", "C-2"),
    "Pays for": ("care", "transport"),
    "Unit": ("half-day", "hour"),
    "Ratio": ("", "1:3", "0:1", "99:99"),
    "Price": ("1035.35", "24.08", "999999999999.99", "0"),
}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_a_workbook_says_it_is_taken_in_or_reported_and_the_second_time_nothing_changes(
    sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("any")
    database = open_database(sqlite_databases.fresh(folder))
    desk = open_council(database)
    desk.need("learning-disability")
    desk.outcome("cook-a-meal")
    desk.lot(desk.scheme(reference="ELA"), number="1")
    take_in_sheets(desk, folder, council_sheets())
    sheets: dict[str, list[tuple[str, ...]]] = {}
    for layout in LAYOUTS:
        titles = [column.title for column in layout.columns if column.title in POOLS]
        row = st.tuples(*(st.sampled_from(POOLS[title]) for title in titles))
        sheets[layout.title] = [tuple(titles), *data.draw(st.lists(row, max_size=3))]
    before = everything_in(desk)
    report = take_in_sheets(desk, folder, sheets)
    if report.faults:
        assert everything_in(desk) == before
    else:
        assert unchanged_only(take_in_sheets(desk, folder, sheets))
    database.close()
