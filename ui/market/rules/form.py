"""What the forms for a scheme's own rules share: fields filled with what stands, tried, saved, refused at their place."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from brokerage.domain.changes import Done
from brokerage.domain.scheme_rules import SchemeRules
from ui.desk import Desk
from ui.market.rules.typed import put_into, typed_in
from ui.widgets.buttons import button
from ui.widgets.card import GAP, row
from ui.widgets.form_run import FormRun
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.text import body

ToldT = TypeVar("ToldT")
_NARROWEST_FIELD = 230


class RulesForm(QWidget, Generic[ToldT]):
    """A form of one scheme. A subclass makes its fields, says what a press changes and how that is told.

    It may be closed while a press is still being answered: what came of it is told all the same.

    Signals:
        left(): it is to be closed, saved or not.
        stale(): a colleague was first; the rules are needed as they stand now.
        wanted(QWidget): the part to be brought into sight.
    """

    left = Signal()
    stale = Signal()
    wanted = Signal(QWidget)

    def __init__(self, desk: Desk, rules: SchemeRules, fields: Mapping[str, Labelled], verb: str) -> None:
        super().__init__()
        self.desk, self.rules, self.fields = desk, rules, dict(fields)
        self._filled: dict[str, str] = {}
        self.run = FormRun(desk, self.fields, on_stale=self.stale.emit, on_wrong=self.wanted.emit)
        self.told = body()
        self.told.hide()
        self.attempt = button("Try it", partial(self._run, dry_run=True))
        self.save = button(verb, partial(self._run, dry_run=False), weight="primary")
        self.leave = button("Cancel", self.left.emit, weight="quiet")

    def change(self) -> Callable[..., Done[ToldT]]:
        """What a press does, but for `dry_run`. Raises: BadInput at a field."""
        raise NotImplementedError

    def words(self, told: ToldT, *, is_trial: bool) -> str:
        """What was changed, or would be."""
        raise NotImplementedError

    def standing(self) -> Mapping[str, str]:
        """What stands now, as one would type it, by field."""
        raise NotImplementedError

    def show_rules(self, rules: SchemeRules) -> None:
        """The rules as they stand now: fields nobody touched follow them, what was typed stays."""
        self.rules = rules
        self.refill()

    def refill(self) -> None:
        """Put what stands into the fields that nobody touched."""
        for name, text in self.standing().items():
            control = self.fields[name].control
            if typed_in(control) == self._filled.get(name, typed_in(control)):
                put_into(control, text)
                self._filled[name] = typed_in(control)

    def typed(self) -> dict[str, str]:
        """All that stands in the fields, by name."""
        return {name: typed_in(field.control) for name, field in self.fields.items()}

    def touched(self) -> dict[str, str]:
        """What stands in the fields that somebody changed, by name."""
        return {name: text for name, text in self.typed().items() if text != self._filled.get(name)}

    def focus_first(self) -> None:
        """Put the cursor at the first field; at what tries it, where there is nothing to type."""
        first = next(iter(self.fields.values()), None)
        (self.attempt if first is None else first.control).setFocus()
        self.wanted.emit(first or self.save)

    def lay_out(self, *above: QWidget, first: tuple[str, ...] = (), wide: tuple[str, ...] = ()) -> None:
        """Stand the parts one below the other: those above, the first fields, the others in columns, the wide ones, the buttons."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        fields = Reflow(self.desk.look, _NARROWEST_FIELD, (1, 1, 1))
        for part in (*above, *(self.fields[name] for name in first)):
            column.addWidget(part)
        for name, field in self.fields.items():
            if name not in (*first, *wide):
                fields.add(field)
        column.addWidget(fields)
        for name in wide:
            column.addWidget(self.fields[name])
        column.addWidget(self.told)
        column.addLayout(row(None, self.leave, self.attempt, self.save))

    def _run(self, *, dry_run: bool) -> None:
        pressed = self.attempt if dry_run else self.save
        done = self._tried if dry_run else self._saved
        self.run.send(lambda: partial(self.change(), dry_run=dry_run), done, pressed)

    def _tried(self, told: ToldT) -> None:
        if not isValid(self):
            return
        self.told.setText(self.words(told, is_trial=True))
        self.told.show()

    def _saved(self, told: ToldT) -> None:
        self.desk.say(self.words(told, is_trial=False).replace("\n", " "))
        if isValid(self):
            self.left.emit()
