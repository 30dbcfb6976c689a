"""The form of one step with an admission: its fields, what it would do, and the one button that does it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput
from ui.desk import Desk, Tone
from ui.failures import describe
from ui.market.admissions.reading import AdmissionOpened
from ui.market.admissions.step import AdmissionStep
from ui.market.read_only import only_commissioners
from ui.market.reason_form import ReasonForm
from ui.market.reason_typed import Typed
from ui.widgets.text import body, set_tone

_ASK = "market: consequence of a step with an admission"


class AdmissionForm(QWidget):
    """One step. What is typed stays until another admission is shown.

    Signals:
        stale(): a colleague was first; the admission is needed as it stands now.
        taken(): the step was taken.
    """

    stale = Signal()
    taken = Signal()

    def __init__(self, desk: Desk, step: AdmissionStep) -> None:
        super().__init__()
        self._desk, self.step = desk, step
        self._opened: AdmissionOpened | None = None
        self._said = ""
        self._impossible = body()
        set_tone(self._impossible, Tone.QUIET)
        self.form = ReasonForm(
            desk,
            step.verb,
            step.days,
            name=step.name,
            reason_hint=step.reason_hint,
            weight="danger" if step.is_letting_go else "primary",
        )
        self.form.changed.connect(self._tell_consequence)
        self.form.pressed.connect(self._take)
        self.form.stale.connect(self.stale)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._impossible)
        column.addWidget(self.form)

    def show_opened(self, opened: AdmissionOpened) -> None:
        """Ask for this step with this admission."""
        before, self._opened = self._opened, opened
        today = self._desk.today()
        if before is None or before.admission_id != opened.admission_id:
            self.form.clear(self.step.suggested(opened, today))
        why = self.step.impossible(opened, today)
        self._impossible.setText(why)
        self._impossible.setVisible(bool(why))
        self.form.setVisible(not why)
        self.tell_who_may()
        self._tell_consequence()

    def tell_who_may(self) -> None:
        """Let who works now type, or only read."""
        self.form.allow(may_change=not only_commissioners(self._desk.actor, "changes admissions"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_consequence()

    def _tell_consequence(self) -> None:
        opened = self._opened
        if opened is None or not self.form.isVisible():
            return
        try:
            typed = self.form.typed()
        except BadInput:
            self._desk.reads.drop(_ASK)
            self.form.tell(self.step.before(opened))
            return
        ask = partial(self.step.consequence, self._desk.database, opened, typed, self._desk.today())
        self._desk.reads.latest(_ASK, ask, self.form.tell, self._tell_refusal)

    def _tell_refusal(self, error: Exception) -> None:
        self.form.tell(f"▲ {describe(error).sentence}", Tone.WARN)

    def _take(self) -> None:
        opened = self._opened
        if opened is not None:
            self.form.send(partial(self._change, opened), self._taken, partial(self.step.check, opened))

    def _change(self, opened: AdmissionOpened, typed: Typed) -> Callable[[], Done[object]]:
        desk = self._desk
        self._said = self.step.said(opened, typed)
        return partial(self.step.take, desk.database, desk.actor, opened, typed, desk.now())

    def _taken(self, _kept: object) -> None:
        self.form.clear({})
        self._opened = None
        self.taken.emit()
        self._desk.say(self._said)
