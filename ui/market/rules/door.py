"""Opens a form for a scheme's own rules in its place on the page: made when it is asked for, gone when it is done."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from brokerage.domain.scheme_rules import SchemeRules
from ui.desk import Desk
from ui.market.read_only import only_commissioners
from ui.market.rules.form import RulesForm
from ui.widgets.buttons import button
from ui.widgets.card import GAP
from ui.widgets.flow_row import FlowRow
from ui.widgets.tab_order import lead_into
from ui.widgets.who_may import let_use

Make = Callable[[SchemeRules], RulesForm[Any]]


class RulesDoor(QWidget):
    """Buttons, each of which opens a form below. To who is no commissioner each says why not.

    Attributes:
        form: the form that is open; None while none is.
        buttons: each by its words.

    Signals:
        stale(): a colleague was first; the rules are needed as they stand now.
        wanted(QWidget): the part to be brought into sight.
    """

    stale = Signal()
    wanted = Signal(QWidget)

    def __init__(self, desk: Desk, ways: Sequence[tuple[str, Make]], does: str) -> None:
        """`ways` are the words of each button with what makes its form; `does` is said as in `sets award routes`."""
        super().__init__()
        self._desk, self._does = desk, does
        self._rules: SchemeRules | None = None
        self._opened_by: QPushButton | None = None
        self.form: RulesForm[Any] | None = None
        self.buttons = {words: button(words, partial(self._open, words, make)) for words, make in ways}
        self._line = FlowRow()
        for one in self.buttons.values():
            self._line.add(one)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._column.addWidget(self._line)
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())

    def show_rules(self, rules: SchemeRules) -> None:
        """The rules of a scheme as they stand; what is half typed stays while it is the same one."""
        before, self._rules = self._rules, rules
        if self.form is not None:
            if before is not None and before.scheme_id == rules.scheme_id:
                self.form.show_rules(rules)
            else:
                self._close()
        self._tell_who_may()

    def _open(self, words: str, make: Make) -> None:
        if self._rules is None:
            return
        self._opened_by = self.buttons[words]
        self.form = make(self._rules)
        self.form.refill()
        self.form.left.connect(self._leave)
        self.form.stale.connect(self.stale.emit)
        self.form.wanted.connect(self.wanted.emit)
        self._column.addWidget(self.form)
        self._line.hide()
        self.form.show()
        lead_into(list(self.buttons.values())[-1], self.form)  # made last, it would come at the end of the page
        self.form.focus_first()

    def _leave(self) -> None:
        self._close()
        if self._opened_by is not None:
            self._opened_by.setFocus()

    def _close(self) -> None:
        self._line.show()
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _tell_who_may(self) -> None:
        sentence = only_commissioners(self._desk.actor, self._does)
        for one in self.buttons.values():
            let_use(one, sentence)
        if sentence:
            self._close()
