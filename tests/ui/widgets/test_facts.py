"""Facts: shown where they stand, also when they were filled before they stood there, and with others later."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.facts import Facts


def test_facts_filled_before_they_stand_anywhere_are_seen(qtbot: QtBot, shown: Callable[[QWidget], QWidget]) -> None:
    facts = Facts()
    facts.show_facts((("Places free", "2"),))
    page = QWidget()
    QVBoxLayout(page).addWidget(facts)
    shown(page)
    assert facts.isVisible()
    assert visible_words(facts) == ["Places free", "2"]


def test_more_facts_and_fewer_are_seen_as_they_are(qtbot: QtBot, shown: Callable[[QWidget], QWidget]) -> None:
    facts = Facts()
    page = QWidget()
    QVBoxLayout(page).addWidget(facts)
    shown(page)
    facts.show_facts((("Places free", "2"), ("Rating", "Good")))
    assert visible_words(facts) == ["Places free", "2", "Rating", "Good"]
    facts.show_facts((("Rating", "Outstanding"),))
    assert visible_words(facts) == ["Rating", "Outstanding"]


def test_facts_that_are_hidden_stay_so_while_they_are_filled(qtbot: QtBot, shown: Callable[[QWidget], QWidget]) -> None:
    facts = Facts()
    page = QWidget()
    QVBoxLayout(page).addWidget(facts)
    facts.hide()
    shown(page)
    facts.show_facts((("Rating", "Good"),))
    assert facts.isHidden()


def visible_words(facts: Facts) -> list[str]:
    return [label.text() for pair in facts._labels for label in pair if label.isVisible()]
