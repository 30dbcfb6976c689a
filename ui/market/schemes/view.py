"""One purchasing system: its timeline, to scale and in words; its lots; what was called off through it, year by year."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.round import Round
from brokerage.domain.scheme_overview import SchemeOverview
from brokerage.domain.scheme_value import YearValue
from ui.desk import Desk
from ui.market.rules.questions_card import QuestionsCard
from ui.market.rules.view import SchemeRulesParts
from ui.market.schemes import columns
from ui.market.schemes import words as scheme_words
from ui.market.schemes.extension_form import ExtensionForm
from ui.market.schemes.round_form import RoundForm
from ui.market.schemes.timeline import TimelineView
from ui.market.schemes.words import LotLine
from ui.widgets.card import CARD_MARGIN, Card
from ui.widgets.facts import Facts
from ui.widgets.row_sentence import row_sentence
from ui.widgets.row_table import RowTable
from ui.widgets.text import body, caption, section_title
from ui.widgets.who_may import WhoMay

MOST_ROWS = 12
_VALUE = "Called off: the weekly price of accepted call-offs by the days of each year, and one-offs, to the end of this year."


class SchemeView(QWidget):
    """The cards of one system."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.who_may = WhoMay(desk, scheme_words.why_not, ())
        self._heading, self._title = section_title(""), section_title("")
        self._about = body()
        self._facts = Facts()
        self.timeline = TimelineView(desk.look)
        self.timeline_facts = Facts()
        self.extension = ExtensionForm(desk)
        self.rounds = RoundForm(desk)
        self.questions = QuestionsCard(desk)
        self.lots: RowTable[LotLine] = RowTable(
            "Lots", columns.LOTS, desk.look, key=lambda line: line.lot.number, dense=True
        )
        self.years: RowTable[YearValue] = RowTable(
            "Value by financial year", columns.years(desk.today()), desk.look, key=lambda value: value.year, dense=True
        )
        self.rules = SchemeRulesParts(desk, lambda: None if (line := self.lots.current) is None else line.lot.number)
        self._lay_out()

    def show_scheme(self, scheme: SchemeOverview, rounds: tuple[Round, ...], today: date) -> None:
        """Show this one; what is half typed for a round or its next extension stays."""
        self.who_may.tell()
        self._heading.setText(f"Timeline of {scheme.summary.reference}")
        self._title.setText(scheme.summary.title)
        self._about.setText(scheme.summary.description)
        self._about.setVisible(bool(scheme.summary.description))
        self._facts.show_facts(scheme_words.facts(scheme))
        self.timeline.show_timeline(scheme_words.timeline(scheme, rounds, today))
        self.timeline_facts.show_facts(scheme_words.timeline_facts(scheme, rounds, today))
        self.extension.show_scheme(scheme)
        self.rounds.show_scheme(scheme, rounds)
        self.questions.show_scheme(scheme.summary.reference)
        self._show_lots(scheme_words.lot_lines(scheme))
        self._show_years(scheme.years)

    def _show_lots(self, lots: tuple[LotLine, ...]) -> None:
        if lots:
            self.lots.show_rows(lots)
            if self.lots.current is None:
                self.lots.make_current(lots[0].lot.number)
        else:
            self.lots.show_empty("No lot yet", "Add one below, or import the council’s workbook.")

    def _show_years(self, years: tuple[YearValue, ...]) -> None:
        if years:
            self.years.show_rows(years)
        else:
            self.years.show_empty(
                "Nothing by year yet", "No value is estimated for a year, and nothing was called off."
            )

    def _lay_out(self) -> None:
        about, timeline = Card(), Card()
        lots, years = Card("Lots"), Card("Value by financial year")
        for part in (self._title, self._about, self._facts, self.rules.head):
            about.add(part)
        timeline.add(self._heading)
        timeline.add(self.timeline)
        timeline.add(self.timeline_facts)
        lots.add(self.lots)
        lots.add(row_sentence(self.lots, scheme_words.lot_whole))
        lots.add(self.rules.lots)
        years.add(caption(_VALUE))
        years.add(self.years)
        years.add(self.rules.estimates)
        for table in (self.lots, self.years):
            table.be_as_tall_as_rows(MOST_ROWS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_MARGIN)
        column.addWidget(self.who_may.label)  # once: each part of the page says it to a screen reader alone
        for card in (timeline, about, self.rounds, self.extension, *self.rules.cards, lots, self.questions, years):
            column.addWidget(card)
