"""A table's width is shared by what stands in its columns; the widest texts give way first, figures never."""

from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.column_room import share

LEAST = 100


def test_what_is_left_over_is_spread_in_proportion() -> None:
    assert share([100, 200], [True, False], LEAST, 600) == [200, 400]


def test_what_is_lacking_is_taken_from_the_widest_text() -> None:
    assert share([120, 150, 400, 300], [False, True, True, True], LEAST, 820) == [120, 150, 275, 275]


def test_figures_keep_their_width_though_the_table_must_scroll() -> None:
    assert share([300, 400, 200], [False, True, False], LEAST, 450) == [300, LEAST, 200]


def test_a_text_that_wants_less_than_the_least_is_not_widened_where_room_lacks() -> None:
    assert share([300, 60, 500], [False, True, True], LEAST, 420) == [300, 60, LEAST]


def test_a_table_without_columns_that_want_anything_shares_nothing() -> None:
    assert share([], [], LEAST, 420) == []


_COLUMNS = st.lists(st.tuples(st.integers(1, 900), st.booleans()), min_size=1, max_size=9)


@given(_COLUMNS, st.integers(0, 3000))
def test_the_room_is_filled_exactly_or_nothing_more_can_give_way(columns: list[tuple[int, bool]], room: int) -> None:
    wanted, gives = [width for width, _ in columns], [gives for _, gives in columns]
    given_out = share(wanted, gives, LEAST, room)
    if sum(wanted) <= room:
        assert sum(given_out) == room
        assert all(width >= want for width, want in zip(given_out, wanted, strict=True))
    else:
        assert all(width == want for width, (want, may) in zip(given_out, columns, strict=True) if not may)
        assert all(min(want, LEAST) <= width <= want for width, want in zip(given_out, wanted, strict=True))
        may_shrink = any(width > LEAST for width, may in zip(given_out, gives, strict=True) if may)
        assert sum(given_out) <= room or not may_shrink
