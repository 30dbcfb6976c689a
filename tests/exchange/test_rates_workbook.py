from datetime import date
from decimal import Decimal
from threading import Event

import pytest

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.import_report import ImportProgress, ImportStopped, ImportWatch
from brokerage.domain.rate_to_fill_in import RateToFillIn
from brokerage.domain.unit import Unit
from brokerage.exchange.rates_workbook import make_rates_workbook

RATE = RateToFillIn(
    *("S-1", "The Mill (demo)", "ELA-2022", "1", "", FeeKind.CARE, Unit.DAY, None, ""),
    *(Decimal("60.50"), date(2026, 4, 1), None, "Made up (demo)", ""),
)


def test_it_is_told_how_far_the_writing_is_and_it_can_be_stopped() -> None:
    told: list[ImportProgress] = []
    stop = Event()

    def note(progress: ImportProgress) -> None:
        told.append(progress)
        if progress.done:
            stop.set()

    with pytest.raises(ImportStopped):
        make_rates_workbook([RATE] * 2_001, ImportWatch(note, stop))
    assert [(one.done, one.total) for one in told] == [(0, 2_001), (1_000, 2_001)]


def test_equal_rates_make_equal_bytes() -> None:
    assert make_rates_workbook([RATE, RATE]) == make_rates_workbook([RATE, RATE])
