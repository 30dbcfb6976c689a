"""Opens a small competition: the form, then what opening would do, then it is opened."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from brokerage.domain.competition_form import CompetitionForm
from brokerage.domain.errors import BadInput
from brokerage.domain.period import format_day
from ui import formats
from ui.desk import Desk, Tone
from ui.failures import Family, describe
from ui.intents import RunCompetition
from ui.market.competitions import words
from ui.market.competitions.form import CompetitionFields
from ui.market.competitions.look import LookBefore, Looked, look_before
from ui.market.competitions.reading import LotToAsk, read_lots_to_ask
from ui.widgets.buttons import button
from ui.widgets.card import scrolled
from ui.widgets.faults import place_error
from ui.widgets.page_header import PageHeader
from ui.widgets.text import body, set_tone

if TYPE_CHECKING:
    from brokerage.services.competition_standing import CompetitionStanding

_LOTS = "market: lots to ask"
_TITLE = "Run a small competition"
_LEAST_WITH_HEADING = 400
"""Pixels of height at the usual text size."""


class CompetitionOpening(QWidget):
    """The form, and behind it what opening would do. What is typed stays until it is opened; a second press opens nothing twice.

    Signals:
        left(): back to the list.
        opened(str): the reference of the competition that was opened.
    """

    left = Signal()
    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._form: CompetitionForm | None = None
        self._asked: RunCompetition | None = None
        self.form, self.look = CompetitionFields(desk), LookBefore(desk)
        self.back = button("Back to the list", self.left.emit, weight="quiet")
        self.check = button("Look before it is opened", self._look, weight="primary")
        self.again = button("Back to the form", self._show_form)
        self.open = button("Open the competition", self._open, weight="primary")
        self.wrong, self._why_not = body(), body()
        set_tone(self.wrong, Tone.BAD)
        set_tone(self._why_not, Tone.WARN)
        self._header = PageHeader(_TITLE, words.WHAT_IT_IS, actions=(self.back, self.check, self.again, self.open))
        self._stack = QStackedWidget()
        self._area = self._lay_out()
        desk.look.changed.connect(self._give_room)
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())
        desk.person_changed.connect(lambda _person: self._show_form())
        self._show_form()
        self._tell_who_may()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def begin(self, asked: RunCompetition | None = None) -> None:
        """Come to the front: with what is half typed, or with what was searched for."""
        self._asked = asked
        self._show_form()
        self._desk.reads.latest(_LOTS, partial(read_lots_to_ask, self._desk.database), self._offer, self._refused)
        self.form.focus_first()

    @property
    def is_looking(self) -> bool:
        """Whether what opening would do is in front."""
        return self._stack.currentWidget() is self.look

    def _give_room(self) -> None:
        self._header.show_words(shown=self.height() >= self._desk.look.px(_LEAST_WITH_HEADING))

    def _offer(self, lots: tuple[LotToAsk, ...]) -> None:
        self.form.offer(lots)
        if self._asked is not None:
            self.form.fill(self._asked)
            self._asked = None

    def _show_form(self) -> None:
        self._bring_up(self._area)

    def _bring_up(self, shown: QWidget) -> None:
        self._stack.setCurrentWidget(shown)
        for made in (self.back, self.check):
            made.setVisible(shown is self._area)
        for made in (self.again, self.open):
            made.setVisible(shown is not self._area)

    def _look(self) -> None:
        self.form.clear_errors()
        self.wrong.hide()
        try:
            form = self.form.typed()
        except BadInput as error:
            self._refused(error)
            return
        desk = self._desk
        look = partial(look_before, desk.database, desk.actor, form, desk.today(), desk.now())
        desk.writes.run(look, partial(self._show_look, form), self._refused, while_running=self.check)

    def _show_look(self, form: CompetitionForm, looked: Looked) -> None:
        self._form = form
        self.look.show_look(looked)
        self._bring_up(self.look)
        self.open.setFocus()

    def _open(self) -> None:
        from brokerage.services.open_competition import open_competition

        if self._form is not None:
            desk = self._desk
            change = partial(open_competition, desk.database, desk.actor, self._form, desk.today(), desk.now())
            desk.writes.run(change, self._opened, self._refused, while_running=self.open)

    def _opened(self, standing: "CompetitionStanding") -> None:
        self._form = None
        self.form.clear()
        self._show_form()
        self.opened.emit(standing.reference)
        asked = formats.count(standing.summary.invited, "service is", "services are")
        due = format_day(standing.answers_due_on)
        self._desk.say(
            f"{standing.reference} is open: {asked} invited, answers until {due}. Next: issue the invitations."
        )

    def _refused(self, error: Exception) -> None:
        self._show_form()
        failure = describe(error)
        if place_error(error, failure, self.form.fields):
            return
        if failure.family is Family.RULE:
            self.wrong.setText(f"◆ {failure.sentence}")
            self.wrong.show()
            self._area.ensureWidgetVisible(self.wrong)
        else:
            self._desk.fail(error)

    def _tell_who_may(self) -> None:
        sentence = words.why_not(self._desk.actor)
        self._why_not.setText(sentence)
        self._why_not.setVisible(bool(sentence))
        self.form.allow(may_write=not sentence)
        for made in (self.check, self.open):
            made.setEnabled(not sentence)

    def _lay_out(self) -> QScrollArea:
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addWidget(self.wrong)
        inner.addWidget(self.form)
        inner.addStretch(1)
        area = scrolled(content, "A competition to open")
        for shown in (area, self.look):
            self._stack.addWidget(shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self._header)
        whole.addWidget(self._why_not)
        whole.addWidget(self._stack, 1)
        self.wrong.hide()
        # While the list is in front this must not make the window taller: it takes what room there is.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        return area
