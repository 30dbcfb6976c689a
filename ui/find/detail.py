"""What is behind the selected offer: what it costs and why, when it runs, how its rates go on, who runs it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.offer_detail import OfferDetail
from ui.desk import Desk
from ui.failures import Failure
from ui.find import presenter, service_words
from ui.find.detail_cost import CostBlock, DatesBlock
from ui.find.detail_rates import PricesBlock, RatesBlock
from ui.find.detail_service import FactsBlock, StandingBlock, TimetableBlock
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, GAP, column, scrolled
from ui.widgets.state_panel import StatePanel
from ui.widgets.text import caption, section_title

# For so many columns: the line, the column and the number of lines of each part.
_PLACES = {
    1: ((0, 0, 1), (1, 0, 1), (2, 0, 1)),
    2: ((0, 0, 2), (0, 1, 1), (1, 1, 1)),
    3: ((0, 0, 1), (0, 1, 1), (0, 2, 1)),
}


class DetailPanel(QFrame):
    """The selected offer, and what can be done with what is chosen.

    Signals:
        compare_asked(), call_off_asked(): the buttons were pressed.
    """

    compare_asked = Signal()
    call_off_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("The selected service")
        self._desk = desk
        self._selected: tuple[int, int | None] | None = None
        self._number_chosen = 0
        self._title = section_title("")
        self._under = caption()
        self._chosen = caption(presenter.chosen_line(()))
        self._chosen.setWordWrap(False)
        self.compare = button("Compare", self.compare_asked.emit, icons=desk.icons, icon="columns")
        self.call_off = button(
            "Call off", self.call_off_asked.emit, weight="primary", icons=desk.icons, icon="note-pencil"
        )
        self.call_off.setToolTip("Begin a call-off (Ctrl+Enter)")
        self._standing, self._cost = StandingBlock(), CostBlock()
        self._dates, self._prices, self._rates = DatesBlock(desk), PricesBlock(desk), RatesBlock(desk)
        self._timetable = TimetableBlock()
        self._service, self._provider = FactsBlock("The service"), FactsBlock("Provider and contract")
        self._parts = (
            _stacked(self._standing, self._cost, self._dates),
            _stacked(self._timetable, self._prices, self._rates),
            _stacked(self._service, self._provider),
        )
        self._columns = QGridLayout()
        self._number_of_columns = 0
        self._heading = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._state = StatePanel()
        self._stack = QStackedLayout()
        self._lay_out()
        self.show_nothing()
        self.show_chosen(())

    def show_nothing(self) -> None:
        """Nothing is selected."""
        self._title.setText("Nothing selected")
        self._under.setText("")
        self._state.show_empty("", "Choose a service in the list: every price, date and rate of it is shown here.")
        self._stack.setCurrentWidget(self._state)
        self._selected = None
        self._enable()

    def show_opening(self, offer: Offer) -> None:
        """This offer is selected; what is behind it is being read. What stood here stays until then."""
        self._title.setText(offer.service)
        self._under.setText(offer.provider)
        if self._selected != presenter.offer_key(offer):
            self._scroll.verticalScrollBar().setValue(0)
        self._selected = presenter.offer_key(offer)
        self._enable()

    def show_detail(self, detail: OfferDetail, criteria: SearchCriteria) -> None:
        """Show everything about this offer."""
        day, today = criteria.start_day, self._desk.today()
        self._title.setText(detail.offer.service)
        self._under.setText(service_words.heading(detail))
        self._standing.show_detail(detail, day)
        self._cost.show_detail(detail)
        self._dates.show_detail(detail)
        self._prices.show_detail(detail, day)
        self._rates.show_detail(detail, day)
        self._timetable.show_detail(detail, day)
        self._service.show_facts(service_words.service_facts(detail, today))
        self._provider.show_facts(service_words.provider_facts(detail))
        self._stack.setCurrentWidget(self._scroll)

    def show_failed(self, failure: Failure) -> None:
        """Say why the offer cannot be opened."""
        self._state.show_failed(failure)
        self._stack.setCurrentWidget(self._state)

    def show_chosen(self, chosen: tuple[Offer, ...]) -> None:
        """Say how many are chosen, and on the buttons what pressing them does."""
        self._number_chosen = len(chosen)
        self._chosen.setText(presenter.chosen_line(chosen))
        self.compare.setText(f"Compare ({len(chosen)})" if chosen else "Compare")
        self.compare.setAccessibleName(self.compare.text())
        self._enable()
        self.call_off.setText(presenter.call_off_words(chosen))
        self.call_off.setAccessibleName(self.call_off.text())

    def _enable(self) -> None:
        self.compare.setEnabled(self._number_chosen > 0)
        self.call_off.setEnabled(self._number_chosen > 0 or self._selected is not None)

    def stack_heading(self, *, stacked: bool) -> None:
        """Set the name and the buttons one below the other, or side by side."""
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._heading.setDirection(direction)

    def show_columns(self, number: int) -> None:
        """Set what is behind the offer in one column, in two, or in three where there is room."""
        if number == self._number_of_columns:
            return
        self._number_of_columns = number
        for part, (line, at, lines) in zip(self._parts, _PLACES[number], strict=True):
            self._columns.removeWidget(part)
            self._columns.addWidget(part, line, at, lines, 1)
        for at in range(3):
            self._columns.setColumnStretch(at, int(at < number))

    def focus_first(self) -> None:
        """Put the focus where one reads on: the area that scrolls."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        inside = QWidget()
        self._columns.setHorizontalSpacing(24)
        self._columns.setVerticalSpacing(CARD_MARGIN)
        self._columns.setContentsMargins(CARD_MARGIN, GAP, CARD_MARGIN, CARD_MARGIN)
        inside.setLayout(self._columns)
        self.show_columns(2)
        self._scroll = scrolled(inside, "Everything about the selected service")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack.addWidget(self._state)
        self._stack.addWidget(self._scroll)
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 1, 1, 1)
        around.setSpacing(0)
        self._lay_out_heading()
        around.addLayout(self._heading)
        around.addLayout(self._stack, 1)

    def _lay_out_heading(self) -> None:
        doing = QHBoxLayout()
        doing.setSpacing(GAP)
        for widget in (self._chosen, self.compare, self.call_off):
            doing.addWidget(widget)
        self._heading.setContentsMargins(CARD_MARGIN, 12, CARD_MARGIN, GAP)
        self._heading.setSpacing(GAP)
        self._heading.addLayout(column(self._title, self._under, gap=2), 1)
        self._heading.addLayout(doing)


def _stacked(*blocks: QWidget) -> QWidget:
    part = QWidget()
    inside = column(*blocks, None, gap=CARD_MARGIN)
    inside.setContentsMargins(0, 0, 0, 0)
    part.setLayout(inside)
    return part
