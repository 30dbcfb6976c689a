"""A timeline painted to scale: spans as bars of three shapes, days that matter as lines with their words, years below."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from ui.look import Look
from ui.market.schemes.timeline_words import Mark, MarkShape, Span, SpanShape, Timeline, lines_for, said
from ui.widgets.picture import GAP, Picture

INSIDE, RADIUS, THIN = 6, 3, 8
_DASHES = [3.0, 3.0]


class TimelineView(Picture):
    """The picture. Its words are its accessible name; the page shows the same facts as text below it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._timeline = Timeline()

    def show_timeline(self, timeline: Timeline) -> None:
        """Show this one in place of the one before; it has a span or a mark at least."""
        self._timeline = timeline
        self.setAccessibleName(f"Timeline. {said(timeline)}")
        self._fit()

    def _paint(self, painter: QPainter) -> None:
        if not self._timeline.spans and not self._timeline.marks:
            return
        self._paint_years(painter)
        boxes = self._boxes()
        for span, box in boxes:
            self._paint_bar(painter, span, box)
        for number, mark in enumerate(self._timeline.marks):
            self._paint_line(painter, mark, number)
        for span, box in boxes:  # words last: no line goes through them
            self._paint_words(painter, span, box)
        for number, mark in enumerate(self._timeline.marks):
            self._paint_label(painter, mark, number)

    # Where things stand: a line for each mark, the terms, lines of rounds, the years

    @property
    def _terms_top(self) -> float:
        return self._line * len(self._timeline.marks)

    @property
    def _bar(self) -> float:
        return self._metrics.height() + 2 * self._look.px(INSIDE)

    @property
    def _rounds_top(self) -> float:
        has_terms = any(span.shape is not SpanShape.ROUND for span in self._timeline.spans)
        return self._terms_top + (self._bar + self._look.px(GAP) if has_terms else 0)

    def _axis_top(self) -> float:
        lines = max((line + 1 for line in self._round_lines()), default=0)
        return self._rounds_top + lines * self._line + self._look.px(GAP)

    def _height(self) -> int:
        return round(self._axis_top() + self._line) if self._timeline.spans or self._timeline.marks else 0

    def _rounds(self) -> tuple[Span, ...]:
        return tuple(span for span in self._timeline.spans if span.shape is SpanShape.ROUND)

    def _round_lines(self) -> tuple[int, ...]:
        """On which line each round stands, its words beside it reckoned in."""
        return lines_for([self._extent(span) for span in self._rounds()])

    def _extent(self, span: Span) -> tuple[float, float]:
        """From where to where a round reaches with its words: after it, before it where there is no room, or inside."""
        left, right = self._across(span)
        words = self._metrics.horizontalAdvance(span.words) + 3 * self._look.px(GAP)
        if right + words <= self.width():
            return left, right + words
        return (left - words, right) if left >= words else (left, right)

    def _across(self, span: Span) -> tuple[float, float]:
        begins, ends = self._timeline.places(span)
        left = begins * self.width()
        return left, max(ends * self.width(), left + 2)

    def _boxes(self) -> list[tuple[Span, QRectF]]:
        found: list[tuple[Span, QRectF]] = []
        lines = iter(self._round_lines())
        for span in self._timeline.spans:
            left, right = self._across(span)
            if span.shape is SpanShape.ROUND:
                top, height = self._rounds_top + next(lines) * self._line, self._line
            else:
                top, height = self._terms_top, self._bar
            found.append((span, QRectF(left, top, right - left, height)))
        return found

    # The painting

    def _paint_bar(self, painter: QPainter, span: Span, box: QRectF) -> None:
        look = self._look
        if span.shape is SpanShape.ROUND:
            thin = look.px(THIN)
            painter.setPen(QPen(look.colour("ink"), 1))
            painter.setBrush(look.colour("quiet"))
            painter.drawRect(QRectF(box.left(), box.center().y() - thin / 2, box.width(), thin))
            return
        is_taken = span.shape is SpanShape.TAKEN
        painter.setPen(QPen(look.colour("accent"), 1) if is_taken else self._dashed("ink"))
        painter.setBrush(look.colour("accent") if is_taken else QBrush(look.colour("line"), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_words(self, painter: QPainter, span: Span, box: QRectF) -> None:
        gap, inside = self._look.px(GAP), self._look.px(INSIDE)
        room = box.adjusted(inside, 0, -inside, 0)
        if span.shape is SpanShape.ROUND:
            left, right = self._extent(span)
            if right > box.right():
                room = QRectF(box.right() + gap, box.top(), right - box.right() - gap, box.height())
            elif left < box.left():
                room = QRectF(left + gap, box.top(), box.left() - left - gap, box.height())
        is_taken = span.shape is SpanShape.TAKEN
        words = self._metrics.elidedText(span.words, Qt.TextElideMode.ElideRight, room.width())
        self._clear_ground(painter, room, words, "accent" if is_taken else "card")
        painter.setPen(self._look.colour("on_accent" if is_taken else "ink"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_line(self, painter: QPainter, mark: Mark, number: int) -> None:
        look, place = self._look, self._mark_place(mark)
        above, below = QPointF(place, (number + 1) * self._line), QPointF(place, self._axis_top())
        painter.setPen(QPen(look.colour("card"), 4))  # a rim, so that it is seen across a filled bar
        painter.drawLine(above, below)
        painter.setPen(QPen(look.colour("ink"), 2) if mark.shape is MarkShape.TODAY else self._dashed("warn", 2))
        painter.drawLine(above, below)

    def _paint_label(self, painter: QPainter, mark: Mark, number: int) -> None:
        look, metrics = self._look, self._metrics
        label = metrics.elidedText(mark.label, Qt.TextElideMode.ElideRight, self.width())
        wide, sign = metrics.horizontalAdvance(label), metrics.horizontalAdvance(mark.shape.value)
        left = max(min(self._mark_place(mark) - sign / 2, self.width() - wide), 0.0)
        room = QRectF(left, number * self._line, wide + 1, self._line)
        self._clear_ground(painter, room, label, "card")
        painter.setPen(look.colour("ink" if mark.shape is MarkShape.TODAY else "warn"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, label)

    def _mark_place(self, mark: Mark) -> float:
        return min(max(self._timeline.place(mark.day) * self.width(), 1.0), self.width() - 1.0)

    def _paint_years(self, painter: QPainter) -> None:
        look, top = self._look, self._axis_top()
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(QPointF(0, top), QPointF(self.width(), top))
        wide = self._metrics.horizontalAdvance("2000") + 2 * look.px(GAP)
        for year in self._timeline.years(int(self.width() // wide)):
            place = self._timeline.place(year) * self.width()
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(QPointF(place, top), QPointF(place, top + look.px(GAP)))
            if place + wide <= self.width():
                painter.setPen(look.colour("quiet"))
                painter.drawText(
                    QPointF(place + look.px(GAP), top + look.px(GAP) + self._metrics.ascent()), str(year.year)
                )

    def _clear_ground(self, painter: QPainter, room: QRectF, words: str, ground: str) -> None:
        """Wipe lines and hatching away behind words, so that they are read on one ground."""
        wide, high, gap = self._metrics.horizontalAdvance(words), self._metrics.height(), self._look.px(GAP) / 2
        behind = QRectF(room.left() - gap, room.center().y() - high / 2, wide + 2 * gap, high)
        painter.fillRect(behind, self._look.colour(ground))

    def _dashed(self, colour: str, wide: int = 1) -> QPen:
        pen = QPen(self._look.colour(colour), wide)
        pen.setDashPattern(_DASHES)
        return pen

    def _words_at(self, place: QPointF) -> str:
        for span, box in self._boxes():
            if box.contains(place):
                return said(Timeline(spans=(span,)))
        return ""
