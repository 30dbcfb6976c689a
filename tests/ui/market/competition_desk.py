"""Market with its small competitions: bringing them there, letting the page read again, playing with the keyboard alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from brokerage.domain.changes import Kind
from tests.ui.keyboard import Presses
from ui.market.competitions.form import CompetitionFields
from ui.market.competitions.section import CompetitionsSection
from ui.market.competitions.service import ServicePanel
from ui.market.competitions.view import CompetitionView
from ui.market.page import MarketPage
from ui.widgets.labelled import Labelled

AtRest = Callable[[], None]


@dataclass(frozen=True)
class Competitions:
    """The section in front of Market."""

    page: MarketPage
    at_rest: AtRest

    @property
    def section(self) -> CompetitionsSection:
        section = self.page.section
        assert isinstance(section, CompetitionsSection)
        return section

    @property
    def view(self) -> CompetitionView:
        return self.section.view

    @property
    def form(self) -> CompetitionFields:
        return self.section.opening.form

    @property
    def panel(self) -> ServicePanel:
        panel = self.view.work.answers.panel
        assert panel is not None
        return panel

    def again(self) -> None:
        """Let the page read what was changed."""
        self.at_rest()
        self.page.reload(frozenset({Kind.COMPETITIONS}))
        self.at_rest()
        self.at_rest()


def competitions(page: MarketPage, at_rest: AtRest) -> Competitions:
    """The section, read."""
    page.show_section(CompetitionsSection)
    at_rest()
    at_rest()
    return Competitions(page, at_rest)


class Hands:
    """Plays with the keyboard alone."""

    def __init__(self, qtbot: QtBot, shown: QWidget, again: Callable[[], None]) -> None:
        self.keys, self._again = Presses(qtbot, shown), again

    def press(self, wanted: QWidget) -> None:
        self.keys.tab_to(wanted)
        self.keys.key(Qt.Key.Key_Space)
        self._again()

    def into(self, control: QWidget, words: str) -> None:
        self.keys.tab_to(control.focusProxy() or control)
        self.keys.text(words)

    def down(self, control: QWidget, times: int = 1) -> None:
        self.keys.tab_to(control.focusProxy() or control)
        for _ in range(times):
            self.keys.key(Qt.Key.Key_Down)
        self._again()


def error_of(fields: Mapping[str, Labelled], name: str) -> str:
    """What stands below a field."""
    return fields[name]._below.text()
