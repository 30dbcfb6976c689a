"""The person bar, pinned on top: who is in hand, their needs and district, their budget; one press to change."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout

from brokerage.domain.person_summary import PersonSummary
from ui import person_words
from ui.desk import Desk, Tone
from ui.people_picker import PeoplePicker
from ui.widgets.budget_bar import BudgetBar
from ui.widgets.buttons import button
from ui.widgets.text import body, caption, section_title, set_tone

NAMES_WIDTH = 260


class PersonBar(QFrame):
    """Who the desk works for now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("personBar")
        self._desk = desk
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._choice = Decimal(0)
        self._who = section_title("")
        self._who.setWordWrap(False)
        self._what = caption()
        self._budget = body()
        self._budget.setWordWrap(False)
        self._bar = BudgetBar(desk.look)
        self._left = body(strong=True)
        self._left.setWordWrap(False)
        self.change = button("Choose person", self.open_picker, icons=desk.icons, icon="user-circle")
        self.change.setToolTip("Choose whom to work for (Ctrl+P)")
        self.change.setShortcut("Ctrl+P")
        self.let_go = button(
            "What-if", lambda: desk.take_in_hand(None), weight="quiet", tip="Work for nobody in particular"
        )
        self._lay_out()
        desk.person_changed.connect(self._show_person)
        desk.person_renewed.connect(self._show_person)
        desk.choice_changed.connect(self._show_choice)
        self._show_person(desk.person)

    def open_picker(self) -> None:
        """Open the finder under the button; it closes by itself when somebody is chosen."""
        PeoplePicker(self._desk, self.change).open_finder()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._who)
        names.addWidget(self._what)
        money = QHBoxLayout()
        money.setSpacing(12)
        money.addWidget(self._budget)
        money.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        money.addWidget(self._left)
        money.addStretch(1)
        money.addWidget(self.let_go)
        money.addWidget(self.change)
        self._line.setContentsMargins(24, 8, 24, 8)
        self._line.setSpacing(12)
        self._line.addLayout(names, 1)
        self._line.addLayout(money)
        self._money = money

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the money under the names where they do not stand side by side, as with large text."""
        beside = self._money.sizeHint().width() + self._desk.look.px(NAMES_WIDTH) <= self.width()
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way is not self._line.direction():
            self._line.setDirection(way)

    def _show_person(self, person: PersonSummary | None) -> None:
        self._who.setText(person_words.who(person))
        self._what.setText(person_words.what(person))
        self._budget.setText(person_words.budget(person))
        self.change.setText("Choose person" if person is None else "Change person")
        self.change.setAccessibleName(self.change.text())
        self.let_go.setVisible(person is not None)
        self._show_money()

    def _show_choice(self, weekly: Decimal | None) -> None:
        self._choice = weekly or Decimal(0)
        self._show_money()

    def _show_money(self) -> None:
        person = self._desk.person
        budget = None if person is None else person.weekly_budget
        has_budget = person is not None and budget is not None
        self._bar.setVisible(has_budget)
        self._left.setVisible(has_budget)
        self._fit()
        if person is None or budget is None:
            return
        self._bar.show_budget(budget, person.spent_weekly, self._choice)
        inside = self._bar.left >= 0
        self._left.setText(f"{'✓' if inside else '▲'} {self._bar.words}")
        set_tone(self._left, Tone.GOOD if inside else Tone.WARN)
