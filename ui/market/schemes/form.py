"""Sets up a purchasing system, from what is typed or from a published notice: tried in the page first, then done."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput
from brokerage.domain.notice_plan import Beside
from brokerage.domain.ocds_notice import Notice
from brokerage.domain.scheme import SchemeKind
from brokerage.domain.scheme_asked import SchemeAsked
from ui import formats
from ui.desk import Desk
from ui.market.schemes import form_words as words
from ui.market.schemes.form_words import NoticeFile, SchemeTried
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, Card, row, scrolled
from ui.widgets.choice import ChoiceField
from ui.widgets.day_field import DayField, day_of
from ui.widgets.faults import Wanting
from ui.widgets.form_run import FormRun
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.row_table import RowTable
from ui.widgets.text import body
from ui.widgets.who_may import WhoMay

_NARROWEST_FIELD, _LINES_HIGH, MOST_ROWS = 230, 110, 14
_READ = "market: notice"
_TERMS_HINT = "The initial one, then each extension: 48+24+24."
_LINES = (
    ("reference", "Reference", "2 to 30 capital letters, figures or hyphens, as in RES-2030."),
    ("title", "Title", ""),
    ("law", "Law", "The law it runs under."),
    ("decision", "Reference of the decision", "The one it is on record by."),
    ("terms", "Months of each term", _TERMS_HINT),
    ("value", "Estimated value", "Pounds over the initial term; empty where nothing is estimated."),
    ("answer-days", "Working days to answer", "Empty for a system of 2015: 10, by law."),
    ("longer-answer-days", "With a written reason", "Empty for a system of 2015: 15, by law."),
    ("assessors", "Assessors of an application", "Empty: one."),
)
_DAYS = (
    ("on", "Decided on", "Day of the decision"),
    ("from", "First day of the contracts", "First day"),
    ("last-call-off-day", "Last day for call-offs", "Last day for call-offs"),
)
_ORDER = (
    *("reference", "title", "law", "decision", "on", "from", "terms", "last-call-off-day"),
    *("value", "answer-days", "longer-answer-days", "assessors", "rules"),
)


class SchemeForm(QWidget):
    """The form. What is typed stays until it is set up.

    Signals:
        left(): back to the list.
        opened(str): the reference of the scheme that was set up.
    """

    left = Signal()
    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._file: NoticeFile | None = None
        self._filled: dict[str, str] = {}
        self.lines = {name: QLineEdit() for name, _, _ in _LINES}
        self.days = {name: DayField(spoken, desk.icons) for name, _, spoken in _DAYS}
        self.texts = {"description": QPlainTextEdit(), "lot": QPlainTextEdit()}
        kinds = ((None, "Choose the kind"), *((kind, formats.words(kind)) for kind in SchemeKind))
        self.kind: ChoiceField[SchemeKind | None] = ChoiceField("Kind", kinds)
        self.rules: ChoiceField[str] = ChoiceField("Standing rules of", (("", "None yet"),))
        self.notice: ChoiceField[str] = ChoiceField("Notice")
        self.from_notice, self.told = body(), body()
        self.beside: RowTable[Beside] = RowTable(
            "What is set up beside what the notice said", words.BESIDE, desk.look, key=lambda one: one.what, dense=True
        )
        self.beside.be_as_tall_as_rows(MOST_ROWS)
        self.back = button("Back to the schemes", self.left.emit, weight="quiet")
        self.read_notice = button("Read a notice…", self._choose_file)
        self.attempt = button("Try it", partial(self._run, dry_run=True))
        self.save = button("Set it up", partial(self._run, dry_run=False), weight="primary")
        self.fields = self._labelled()
        self._notice_field = Labelled("Notice of the file", self.notice)
        self.notice.activated.connect(lambda _index: self._fill())
        self.run = FormRun(desk, self.fields)
        typed = (*self.lines.values(), *self.texts.values(), *self.days.values(), self.kind, self.rules)
        self.who_may = WhoMay(desk, words.why_not, (*typed, self.read_notice, self.attempt, self.save))
        self._area = self._lay_out()

    def begin(self, references: tuple[str, ...]) -> None:
        """Come to the front; these schemes have standing rules to take."""
        self.rules.offer((("", "None yet"), *((each, each) for each in references)))
        self.who_may.tell()
        self.kind.setFocus()

    def take_file(self, path: Path) -> None:
        """Read the notice and put what it says into the fields that are empty."""
        from brokerage.services.open_data import list_notices

        self._desk.reads.latest(_READ, partial(list_notices, path), partial(self._read, path), self._desk.fail)

    def _read(self, path: Path, notices: tuple[Notice, ...]) -> None:
        self._file = NoticeFile(path, notices)
        several = words.notices_of(notices)
        self.notice.offer(several)
        self._notice_field.setVisible(len(several) > 1)
        self._fill()

    def _fill(self) -> None:
        if self._file is None:
            return
        self._file = NoticeFile(self._file.path, self._file.notices, self.notice.value() or "")
        try:
            texts, days, kind = words.from_notice(self._file)
            hint = words.terms_hint(self._file)
        except BadInput as error:
            self._file = None
            self._desk.fail(error)
            return
        for name, text in texts.items():
            if self._text(name) in ("", self._filled.get(name)):
                self._put(name, text)
        for name, day in days.items():
            if self._filled or not self._has_day(name):
                self.days[name].set_day(day)
        if self.kind.value() is None or self._filled:
            self.kind.choose(kind)
        self._filled = texts
        self.fields["terms"].set_hint(hint or "As the notice says.")
        self.from_notice.setText(words.filled(self._file))
        self.from_notice.show()

    def _has_day(self, name: str) -> bool:
        try:
            return self.days[name].day() is not None
        except BadInput:
            return True

    def _text(self, name: str) -> str:
        return self.lines[name].text() if name in self.lines else self.texts[name].toPlainText()

    def _put(self, name: str, text: str) -> None:
        if name in self.lines:
            self.lines[name].setText(text)
        else:
            self.texts[name].setPlainText(text)

    def _run(self, *, dry_run: bool) -> None:
        pressed, done = (self.attempt, self._tried) if dry_run else (self.save, self._done)
        self.run.send(partial(self._change, dry_run=dry_run), done, pressed)

    def _change(self, *, dry_run: bool) -> Callable[[], Done[SchemeTried]]:
        desk, asked = self._desk, self._typed()
        wanting = words.wanting(asked)
        if wanting:
            raise Wanting(wanting)
        return partial(words.set_up, desk.database, desk.actor, asked, self._file, desk.now(), dry_run=dry_run)

    def _typed(self) -> SchemeAsked:
        texts = {
            **{name: line.text() for name, line in self.lines.items()},
            **{name: text.toPlainText() for name, text in self.texts.items()},
        }
        days = {name: day_of(field, name) for name, field in self.days.items()}
        return words.read(texts, days, self.kind.value(), self.rules.value() or "")

    def _tried(self, tried: SchemeTried) -> None:
        self.told.setText(words.told(tried, is_trial=True))
        self.told.show()
        self.beside.setVisible(bool(tried.beside))
        self.beside.show_rows(tried.beside)
        QTimer.singleShot(0, self, self._look_at_outcome)

    def _look_at_outcome(self) -> None:
        """Scroll to what was told, once it has its place."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _done(self, tried: SchemeTried) -> None:
        self._clear()
        self.opened.emit(tried.opened.reference)
        self._desk.say(words.told(tried, is_trial=False).replace("\n", " "))

    def _clear(self) -> None:
        self._file, self._filled = None, {}
        for name in (*self.lines, *self.texts):
            self._put(name, "")
        for day in self.days.values():
            day.set_day(None)
        self.kind.choose(None)
        self.fields["terms"].set_hint(_TERMS_HINT)
        for part in (self.told, self.beside, self.from_notice, self._notice_field):
            part.hide()

    def _choose_file(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or "."
        dialog = QFileDialog(self.window(), "Read a published notice", folder, "Notices (*.json)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.take_file(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _labelled(self) -> dict[str, Labelled]:
        return {
            **{name: Labelled(label, self.lines[name], hint) for name, label, hint in _LINES},
            **{name: Labelled(label, self.days[name]) for name, label, _ in _DAYS},
            "kind": Labelled("Kind", self.kind),
            "rules": Labelled(
                "Standing rules and routes of", self.rules, "Another scheme's; without any nothing is called off."
            ),
            "description": Labelled("Description", self.texts["description"]),
            "lot": Labelled("Lots, one a line", self.texts["lot"], f"Such as {words.NEW_LOT}"),
        }

    def _lay_out(self) -> QScrollArea:
        card = Card("Set up a scheme", actions=(self.read_notice, self.attempt, self.save))
        fields = Reflow(self._desk.look, _NARROWEST_FIELD, (1, 1, 1))
        for name in _ORDER:
            fields.add(self.fields[name])
        for text in self.texts.values():
            text.setTabChangesFocus(True)
            text.setFixedHeight(self._desk.look.px(_LINES_HIGH))
        head = (self.who_may.label, self.from_notice, self._notice_field, self.fields["kind"], fields)
        for part in (*head, self.fields["lot"], self.fields["description"]):
            card.add(part)
        for shown in (self.told, self.beside):
            card.add(shown)
            shown.hide()
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(CARD_MARGIN)
        inner.addLayout(row(self.back, None))
        inner.addWidget(card)
        inner.addStretch(1)
        area = scrolled(whole, "A scheme to set up")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        for hidden in (self.from_notice, self._notice_field):
            hidden.hide()
        return area
