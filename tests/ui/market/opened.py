"""Market with one application opened: bringing it there, typing scores, playing with the keyboard alone."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from brokerage.domain.changes import Kind
from tests.ui.keyboard import Presses
from ui.market.applications.section import ApplicationsSection
from ui.market.assessing.lot import LotCard
from ui.market.page import MarketPage

AtRest = Callable[[], None]
PASSED = "passed"


@dataclass(frozen=True)
class Opened:
    """The section with one application opened."""

    page: MarketPage
    at_rest: AtRest

    @property
    def section(self) -> ApplicationsSection:
        section = self.page.section
        assert isinstance(section, ApplicationsSection)
        return section

    @property
    def lots(self) -> list[LotCard]:
        return list(self.section.view.assessment.lots.values())

    def again(self) -> None:
        """Let the page read what was changed."""
        self.at_rest()
        self.page.reload(frozenset({Kind.SCHEMES}))
        self.at_rest()
        self.at_rest()


Open = Callable[[], Opened]


def type_score(card: LotCard, number: str, points: str, reason: str) -> None:
    row = next(row for row in card.rows.values() if row.question.number == number)
    if isinstance(row.points, QLineEdit):
        row.points.setText(points)
    else:
        row.points.choose(points)
    row.reason.set_text(reason)


def standing(card: LotCard, number: str) -> str:
    return next(row for row in card.rows.values() if row.question.number == number).standing.text()


class Hands:
    """Plays with the keyboard alone."""

    def __init__(self, qtbot: QtBot, opened: Opened) -> None:
        self.keys, self.opened = Presses(qtbot, opened.page), opened

    def press(self, wanted: QWidget) -> None:
        self.keys.tab_to(wanted)
        self.keys.key(Qt.Key.Key_Space)
        self.opened.again()

    def scores(self, given: tuple[tuple[str, str], ...]) -> None:
        card = self.opened.lots[0]
        for row, (points, reason) in zip(card.rows.values(), given, strict=True):
            self.keys.tab_to(row.points)
            if points == PASSED:
                self.keys.key(Qt.Key.Key_Down)  # from "Not yet"
            else:
                self.keys.text(points)
            self.keys.tab_to(row.reason)
            self.keys.text(reason)
        self.press(card.save_all)

    def into(self, control: QWidget, words: str) -> None:
        self.keys.tab_to(control.focusProxy() or control)
        self.keys.text(words)
