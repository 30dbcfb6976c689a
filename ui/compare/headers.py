"""Headings that wrap: the options' names across, the facts' labels down, the groups' titles in bold."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.compare.model import ComparisonModel
from ui.look import Look

PADDING, CELL_PADDING = 8, 4
_CHOSEN = "✓ Chosen"
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
        box = rect.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        for words, font, colour in self._parts(number, box.width()):
            box = self._write(painter, box, words, font, colour)
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, words: str, font: QFont, colour: str) -> QRect:
        painter.setFont(font)
        painter.setPen(self._look.colour(colour))
        taken = text_height(font, box.width(), words)
        painter.drawText(box, _WRAPPED, words)
        return box.adjusted(0, taken + 2, 0, 0)

    def _height(self, number: int, width: int) -> int:
        room = width - 2 * PADDING
        parts = self._parts(number, room)
        # Room for “Chosen” is kept at every option: choosing another moves nothing.
        chosen = 0 if number == self.chosen else text_height(self._look.font("Caption", bold=True), room, _CHOSEN)
        return sum(text_height(font, room, words) + 2 for words, font, _ in parts) + chosen + 2 * PADDING

    def _parts(self, number: int, width: int) -> Iterator[tuple[str, QFont, str]]:
        """The words with their font and colour: at most three lines of the name and two of the provider, the tip has all."""
        name, under, stopped = self._facts.name_of(number).split("\n")
        plain, strong, bold = (
            self._look.font("Caption"),
            self._look.font("Caption", bold=True),
            self._look.font(bold=True),
        )
        yield cut_to_lines(name, bold, width, 3), bold, "ink"
        yield cut_to_lines(under, plain, width, 2), plain, "quiet"
        if stopped:
            yield stopped, strong, "bad"
        if number == self.chosen:
            yield _CHOSEN, strong, "accent"


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


def cut_to_lines(words: str, font: QFont, width: int, lines: int) -> str:
    """The words as far as they fill so many lines at this width, with dots where some are left out."""
    line = QFontMetrics(font).lineSpacing()
    most = lines * line + line // 2  # fonts differ by a pixel or two in how they fill a line
    kept = words.split()
    while len(kept) > 1 and text_height(font, width, _dotted(kept, words)) > most:
        kept.pop()
    return _dotted(kept, words)


def _dotted(kept: list[str], words: str) -> str:
    said = " ".join(kept)
    return said if len(kept) == len(words.split()) else f"{said}…"


def text_height(font: QFont, width: int, words: str) -> int:
    """How tall the words are when they wrap at this width."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(width, 1), 10_000), _WRAPPED, words).height()
