"""Takes the longer time to answer an application, with its written reason; asked for in the page."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from brokerage.domain.application_board import ApplicationDetail
from brokerage.domain.period import format_day
from ui.desk import Desk
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.form_run import FormRun
from ui.widgets.labelled import Labelled

if TYPE_CHECKING:
    from brokerage.services.application_standing import ApplicationStanding


class LongerTimeForm(Card):
    """One field and one button. What is typed stays until another application is shown.

    Signals:
        stale(): a colleague was first; the application is needed as it stands now.
        taken(): the longer time was taken.
    """

    stale = Signal()
    taken = Signal()

    def __init__(self, desk: Desk) -> None:
        self.save = button("Take the longer time", self._take)
        super().__init__("If the answer takes longer", actions=(self.save,))
        self._desk = desk
        self._detail: ApplicationDetail | None = None
        self.reason = QLineEdit()
        self.field = Labelled(
            "Why does it take longer?",
            self.reason,
            "Once only, before the answer is due. Kept with it; name no person.",
        )
        self.run = FormRun(desk, {"reason": self.field}, on_stale=self.stale.emit)
        self.add(self.field)

    def show_detail(self, detail: ApplicationDetail) -> None:
        """Ask for the longer time of this application."""
        before, self._detail = self._detail, detail
        if before is None or before.summary.facts.reference != detail.summary.facts.reference:
            self._clear()

    def _clear(self) -> None:
        self.reason.clear()
        self.run.clear_errors()

    def _take(self) -> None:
        from brokerage.services.receive_application import extend_application

        if self._detail is None:
            return
        desk, about = self._desk, self._detail.summary.facts
        change = partial(
            extend_application,
            desk.database,
            desk.actor,
            about.reference,
            self.reason.text(),
            desk.today(),
            desk.now(),
            version=about.version,
        )
        self.run.send(lambda: change, self._taken, self.save)

    def _taken(self, standing: "ApplicationStanding") -> None:
        self._clear()
        self.taken.emit()
        self._desk.say(f"{standing.reference} is answered by {format_day(standing.due_on)} now; the reason is kept.")
