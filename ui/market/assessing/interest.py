"""Who assesses an application, and who stays out of it for a conflict of interest; each declares for themselves."""

from functools import partial

from PySide6.QtCore import Signal

from brokerage.domain.application_assessment import ApplicationAssessment
from ui.desk import Desk, Tone
from ui.failures import Family, describe
from ui.market.assessing import words as assess_words
from ui.widgets.ask import AskDialog, ask
from ui.widgets.ask_words import Answered, Asked
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.facts import Facts
from ui.widgets.flow_row import FlowRow
from ui.widgets.text import body, set_tone

_INTEREST = Asked(
    "Declare a conflict of interest",
    "It stands once declared: you neither score, decide nor award here, and what you scored does not count.",
    "Declare it",
    reason="What the interest is",
    reason_hint="It is kept with the application.",
    is_letting_go=True,
)


class InterestCard(Card):
    """The assessors.

    Signals:
        declared(): somebody declared; the button that was pressed may be gone.
        stale(): a colleague was first; the application is needed as it stands now.
    """

    declared = Signal()
    stale = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("Who assesses it")
        self._desk = desk
        self._shown: ApplicationAssessment | None = None
        self._needed, self.own, self.why_not = body(), body(), body()
        self.assessors = Facts()
        set_tone(self.why_not, Tone.WARN)
        self.none = button("I have no conflict of interest", self._declare_none)
        self.interest = button("Declare a conflict of interest…", self._ask, weight="quiet")
        self.dialog: AskDialog | None = None
        ways = FlowRow()
        for way in (self.none, self.interest):
            ways.add(way)
        for part in (self._needed, self.assessors, self.own, self.why_not, ways):
            self.add(part)

    def show_assessment(self, shown: ApplicationAssessment) -> None:
        """Show who assesses this application."""
        self._shown = shown
        actor = self._desk.actor
        self._needed.setText(assess_words.needed(shown, actor))
        assessors = assess_words.assessors(shown)
        self.assessors.show_facts(assessors)
        self.assessors.setVisible(bool(assessors))
        for label, sentence in (
            (self.own, assess_words.own_interest(shown, actor)),
            (self.why_not, assess_words.why_no_scores(shown, actor)),
        ):
            label.setText(sentence)
            label.setVisible(bool(sentence))
        set_tone(self.own, Tone.BAD if actor.staff_id in shown.conflicted else Tone.GOOD)
        self.none.setVisible(assess_words.may_declare_none(shown, actor))
        self.interest.setVisible(assess_words.may_declare(shown, actor))

    def _declare_none(self) -> None:
        from brokerage.services.assess_application import declare_no_interest

        if self._shown is not None:
            desk = self._desk
            change = partial(declare_no_interest, desk.database, desk.actor, self._shown.reference, desk.now())
            desk.writes.run(change, self._declared, self._refused, while_running=self.none)

    def _ask(self) -> None:
        self.dialog = ask(self._desk, self, _INTEREST, self._declare)

    def _declare(self, dialog: AskDialog, answer: Answered) -> None:
        from brokerage.services.assess_application import declare_interest

        if self._shown is not None:
            desk = self._desk
            change = partial(
                declare_interest, desk.database, desk.actor, self._shown.reference, answer.reason, desk.now()
            )

            def declared(shown: ApplicationAssessment) -> None:
                dialog.accept()
                self._declared(shown)

            def refused(error: Exception) -> None:
                dialog.fail(describe(error))

            desk.writes.run(change, declared, refused, while_running=dialog.do)

    def _declared(self, shown: ApplicationAssessment) -> None:
        self.declared.emit()
        said = assess_words.own_interest(shown, self._desk.actor)
        self._desk.say(said.lstrip("✓◆ "), _tone(shown, self._desk))  # the banner has a mark of its own

    def _refused(self, error: Exception) -> None:
        self._desk.fail(error)
        if describe(error).family is Family.CONFLICT:
            self.stale.emit()


def _tone(shown: ApplicationAssessment, desk: Desk) -> Tone:
    return Tone.WARN if desk.actor.staff_id in shown.conflicted else Tone.GOOD
