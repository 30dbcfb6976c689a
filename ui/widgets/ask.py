"""A dialog that asks one thing before a step: a reason, a day, a room, or only "do you mean it". It stays when that fails.

It may be left while the step is being taken: what came of it is told all the same.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from brokerage.domain.errors import BadInput
from ui.desk import Desk, Tone
from ui.failures import Failure
from ui.widgets.ask_words import Answered, Asked
from ui.widgets.buttons import button
from ui.widgets.card import row
from ui.widgets.day_field import DayField
from ui.widgets.facts import Facts
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.text import body, section_title, set_tone

WIDTH = 560


class AskDialog(QDialog):
    """The dialog.

    Signals:
        answered(Answered): the verb was pressed and what is asked can be read.
    """

    answered = Signal(object)

    def __init__(
        self, desk: Desk, asked: Asked, facts: Iterable[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(asked.title)
        self.setAccessibleName(asked.title)
        self.setMinimumWidth(desk.look.px(WIDTH))
        self._asked = asked
        self._wrong = body()
        set_tone(self._wrong, Tone.BAD)
        self._wrong.hide()
        self.do = button(asked.verb, self._press, weight="danger" if asked.is_letting_go else "primary")
        self.do.setDefault(True)
        self.leave = button("Not now", self.reject, weight="quiet")
        self._fields: dict[str, Labelled] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(section_title(asked.title))
        if asked.sentence:
            column.addWidget(body(asked.sentence))
        shown = tuple(facts)
        if shown:
            table = Facts()
            table.show_facts(shown)
            column.addWidget(table)
        self._add_fields(desk, column)
        if asked.warning:
            warning = body(f"▲ {asked.warning}")
            set_tone(warning, Tone.WARN)
            column.addWidget(warning)
        column.addWidget(self._wrong)
        column.addStretch(1)
        column.addLayout(row(None, self.leave, self.do))

    def done(self, result: int) -> None:
        """Close. Left while the step is being taken, it only goes out of sight: whoever takes the step will answer it."""
        if result == QDialog.DialogCode.Rejected and not self.do.isEnabled():
            self.hide()
        else:
            super().done(result)

    def fail(self, failure: Failure) -> None:
        """Say why it was refused, at its field where it names one; what was typed stays. Once it was left: in the banner."""
        if self.isHidden():
            self._desk.say(failure.sentence, Tone.WARN)
            self.reject()
            return
        self._wrong.hide()
        if not place_failure(failure, self._fields):
            self._wrong.setText(f"◆ {failure.sentence}")
            self._wrong.show()

    def fit_height(self) -> None:
        """Be as high as the words need at this width: wrapped labels alone make Qt guess too much."""
        self.ensurePolished()
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.minimumWidth(), layout.minimumSize().width())
            self.resize(width, layout.totalHeightForWidth(width))

    def _add_fields(self, desk: Desk, column: QVBoxLayout) -> None:
        self._reason, self._room = QPlainTextEdit(), QLineEdit()
        self._reason.setAccessibleName("Reason")
        self._room.setAccessibleName("Room or place")
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(desk.look.px(96))
        self._room.setMaxLength(80)
        self._day = DayField("Last day", desk.icons)
        self._day.set_day(self._asked.last_day)
        wanted: tuple[tuple[str, str, QWidget, str], ...] = (
            ("last_day", "Last day" if self._asked.last_day else "", self._day, "The last day of support; it counts."),
            ("room", self._asked.room, self._room, ""),
            ("reason", self._asked.reason, self._reason, self._asked.reason_hint),
        )
        for field, label, control, hint in wanted:
            if label:
                self._fields[field] = Labelled(label, control, hint)
                column.addWidget(self._fields[field])
            else:
                control.setParent(self)
                control.hide()

    def _press(self) -> None:
        for field in self._fields.values():
            field.clear_error()
        self._wrong.hide()
        try:
            last_day = self._day.day() if "last_day" in self._fields else None
        except BadInput as error:
            self._fields["last_day"].show_error(error.sentence)
            return
        if "last_day" in self._fields and last_day is None:
            self._fields["last_day"].show_error("Give the last day.")
            return
        reason = self._reason.toPlainText().strip()
        if "reason" in self._fields and not reason:
            self._fields["reason"].show_error("Give a reason.")
            self._reason.setFocus()
            return
        self.answered.emit(Answered(reason, self._room.text().strip(), last_day))


def ask(
    desk: Desk,
    parent: QWidget,
    asked: Asked,
    on_answer: Callable[[AskDialog, Answered], None],
    facts: Iterable[tuple[str, str]] = (),
) -> AskDialog:
    """Open the dialog over the window, without an event loop of its own; it is gone when it is closed."""
    dialog = AskDialog(desk, asked, facts, parent.window())
    dialog.answered.connect(lambda answer: on_answer(dialog, answer))
    dialog.finished.connect(dialog.deleteLater)
    dialog.fit_height()
    dialog.open()
    return dialog
