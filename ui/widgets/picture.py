"""A picture painted to scale in one small font: as tall as what it shows, with words under the pointer."""

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.look import Look

GAP, NARROWEST = 4, 260


class Picture(QWidget):
    """What stands in it is said by who inherits: `_height`, `_words_at` and `_paint`. It takes all the width there is."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._fit)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, self._height())

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(NARROWEST), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._words_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font("Caption"))
        self._paint(painter)

    @property
    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._look.font("Caption"))

    @property
    def _line(self) -> float:
        """The height of a line of words with the gap below it."""
        return self._metrics.height() + self._look.px(GAP)

    def _fit(self) -> None:
        """Be as tall as what is shown at this width, and paint it anew."""
        self.setFixedHeight(self._height())
        self.updateGeometry()
        self.update()

    def _height(self) -> int:
        """How tall the picture is at this width, in pixels; nothing while there is nothing to show."""
        raise NotImplementedError

    def _words_at(self, place: QPointF) -> str:
        """What stands at the place, in words; empty where nothing does."""
        raise NotImplementedError

    def _paint(self, painter: QPainter) -> None:
        """Paint what is shown; nothing while there is nothing."""
        raise NotImplementedError
