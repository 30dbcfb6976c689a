"""The form that changes a call-off: the page it was raised on, filled with what stands; then before and after; then saved."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from ui import person_words
from ui.call_offs import change_words, raise_words
from ui.call_offs.change_answers import ChangeAnswers
from ui.call_offs.draft_fields import draft_fields
from ui.call_offs.package import Looked, OpenedChange, Package, look_changed
from ui.call_offs.parts_view import PartsView
from ui.desk import Desk, Tone
from ui.failures import Family, describe
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.conflict_panel import ConflictPanel
from ui.widgets.labelled import Labelled
from ui.widgets.page_header import PageHeader
from ui.widgets.text import set_tone

if TYPE_CHECKING:
    from brokerage.services.call_off_standing import CallOffStanding
    from brokerage.services.look_at_change import CallOffStood

_ASK = "call-offs: change"
_THEIRS = "call-offs: changed meanwhile"


class ChangeForm(QWidget):
    """The form of one change. It makes its request id once, so that pressing twice changes once.

    Signals:
        left(): nothing was saved; go back to the list.
        saved(int): the call-off of this number was changed.
    """

    left = Signal()
    saved = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stood: CallOffStood | None = None
        self._request_id = ""
        self.view = PartsView(desk, _ASK, self._price, "Money of the call-off")
        self.check = button("Check your answers", self._check, weight="primary")
        self.leave = button("Leave without saving", self.left.emit, weight="quiet")
        self.why = QPlainTextEdit()
        self.why.setTabChangesFocus(True)
        self.why.setFixedHeight(desk.look.px(72))
        self.why_field = Labelled("Why it is changed", self.why, "It stands in the timeline. Name nobody.")
        self.conflict = ConflictPanel()
        self.answers = ChangeAnswers()
        self._header = PageHeader("Change a call-off", actions=(self.leave,))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    @property
    def looked(self) -> Looked | None:
        """The change as it stands."""
        return self.view.looked

    @property
    def is_open(self) -> bool:
        """Whether a call-off is being changed."""
        return self.view.looked is not None

    @property
    def is_ready(self) -> bool:
        """Whether the form is filled."""
        return self.view.is_ready

    @property
    def is_pausing(self) -> bool:
        """Whether something typed was not priced yet."""
        return self.view.is_pausing

    def begin(self, opened: OpenedChange) -> None:
        """Change this call-off."""
        self._stood, self._request_id = opened.stood, str(uuid4())
        self.why.clear()
        self.why_field.clear_error()
        self.conflict.clear()
        self._stack.setCurrentIndex(0)
        self.view.begin(opened.looked, opened.person)

    def close_form(self) -> None:
        """Forget the change; what was not saved is lost."""
        self._desk.reads.drop(_THEIRS)
        self._stood = None
        self.view.forget()

    def ask_again(self) -> None:
        """Price it again: something it rests on may have changed."""
        self.view.ask_again()

    def _price(self, package: Package) -> Looked:
        desk, stood = self._desk, self._stood
        assert stood is not None  # noqa: S101 - priced only while a call-off is in the form
        return look_changed(desk.database, desk.actor, stood, package.drafts[0], desk.now())

    def _show(self, looked: Looked) -> None:
        stood = self._stood
        if stood is None:
            return
        person = self.view.person
        who = "" if person is None else f"For {person_words.who(person)} · "
        self._header.say(f"{who}{change_words.before_words(stood)}", f"Change {stood.detail.summary.reference}")
        self._show_standing()

    def _show_standing(self) -> None:
        if self.looked is not None:
            words, tone = change_words.standing_line(self.looked, self.view.person, self.why.toPlainText())
            self.view.standing.setText(words)
            set_tone(self.view.standing, tone)

    # What is done

    def _check(self) -> None:
        self.view.once_priced(self._show_answers)

    def _show_answers(self) -> None:
        looked, stood, why = self.looked, self._stood, self.why.toPlainText().strip()
        if looked is None or stood is None:
            return
        missing = raise_words.missing_of(looked, self.view.person)
        if missing:
            number, first = missing[0]
            self.view.go_to(number, first.field, first.sentence)
        elif change_words.changes(looked) and not why:
            self.why_field.show_error(change_words.WHY_MISSING)
            self.why.setFocus()
        elif change_words.changes(looked):
            self.answers.show_change(stood, looked, why)
            self._stack.setCurrentWidget(self.answers)
            self.answers.save.setFocus()

    def _save(self) -> None:
        from brokerage.services.change_call_off import change_call_off

        looked, stood, desk = self.looked, self._stood, self._desk
        if looked is None or stood is None:
            return
        run = partial(
            change_call_off,
            desk.database,
            desk.actor,
            stood.detail.summary.reference,
            looked.package.drafts[0],
            self.why.toPlainText(),
            desk.now(),
            looked.package.chosen_from,
            request_id=self._request_id,
        )
        saved, refused = partial(self._saved, self._request_id, looked), partial(self._refused, self._request_id)
        desk.writes.run(run, saved, refused, while_running=self.answers.save)

    def _is_still(self, request_id: str) -> bool:
        """Whether this change is still in the form: it may be left, and another begun, while a press is answered."""
        return self.is_open and self._request_id == request_id

    def _saved(self, request_id: str, looked: Looked, standing: "CallOffStanding") -> None:
        self._desk.say(change_words.saved_words(standing, looked))
        if self._is_still(request_id):
            self.saved.emit(standing.call_off_id)

    def _refused(self, request_id: str, error: Exception) -> None:
        if not self._is_still(request_id):
            self._desk.fail(error)
            return
        failure = describe(error)
        if failure.family is Family.CONFLICT:
            self._ask_theirs()
            return
        self.answers.show_refusal(failure)
        if failure.field == "why":
            self._stack.setCurrentIndex(0)
            self.why_field.show_error(failure.sentence)
            self.why.setFocus()
        elif self.view.place(failure):
            self._stack.setCurrentIndex(0)
        self.view.ask_again()

    # A colleague was first

    def _ask_theirs(self) -> None:
        from brokerage.services.look_at_change import read_to_change

        stood, desk = self._stood, self._desk
        if stood is not None:
            ask = partial(read_to_change, desk.database, desk.actor, stood.detail.summary.reference, desk.now())
            desk.reads.latest(_THEIRS, ask, self._meet, lambda error: self.answers.show_refusal(describe(error)))

    def _meet(self, theirs: "CallOffStood") -> None:
        """Put what a colleague saved into the form where nothing was changed here, and tell every difference."""
        stood, looked = self._stood, self.looked
        if stood is None or looked is None or not self.is_ready:
            return
        self._stood, self._request_id = theirs, str(uuid4())
        part, mine = self.view.parts[0], looked.package.drafts[0]
        fields = draft_fields(looked.looks[0].card)
        said = self.conflict.meet(stood.draft, mine, theirs.draft, fields, part.put)
        self.view.renew_draft(0, replace(part.draft, version=theirs.draft.version))
        self._stack.setCurrentIndex(0)
        self.view.scroll_to_top()
        self.view.ask_again()
        self._desk.say(said, Tone.WARN)

    # How it is laid out

    def _connect(self) -> None:
        self.view.shown.connect(self._show)
        self.why.textChanged.connect(self._why_typed)
        self.answers.save_pressed.connect(self._save)
        self.answers.back_pressed.connect(lambda: self._stack.setCurrentIndex(0))

    def _why_typed(self) -> None:
        self.why_field.clear_error()
        self._show_standing()

    def _lay_out(self) -> None:
        why = Card("Why")
        why.add(self.why_field)
        self.view.add_above(self.conflict)
        self.view.add_below(why)
        bottom = row(self.view.standing, self.check, gap=16)
        bottom.setStretch(0, 1)
        form = QWidget()
        whole = column(self._header, self.view, bottom, gap=12)
        whole.setStretch(1, 1)
        whole.setContentsMargins(0, 0, 0, 0)
        form.setLayout(whole)
        for widget in (form, self.answers):
            self._stack.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
