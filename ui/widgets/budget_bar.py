"""The budget bar: what is spent, what this choice would take, what is left or over; painted, and said in words."""

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from brokerage.domain.money import format_pounds
from ui.look import Look

HEIGHT, WIDTH, RADIUS = 14, 220, 4


class BudgetBar(QWidget):
    """Pounds a week. Its words are its accessible name; the page shows them beside it from `words`."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._budget = Decimal(0)
        self._spent = Decimal(0)
        self._choice = Decimal(0)
        look.changed.connect(self._resized)
        self._tell()

    def show_budget(self, budget: Decimal, spent: Decimal, choice: Decimal = Decimal(0)) -> None:
        """Show this budget, what is spent of it already, and what the choice in hand would take besides."""
        self._budget, self._spent, self._choice = budget, spent, choice
        self._tell()
        self.update()

    @property
    def left(self) -> Decimal:
        """What is left of the budget after the choice; negative when over."""
        return self._budget - self._spent - self._choice

    @property
    def words(self) -> str:
        """`£86.20 left` or `£12.40 over`."""
        return f"{format_pounds(self.left)} left" if self.left >= 0 else f"{format_pounds(-self.left)} over"

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(WIDTH), self._look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(WIDTH // 2), self._look.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("hairline"))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        self._paint_parts(painter, frame)
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, RADIUS, RADIUS)

    def _paint_parts(self, painter: QPainter, frame: QRectF) -> None:
        whole = max(self._budget, self._spent + self._choice)
        if whole <= 0:
            return
        scale = frame.width() / float(whole)
        spent, choice = float(self._spent) * scale, float(self._choice) * scale
        painter.fillRect(QRectF(frame.left(), frame.top(), spent, frame.height()), self._look.colour("quiet"))
        painter.fillRect(QRectF(frame.left() + spent, frame.top(), choice, frame.height()), self._look.colour("accent"))
        if self.left < 0:
            limit = frame.left() + float(self._budget) * scale
            over = QRectF(limit, frame.top(), frame.right() - limit, frame.height())
            painter.fillRect(over, self._look.colour("bad"))
            painter.fillRect(over, Qt.BrushStyle.BDiagPattern)
            painter.setPen(QPen(self._look.colour("ink"), 2))
            painter.drawLine(over.topLeft(), over.bottomLeft())

    def _tell(self) -> None:
        choice = f", this choice {format_pounds(self._choice)}" if self._choice else ""
        said = f"Budget {format_pounds(self._budget)} a week, spent {format_pounds(self._spent)}{choice}, {self.words}"
        self.setAccessibleName(said)
        self.setToolTip(said)

    def _resized(self) -> None:
        self.updateGeometry()
        self.update()
