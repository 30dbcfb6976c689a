"""All agreed prices for one thing painted to scale: a box plot above, every price as a dot below it, pounds at the foot."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPolygonF

from brokerage.domain.money import format_pounds
from brokerage.domain.price_spread import PricePicture
from ui.look import Look
from ui.market.rates.picture_words import Dot, DotShape, PriceScale, dots_of, figures_of, said, scale_of
from ui.market.schemes.timeline_words import lines_for
from ui.widgets.picture import GAP, Picture

BOX, DOT, MARGIN = 28, 12, 12
MOST_LANES = 8


class RatePicture(Picture):
    """The picture. Its words are its accessible name; the page shows the same prices in the table below it.

    Signals:
        chosen(int): the price of this line of a rate card was pressed.
    """

    chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._picture: PricePicture | None = None
        self._marked: int | None = None
        self._dots: tuple[Dot, ...] = ()
        self._lanes: tuple[int, ...] = ()

    def show_picture(self, picture: PricePicture, marked: int | None) -> None:
        """Show this one in place of the one before, the line of this key marked."""
        self._picture, self._marked = picture, marked
        self._dots = dots_of(picture, marked)
        self.setAccessibleName(f"Picture of prices. {said(picture, marked)}")
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.dot_at(event.position())
        if found is not None:
            self.chosen.emit(found.key)

    def dot_at(self, place: QPointF) -> Dot | None:
        """The price drawn there, the topmost where several lie on one another."""
        reach = self._size * 0.8
        for dot, middle in reversed(self._middles()):
            if abs(middle.x() - place.x()) <= reach and abs(middle.y() - place.y()) <= reach:
                return dot
        return None

    def _words_at(self, place: QPointF) -> str:
        found = self.dot_at(place)
        return "" if found is None else found.words

    def _paint(self, painter: QPainter) -> None:
        if self._picture is None:
            return
        self._paint_axis(painter)
        self._paint_box(painter)
        self._paint_figures(painter)
        middles = self._middles()
        for dot, middle in sorted(middles, key=lambda pair: pair[0].shape is DotShape.MARKED):
            self._paint_dot(painter, dot, middle)

    # Where things stand: lines of words, the box, lanes of dots, the pounds

    @property
    def _size(self) -> float:
        return float(self._look.px(DOT))

    def _scale(self) -> PriceScale:
        assert self._picture is not None  # noqa: S101 - nothing is placed before there is something to place
        return scale_of(self._picture.spread)

    def _across(self, place: float) -> float:
        margin = self._look.px(MARGIN)
        return margin + place * (self.width() - 2 * margin)

    def _labels(self) -> list[tuple[str, float, int]]:
        """Each figure's words, where its price stands, and on which line the words do, so that none meets another."""
        assert self._picture is not None  # noqa: S101
        scale, metrics = self._scale(), self._metrics
        found = [
            (f"{name} {format_pounds(price)}", self._across(scale.place(price)))
            for name, price in figures_of(self._picture.spread)
        ]
        extents = []
        for words, place in found:
            left = self._left(place, metrics.horizontalAdvance(words))
            extents.append((left, left + metrics.horizontalAdvance(words) + 2 * self._look.px(GAP)))
        return [(words, place, line) for (words, place), line in zip(found, lines_for(extents), strict=True)]

    def _left(self, place: float, wide: float) -> float:
        return max(0.0, min(place - wide / 2, self.width() - wide))

    def _box_top(self) -> float:
        return self._line * (1 + max(line for _, _, line in self._labels())) + self._look.px(GAP)

    def _lanes_top(self) -> float:
        return self._box_top() + self._look.px(BOX) + 2 * self._look.px(GAP)

    def _axis_top(self) -> float:
        lanes = 1 + max(self._lanes, default=0)
        return self._lanes_top() + lanes * self._size + 2 * self._look.px(GAP)

    def _height(self) -> int:
        return 0 if self._picture is None else round(self._axis_top() + self._line)

    def _lanes_now(self) -> tuple[int, ...]:
        """On which lane each price is drawn, so that none hides another; where many meet they lie on one another at last."""
        if self._picture is None:
            return ()
        scale, half = self._scale(), self._size / 2
        places = [self._across(scale.place(dot.price)) for dot in self._dots]
        return tuple(lane % MOST_LANES for lane in lines_for([(place - half, place + half) for place in places]))

    def _middles(self) -> list[tuple[Dot, QPointF]]:
        if self._picture is None:
            return []
        scale, top = self._scale(), self._lanes_top()
        return [
            (dot, QPointF(self._across(scale.place(dot.price)), top + (lane + 0.5) * self._size))
            for dot, lane in zip(self._dots, self._lanes, strict=True)
        ]

    # The painting

    def _paint_axis(self, painter: QPainter) -> None:
        look, top, scale = self._look, self._axis_top(), self._scale()
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(QPointF(0, top), QPointF(self.width(), top))
        wide = self._metrics.horizontalAdvance(format_pounds(scale.high)) + 4 * look.px(GAP)
        ends = -1.0
        for price in scale.ticks(int(self.width() // wide)):
            place, words = self._across(scale.place(price)), format_pounds(price)
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(QPointF(place, top), QPointF(place, top + look.px(GAP)))
            left = self._left(place, self._metrics.horizontalAdvance(words))
            if left > ends:
                painter.setPen(look.colour("quiet"))
                painter.drawText(QPointF(left, top + look.px(GAP) + self._metrics.ascent()), words)
                ends = left + self._metrics.horizontalAdvance(words) + look.px(GAP)

    def _paint_box(self, painter: QPainter) -> None:
        assert self._picture is not None  # noqa: S101
        look, spread, scale = self._look, self._picture.spread, self._scale()
        left, lower, median, upper, right = (
            self._across(scale.place(price))
            for price in (
                spread.lower_whisker,
                spread.lower_quartile,
                spread.median,
                spread.upper_quartile,
                spread.upper_whisker,
            )
        )
        top, tall = self._box_top(), float(look.px(BOX))
        painter.setPen(QPen(look.colour("ink"), 1))
        painter.drawLine(QPointF(left, top + tall / 2), QPointF(right, top + tall / 2))
        for end in (left, right):
            painter.drawLine(QPointF(end, top + tall / 4), QPointF(end, top + tall * 3 / 4))
        painter.setBrush(look.colour("chosen"))
        painter.drawRect(QRectF(lower, top, max(upper - lower, 2.0), tall))
        painter.setPen(QPen(look.colour("accent"), 3))
        painter.drawLine(QPointF(median, top), QPointF(median, top + tall))

    def _paint_figures(self, painter: QPainter) -> None:
        look, metrics, box = self._look, self._metrics, self._box_top()
        for words, place, line in self._labels():
            wide = metrics.horizontalAdvance(words)
            room = QRectF(self._left(place, wide), line * self._line, wide + 1, self._line)
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(QPointF(place, room.bottom() - look.px(GAP) / 2), QPointF(place, box))
            painter.setPen(look.colour("ink"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_dot(self, painter: QPainter, dot: Dot, middle: QPointF) -> None:
        look, reach = self._look, self._size / 2 - 1
        if dot.shape is DotShape.USUAL:
            painter.setPen(QPen(look.colour("card"), 1))
            painter.setBrush(look.colour("quiet"))
            painter.drawEllipse(middle, reach, reach)
            return
        is_marked = dot.shape is DotShape.MARKED
        reach = self._size * 0.8 if is_marked else reach
        painter.setPen(QPen(look.colour("card" if is_marked else "warn"), 1 if is_marked else 2))
        painter.setBrush(look.colour("accent" if is_marked else "card"))
        painter.drawPolygon(_triangle(middle, reach) if is_marked else _diamond(middle, reach))

    def _fit(self) -> None:
        self._lanes = self._lanes_now()
        super()._fit()


def _triangle(middle: QPointF, reach: float) -> QPolygonF:
    return QPolygonF([middle + QPointF(0, -reach), middle + QPointF(reach, reach), middle + QPointF(-reach, reach)])


def _diamond(middle: QPointF, reach: float) -> QPolygonF:
    return QPolygonF([middle + QPointF(x * reach, y * reach) for x, y in ((0, -1), (1, 0), (0, 1), (-1, 0))])
