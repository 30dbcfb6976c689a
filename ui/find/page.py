"""The Find page: criteria at the left, results and what is behind the selected one at the right."""

from collections.abc import Set as AbstractSet
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from brokerage.domain.changes import Kind
from brokerage.domain.errors import BadInput
from brokerage.domain.offer import Offer, OfferOrder
from brokerage.domain.person_summary import PersonSummary
from brokerage.domain.search_choices import SearchChoices
from ui.desk import Desk, Tone
from ui.failures import describe
from ui.find import presenter
from ui.find.arrangement import Arrangement
from ui.find.chips import chips_of
from ui.find.choices import NO_CHOICES
from ui.find.form import Fault, FindForm, form_as_new, form_for, form_of, form_with_more, with_newer_budget
from ui.intents import FindSupport, RunCompetition
from ui.page import Page, PageName

_SHOWN_HERE = frozenset({Kind.PROVIDERS, Kind.RATES, Kind.SCHEMES, Kind.CALL_OFFS, Kind.SETTINGS})


class FindPage(Page):
    """Asks as one types; the latest question wins."""

    title = "Find"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asking = presenter.Asking()
        self._choices: SearchChoices = NO_CHOICES
        self._answer: presenter.Answer | None = None
        self._person = desk.person
        self._form = form_for(self._person, desk.today())
        self._faults: tuple[Fault, ...] = ()
        self._begun = self._typed_early = False
        self._pause = QTimer(self, singleShot=True, interval=presenter.PAUSE_MS)
        self._pause.timeout.connect(self._ask_if_changed)
        self._choices_are_old = True
        self._beside = QTimer(self, singleShot=True, interval=0)  # once the list is painted
        self._beside.timeout.connect(self._ask_beside)
        self._arrangement = Arrangement(desk, self._form, self)
        self.criteria = self._arrangement.criteria
        self.results, self.detail = self._arrangement.results, self._arrangement.detail
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._arrangement)
        self._connect()
        if not desk.is_open:
            self.results.table.show_busy("Opening the database…")

    def activated(self, intent: object | None = None) -> None:
        self._choices_are_old = True
        if isinstance(intent, FindSupport):
            criteria = intent.criteria
            self._take_form(form_for(self.desk.person, self.desk.today()) if criteria is None else form_of(criteria))
        elif self._typed_early or self._pause.isActive():
            self.ask_now()  # typed while the database was being opened
        elif not self._begun:
            self._take_form(self._form)
        self._typed_early = False
        self._begun = True
        if self._answer is not None:
            self._beside.start()
        self._tell_choice(self.results.table.current)

    def reload(self, kinds: AbstractSet[Kind]) -> None:
        if kinds & _SHOWN_HERE:
            self._choices_are_old = True
            self._asking.forget()
            self._ask(self._form)

    def focus_search(self) -> None:
        self._arrangement.show_criteria()
        self.criteria.focus_words()

    def ask_now(self) -> None:
        """Ask what the fields say without waiting for the typing to pause."""
        self._pause.stop()
        self._ask_if_changed()

    @property
    def is_pausing(self) -> bool:
        """Whether it still waits for the typing to pause, or puts an answer on the page piece by piece."""
        waits = self._pause.isActive() or self._beside.isActive()
        return waits or self.detail.behind.is_busy or self.criteria.is_busy

    def _connect(self) -> None:
        self.criteria.changed.connect(self._pause.start)
        self.results.order_chosen.connect(self._take_order)
        self.results.more_asked.connect(lambda: self._take_form(form_with_more(self._form)))
        self.results.form_asked.connect(self._take_form)
        self.results.table.current_changed.connect(self._show_current)
        self.results.table.tick_refused.connect(
            lambda most: self.desk.say(presenter.refused_tick_sentence(most), Tone.WARN)
        )
        self.results.table.ticked_changed.connect(self.detail.show_chosen)
        self.results.table.opened.connect(lambda _offer: self.detail.focus_first())
        self.detail.compare_asked.connect(self._compare)
        self.detail.call_off_asked.connect(self._call_off)
        self.detail.competition_asked.connect(self._run_competition)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._call_off)
        self.desk.person_changed.connect(self._person_changed)
        self.desk.person_renewed.connect(self._person_renewed)
        self.desk.raised.connect(
            lambda raised: self.results.table.tick_only(presenter.not_raised(self.results.table.ticked, raised))
        )

    # What is asked

    def _ask_beside(self) -> None:
        """Ask what stands beside the list, and make the fields that are folded away: nobody waits for those."""
        from brokerage.services.find_support import find_choices

        self.criteria.make_folded()
        if self._choices_are_old:
            self._choices_are_old = False
            self.desk.reads.latest("find: choices", partial(find_choices, self.desk.database), self._show_choices)
        if self._answer is not None:
            count = partial(presenter.count_values, self.desk.database, self._answer.criteria)
            self.desk.reads.latest("find: facets", count, self.criteria.show_counts)

    def _show_choices(self, choices: SearchChoices) -> None:
        if choices != self._choices:
            self._choices = choices
            self.criteria.offer(choices)
            self.results.show_form(self._form, chips_of(self._form, choices))
            if self._answer is not None and not self._answer.offers.count:
                self._ask_how_to_loosen()  # in the words the choices have

    def _person_changed(self, _person: object) -> None:
        self._person = self.desk.person
        self._form = form_for(self._person, self.desk.today())
        self._answer = None  # a list for one person is no evidence for another
        self.desk.reads.drop("find: offers")
        self.results.table.tick_only(())
        self.detail.show_nothing()
        if self.isVisible():
            self._take_form(self._form)
        else:
            self._begun = False

    def _person_renewed(self, person: PersonSummary) -> None:
        before, self._person = self._person, person
        if before is None:
            return
        form = with_newer_budget(self._form, before, person)
        if form != self._form:
            self._take_form(form)

    def _take_order(self, order: OfferOrder) -> None:
        self._take_form(presenter.in_order(self._form, order))

    def _take_form(self, form: FindForm) -> None:
        """Show this form in the fields and ask what it asks, at once."""
        self._pause.stop()
        self._form, self._faults = form, ()
        self.criteria.show_form(form)
        self._ask(form)

    def _ask_if_changed(self) -> None:
        form, self._faults = self.criteria.read_form()
        self._show_faults(self._faults)
        if not self._faults:
            self._form = form_as_new(form, self._form)
            self._ask(self._form)
        self._typed_early = not self.desk.is_open

    def _show_faults(self, faults: tuple[Fault, ...]) -> bool:
        """Show each fault at its field and say that the list is the one before; False when one belongs to no field."""
        are_placed = self.criteria.show_faults(faults)
        if faults:
            self.results.say(presenter.faults_line(faults), Tone.BAD)
        elif self._answer is not None:
            self.results.say(presenter.missing_for_price(self._answer.criteria))
        return are_placed

    def _ask(self, form: FindForm) -> None:
        self.results.show_form(form, chips_of(form, self._choices))
        question = self._asking.next_question(form) if self.desk.is_open else None
        if question is None:
            return
        if self._answer is None:
            self.results.table.show_busy("Looking for services…")
        self.results.show_asking()
        ask = partial(presenter.search, self.desk.database, question, self.desk.now())
        self.desk.reads.latest("find: offers", ask, self._show_answer, self._failed)

    # What is answered

    def _show_answer(self, answer: presenter.Answer) -> None:
        before, self._answer = self._answer, answer
        table = self.results.table
        chosen = presenter.still_good(table.ticked, before.criteria if before else None, answer)
        self.results.show_answer(answer)
        self._show_faults(self._faults)
        self._arrangement.settle()
        self._beside.start()
        if chosen != table.ticked:
            table.tick_only(chosen)
        if not answer.offers.count:
            self._ask_how_to_loosen()
        elif table.current is None:
            table.make_current(presenter.offer_key(answer.offers.offers[0]))

    def _ask_how_to_loosen(self) -> None:
        assert self._answer is not None  # noqa: S101 - it was the answer that found nothing
        self.results.table.show_busy("Nothing has all that is asked. Looking for what helps…")
        ask = partial(presenter.ways_out, self.desk.database, self._answer.criteria, self._form, self._choices)
        self.desk.reads.latest("find: ways out", ask, self._show_empty, self._failed)

    def _show_empty(self, ways: presenter.WaysOut) -> None:
        if self._answer is None or self._answer.offers.count:
            return
        empty = presenter.empty_of(ways, self._form, chips_of(self._form, self._choices))
        (label, form), *others = empty.actions
        self.results.table.show_empty(
            empty.title,
            empty.sentence,
            label,
            partial(self._take_form, form),
            [(other, partial(self._take_form, to)) for other, to in others],
        )

    def _failed(self, error: Exception) -> None:
        self._asking.forget()
        self._beside.start()
        self.results.stop_asking()
        if isinstance(error, BadInput) and self._show_faults((*self._faults, presenter.fault_of(error))):
            return
        if self._answer is None:
            self.results.table.show_failed(describe(error), lambda: self._ask(self._form))
        else:
            self.desk.fail(error, lambda: self._ask(self._form))

    # What is selected

    def _show_current(self, offer: Offer | None) -> None:
        self._tell_choice(offer)
        if offer is None or self._answer is None:
            self.desk.reads.drop("find: detail")
            self.detail.show_nothing()
            return
        criteria = self._answer.criteria
        self.detail.show_opening(offer)
        ask = partial(presenter.open_selected, self.desk.database, offer, criteria)
        self.desk.reads.latest(
            "find: detail",
            ask,
            lambda detail: self.detail.show_detail(detail, criteria),
            lambda error: self.detail.show_failed(describe(error)),
        )

    def _tell_choice(self, offer: Offer | None) -> None:
        """Show in the budget bar what is selected, while this page is in front: the bar is the other pages' too."""
        if self.isVisible():
            self.desk.show_choice(None if offer is None else offer.weekly)

    # What is chosen

    @property
    def chosen(self) -> tuple[Offer, ...]:
        """The ticked offers, else the selected one."""
        current = self.results.table.current
        return self.results.table.ticked or (() if current is None else (current,))

    def _compare(self) -> None:
        if self._answer is not None and self.results.table.ticked:
            self.desk.navigate(PageName.COMPARE, presenter.comparing(self._answer, self.results.table.ticked))

    def _call_off(self) -> None:
        if self._answer is not None and self.chosen:
            self.desk.navigate(PageName.CALL_OFFS, presenter.calling_off(self._answer, self.chosen))

    def _run_competition(self) -> None:
        current = self.results.table.current
        if self._answer is not None and current is not None:
            self.desk.navigate(PageName.MARKET, RunCompetition(current.lot_id, self._answer.criteria))
