"""The form of one thing done with a competition as a whole: its day, its reason, what it would do, and the one button."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.changes import Done
from ui.desk import Desk, Tone
from ui.failures import describe
from ui.market.competitions.acts import Asked, CompetitionAct, Told
from ui.market.competitions.reading import CompetitionRead
from ui.market.competitions.words import may_be_awarded
from ui.market.reason_form import ReasonForm
from ui.market.reason_typed import Typed
from ui.widgets.buttons import Weight
from ui.widgets.text import set_style

if TYPE_CHECKING:
    from brokerage.services.competition_standing import CompetitionStanding

_ASK = "market: consequence for a competition"


class CompetitionActForm(QWidget):
    """One of them. What is typed stays until another competition is shown.

    Signals:
        taken(): it is done.
        stale(): a colleague was first; the competition is needed as it stands now.
    """

    taken = Signal()
    stale = Signal()

    def __init__(self, desk: Desk, act: CompetitionAct) -> None:
        super().__init__()
        self._desk, self.act = desk, act
        self._read: CompetitionRead | None = None
        self._service_id: int | None = None
        weight: Weight = "danger" if act.is_letting_go else "secondary"
        self.form = ReasonForm(
            desk,
            act.verb,
            act.days,
            reason_hint=act.reason_hint,
            without_reason=act.without_reason,
            weight=weight,
        )
        self.form.pressed.connect(self._take)
        self.form.stale.connect(self.stale)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)

    def show_competition(self, read: CompetitionRead) -> None:
        """Ask for it with this competition."""
        before, self._read = self._read, read
        if before is None or before.summary.reference != read.summary.reference:
            self.form.clear({})
        if self.act.consequence is not None:
            set_style(
                self.form.press, "kind", "primary" if may_be_awarded(read) else "secondary"
            )  # one primary: what is next
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell()

    def _tell(self) -> None:
        if self._read is None or not self.isVisible():
            return
        self.form.tell(self.act.before(self._read))
        if self.act.consequence is not None:
            ask = partial(self.act.consequence, self._desk.database, self._read, self._desk.today())
            self._desk.reads.latest(_ASK, ask, self._told, self._tell_refusal)

    def _told(self, told: Told) -> None:
        self._service_id = told.service_id
        self.form.tell(told.sentence)

    def _tell_refusal(self, error: Exception) -> None:
        self._service_id = None
        self.form.tell(f"▲ {describe(error).sentence}", Tone.WARN)

    def _take(self) -> None:
        if self._read is not None:
            self.form.send(partial(self._change, self._read), self._taken)

    def _change(self, read: CompetitionRead, typed: Typed) -> "Callable[[], Done[CompetitionStanding]]":
        desk, asked = self._desk, Asked(read, typed, self._service_id)
        return partial(self.act.take, desk.database, desk.actor, asked, desk.now(), desk.today())

    def _taken(self, standing: "CompetitionStanding") -> None:
        self.form.clear({})
        self.taken.emit()
        self._desk.say(self.act.said(standing))
