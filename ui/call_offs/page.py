"""The Call-offs page: the list, the forms that raise a package and change a call-off, the agreement; one at a time."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from brokerage.domain.call_off import Step
from brokerage.domain.call_off_summary import CallOffDetail, CallOffSummary
from brokerage.domain.changes import Done, Kind
from brokerage.domain.staff import Actor, Job
from ui import intents
from ui.call_offs import detail_words
from ui.call_offs.agreement_view import AgreementView
from ui.call_offs.change_form import ChangeForm
from ui.call_offs.list_view import CallOffsList
from ui.call_offs.package import Looked, Opened, OpenedChange, begin, begin_award, open_again, open_change
from ui.call_offs.questions import question_before
from ui.call_offs.raise_form import RaiseForm
from ui.call_offs.steps import StepAnswer, Taken, stand_in, use_case
from ui.desk import Desk
from ui.failures import Family, describe
from ui.formats import words
from ui.page import Page, PageName
from ui.widgets.ask import AskDialog, ask
from ui.widgets.ask_words import Answered, Asked
from ui.widgets.card import PAGE_MARGIN
from ui.widgets.state_panel import StatePanel

_FORM = "call-offs: form"
_SHOWN_HERE = frozenset({Kind.CALL_OFFS, Kind.PEOPLE, Kind.PROVIDERS, Kind.SETTINGS})


class CallOffsPage(Page):
    """Brings one of its parts to the front and takes the steps."""

    title = "Call-offs"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = CallOffsList(desk)
        self.dialog: AskDialog | None = None
        self.form = RaiseForm(desk)
        self.change = ChangeForm(desk)
        self._stack = QStackedWidget()
        self._waiting = StatePanel()
        self._retry: Callable[[], None] = self._show_list
        self.agreement = AgreementView(desk)
        for part in (self.list, self._waiting, self.agreement, self.form, self.change):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 16)
        column.addWidget(self._stack)
        self._connect()

    def activated(self, intent: object | None = None) -> None:
        if isinstance(intent, intents.RaiseCallOffs):
            self._begin_unless_busy(partial(self._begin_package, intent))
        elif isinstance(intent, intents.CallOffAward):
            self._begin_unless_busy(partial(self._begin_award, intent))
        elif isinstance(intent, intents.OpenCallOff):
            self._show_list()
            self.list.open_call_off(intent.call_off_id)
        elif self.form.is_done:
            self._show_list()
        self.list.load()

    def reload(self, kinds: AbstractSet[Kind]) -> None:
        if kinds & _SHOWN_HERE:
            self.list.read_again()
            self.form.ask_again()
            self.change.ask_again()

    def focus_search(self) -> None:
        self.list.search.setFocus()

    # The form

    def _begin_unless_busy(self, begin_it: Callable[[], None]) -> None:
        """Begin the package; ask first where something was begun and is neither saved nor left."""
        if (not self.form.is_open or self.form.is_done) and not self.change.is_open:
            begin_it()
            return

        def begin_instead(dialog: AskDialog, _answer: Answered) -> None:
            dialog.accept()
            begin_it()

        question = Asked(
            "Put the other call-off aside?",
            "You had begun one that is not raised yet, or a change. What you typed since it was last saved is lost if you go on.",
            "Begin the new one",
            is_letting_go=True,
        )
        self._stack.setCurrentWidget(self.change if self.change.is_open else self.form)
        self.dialog = ask(self.desk, self, question, begin_instead)

    def _begin_package(self, asked: intents.RaiseCallOffs) -> None:
        desk = self.desk
        self.change.close_form()
        person_id = None if desk.person is None else desk.person.person_id
        self._wait("Pricing what was chosen…", partial(self._begin_package, asked))
        ask = partial(begin, desk.database, desk.actor, person_id, asked, desk.now())
        desk.reads.latest(_FORM, ask, self._open_form, self._form_failed)

    def _begin_award(self, asked: intents.CallOffAward) -> None:
        desk = self.desk
        self.change.close_form()
        self._wait("Pricing what was awarded…", partial(self._begin_award, asked))
        ask = partial(begin_award, desk.database, desk.actor, asked.competition, desk.now())
        desk.reads.latest(_FORM, ask, self._open_again, self._form_failed)

    def _open_draft(self) -> None:
        detail, desk = self.list.detail.detail, self.desk
        if detail is not None:
            self._wait("Opening the draft…", self._open_draft)
            summary = detail.summary
            ask = partial(open_again, desk.database, desk.actor, summary.package_id, detail.evidence, desk.now())
            desk.reads.latest(_FORM, ask, self._open_again, self._form_failed)

    def _open_again(self, opened: Opened) -> None:
        if opened.person is not None:
            self.desk.take_in_hand(opened.person)
        self._open_form(opened.looked)

    def _open_form(self, looked: Looked) -> None:
        self._stack.setCurrentWidget(self.form)
        self.form.begin(looked, self.desk.person)

    def _open_to_change(self) -> None:
        detail, desk = self.list.detail.detail, self.desk
        if detail is not None:
            self._wait("Opening the call-off…", self._open_to_change)
            ask = partial(open_change, desk.database, desk.actor, detail.summary.reference, desk.now())
            desk.reads.latest(_FORM, ask, self._opened_to_change, self._form_failed)

    def _opened_to_change(self, opened: OpenedChange) -> None:
        if opened.person is not None:
            self.desk.take_in_hand(opened.person)
        self._stack.setCurrentWidget(self.change)
        self.change.begin(opened)

    def _wait(self, sentence: str, retry: Callable[[], None]) -> None:
        self._retry = retry
        self._waiting.show_busy(sentence)
        self._stack.setCurrentWidget(self._waiting)

    def _form_failed(self, error: Exception) -> None:
        self._waiting.show_failed(describe(error), self._retry)

    def _show_list(self) -> None:
        self.form.close_form()
        self.change.close_form()
        self._stack.setCurrentWidget(self.list)
        self.list.table.setFocus()

    def _show_raised(self, call_off_id: int) -> None:
        self._show_list()
        self.list.open_call_off(call_off_id)

    # The agreement

    def _show_agreement(self) -> None:
        detail = self.list.detail.detail
        if detail is not None:
            self.agreement.show_one(detail)
            self._stack.setCurrentWidget(self.agreement)
            self.agreement.view.setFocus()

    def _show_agreements(self, chosen: tuple[CallOffSummary, ...]) -> None:
        if chosen:
            self.agreement.show_many([found.reference for found in chosen])
            self._stack.setCurrentWidget(self.agreement)
            self.agreement.view.setFocus()

    def _detail_shown(self, detail: CallOffDetail | None) -> None:
        if detail is not None and self._stack.currentWidget() is self.agreement:
            self.agreement.renew(detail)

    # The steps

    def _connect(self) -> None:
        detail = self.list.detail
        detail.step_pressed.connect(self._step_pressed)
        detail.draft_pressed.connect(self._open_draft)
        detail.change_pressed.connect(self._open_to_change)
        self.change.left.connect(self._show_list)
        self.change.saved.connect(self._show_raised)
        detail.agreement_pressed.connect(self._show_agreement)
        self.list.print_asked.connect(self._show_agreements)
        self.list.detail_shown.connect(self._detail_shown)
        self.agreement.left.connect(self._show_list)
        self.desk.person_changed.connect(self.form.take_person)
        self.form.left.connect(self._show_list)
        self.form.open_asked.connect(self._show_raised)
        detail.stand_in_pressed.connect(self._stand_in)
        detail.search_pressed.connect(self._search_again)
        detail.competition_pressed.connect(
            lambda reference: self.desk.navigate(PageName.MARKET, intents.OpenCompetition(reference))
        )
        detail.person_pressed.connect(lambda number: self.desk.navigate(PageName.PEOPLE, intents.OpenPerson(number)))

    def _search_again(self) -> None:
        detail = self.list.detail.detail
        criteria = None if detail is None or detail.evidence is None else detail.evidence.criteria
        self.desk.navigate(PageName.FIND, intents.FindSupport(criteria))

    def _step_pressed(self, step: Step) -> None:
        detail = self.list.detail.detail
        if detail is None:
            return
        asked = question_before(step, detail, self.desk.actor, self.desk.today())
        if asked is None:
            self._take(step, StepAnswer(), None)
            return
        facts = detail_words.approve_facts(detail, self.desk.actor) if step is Step.APPROVE else []
        self.dialog = ask(self.desk, self, asked, partial(self._answered, step), [(f[0], f[1]) for f in facts])

    def _answered(self, step: Step, dialog: AskDialog, answer: Answered) -> None:
        self._take(step, StepAnswer(answer.reason, answer.room, answer.last_day), dialog)

    def _take(self, step: Step, answer: StepAnswer, dialog: AskDialog | None) -> None:
        detail = self.list.detail.detail
        if detail is None:
            return
        desk = self.desk
        run = use_case(desk.database, desk.actor, detail, step, answer, desk.now())
        pressed = dialog.do if dialog is not None else self.list.detail
        desk.writes.run(run, partial(self._taken, dialog), partial(self._refused, dialog), while_running=pressed)

    def _taken(self, dialog: AskDialog | None, taken: Taken) -> None:
        if dialog is not None:
            dialog.accept()
        self.dialog = None
        self.list.table.setFocus()  # the button that was pressed is gone once the call-off is shown anew
        self.desk.say(taken.sentence)

    def _refused(self, dialog: AskDialog | None, error: Exception) -> None:
        failure = describe(error)
        if dialog is not None:
            dialog.fail(failure)
        else:
            self.desk.fail(error)
        if failure.family is Family.CONFLICT:
            self.list.read_again()

    def _stand_in(self, job: Job) -> None:
        detail, desk = self.list.detail.detail, self.desk
        if detail is not None:
            run = partial(stand_in, desk.database, desk.actor, detail, job, desk.now())
            desk.writes.run(lambda: Done(run(), frozenset()), self._stands_in, while_running=self.list.detail)

    def _stands_in(self, actor: Actor) -> None:
        self.desk.work_as(actor)
        self.list.table.setFocus()
        self.desk.say(f"You are working as {actor.full_name} now, {words(actor.job).lower()}. It is put on record.")
        self.list.read_again()
