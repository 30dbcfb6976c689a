"""The person bar, pinned on top: who is in hand, their needs and district, their budget; one press to change."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from brokerage.domain.person_summary import PersonSummary
from ui import person_words
from ui.desk import Desk, Tone
from ui.people_picker import PeoplePicker
from ui.widgets.budget_bar import BudgetBar
from ui.widgets.buttons import button
from ui.widgets.card import column, row
from ui.widgets.text import body, caption, section_title, set_tone

NAMES_WIDTH = 320


class PersonBar(QFrame):
    """Who the desk works for now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("personBar")
        self._desk = desk
        self._grid = QGridLayout(self)
        self._names, self._money, self._buttons = QWidget(), QWidget(), QWidget()
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
        names = column(self._who, self._what, gap=0)
        money = row(self._budget, self._bar, self._left, gap=12)
        money.setAlignment(self._bar, Qt.AlignmentFlag.AlignVCenter)
        for part, layout in (
            (self._names, names),
            (self._money, money),
            (self._buttons, row(self.let_go, self.change)),
        ):
            layout.setContentsMargins(0, 0, 0, 0)
            part.setLayout(layout)
        self._grid.setContentsMargins(24, 8, 24, 8)
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self._names, 0, 0)
        self._grid.addWidget(self._buttons, 0, 2)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the money under the names where all three do not stand side by side, as with large text."""
        needed = self._money.sizeHint().width() + self._buttons.sizeHint().width() + self._desk.look.px(NAMES_WIDTH)
        if needed <= self.width():
            self._grid.addWidget(self._money, 0, 1)
        else:
            self._grid.addWidget(self._money, 1, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)

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
