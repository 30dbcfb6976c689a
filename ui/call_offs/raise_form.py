"""The form that raises a package: one page that reads like the agreement, then its answers once more, then the references."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from brokerage.domain.call_off_draft import CallOffDraft
from brokerage.domain.person_summary import PersonSummary
from brokerage.services.call_off_standing import CallOffStanding
from ui import person_words
from ui.call_offs import raise_words
from ui.call_offs.answers import AnswersView
from ui.call_offs.package import Looked, Package, look
from ui.call_offs.raise_part import PartCard
from ui.call_offs.raised import RaisedView
from ui.desk import Desk, Tone
from ui.failures import describe
from ui.widgets.budget_bar import BudgetBar
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.facts import Facts
from ui.widgets.page_header import PageHeader
from ui.widgets.text import body, caption, set_tone

PAUSE_MS = 150
BREATH_MS = 5
"""Between two cards the window answers whatever waits."""
_ASK = "call-offs: package"


class RaiseForm(QWidget):
    """The form of one package. It makes its request ids once, so that pressing twice raises once.

    Signals:
        left(): go back to the list.
        open_asked(int): show the call-off that was raised.
    """

    left = Signal()
    open_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person: PersonSummary | None = None
        self.looked: Looked | None = None
        self.parts: list[PartCard] = []
        self.check = button("Check your answers", self._check, weight="primary")
        self.save = button("Save as draft", self._save)
        self.leave = button("Leave without saving", self.left.emit, weight="quiet")
        self._header = PageHeader("Raise a call-off", actions=(self.leave, self.save))
        self._says = body()
        self._sums = Facts(figures=True)
        self._bar = BudgetBar(desk.look)
        self._gets = body()
        self._clash = body()
        set_tone(self._clash, Tone.WARN)
        self._standing = body(strong=True)
        self._left_column = QVBoxLayout()
        self._stack = QStackedWidget()
        self.answers = AnswersView(desk)
        self.done = RaisedView()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._lay_out()
        self._connect()

    @property
    def is_open(self) -> bool:
        """Whether a package is being put together, or was just raised."""
        return self.looked is not None

    @property
    def is_ready(self) -> bool:
        """Whether every part of the package has its card."""
        return self.looked is not None and len(self.parts) == len(self.looked.looks)

    @property
    def is_done(self) -> bool:
        """Whether the package is raised already: nothing would be lost by leaving."""
        return self._stack.currentWidget() is self.done

    @property
    def is_pausing(self) -> bool:
        """Whether something typed was not priced yet."""
        return self._pause.isActive()

    def begin(self, looked: Looked, person: PersonSummary | None) -> None:
        """Put this package together, for this person or for nobody yet. Its cards are made one after another."""
        self.close_form()
        self.looked, self._person = looked, person
        self._stack.setCurrentIndex(0)
        self._area.verticalScrollBar().setValue(0)
        self._show(looked)
        self._later(looked.package)

    def close_form(self) -> None:
        """Forget the package; what was not saved is lost."""
        self._pause.stop()
        self._desk.reads.drop(_ASK)
        self._desk.show_choice(None)
        self._drop_parts()
        self.looked = None

    def ask_again(self) -> None:
        """Price it again: something it rests on may have changed."""
        if self.is_open and not self.is_done:
            self._ask()

    def take_person(self, person: PersonSummary | None) -> None:
        """Raise it for this person instead, or for nobody yet. Drafts saved already stay with theirs."""
        looked = self.looked
        if looked is None or self.is_done or any(draft.version is not None for draft in looked.package.drafts):
            return
        self._person = person
        number = None if person is None else person.person_id
        package = looked.package
        for at, draft in enumerate(package.drafts):
            package = package.with_draft(at, replace(draft, person_id=number))
        for part in self.parts:
            part.draft = replace(part.draft, person_id=number)
        self.looked = Looked(package, looked.looks)
        self._ask()

    # What is typed

    def _changed(self, number: int, draft: CallOffDraft) -> None:
        if self.looked is not None:
            self.looked = Looked(self.looked.package.with_draft(number, draft), self.looked.looks)
            self._pause.start()

    def _removed(self, number: int) -> None:
        if self.looked is not None:
            looks = (*self.looked.looks[:number], *self.looked.looks[number + 1 :])
            self.looked = Looked(self.looked.package.without(number), looks)
            self._drop_parts()
            self._later(self.looked.package)
            self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        if self.looked is not None:
            ask = partial(look, self._desk.database, self.looked.package)
            self._desk.reads.latest(_ASK, ask, self._looked_at, self._not_looked_at)

    def _looked_at(self, looked: Looked) -> None:
        if self.looked is not None and looked.package == self.looked.package:
            self._show(looked)

    def _not_looked_at(self, error: Exception) -> None:
        self._standing.setText(f"◆ {describe(error).sentence}")

    # What is shown

    def _show(self, looked: Looked) -> None:
        self.looked = looked
        for number, (part, each) in enumerate(zip(self.parts, looked.looks, strict=False)):
            part.show_look(each)
            part.show_evidence(raise_words.evidence_sentence(looked, number))
        person = self._person
        who = (
            "Nobody is in hand: choose the person this is for, top right."
            if person is None
            else (f"For {person_words.who(person)}, {person_words.what(person)}")
        )
        self._header.say(who, _title(len(looked.looks)))
        self._gets.setText("\n\n".join(raise_words.sentence(each, person) for each in looked.looks))
        clash = raise_words.clashes(looked)
        self._clash.setText(f"▲ {clash}")
        self._clash.setVisible(bool(clash))
        self._show_sums(looked)
        words, tone = raise_words.standing_line(looked, person)
        self._standing.setText(words)
        set_tone(self._standing, tone)

    def _show_sums(self, looked: Looked) -> None:
        sums = raise_words.together(looked)
        self._says.setVisible(sums is None)
        self._bar.setVisible(sums is not None and sums.budget is not None)
        if sums is None:
            self._says.setText("The sums follow once every line has a price.")
            self._sums.show_facts(())
            return
        self._sums.show_facts(raise_words.together_facts(sums))
        self._make_room_for_figures()
        if sums.budget is not None and sums.left_before is not None:
            self._bar.show_budget(sums.budget, sums.budget - sums.left_before, sums.weekly)

    def _make_room_for_figures(self) -> None:
        """Be wide enough for every figure on its line, however large the text: they are never scrolled sideways."""
        content = self._beside.widget()
        if content is not None:
            bar = self._beside.verticalScrollBar().sizeHint().width()
            self._beside.setMinimumWidth(content.minimumSizeHint().width() + bar)

    # What is done

    def _check(self) -> None:
        if self.looked is None or not self.is_ready or any(part.has_faults for part in self.parts):
            return
        missing = raise_words.missing_of(self.looked, self._person)
        if missing:
            number, first = missing[0]
            if self.parts and self.parts[number].show_missing(first.field, first.sentence):
                # The field may only now have got its place: go there once the layout has settled.
                QTimer.singleShot(0, self, partial(self._scroll_to, self.parts[number].fields[first.field]))
            return
        self.answers.show_answers(self.looked, self._person)
        self._stack.setCurrentWidget(self.answers)
        self.answers.raise_button.setFocus()

    def _scroll_to(self, field: QWidget) -> None:
        self._area.ensureWidgetVisible(field)

    def _raise(self) -> None:
        from brokerage.services.raise_call_off import raise_package

        if self.looked is None:
            return
        desk, package = self._desk, self.looked.package
        run = partial(raise_package, desk.database, desk.actor, package.drafts, desk.now(), package.chosen_from)
        desk.writes.run(run, self._raised, self._refused, while_running=self.answers.raise_button)

    def _raised(self, raised: tuple[CallOffStanding, ...]) -> None:
        self.done.show_raised(raised)
        self._stack.setCurrentWidget(self.done)
        self.done.open.setFocus()
        self._desk.show_choice(None)

    def _refused(self, error: Exception) -> None:
        failure = describe(error)
        self.answers.show_refusal(failure)
        if failure.field is not None and any(part.show_missing(failure.field, failure.sentence) for part in self.parts):
            self._stack.setCurrentIndex(0)
        self._ask()

    def _save(self) -> None:
        from ui.call_offs.save_draft import save_drafts

        if self.looked is None or not self.is_ready or any(part.has_faults for part in self.parts):
            return
        desk, package = self._desk, self.looked.package
        run = partial(save_drafts, desk.database, desk.actor, package.drafts, desk.now())
        desk.writes.run(run, self._saved, self._not_saved, while_running=self.save)

    def _saved(self, saved: tuple[CallOffStanding, ...]) -> None:
        if self.looked is None or not self.is_ready:
            return
        package: Package = self.looked.package
        for number, standing in enumerate(saved):
            draft = _after_saving(self.parts[number].draft, standing)
            self.parts[number].draft = draft
            package = package.with_draft(number, draft)
        self.looked = Looked(package, self.looked.looks)
        names = " and ".join(standing.reference for standing in saved)
        self._desk.say(f"Saved as draft {names}. You find it under Drafts.")

    def _not_saved(self, error: Exception) -> None:
        failure = describe(error)
        at_field = (
            failure.field is not None and self.parts and self.parts[0].show_missing(failure.field, failure.sentence)
        )
        if not at_field:
            self._desk.fail(error, self._save)

    # How it is laid out

    def _make_next(self, package: Package) -> None:
        """Make the card of the next part, and go on with the one after it once the window has answered in between."""
        if self.looked is None or self.is_ready or self.looked.package.chosen_from is not package.chosen_from:
            return
        number, looks = len(self.parts), self.looked.looks
        part = PartCard(self._desk, number, looks[number], is_one_of_several=len(looks) > 1)
        part.show_evidence(raise_words.evidence_sentence(self.looked, number))
        part.draft_changed.connect(partial(self._changed, number))
        part.removed.connect(partial(self._removed, number))
        self._left_column.insertWidget(number, part)
        self.parts.append(part)
        if number == 0:
            part.first_day.setFocus()
        self._later(package)

    def _later(self, package: Package) -> None:
        QTimer.singleShot(BREATH_MS, self, partial(self._make_next, package))

    def _drop_parts(self) -> None:
        for part in self.parts:
            part.hide()
            part.deleteLater()
        self.parts = []

    def _connect(self) -> None:
        self.answers.raise_pressed.connect(self._raise)
        self.answers.back_pressed.connect(lambda: self._stack.setCurrentIndex(0))
        self.done.open_pressed.connect(self.open_asked)
        self.done.list_pressed.connect(self.left)

    def _lay_out(self) -> None:
        self._left_column.setContentsMargins(0, 0, 8, 0)
        self._left_column.setSpacing(16)
        self._left_column.addStretch(1)
        left = QWidget()
        left.setLayout(self._left_column)
        money = Card("Money of the package")
        money.add(self._says)
        money.add(self._sums)
        money.add(self._bar)
        gets = Card("What the person will get")
        gets.add(self._gets)
        gets.add(self._clash)
        right = QWidget()
        beside = column(gets, money, caption(_CONVENTION), None, gap=16)
        beside.setContentsMargins(0, 0, 8, 0)
        right.setLayout(beside)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        self._area = _upright(scrolled(left, "The call-off"))
        middle.addWidget(self._area, 5)
        self._beside = _upright(scrolled(right, "What it comes to"))
        middle.addWidget(self._beside, 3)
        bottom = row(self._standing, self.check, gap=16)
        bottom.setStretch(0, 1)
        form = QWidget()
        whole = column(self._header, middle, bottom, gap=12)
        whole.setStretch(1, 1)
        whole.setContentsMargins(0, 0, 0, 0)
        form.setLayout(whole)
        for widget in (form, self.answers, self.done):
            self._stack.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)


_CONVENTION = (
    "Weekly figures are of a usual week. The first year is the sum of the real dates, closures and bank holidays counted "
    "as the scheme says."
)


def _title(parts: int) -> str:
    return "Raise a call-off" if parts == 1 else f"Raise a package of {parts}"


def _after_saving(draft: CallOffDraft, standing: CallOffStanding) -> CallOffDraft:
    return replace(draft, version=standing.version, package_id=standing.package_id)


def _upright(area: QScrollArea) -> QScrollArea:
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
