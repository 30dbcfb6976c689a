"""The page of a package: a card for each service at the left, what it comes to at the right; priced again as it is typed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.call_off_draft import CallOffDraft
from brokerage.domain.person_summary import PersonSummary
from ui.call_offs import draft_words, package_money, raise_words
from ui.call_offs.package import Looked, Package
from ui.call_offs.raise_part import PartCard
from ui.desk import Desk, Tone
from ui.failures import Failure, describe
from ui.widgets.beside_or_below import BesideOrBelow
from ui.widgets.budget_bar import BudgetBar
from ui.widgets.card import Card, column
from ui.widgets.facts import Facts
from ui.widgets.text import body, caption, set_tone

PAUSE_MS = 150
NARROW = 960
"""Pixels at the usual text size; where there is less room the sums stand below the cards, not beside them."""
BREATH_MS = 5
"""Between two cards the window answers whatever waits."""


class PartsView(QWidget):
    """The parts of one package and its sums. `look` prices a package off the UI thread, under the name `ask`.

    Attributes:
        standing: what is missing, or that all is there; whoever owns this view gives it its place.

    Signals:
        shown(Looked): the package was priced and is shown.
    """

    shown = Signal(object)

    def __init__(
        self, desk: Desk, ask: str, look: Callable[[Package], Looked], money: str = "Money of the package"
    ) -> None:
        super().__init__()
        self._desk, self._name, self._look = desk, ask, look
        self.person: PersonSummary | None = None
        self.looked: Looked | None = None
        self.parts: list[PartCard] = []
        self.standing = body(strong=True)
        self.clash = body()
        set_tone(self.clash, Tone.WARN)
        self._money = Card(money)
        self._says = body()
        self._sums = Facts(figures=True)
        self._bar = BudgetBar(desk.look)
        self._gets = body()
        self._cards = QVBoxLayout()
        self._begun = 0
        self._is_behind = False  # something may cost another price than what is shown
        self._is_asking = False
        self._then: Callable[[], None] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.ask_again)
        self._lay_out()

    @property
    def is_ready(self) -> bool:
        """Whether every part of the package has its card."""
        return self.looked is not None and len(self.parts) == len(self.looked.looks)

    @property
    def is_pausing(self) -> bool:
        """Whether something typed was not priced yet."""
        return self._pause.isActive()

    @property
    def has_faults(self) -> bool:
        """Whether something typed cannot be read; each fault is said at its field."""
        faults = [part.has_faults for part in self.parts]
        return any(faults)

    def begin(self, looked: Looked, person: PersonSummary | None) -> None:
        """Show this package, for this person or for nobody yet. Its cards are made one after another."""
        self.forget()
        self.looked, self.person = looked, person
        self._columns.main.verticalScrollBar().setValue(0)
        self._show(looked)
        self._later()

    def forget(self) -> None:
        """Forget the package; what was not saved is lost."""
        self._pause.stop()
        self._desk.reads.drop(self._name)
        self._drop_parts()
        self.looked, self._then, self._is_behind, self._is_asking = None, None, False, False

    def take_person(self, person: PersonSummary | None) -> None:
        """Price it for this person instead, or for nobody yet."""
        if self.looked is None:
            return
        self.person = person
        number = None if person is None else person.person_id
        package = self.looked.package
        for at, draft in enumerate(package.drafts):
            package = package.with_draft(at, replace(draft, person_id=number))
        for part in self.parts:
            part.draft = replace(part.draft, person_id=number)
        self.looked = replace(self.looked, package=package)
        self.ask_again()

    def ask_again(self) -> None:
        """Price it again: something was typed, or something it rests on may have changed."""
        self._pause.stop()
        if self.looked is not None:
            self._is_behind = self._is_asking = True
            ask = partial(self._look, self.looked.package)
            self._desk.reads.latest(self._name, ask, self._looked_at, self._not_looked_at)

    def take_typed(self) -> bool:
        """Take what is typed in every field, the one being typed in too; False where one cannot be read and says so."""
        if not self.is_ready or self.has_faults:
            return False
        for part in self.parts:
            part.take_typed()
        return True

    def once_priced(self, then: Callable[[], None]) -> None:
        """Take what is typed, and go on as soon as that is priced: at once where it is; never where it cannot be read."""
        if not self.take_typed():
            return
        if not self._is_behind:
            then()
            return
        self._then = then
        self.standing.setText("Working out the price of what you typed…")
        set_tone(self.standing, Tone.PLAIN)
        if self._pause.isActive() or not self._is_asking:
            self.ask_again()

    def renew_draft(self, number: int, draft: CallOffDraft) -> None:
        """Take the draft of one part as it was saved; nothing typed is touched."""
        if self.looked is not None:
            self.parts[number].draft = draft
            self.looked = replace(self.looked, package=self.looked.package.with_draft(number, draft))

    def go_to(self, number: int, field: str, sentence: str) -> bool:
        """Say at a field what is missing and go there; False when the part has no such field."""
        if number >= len(self.parts) or not self.parts[number].show_missing(field, sentence):
            return False
        # The field may only now have got its place: go there once the layout has settled.
        QTimer.singleShot(0, self, partial(self._scroll_to, self.parts[number].fields[field]))
        return True

    def place(self, failure: Failure) -> bool:
        """Say a failure at the field it names, in the first part that has it."""
        field = failure.field
        return field is not None and any(self.go_to(at, field, failure.sentence) for at in range(len(self.parts)))

    def add_above(self, widget: QWidget) -> None:
        """Put something above the cards."""
        self._above.addWidget(widget)

    def add_below(self, widget: QWidget) -> None:
        """Put something below the cards."""
        self._below.addWidget(widget)

    def scroll_to_top(self) -> None:
        """Show what stands above the cards."""
        self._columns.main.verticalScrollBar().setValue(0)

    # What is typed

    def _changed(self, number: int, draft: CallOffDraft) -> None:
        if self.looked is not None:
            self.looked = replace(self.looked, package=self.looked.package.with_draft(number, draft))
            self._is_behind = True
            self._pause.start()

    def _removed(self, number: int) -> None:
        if self.looked is not None:
            looks = (*self.looked.looks[:number], *self.looked.looks[number + 1 :])
            self.looked = Looked(self.looked.package.without(number), looks)
            self._drop_parts()
            self._later()
            self.ask_again()

    def _looked_at(self, looked: Looked) -> None:
        self._is_asking = False
        if self.looked is None or looked.package.drafts != self.looked.package.drafts:
            if not self._pause.isActive():
                self.ask_again()  # saved as a draft meanwhile: nobody else would ask
            return
        self._is_behind = False
        self._show(looked)
        then, self._then = self._then, None
        if then is not None:
            self.once_priced(then)  # what was begun in a field meanwhile is not left behind

    def _not_looked_at(self, error: Exception) -> None:
        self._then, self._is_asking = None, False
        self.standing.setText(f"◆ {describe(error).sentence}")

    # What is shown

    def _show(self, looked: Looked) -> None:
        self.looked = looked
        for number, (part, each) in enumerate(zip(self.parts, looked.looks, strict=False)):
            part.show_look(each)
            part.show_evidence(raise_words.evidence_sentence(looked, number))
        self._gets.setText("\n\n".join(draft_words.sentence(each, self.person) for each in looked.looks))
        clash = raise_words.clashes(looked)
        self.clash.setText(f"▲ {clash}")
        self.clash.setVisible(bool(clash))
        self._show_sums(looked)
        self.shown.emit(looked)

    def _show_sums(self, looked: Looked) -> None:
        sums = package_money.together(looked)
        self._says.setVisible(sums is None)
        self._bar.setVisible(sums is not None and sums.budget is not None)
        if sums is None:
            self._says.setText("The sums follow once every line has a price.")
            self._sums.show_facts(())
            return
        self._sums.show_facts(package_money.together_facts(sums))
        self._columns.make_room()
        if sums.budget is not None and sums.left_before is not None:
            self._bar.show_budget(sums.budget, sums.budget - sums.left_before, sums.weekly)

    def _scroll_to(self, field: QWidget) -> None:
        self._columns.main.ensureWidgetVisible(field)

    # The cards

    def _make_next(self, begun: int) -> None:
        """Make the card of the next part, and go on with the one after it once the window has answered in between."""
        if self.looked is None or self.is_ready or begun != self._begun:
            return
        number, looks = len(self.parts), self.looked.looks
        part = PartCard(self._desk, number, looks[number], is_one_of_several=len(looks) > 1)
        part.show_evidence(raise_words.evidence_sentence(self.looked, number))
        part.draft_changed.connect(partial(self._changed, number))
        part.removed.connect(partial(self._removed, number))
        self._cards.insertWidget(number, part)
        self.parts.append(part)
        if number == 0:
            part.first_day.setFocus()
        QTimer.singleShot(BREATH_MS, self, partial(self._make_next, begun))

    def _later(self) -> None:
        self._begun += 1
        QTimer.singleShot(BREATH_MS, self, partial(self._make_next, self._begun))

    def _drop_parts(self) -> None:
        for part in self.parts:
            part.hide()
            part.deleteLater()
        self.parts = []

    # How it is laid out

    def _lay_out(self) -> None:
        self._cards.setSpacing(16)
        self._above, self._below = QVBoxLayout(), QVBoxLayout()
        for widget in (self._says, self._sums, self._bar):
            self._money.add(widget)
        gets = Card("What the person will get")
        gets.add(self._gets)
        gets.add(self.clash)
        cards = column(self._above, self._cards, self._below, gap=16)
        sums = column(gets, self._money, caption(_CONVENTION), None, gap=16)
        self._columns = BesideOrBelow(self._desk.look, NARROW, (cards, "The call-off"), (sums, "What it comes to"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._columns)


_CONVENTION = (
    "Weekly figures are of a usual week. The first year is the sum of the real dates, closures and bank holidays counted "
    "as the scheme says."
)
