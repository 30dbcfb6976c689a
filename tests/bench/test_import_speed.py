"""Rates taken in from a workbook, on both databases, with many chances to stop (wanted: 50,000 under 60 s, 2 s between chances).

Seconds are printed; what is held is a ratio to writing the same workbook, in the same run.
"""

from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest

from brokerage.domain.import_report import ImportProgress, NounCount
from brokerage.services.import_files import ImportSource, import_files
from tests.builders import NOW, Desk
from tests.exchange.workbooks import make_xlsx

pytestmark = pytest.mark.bench

MOST_TIMES_THE_WRITING = 40
FEWEST_CHANCES_TO_STOP = 5
UNITS = ("hour", "day", "half-day", "session", "week")


def made_up_workbook(path: Path, rates: int) -> Path:
    services = rates // 25
    providers = [("Provider reference", "Provider name"), ("P1", "Northbourne Support (demo)")]
    places = ("ME14 1XX", "CT5 1AB", "ME15 6JQ")
    listed = [(f"S{number}", "P1", f"Orchard Yard {number} (demo)", places[number % 3]) for number in range(services)]
    priced = [
        (
            f"S{number % services}",
            "ELA",
            "1",
            "care",
            UNITS[number // services % 5],
            f"B{number // services // 5}",
            "70.70",
            "2026-04-01",
        )
        for number in range(rates)
    ]
    return make_xlsx(
        path,
        {
            "Providers": providers,
            "Services": [("Service reference", "Provider reference", "Service name", "Postcode"), *listed],
            "Rates": [
                ("Service reference", "Scheme", "Lot", "Pays for", "Unit", "Band", "Price", "First day"),
                *priced,
            ],
        },
    )


def test_rates_are_taken_in_quickly_and_can_be_stopped_at_any_time(
    desk: Desk, tmp_path: Path, *, at_full_size: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    rates = 50_000 if at_full_size else 2_500
    desk.lot(desk.scheme(reference="ELA"), number="1")
    began = monotonic()
    path = made_up_workbook(tmp_path / "council.xlsx", rates)
    writing = monotonic() - began
    for expected in (NounCount("rates", new=rates), NounCount("rates", unchanged=rates)):
        chances = [monotonic()]

        def note(_: ImportProgress, chances: list[float] = chances) -> None:
            chances.append(monotonic())

        report = import_files(
            desk.database, desk.commissioner, ImportSource.COUNCIL_WORKBOOK, path, now=NOW, progress=note
        ).result
        seconds = monotonic() - chances[0]
        longest = max(later - earlier for earlier, later in pairwise(chances))
        assert report.count_of("rates") == expected
        with capsys.disabled():
            kind = "SQLite" if desk.database.is_embedded else "PostgreSQL"
            print(  # noqa: T201 - the figure is what a measurement is for
                f"\n{rates:,} rates, {kind}: {seconds:.1f} s (wanted 60 for 50,000), {seconds / writing:.1f} times "
                f"the writing of the workbook (at most {MOST_TIMES_THE_WRITING}), {len(chances) - 1} chances to stop, "
                f"the longest wait for one {longest:.2f} s (wanted 2)"
            )
        assert seconds <= MOST_TIMES_THE_WRITING * writing
        assert len(chances) > FEWEST_CHANCES_TO_STOP
