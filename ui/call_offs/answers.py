"""Check your answers: everything as it will be raised, once more, before the one button that raises it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.person_summary import PersonSummary
from ui.call_offs import draft_words, package_money, raise_words
from ui.call_offs.package import Looked
from ui.desk import Desk, Tone
from ui.failures import Failure
from ui.widgets.buttons import button
from ui.widgets.card import Card, row, scrolled
from ui.widgets.facts import Facts
from ui.widgets.page_header import PageHeader
from ui.widgets.text import body, set_tone


class AnswersView(QWidget):
    """The answers.

    Signals:
        raise_pressed(): raise the package.
        back_pressed(): change something first.
    """

    raise_pressed = Signal()
    back_pressed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.raise_button = button("Raise call-off", self.raise_pressed.emit, weight="primary")
        self.back = button("Change something", self.back_pressed.emit)
        self._header = PageHeader("Check your answers")
        self._refusal = body()
        set_tone(self._refusal, Tone.BAD)
        self._refusal.hide()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        self._cards.setContentsMargins(0, 0, 8, 0)
        whole = QWidget()
        whole.setLayout(self._cards)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._header)
        column.addWidget(scrolled(whole, "The answers"), 1)
        column.addWidget(self._refusal)
        column.addLayout(row(self.back, None, self.raise_button))

    def show_answers(self, looked: Looked, person: PersonSummary | None) -> None:
        """Show the package as it would be raised."""
        self._refusal.hide()
        self._clear()
        several = len(looked.looks) > 1
        self.raise_button.setText(f"Raise these {len(looked.looks)} call-offs" if several else "Raise call-off")
        self.raise_button.setAccessibleName(self.raise_button.text())
        whom = "" if person is None else f"For {person.reference} · {person.initials}: "
        self._header.say(f"{whom}raising holds the place, freezes the prices and asks for approval.")
        for number, each in enumerate(looked.looks):
            card = Card(f"{number + 1}  {each.service}" if several else each.service)
            card.add(body(draft_words.sentence(each, person), strong=True))
            facts = Facts()
            facts.show_facts(raise_words.answers(looked, number, person))
            card.add(facts)
            self._cards.addWidget(card)
        sums = package_money.together(looked)
        if sums is not None:
            money = Card("Together")
            facts = Facts(figures=True)
            facts.show_facts(package_money.together_facts(sums))
            money.add(facts)
            self._cards.addWidget(money)
        self._cards.addStretch(1)

    def show_refusal(self, failure: Failure) -> None:
        """Say why it was not raised; nothing was."""
        self._refusal.setText(f"◆ {failure.sentence} Nothing was raised.")
        self._refusal.show()

    def _clear(self) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
