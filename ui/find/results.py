"""The results: how many there are, in which order, the chips and the table."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from brokerage.domain.offer import Offer, OfferOrder
from ui.desk import Desk, Tone
from ui.find import presenter
from ui.find.chip_row import ChipRow
from ui.find.chips import Chip, cleared
from ui.find.columns import offer_columns
from ui.find.form import FindForm
from ui.find.list_room import ListRoom
from ui.widgets.buttons import button
from ui.widgets.card import GAP
from ui.widgets.choice import ChoiceField
from ui.widgets.row_table import DENSE_ROW, RowTable
from ui.widgets.state_panel import busy_bar
from ui.widgets.text import caption, section_title, set_tone

PATIENCE_MS = 300


class Results(QWidget):
    """Everything above the detail.

    Signals:
        order_chosen(OfferOrder): another order is wanted.
        more_asked(): the rest of the list is wanted.
        form_asked(FindForm): a chip was taken away, or all of them.
    """

    order_chosen = Signal(object)
    more_asked = Signal()
    form_asked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = desk.look
        self._form: FindForm | None = None
        self._outcomes_asked = 0
        self._count = section_title("")
        self._count.setWordWrap(False)
        self._busy = busy_bar()
        self._busy.hide()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._busy.show)
        self._terms = caption()
        self._heading = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._note = caption()
        self._note.hide()
        self._more = button("Show all", self.more_asked.emit, weight="quiet", tip="Show the rest of the list")
        self._more.hide()
        self._order: ChoiceField[OfferOrder] = ChoiceField("Order of the list", presenter.order_choices())
        self._order.activated.connect(lambda _index: self.order_chosen.emit(self._order.value()))
        self._chips = ChipRow(self.form_asked.emit)
        self._clear_all = button("Clear all", self._clear, weight="quiet", tip="Ask for nothing in particular")
        self.table: RowTable[Offer] = RowTable(
            "Services found",
            offer_columns(desk.today(), lambda: self._outcomes_asked),
            desk.look,
            presenter.offer_key,
            tickable=True,
            most_ticked=presenter.MOST_COMPARED,
            dense=True,
        )
        self.table.view.setObjectName("compact")
        self._room = ListRoom(self.table, desk.look)
        desk.look.changed.connect(self._room.fit)
        self._lay_out()

    def show_form(self, form: FindForm, chips: tuple[Chip, ...]) -> None:
        """Show what is asked, before the answer is there."""
        self._form = form
        self._chips.show_chips(chips)
        self._clear_all.setVisible(bool(chips))
        self._order.choose(form.order)

    def show_answer(self, answer: presenter.Answer) -> None:
        """Show the list."""
        self.stop_asking()
        self._count.setText(presenter.count_line(answer))
        self._more.setVisible(presenter.may_show_more(answer))
        self._outcomes_asked = len(answer.criteria.outcomes)
        self.table.show_rows(answer.offers.offers)
        self._room.show(marks_outcomes=bool(self._outcomes_asked))
        self._terms.setText(presenter.terms_line(answer))

    def show_asking(self) -> None:
        """Say that something is being asked, if the answer does not come at once; the rows stand meanwhile."""
        self._patience.start()

    def say(self, sentence: str, tone: Tone = Tone.QUIET) -> None:
        """Say something under the count, or nothing."""
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))
        set_tone(self._note, tone)

    def stop_asking(self) -> None:
        """Nothing is being asked any more."""
        self._patience.stop()
        self._busy.hide()

    def height_with_rows(self, rows: int) -> int:
        """How tall this is with so many rows of the table."""
        above = self.table.y() + self.table.view.horizontalHeader().height()
        return above + rows * self._look.px(DENSE_ROW) + 4

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """The list takes the width it was given out of sight only as it is shown."""
        super().showEvent(event)
        self._room.fit()

    def _clear(self) -> None:
        if self._form is not None:
            self.form_asked.emit(cleared(self._form))

    def stack_heading(self, *, stacked: bool) -> None:
        """Set the count and what can be done with the list one below the other, or side by side."""
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._heading.setDirection(direction)

    def _lay_out(self) -> None:
        said = QHBoxLayout()
        said.setSpacing(GAP)
        said.addWidget(self._count)
        said.addWidget(self._terms, 1)
        doing = QHBoxLayout()
        doing.setSpacing(GAP)
        for widget in (self._busy, self._more, self._clear_all, self._order):
            doing.addWidget(widget)
        self._heading.setSpacing(GAP)
        self._heading.addLayout(said, 1)
        self._heading.addLayout(doing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(self._heading)
        column.addWidget(self._note)
        column.addWidget(self._chips)
        column.addWidget(self.table, 1)
