"""The timeline: to scale, in shapes that differ without colour, and told in words."""

from datetime import date

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from ui.look import Look
from ui.market.schemes.timeline import TimelineView
from ui.market.schemes.timeline_words import Mark, MarkShape, Span, SpanShape, Timeline, lines_for, said

INITIAL = Span("Initial term", date(2022, 6, 15), date(2026, 6, 14), SpanShape.TAKEN)
FIRST = Span("Extension 1, taken", date(2026, 6, 15), date(2028, 6, 14), SpanShape.TAKEN)
SECOND = Span("Extension 2, left", date(2028, 6, 15), date(2030, 6, 14), SpanShape.LEFT)
TODAY = Mark("Today", date(2026, 11, 2), MarkShape.TODAY)
LAST = Mark("Last day for call-offs", date(2028, 6, 14), MarkShape.LAST_DAY)
ROUND = Span("Round 1", date(2026, 10, 1), date(2026, 12, 1), SpanShape.ROUND)
WHOLE = Timeline((INITIAL, FIRST, SECOND, ROUND), (TODAY, LAST))


def test_the_scale_reaches_from_the_first_day_to_the_last() -> None:
    assert (WHOLE.first_day, WHOLE.last_day) == (date(2022, 6, 15), date(2030, 6, 14))
    assert WHOLE.places(INITIAL)[0] == 0.0
    assert WHOLE.places(SECOND)[1] == 1.0


def test_spans_that_follow_each_other_meet_and_are_as_long_as_their_days() -> None:
    assert WHOLE.places(INITIAL)[1] == WHOLE.places(FIRST)[0]
    begins, ends = WHOLE.places(FIRST)
    assert (ends - begins) * WHOLE.days == pytest.approx(731)


def test_what_is_still_going_on_reaches_to_the_end_of_the_scale() -> None:
    continuous = Span("Continuous", date(2026, 10, 1), None, SpanShape.ROUND)
    assert Timeline((INITIAL, FIRST, continuous), ()).places(continuous)[1] == 1.0


def test_a_day_after_the_contracts_widens_the_scale() -> None:
    late = Timeline((INITIAL,), (TODAY,))
    assert late.last_day == TODAY.day
    assert late.places(INITIAL)[1] < late.place(TODAY.day) < 1


def test_years_are_left_out_evenly_where_there_is_little_room() -> None:
    assert [day.year for day in WHOLE.years(20)] == list(range(2023, 2031))
    assert [day.year for day in WHOLE.years(4)] == [2023, 2025, 2027, 2029]
    assert [day.year for day in WHOLE.years(0)] == [2023]


def test_spans_that_overlap_stand_on_lines_of_their_own() -> None:
    assert lines_for([(0, 10), (10, 20), (5, 12), (12, 30), (21, 22)]) == (0, 0, 1, 1, 0)


def test_the_words_tell_all_that_is_painted() -> None:
    assert said(WHOLE) == (
        "Initial term: 15 Jun 2022 to 14 Jun 2026. Extension 1, taken: 15 Jun 2026 to 14 Jun 2028. "
        "Extension 2, left: 15 Jun 2028 to 14 Jun 2030. Round 1: 1 Oct 2026 to 1 Dec 2026. "
        "Today: 2 Nov 2026. Last day for call-offs: 14 Jun 2028."
    )


def test_a_screen_reader_is_told_the_same(qtbot: QtBot, look: Look) -> None:
    view = _shown(qtbot, look)
    assert view.accessibleName() == f"Timeline. {said(WHOLE)}"


def test_an_extension_taken_is_filled_and_one_left_is_hatched(qtbot: QtBot, look: Look) -> None:
    view = _shown(qtbot, look)
    boxes = {span.words: box for span, box in view._boxes()}
    picture = view.grab().toImage()
    ratio = picture.devicePixelRatio()
    line_near_foot = int((boxes["Initial term"].bottom() - 4) * ratio)

    def colours(words: str) -> set[str]:
        box = boxes[words]
        return _colours(picture, int((box.left() + 20) * ratio), int((box.left() + 90) * ratio), line_near_foot)

    assert colours("Initial term") == {look.tokens.accent.lower()}
    assert look.tokens.line.lower() in colours("Extension 2, left")
    assert look.tokens.accent.lower() not in colours("Extension 2, left")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_picture_grows_with_the_text_and_stays_within_its_width(qtbot: QtBot, look: Look, scale: float) -> None:
    view = _shown(qtbot, look)
    before = view.height()
    look.set_text_scale(scale)
    assert view.height() == before or (scale > 1 and view.height() > before * 1.5)
    for _, box in view._boxes():
        assert box.left() >= 0
        assert box.right() <= view.width() + 2
        assert box.bottom() <= view.height()


def test_words_of_a_round_at_the_right_edge_stand_before_it(qtbot: QtBot, look: Look) -> None:
    late = Span("Round 9", date(2030, 5, 1), date(2030, 6, 14), SpanShape.ROUND)
    view = _shown(qtbot, look, Timeline((INITIAL, FIRST, SECOND, late), ()))
    begins, ends = view._extent(late)
    box = dict(view._boxes())[late]
    assert begins < box.left()
    assert ends == box.right()


def _shown(qtbot: QtBot, look: Look, timeline: Timeline = WHOLE) -> TimelineView:
    view = TimelineView(look)
    qtbot.addWidget(view)
    view.resize(900, 100)
    view.show_timeline(timeline)
    view.show()
    return view


def _colours(picture: QImage, first: int, last: int, line: int) -> set[str]:
    return {QColor(picture.pixel(across, line)).name() for across in range(first, last)}
