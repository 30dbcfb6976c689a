"""What is behind the selected offer: what it costs and why, when it runs, how its rates go on, who runs it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QStackedLayout, QVBoxLayout, QWidget

from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.offer_detail import OfferDetail
from ui.desk import Desk
from ui.failures import Failure
from ui.find import presenter, service_words
from ui.find.behind import BehindOffer
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, GAP, column, row, scrolled
from ui.widgets.state_panel import StatePanel
from ui.widgets.text import caption, section_title


class DetailPanel(QFrame):
    """The selected offer, and what can be done with what is chosen.

    Signals:
        compare_asked(), call_off_asked(), competition_asked(): the buttons were pressed.
    """

    compare_asked = Signal()
    competition_asked = Signal()
    call_off_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("The selected service")
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
        self.competition = button(
            "Competition…",
            self.competition_asked.emit,
            weight="quiet",
            tip="Where agreed rates do not settle it: ask every service of this lot for this week",
        )
        self.behind = BehindOffer(desk)
        self._scroll = scrolled(self.behind, "Everything about the selected service")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._heading = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._doing = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._state = StatePanel()
        # The stack stands in a widget from the start: a part of a stack without one would flash up as a window of its own.
        self._shown = QWidget()
        self._stack = QStackedLayout(self._shown)
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
        self.competition.hide()
        self._enable()

    def show_opening(self, offer: Offer) -> None:
        """This offer is selected; what is behind it is being read. What stood here stays until then."""
        self._title.setText(offer.service)
        self._under.setText(offer.provider)
        if self._selected != presenter.offer_key(offer):
            self._scroll.verticalScrollBar().setValue(0)
        self._selected = presenter.offer_key(offer)
        self.competition.setVisible(offer.lot_id is not None)
        self._enable()

    def show_detail(self, detail: OfferDetail, criteria: SearchCriteria) -> None:
        """Show everything about this offer."""
        self._title.setText(detail.offer.service)
        self._under.setText(service_words.heading(detail))
        self.behind.show_detail(detail, criteria.start_day)
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
        self._doing.setDirection(direction)

    def show_columns(self, number: int) -> None:
        """Set what is behind the offer in one column, in two, or in three where there is room."""
        self.behind.show_columns(number)

    def focus_first(self) -> None:
        """Put the focus where one reads on: the area that scrolls."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._stack.addWidget(self._state)
        self._stack.addWidget(self._scroll)
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 1, 1, 1)
        around.setSpacing(0)
        self._lay_out_heading()
        around.addLayout(self._heading)
        around.addWidget(self._shown, 1)

    def _lay_out_heading(self) -> None:
        self._doing.setSpacing(GAP)
        self._doing.addWidget(self._chosen)
        self._doing.addLayout(row(self.competition, self.compare, self.call_off))
        self._heading.setContentsMargins(CARD_MARGIN, 12, CARD_MARGIN, GAP)
        self._heading.setSpacing(GAP)
        self._heading.addLayout(column(self._title, self._under, gap=2), 1)
        self._heading.addLayout(self._doing)
