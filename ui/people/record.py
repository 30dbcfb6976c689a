"""One person's record: who they are, plan and outcomes, budgets, contributions, package. Each part has its own way to change."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.person_record import BudgetEntry, ContributionEntry, PackagePart, PersonRecord
from ui.desk import Desk, Tone
from ui.people import presenter
from ui.people.columns import PACKAGE
from ui.widgets.budget_bar import BudgetBar
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.facts import Facts
from ui.widgets.page_header import PageHeader
from ui.widgets.reflow import Reflow
from ui.widgets.row_table import RowTable
from ui.widgets.text import body, caption, section_title, set_tone

_MOST_ROWS, _NARROWEST = 12, 400


class RecordView(QWidget):
    """The record.

    Signals:
        left(): back to the list.
        in_hand_asked(), search_asked(): work for this person; find support for them.
        details_asked(), plan_asked(int), budget_asked(int), contribution_asked(int): change that part; 0 is a new entry.
        end_budget_asked(BudgetEntry), end_contribution_asked(ContributionEntry): give the entry a last day.
        call_off_asked(int): show this call-off.
    """

    left = Signal()
    in_hand_asked = Signal()
    search_asked = Signal()
    details_asked = Signal()
    plan_asked = Signal(int)
    budget_asked = Signal(int)
    contribution_asked = Signal(int)
    end_budget_asked = Signal(object)
    end_contribution_asked = Signal(object)
    call_off_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.record: PersonRecord | None = None
        self.back = button("Back to the list", self.left.emit, weight="quiet")
        self.take = button("Take in hand", self.in_hand_asked.emit)
        self.search_support = button("Find support", self.search_asked.emit, weight="primary")
        self._header = PageHeader("", actions=(self.back, self.take, self.search_support))
        self._read_only = body()
        set_tone(self._read_only, Tone.WARN)
        self._bar = BudgetBar(desk.look)
        self.package: RowTable[PackagePart] = RowTable(
            "Package", PACKAGE, desk.look, key=lambda part: part.call_off_id, dense=True
        )
        self.package.be_as_tall_as_rows(_MOST_ROWS)
        self.package.opened.connect(lambda part: self.call_off_asked.emit(part.call_off_id))
        self._parts = Reflow(desk.look, _NARROWEST, (1, 1))
        self._columns: list[QVBoxLayout] = []
        self._lay_out()

    def show_record(self, record: PersonRecord) -> None:
        """Show this record, with the ways to change it where who works now may."""
        self.record = record
        today = self._desk.today()
        self._header.say(presenter.package_line(record, today)[0], presenter.heading(record, today))
        words = presenter.read_only_words(self._desk.actor)
        self._read_only.setText(words)
        self._read_only.setVisible(bool(words))
        left, right = self._columns
        _clear(left)
        _clear(right)
        for card in (self._who(record), self._contributions(record)):
            left.addWidget(card)
        for card in (self._plan(record), self._budgets(record)):
            right.addWidget(card)
        left.addStretch(1)
        right.addStretch(1)
        self._show_package(record)

    def show_package(self) -> None:
        """Scroll to the package, which stands last."""
        self._area.ensureWidgetVisible(self.package, 0, self.package.height())

    def _changes(self, words: str, press: Callable[[], object]) -> tuple[QWidget, ...]:
        return (button(words, press),) if presenter.may_change(self._desk.actor) else ()

    def _who(self, record: PersonRecord) -> Card:
        card = Card("Who", actions=self._changes("Change details", self.details_asked.emit))
        facts = Facts()
        facts.show_facts(presenter.who_facts(record))
        card.add(facts)
        return card

    def _plan(self, record: PersonRecord) -> Card:
        plan = record.plan_on(self._desk.today())
        actions = self._changes("New plan", lambda: self.plan_asked.emit(0))
        if plan is not None:
            actions = (*self._changes("Change plan", lambda: self.plan_asked.emit(plan.plan_id)), *actions)
        card = Card("Support plan", actions=actions)
        if plan is None:
            card.add(caption("No plan is in force today."))
        else:
            facts = Facts()
            facts.show_facts(presenter.plan_facts(plan))
            card.add(facts)
            outcomes = presenter.outcome_lines(plan)
            card.add(section_title("Outcomes"))
            for line in outcomes:
                card.add(body(f"• {line}"))
            if not outcomes:
                card.add(caption("None chosen yet."))
        others = [each for each in record.plans if each is not plan]
        for each in others:
            card.add(caption(f"Another plan: {presenter.plan_facts(each)[0][1]}"))
        return card

    def _budgets(self, record: PersonRecord) -> Card:
        card = Card("Personal budget", actions=self._changes("New budget", lambda: self.budget_asked.emit(0)))
        today = self._desk.today()
        if not record.budgets:
            card.add(caption("No budget was set yet: nothing can be compared with it."))
        for entry in record.budgets:
            card.add(self._entry(presenter.budget_line(entry, today), entry, entry is record.budget_on(today)))
        return card

    def _contributions(self, record: PersonRecord) -> Card:
        card = Card("Contribution", actions=self._changes("New contribution", lambda: self.contribution_asked.emit(0)))
        today = self._desk.today()
        if not record.contributions:
            card.add(caption("The person pays nothing towards the cost."))
        for entry in record.contributions:
            is_current = entry is record.contribution_on(today)
            card.add(self._entry(presenter.contribution_line(entry, today), entry, is_current))
        return card

    def _entry(self, words: str, entry: BudgetEntry | ContributionEntry, is_current: bool) -> QWidget:  # noqa: FBT001
        line = QWidget()
        label = body(words, strong=is_current)
        items: list[QWidget] = [label]
        if presenter.may_change(self._desk.actor):
            items += self._ways_to_change(entry, words)
        shown = row(*items)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setStretch(0, 1)
        line.setLayout(shown)
        return line

    def _ways_to_change(self, entry: BudgetEntry | ContributionEntry, words: str) -> list[QWidget]:
        today = self._desk.today()
        is_budget = isinstance(entry, BudgetEntry)
        if entry.first_day > today:
            number = entry.budget_id if isinstance(entry, BudgetEntry) else entry.contribution_id
            asked = self.budget_asked if is_budget else self.contribution_asked
            made = button("Change", lambda: asked.emit(number), weight="quiet")
        elif entry.last_day is None or entry.last_day > today:
            ended = self.end_budget_asked if is_budget else self.end_contribution_asked
            made = button("End…", lambda: ended.emit(entry), weight="quiet")
        else:
            return []
        made.setAccessibleName(f"{made.text().rstrip('…')} {words}")
        return [made]

    def _show_package(self, record: PersonRecord) -> None:
        today = self._desk.today()
        if record.package:
            self.package.show_rows(record.package)
        else:
            self.package.show_empty(
                "No package yet", "Find support, choose, and raise a call-off.", "Find support", self.search_asked.emit
            )
        words, tone = presenter.package_line(record, today)
        self._total.setText(words)
        set_tone(self._total, tone)
        budget = record.budget_on(today)
        self._bar.setVisible(budget is not None)
        if budget is not None:
            self._bar.show_budget(budget.weekly, record.weekly_from(today))

    def _lay_out(self) -> None:
        self._total = body(strong=True)
        package = Card("Package")
        package.add(self._total)
        package.add(self._bar)
        package.add(self.package)
        self._columns = [QVBoxLayout(), QVBoxLayout()]
        for made in self._columns:
            made.setSpacing(16)
            self._parts.add(made)
        whole = QWidget()
        inner = column(self._parts, package, None, gap=16)
        inner.setContentsMargins(0, 0, 8, 0)
        whole.setLayout(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self._header)
        outer.addWidget(self._read_only)
        self._area = scrolled(whole, "The record")
        outer.addWidget(self._area, 1)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
