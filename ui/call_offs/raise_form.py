"""The form that raises a package: one page that reads like the agreement, then its answers once more, then the references."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from brokerage.domain.call_off_draft import CallOffDraft
from brokerage.domain.person_summary import PersonSummary
from brokerage.services.call_off_standing import CallOffStanding
from ui import person_words
from ui.call_offs import raise_words
from ui.call_offs.answers import AnswersView
from ui.call_offs.package import Looked, Package, asking, look
from ui.call_offs.parts_view import PartsView
from ui.call_offs.raise_part import PartCard
from ui.call_offs.raised import RaisedView
from ui.desk import Desk
from ui.failures import describe
from ui.widgets.buttons import button
from ui.widgets.card import column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.text import set_tone

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
        self.view = PartsView(desk, _ASK, self._price)
        self.check = button("Check your answers", self._check, weight="primary")
        self.save = button("Save as draft", self._save)
        self.leave = button("Leave without saving", self.left.emit, weight="quiet")
        self._header = PageHeader("Raise a call-off", actions=(self.leave, self.save))
        self._standing = self.view.standing
        self._stack = QStackedWidget()
        self.answers = AnswersView(desk)
        self.done = RaisedView()
        self._lay_out()
        self._connect()

    @property
    def looked(self) -> Looked | None:
        """The package as it stands."""
        return self.view.looked

    @property
    def parts(self) -> list[PartCard]:
        """The cards made so far."""
        return self.view.parts

    @property
    def is_open(self) -> bool:
        """Whether a package is being put together, or was just raised."""
        return self.view.looked is not None

    @property
    def is_ready(self) -> bool:
        """Whether every part of the package has its card."""
        return self.view.is_ready

    @property
    def is_done(self) -> bool:
        """Whether the package is raised already: nothing would be lost by leaving."""
        return self._stack.currentWidget() is self.done

    @property
    def is_pausing(self) -> bool:
        """Whether something typed was not priced yet."""
        return self.view.is_pausing

    def begin(self, looked: Looked, person: PersonSummary | None) -> None:
        """Put this package together, for this person or for nobody yet. Its cards are made one after another."""
        self._desk.show_choice(None)
        self._stack.setCurrentIndex(0)
        self.view.begin(looked, person)

    def close_form(self) -> None:
        """Forget the package; what was not saved is lost."""
        self._desk.show_choice(None)
        self.view.forget()

    def ask_again(self) -> None:
        """Price it again: something it rests on may have changed."""
        if self.is_open and not self.is_done:
            self.view.ask_again()

    def take_person(self, person: PersonSummary | None) -> None:
        """Raise it for this person instead, or for nobody yet. Drafts saved already stay with theirs."""
        looked = self.looked
        if looked is None or self.is_done or any(draft.version is not None for draft in looked.package.drafts):
            return
        self.view.take_person(person)

    def _price(self, package: Package) -> Looked:
        desk = self._desk
        return look(desk.database, package, asking(desk.actor, desk.today()))

    def _show(self, looked: Looked) -> None:
        person = self.view.person
        who = (
            "Nobody is in hand: choose the person this is for, top right."
            if person is None
            else (f"For {person_words.who(person)}, {person_words.what(person)}")
        )
        self._header.say(who, _title(len(looked.looks)))
        words, tone = raise_words.standing_line(looked, person)
        self._standing.setText(words)
        set_tone(self._standing, tone)

    # What is done

    def _check(self) -> None:
        self.view.once_priced(self._show_answers)

    def _show_answers(self) -> None:
        if self.looked is None:
            return
        missing = raise_words.missing_of(self.looked, self.view.person)
        if missing:
            number, first = missing[0]
            self.view.go_to(number, first.field, first.sentence)
            return
        self.answers.show_answers(self.looked, self.view.person)
        self._stack.setCurrentWidget(self.answers)
        self.answers.raise_button.setFocus()

    def _raise(self) -> None:
        from brokerage.services.raise_call_off import raise_package

        if self.looked is None:
            return
        desk, package = self._desk, self.looked.package
        run = partial(raise_package, desk.database, desk.actor, package.drafts, desk.now(), package.chosen_from)
        raised, refused = partial(self._raised, package), partial(self._refused, package)
        desk.writes.run(run, raised, refused, while_running=self.answers.raise_button)

    def _is_still(self, package: Package) -> bool:
        """Whether this package is still in the form: it may be left, and another begun, while a press is answered."""
        looked = self.looked
        return looked is not None and looked.package.drafts[0].request_id == package.drafts[0].request_id

    def _raised(self, package: Package, raised: tuple[CallOffStanding, ...]) -> None:
        self._desk.tell_raised(frozenset((draft.service_id, draft.lot_id) for draft in package.drafts))
        if not self._is_still(package):
            self._desk.say(raise_words.raised_words([standing.reference for standing in raised]))
            return
        self.done.show_raised(raised)
        self._stack.setCurrentWidget(self.done)
        self.done.open.setFocus()
        self._desk.show_choice(None)

    def _refused(self, package: Package, error: Exception) -> None:
        if not self._is_still(package):
            self._desk.fail(error)
            return
        failure = describe(error)
        self.answers.show_refusal(failure)
        if self.view.place(failure):
            self._stack.setCurrentIndex(0)
        self.view.ask_again()

    def _save(self) -> None:
        from brokerage.services.draft_package import draft_package

        if not self.view.take_typed() or self.looked is None:
            return
        desk, package = self._desk, self.looked.package
        run = partial(draft_package, desk.database, desk.actor, package.drafts, desk.now())
        desk.writes.run(run, partial(self._saved, package), self._not_saved, while_running=self.save)

    def _saved(self, package: Package, saved: tuple[CallOffStanding, ...]) -> None:
        if self.is_ready and self._is_still(package):
            for number, standing in enumerate(saved):
                self.view.renew_draft(number, _after_saving(self.parts[number].draft, standing))
        names = " and ".join(standing.reference for standing in saved)
        self._desk.say(f"Saved as draft {names}. You find it under Drafts.")

    def _not_saved(self, error: Exception) -> None:
        if not self.view.place(describe(error)):
            self._desk.fail(error, self._save)

    # How it is laid out

    def _connect(self) -> None:
        self.view.shown.connect(self._show)
        self.answers.raise_pressed.connect(self._raise)
        self.answers.back_pressed.connect(lambda: self._stack.setCurrentIndex(0))
        self.done.open_pressed.connect(self.open_asked)
        self.done.list_pressed.connect(self.left)

    def _lay_out(self) -> None:
        bottom = row(self._standing, self.check, gap=16)
        bottom.setStretch(0, 1)
        form = QWidget()
        whole = column(self._header, self.view, bottom, gap=12)
        whole.setStretch(1, 1)
        whole.setContentsMargins(0, 0, 0, 0)
        form.setLayout(whole)
        for widget in (form, self.answers, self.done):
            self._stack.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)


def _title(parts: int) -> str:
    return "Raise a call-off" if parts == 1 else f"Raise a package of {parts}"


def _after_saving(draft: CallOffDraft, standing: CallOffStanding) -> CallOffDraft:
    return replace(draft, version=standing.version, package_id=standing.package_id)
