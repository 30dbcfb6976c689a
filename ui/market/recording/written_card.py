"""Answers and offered prices of an application that waits: how much is written, and all of it typed in the page."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from brokerage.domain.application_written import ApplicationWriting
from ui.desk import Desk, Tone
from ui.failures import Family, describe
from ui.market.assessing.reading import ApplicationRead
from ui.market.recording import written_words as words
from ui.market.recording.written_editor import WrittenEditor
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.labelled import place_failure
from ui.widgets.text import body, set_tone

if TYPE_CHECKING:
    from brokerage.services.write_application import WrittenDown


class WrittenCard(Card):
    """The card; it hides once the application is assessed. What is half typed stays while it is the same application.

    Signals:
        stale(): a colleague was first; the application is needed as it stands now.
        wanted(QWidget): this part of it is to be seen now.
    """

    stale = Signal()
    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        self.write = button("Write them…", self._begin)
        self.write.setAccessibleName("Write the answers and prices offered")
        super().__init__("Answers and prices offered", actions=(self.write,))
        self._desk = desk
        self._reference = ""
        self._writing: ApplicationWriting | None = None
        self._is_open = self._is_editing = False
        self._standing, self.told = body(), body()
        set_tone(self.told, Tone.WARN)
        self.leave = button("Leave it as it was", self._leave, weight="quiet")
        self.save = button("Save answers and prices", self._save, weight="primary")
        self.editor = WrittenEditor(desk.look, self.write)
        self.editor.wanted.connect(self.wanted)
        for part in (self._standing, self.editor, self.told, row(None, self.leave, self.save)):
            self.add(part)

    def show_application(self, read: ApplicationRead) -> None:
        """Show how much this one answers and offers; what is half typed stays while it is the same."""
        before, self._writing = self._writing, read.writing
        if read.reference != self._reference:
            self._reference = read.reference
            self._stop()
        elif self._is_editing:
            self._follow(before, read.writing)
        if read.writing is not None:
            self._standing.setText(words.standing(read.writing))
        self.tell_who_may()

    def be_open(self, *, wanted: bool) -> None:
        """Be there, as far as there is anything to write; or not, while the application is only looked at."""
        self._is_open = wanted
        self.tell_who_may()

    def tell_who_may(self) -> None:
        """Let who works now type, or only read."""
        may = not words.why_not(self._desk.actor)
        self.setVisible(self._is_open and (self._is_editing or (self._writing is not None and may)))
        self.write.setVisible(not self._is_editing)
        self._standing.setVisible(not self._is_editing)
        for part in (self.editor, self.leave, self.save):
            part.setVisible(self._is_editing)
        self.save.setEnabled(may and self._writing is not None)
        self.editor.setEnabled(may)

    def _follow(self, before: ApplicationWriting | None, now: ApplicationWriting | None) -> None:
        """Where it was changed while it is being typed: say so, and let the next press take its place."""
        if now is None:
            self._tell(words.begun(self._reference))
        elif before is not None and (before.answers, before.prices) != (now.answers, now.prices):
            self._tell(words.changed_meanwhile(self._reference))

    def _begin(self) -> None:
        if self._writing is not None:
            self._is_editing = True
            self.editor.show_asked(self._writing.asked)
            self.editor.fill(self._writing.answers, self._writing.prices)
            self.tell_who_may()
            self.editor.focus_first()

    def _leave(self) -> None:
        self._stop()
        self.write.setFocus()

    def _stop(self) -> None:
        self._is_editing = False
        self._tell("")
        self.editor.clear()
        self.tell_who_may()

    def _save(self) -> None:
        from brokerage.services.write_application import write_application

        writing, desk = self._writing, self._desk
        if writing is None or not self.editor.is_sound():
            return
        change = partial(
            write_application,
            *(desk.database, desk.actor, writing.reference, self.editor.typed(), desk.today(), desk.now()),
            version=writing.version,
        )
        desk.writes.run(change, self._saved, self._refused, while_running=self.save)

    def _saved(self, done: "WrittenDown") -> None:
        self._leave()
        answers, offered = done.written.answers, done.written.offered
        self._desk.say(
            words.saved(
                done.standing.reference,
                answers.new + answers.changed + answers.unchanged,
                offered.new + offered.changed + offered.unchanged,
            )
        )

    def _refused(self, error: Exception) -> None:
        failure = describe(error)
        if place_failure(failure, self.editor.fields):
            return
        self._tell(failure.sentence)
        self.save.setFocus()
        self.wanted.emit(self.save)
        if failure.family is Family.CONFLICT:
            self.stale.emit()

    def _tell(self, sentence: str) -> None:
        self.told.setText(f"▲ {sentence}")
        self.told.setVisible(bool(sentence))
