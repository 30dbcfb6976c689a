"""From the start of the process to the first picture and to the first list, set against a window with nothing in it.

Wanted are 1.5 and 5 times on a quiet computer; what is held has room for one that is busy with other tests.
"""

import pytest

from ui.bench.moments import measure_moments

pytestmark = pytest.mark.bench

MOST_TO_PICTURE, MOST_TO_LIST = 4, 15


def test_the_window_stands_soon_and_is_soon_ready_to_search(
    sqlite_demonstration_url: str, capsys: pytest.CaptureFixture[str], *, at_full_size: bool
) -> None:
    taken = measure_moments(sqlite_demonstration_url, starts=20 if at_full_size else 3)
    picture, first_list = (moment / taken.empty_window for moment in (taken.first_picture, taken.first_list))
    with capsys.disabled():
        print(  # noqa: T201 - the figure is what a measurement is for
            f"\nan empty window {taken.empty_window:.0f} ms; first picture {taken.first_picture:.0f} ms, {picture:.2f} times "
            f"(wanted 1.5); first list {taken.first_list:.0f} ms, {first_list:.2f} times (wanted 5)"
        )
    assert picture <= MOST_TO_PICTURE
    assert first_list <= MOST_TO_LIST
