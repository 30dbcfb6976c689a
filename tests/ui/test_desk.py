from datetime import UTC, date, datetime

import pytest

from ui.desk import Desk


def test_the_windows_day_is_that_of_england_whatever_the_computer_thinks(
    window_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window_desk, "_clock", lambda: datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert window_desk.today() == date(2026, 7, 1)
