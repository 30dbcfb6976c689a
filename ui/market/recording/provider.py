"""A field for the provider that applies: one types, the providers found stand below, and one of them is chosen."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.applying import ApplicantFound
from ui.desk import Desk
from ui.failures import describe
from ui.market.recording import words as record_words
from ui.widgets.labelled import Labelled
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable

TYPING_PAUSE_MS = 150
MOST_ROWS = 5
_KEY = "market: applicants"
_HINT = "Type a part of its name, or its reference; Up and Down move, Enter chooses."
_NONE_FOUND = "Type less of it. Where it is new, add the provider, or read its application workbook."
COLUMNS: tuple[Column[ApplicantFound], ...] = (
    Column("Provider", lambda found: found.name, strong=True),
    Column("Reference", lambda found: found.key, width=140),
    Column("Services", lambda found: str(found.services), figures=True, width=90),
)


class ProviderFinder(QWidget):
    """The field and the providers found.

    Signals:
        chosen(ApplicantFound | None): another provider was chosen, or none any more.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk, hint: str = _HINT, none_found: str = _NONE_FOUND) -> None:
        """`hint` stands below the field while nobody is chosen, `none_found` where nobody is called so."""
        super().__init__()
        self._desk, self._hint, self._none_found = desk, hint, none_found
        self.provider: ApplicantFound | None = None
        self.line = _FinderLine(self)
        self.line.setMaxLength(80)
        self.field = Labelled("Provider", self.line, hint)
        self.found: RowTable[ApplicantFound] = RowTable(
            "Providers found", COLUMNS, desk.look, key=lambda found: found.provider_id, dense=True
        )
        self.found.be_as_tall_as_rows(MOST_ROWS)
        self.found.opened.connect(lambda _row: self.choose_current())
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.line.textEdited.connect(lambda _text: self._typed())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.found)
        self.found.hide()

    def choose(self, provider: ApplicantFound) -> None:
        """Take this provider."""
        self._stop_asking()
        self.provider = provider
        self.line.setText(provider.name)
        self.field.clear_error()
        self.field.set_hint(record_words.chosen(provider))
        self.chosen.emit(provider)

    def choose_current(self) -> None:
        """Take the current row, if there is one."""
        if self.found.isVisible() and self.found.current is not None:
            self.choose(self.found.current)
            self.line.setFocus()

    def move_by(self, lines: int) -> None:
        """Make the row so many lines below the current one."""
        if self.found.isVisible() and self.found.rows:
            current = self.found.view.currentIndex().row()
            line = min(max(current + lines, 0), len(self.found.rows) - 1)
            self.found.view.setCurrentIndex(self.found.model.index(line, 0))

    def clear(self) -> None:
        """Begin anew."""
        self._stop_asking()
        self.line.clear()
        self._let_go()

    def _typed(self) -> None:
        self._let_go()
        if self.line.text().strip():
            self._pause.start()
        else:
            self._stop_asking()

    def _let_go(self) -> None:
        was = self.provider
        self.provider = None
        self.field.set_hint(self._hint)
        if was is not None:
            self.chosen.emit(None)

    def _stop_asking(self) -> None:
        self._pause.stop()
        self._desk.reads.drop(_KEY)
        self.found.hide()

    def _ask(self) -> None:
        from brokerage.services.look_at_application import find_applicants

        question = partial(find_applicants, self._desk.database, self.line.text())
        self._desk.reads.latest(_KEY, question, self._show, self._failed)

    def _show(self, found: tuple[ApplicantFound, ...]) -> None:
        self.found.show()
        if found:
            self.found.show_rows(found)
            self.move_by(0)
        else:
            self.found.show_empty("No provider is called so", self._none_found)

    def _failed(self, error: Exception) -> None:
        self.found.show()
        self.found.show_failed(describe(error), self._ask)


class _FinderLine(QLineEdit):
    """The line one types in; Up, Down and Enter go to the rows found."""

    def __init__(self, finder: ProviderFinder) -> None:
        super().__init__()
        self._finder = finder

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._finder.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._finder.choose_current()
        else:
            super().keyPressEvent(event)
