"""The selected offer's service: what stops it, its timetable, when it is closed, who runs it."""

from datetime import date

from PySide6.QtWidgets import QLabel, QWidget

from brokerage.domain.offer_detail import OfferDetail
from ui.find import service_words
from ui.find.block import Block
from ui.widgets.facts import Facts
from ui.widgets.text import body, caption, set_tone


class StandingBlock(Block):
    """Whether it may be called off, or everything that stops it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("May it be called off?", parent)
        self._lines: list[QLabel] = []

    def show_detail(self, detail: OfferDetail, start_day: date) -> None:
        """Show the gates of this offer."""
        found = service_words.gate_lines(detail, start_day)
        while len(self._lines) < len(found):
            self._lines.append(body(strong=True))
            self.column.addWidget(self._lines[-1])
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(found))
            if number < len(found):
                words, tone = found[number]
                line.setText(words)
                set_tone(line, tone)


class TimetableBlock(Block):
    """Activities and sessions, closures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Timetable", parent)
        self._open = body()
        self._entries = Facts()
        self._closed = caption("Closed")
        self._closures = Facts()
        for widget in (self._open, self._entries, self._closed, self._closures):
            self.column.addWidget(widget)

    def show_detail(self, detail: OfferDetail, start_day: date) -> None:
        """Show the timetable of this offer's service."""
        self._open.setText(service_words.open_days(detail.sheet))
        entries = service_words.timetable_facts(detail.sheet)
        self._entries.show_facts(entries)
        self._entries.setVisible(bool(entries))
        closures = service_words.closure_facts(detail.sheet, start_day)
        self._closures.show_facts(closures)
        self._closures.setVisible(bool(closures))
        self._closed.setVisible(bool(closures))


class FactsBlock(Block):
    """What is known of the service, or of its provider."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._facts = Facts()
        self.column.addWidget(self._facts)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show these."""
        self._facts.show_facts(facts)
