"""What the forms for a new provider and a new service have in common: asked for in the page, kept in one press."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.applying import NEAR
from brokerage.domain.changes import Done
from brokerage.domain.errors import RuleBroken
from ui.desk import Desk
from ui.failures import describe
from ui.widgets.buttons import button
from ui.widgets.card import GAP, row
from ui.widgets.choice import tick
from ui.widgets.faults import tell_faults
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.reflow import Reflow
from ui.widgets.text import body, rule

_NARROWEST_FIELD, _LONGEST = 220, 200
AddedT = TypeVar("AddedT")


class NewApplicantForm(QWidget):
    """A form that adds what is not known yet. What is typed stays until it is added.

    Signals:
        added(object): what was added, ready to be chosen.
        left(): nothing shall be added now.
    """

    added = Signal(object)
    left = Signal()

    def __init__(
        self, desk: Desk, heading: str, verb: str, another: str, texts: Mapping[str, tuple[str, str]], note: str = ""
    ) -> None:
        """`texts` are the lines to type, by field: label and hint; `another` says that it is none of those known."""
        super().__init__()
        self._desk = desk
        self._note = note
        self.texts = {name: QLineEdit() for name in texts}
        for line in self.texts.values():
            line.setMaxLength(_LONGEST)
        self.fields = {name: Labelled(words, self.texts[name], hint) for name, (words, hint) in texts.items()}
        self.as_new = tick(another, lambda _ticked: None)
        self.save = button(verb, self._add, weight="primary")
        self.leave = button("Not now", self.left.emit, weight="quiet")
        self._heading = heading

    def begin(self) -> None:
        """Come to the front, as it was left."""
        self.show()
        self.texts["name"].setFocus()

    def _add(self) -> None:
        """Add what is typed."""
        raise NotImplementedError

    def _run(self, faults: Mapping[str, str], change: Callable[[], Done[AddedT]]) -> None:
        if tell_faults(self.fields, faults):
            return
        self._desk.writes.run(change, self._added, self._refused, while_running=self.save)

    def _typed(self, name: str) -> str:
        return self.texts[name].text()

    def _added(self, made: object) -> None:
        self._clear()
        self.hide()
        self.added.emit(made)

    def _clear(self) -> None:
        for line in self.texts.values():
            line.clear()
        self.as_new.setChecked(False)
        self.as_new.hide()

    def _refused(self, error: Exception) -> None:
        failure = describe(error)
        if not place_failure(failure, self.fields):
            self._desk.fail(error)
        elif isinstance(error, RuleBroken) and NEAR in error.figures:
            self.as_new.show()  # it may be another after all: that is for the person at the desk to say

    def _lay_out(self, order: Iterable[str]) -> None:
        fields = Reflow(self._desk.look, _NARROWEST_FIELD, (1, 1, 1, 1))
        for name in order:
            fields.add(self.fields[name])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        parts: list[QWidget] = [rule(), body(self._heading, strong=True)]
        if self._note:
            parts.append(body(self._note))
        for part in (*parts, fields, *self._more(), self.as_new):
            whole.addWidget(part)
        whole.addLayout(row(None, self.leave, self.save))
        whole.addWidget(rule())
        self.as_new.hide()
        self.hide()

    def _more(self) -> Iterable[QWidget]:
        """What stands below the lines."""
        return ()
