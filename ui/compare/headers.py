"""Headings that wrap: the options' names across, the facts' labels down, the groups' titles in bold."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.compare.model import ComparisonModel
from ui.look import Look

PADDING, CELL_PADDING = 8, 4
WIDTH = 188
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


class NamesHeader(QHeaderView):
    """The options' names, wrapped; the chosen one says so.

    Attributes:
        chosen: the number of the chosen option.
    """

    def __init__(self, facts: ComparisonModel, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._facts = facts
        self._look = look
        self.chosen = 0
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def sizeHint(self) -> QSize:
        count = self.count()
        tallest = max((self._height(number, self.sectionSize(number)) for number in range(count)), default=0)
        return QSize(super().sizeHint().width(), tallest)

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        is_chosen = number == self.chosen
        painter.save()
        painter.fillRect(rect, self._look.colour("chosen" if is_chosen else "card"))
        painter.fillRect(rect.x(), rect.bottom() - 1, rect.width(), 2, self._look.colour("line"))
        name, under, mark = self._parts(number)
        box = rect.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        for words, font, colour in (
            (name, self._look.font(bold=True), "ink"),
            (under, self._look.font("Caption"), "quiet"),
            (mark, self._look.font("Caption", bold=True), "accent"),
        ):
            box = self._write(painter, box, words, font, colour)
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, words: str, font: QFont, colour: str) -> QRect:
        painter.setFont(font)
        painter.setPen(self._look.colour(colour))
        taken = text_height(font, box.width(), words)
        painter.drawText(box, _WRAPPED, words)
        return box.adjusted(0, taken + 2, 0, 0)

    def _height(self, number: int, width: int) -> int:
        name, under, _ = self._parts(number)
        room = width - 2 * PADDING
        fonts = (self._look.font(bold=True), self._look.font("Caption"), self._look.font("Caption", bold=True))
        heights = (text_height(font, room, words) for font, words in zip(fonts, (name, under, "✓"), strict=True))
        return sum(heights) + 2 * PADDING + 8

    def _parts(self, number: int) -> tuple[str, str, str]:
        name, _, under = self._facts.name_of(number).partition("\n")
        return name, under, "✓ Chosen" if number == self.chosen else ""


class LabelsHeader(QHeaderView):
    """The facts' labels, wrapped; a group's title in bold."""

    def __init__(self, facts: ComparisonModel, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._facts = facts
        self._look = look
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(WIDTH), super().sizeHint().height())

    def sectionSizeFromContents(self, number: int) -> QSize:
        width = self._look.px(WIDTH)
        font = self._font(number)
        above = PADDING if self._is_heading(number) else 0
        height = text_height(font, width - 2 * PADDING, self._words(number)) + 2 * CELL_PADDING + above
        return QSize(width, height)

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        painter.save()
        painter.fillRect(rect, self._look.colour("card"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, self._look.colour("hairline"))
        is_heading = self._is_heading(number)
        painter.setFont(self._font(number))
        painter.setPen(self._look.colour("ink" if is_heading else "quiet"))
        painter.drawText(
            rect.adjusted(PADDING, PADDING if is_heading else CELL_PADDING, -PADDING, 0), _WRAPPED, self._words(number)
        )
        painter.restore()

    def _words(self, number: int) -> str:
        return self._facts.label_of(number)

    def _font(self, number: int) -> QFont:
        return self._look.font("Section", bold=True) if self._is_heading(number) else self._look.font()

    def _is_heading(self, number: int) -> bool:
        return self._facts.is_heading(number)


def text_height(font: QFont, width: int, words: str) -> int:
    """How tall the words are when they wrap at this width."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(width, 1), 10_000), _WRAPPED, words).height()
