"""One service's rate card in a lot: every rate past and to come with its gaps, and the forms that agree one or end one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.rate_card_shown import RateCardShown
from ui import formats
from ui.desk import Desk
from ui.market.rates import columns as rate_columns
from ui.market.rates import words as rate_words
from ui.market.rates.agree_form import RateAgreeForm
from ui.market.rates.end_form import RateEndForm
from ui.market.rates.words import CardRow
from ui.widgets.card import CARD_MARGIN, Card
from ui.widgets.reflow import Reflow
from ui.widgets.row_table import RowTable
from ui.widgets.text import body, section_title

MOST_ROWS, _NARROWEST_FORM = 8, 440


class RateCardView(QWidget):
    """The cards of one rate card.

    Signals:
        stale(): a colleague was first; it is needed as it stands now.
        step_taken(): a rate was agreed or ended.
    """

    stale = Signal()
    step_taken = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.card: RateCardShown | None = None
        self._line_id: int | None = None
        self._asked_line_id: int | None = None
        self._heading, self._about = section_title(""), body()
        self.table: RowTable[CardRow] = RowTable(
            "Rate card", rate_columns.card(desk.today()), desk.look, key=lambda row: row.key, dense=True
        )
        self.table.be_as_tall_as_rows(MOST_ROWS)
        self.agree, self.end = RateAgreeForm(desk), RateEndForm(desk)
        self.table.current_changed.connect(self._row_chosen)
        for form in (self.agree, self.end):
            form.stale.connect(self.stale)
            form.taken.connect(self.step_taken)
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())
        self._lay_out()

    def show_card(self, card: RateCardShown, line_id: int | None) -> None:
        """Show this one with the line of this key selected; what is half typed stays while it is the same card."""
        before, self.card = self.card, card
        self._heading.setText(f"Rate card of {card.service}")
        periods = ", ".join(formats.period(one.first_day, one.last_day) for one in card.admitted)
        self._about.setText(
            f"{card.provider} · lot {card.lot_title} · " + (f"admitted {periods}" if periods else "not admitted")
        )
        is_same = before is not None and (before.service_id, before.lot_id) == (card.service_id, card.lot_id)
        if not is_same:
            self._line_id = None
        self.agree.show_card(card)
        rows = rate_words.card_rows(card)
        self.end.setVisible(bool(rows))
        if not rows:
            self.table.show_empty("No rate agreed yet", "Agree the first one below.")
            return
        self.table.show_rows(rows)
        current = self.table.current
        is_asked_anew, self._asked_line_id = line_id not in (None, self._asked_line_id), line_id
        if current is None or not is_same or is_asked_anew:
            self._make_current(rows, line_id)
        else:
            self.end.show_line(card, current.line)

    def _make_current(self, rows: tuple[CardRow, ...], line_id: int | None) -> None:
        own = [row for row in rows if row.line.line_id == line_id] or list(rows)
        today = self._desk.today()
        chosen = next((row for row in own if row.period.contains(today)), own[-1])
        self.table.make_current(chosen.key)
        self._row_chosen(chosen)

    def _row_chosen(self, row: CardRow | None) -> None:
        if row is not None and self.card is not None:
            if row.line.line_id != self._line_id:  # shown anew, what is half typed for another line stays
                self._line_id = row.line.line_id
                self.agree.set_line(row.line)
            self.end.show_line(self.card, row.line)

    def _tell_who_may(self) -> None:
        self.agree.tell_who_may()
        self.end.tell_who_may()

    def _lay_out(self) -> None:
        card = Card()
        for part in (self._heading, self._about, self.table):
            card.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_MARGIN)
        forms = Reflow(self._desk.look, _NARROWEST_FORM, (2, 1))
        for form in (self.agree, self.end):
            forms.add(form)
        column.addWidget(card)
        column.addWidget(forms)
