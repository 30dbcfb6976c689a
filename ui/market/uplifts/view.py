"""One uplift as it stands, and taking it back whole before its first day: asked for, confirmed in the page, done."""

from functools import partial

from PySide6.QtCore import Signal

from brokerage.domain.uplift_summary import UpliftKept, UpliftState
from ui.desk import Desk, Tone
from ui.failures import describe
from ui.market.read_only import only_commissioners
from ui.market.uplifts import words as uplift_words
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.facts import Facts
from ui.widgets.text import body, section_title, set_tone


class UpliftView(Card):
    """The card of one uplift.

    Signals:
        taken_back(): it was taken back; the button that was pressed is gone.
    """

    taken_back = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.kept: UpliftKept | None = None
        self._heading = section_title("")
        self.facts = Facts()
        self._why_not, self.question = body(), body(strong=True)
        set_tone(self._why_not, Tone.WARN)
        self.take_back = button("Take back…", self._ask)
        self.confirm = button("Take it back whole", self._take_back, weight="danger")
        self.leave = button("Leave it", self._leave, weight="quiet")
        heading = row(self._heading, self.take_back)
        heading.setStretch(0, 1)
        self.add(heading)
        for part in (self.facts, self._why_not, self.question):
            self.add(part)
        self.add(row(None, self.leave, self.confirm))
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())

    def show_kept(self, kept: UpliftKept) -> None:
        """Show this one; a question that is open stays while it is the same uplift."""
        is_same = self.kept == kept
        self.kept = kept
        self._heading.setText(f"Uplift {kept.uplift_id} of {kept.scheme}")
        self.facts.show_facts(uplift_words.facts(kept, self._desk.today()))
        if not is_same:
            self._show_question(is_asked=False)
            self._tell_who_may()

    def _tell_who_may(self) -> None:
        kept, today = self.kept, self._desk.today()
        if kept is None:
            return
        if kept.state_on(today) is UpliftState.TAKEN_BACK:
            self._warn("")
            self.take_back.hide()
            return
        why = uplift_words.why_not_taken_back(kept, today) or only_commissioners(
            self._desk.actor, "takes an uplift back"
        )
        self._warn(why)
        self.take_back.setEnabled(not why)
        if why:
            self._show_question(is_asked=False)

    def _ask(self) -> None:
        """Find out whether it may be taken back, then ask whether that is meant."""
        self._run(dry_run=True)

    def _take_back(self) -> None:
        self._run(dry_run=False)

    def _run(self, *, dry_run: bool) -> None:
        from brokerage.services.uplift import take_uplift_back

        if self.kept is None:
            return
        desk, number = self._desk, self.kept.uplift_id
        change = partial(take_uplift_back, desk.database, desk.actor, number, desk.now(), dry_run=dry_run)
        then, pressed = (self._may_be, self.take_back) if dry_run else (self._taken_back, self.confirm)
        desk.writes.run(change, then, self._refused, while_running=pressed)

    def _may_be(self, kept: UpliftKept) -> None:
        if self.kept is None or kept.uplift_id != self.kept.uplift_id:
            return
        self._warn("")
        self.question.setText(uplift_words.taking_back(kept))
        self._show_question(is_asked=True)
        self.confirm.setFocus()

    def _taken_back(self, kept: UpliftKept) -> None:
        self._show_question(is_asked=False)
        self.taken_back.emit()
        self._desk.say(uplift_words.taken_back(kept))

    def _leave(self) -> None:
        self._show_question(is_asked=False)
        self.take_back.setFocus()

    def _refused(self, error: Exception) -> None:
        self._show_question(is_asked=False)
        self._warn(f"▲ {describe(error).sentence}")

    def _warn(self, sentence: str) -> None:
        self._why_not.setText(sentence)
        self._why_not.setVisible(bool(sentence))

    def _show_question(self, *, is_asked: bool) -> None:
        self.take_back.setVisible(not is_asked)
        for part in (self.question, self.leave, self.confirm):
            part.setVisible(is_asked)
