"""The fee lines of one call-off in the form: each with its price, removable; others of the rate card, or a one-off, to add."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.call_off_draft import CallOffDraft, LineChosen
from brokerage.domain.draft_lines import lines_to_add
from brokerage.domain.errors import BadInput
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.unit import Unit
from brokerage.services.draft_looks import DraftLook
from ui import formats
from ui.call_offs import draft_words
from ui.desk import Desk
from ui.widgets.buttons import button
from ui.widgets.card import row
from ui.widgets.choice import ChoiceField
from ui.widgets.fields_row import fields_row
from ui.widgets.labelled import Labelled
from ui.widgets.money_field import MoneyField
from ui.widgets.text import body, figure

_ONE_OFF = LineChosen(FeeKind.ONE_OFF, Unit.ONCE)
_UNITS = (Unit.WEEK, Unit.DAY, Unit.HALF_DAY, Unit.SESSION, Unit.HOUR, Unit.NIGHT)


class LinesField(QWidget):
    """The lines.

    Signals:
        lines_changed(tuple of LineChosen): a line was added, removed or priced.
    """

    lines_changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAccessibleName("Fee lines")
        self._desk = desk
        self._look: DraftLook | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.add_choice: ChoiceField[LineChosen] = ChoiceField("Another fee line to add")
        self.add = button("Add line", self._add)
        self._once_words = QLineEdit()
        self._once_words.setAccessibleName("What the one-off is for")
        self._once_words.setPlaceholderText("What it is for, such as a hoist")
        self._once_words.setMaxLength(80)
        self._once_price = MoneyField("One-off price")
        self._once = Labelled("One-off price", self._once_price)
        self._once_row = QWidget()
        once = fields_row(
            Labelled("One-off", self._once_words),
            self._once,
            Labelled(" ", button("Add one-off", self._add_once)),
            stretches=(3, 1, 1),
        )
        once.setContentsMargins(0, 0, 0, 0)
        self._once_row.setLayout(once)
        self._once_row.hide()
        self._price = MoneyField("Price agreed outside the scheme")
        self._unit: ChoiceField[Unit] = ChoiceField("Unit of the price", ((u, formats.words(u)) for u in _UNITS))
        self._outside_price = Labelled("Price", self._price)
        self._outside = QWidget()
        outside = fields_row(self._outside_price, Labelled("for one", self._unit))
        outside.setContentsMargins(0, 0, 0, 0)
        self._outside.setLayout(outside)
        self._price.editingFinished.connect(self._price_typed)
        self._unit.activated.connect(lambda _index: self._price_typed())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addWidget(self._outside)
        self._add_row = QWidget()
        adding = row(self.add_choice, self.add, None)
        adding.setContentsMargins(0, 0, 0, 0)
        self._add_row.setLayout(adding)
        column.addWidget(self._add_row)
        column.addWidget(self._once_row)

    def show_lines(self, look: DraftLook) -> None:
        """Show the lines with their figures, and what may be added."""
        self._look = look
        focus = self._focused_remove()
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number in range(len(look.draft.lines)):
            self._show_line(look, number)
        if focus is not None:
            self.add.setFocus()
        self._offer_more(look)
        self._show_outside(look.draft)

    def take_typed(self) -> None:
        """Tell the price agreed outside the scheme as it is typed, where one is asked for."""
        if not self._outside.isHidden():
            self._price_typed()

    def _show_line(self, look: DraftLook, number: int) -> None:
        what, weekly = draft_words.line_words(look, number)
        self._grid.addWidget(body(what), number, 0)
        self._grid.addWidget(figure(weekly), number, 1)
        if len(look.draft.lines) > 1:
            remove = button("Remove", lambda: self._remove(number), weight="quiet")
            remove.setAccessibleName(f"Remove {what}")
            self._grid.addWidget(remove, number, 2)

    def _offer_more(self, look: DraftLook) -> None:
        found = [
            (chosen, draft_words.card_words(line, look.draft)) for chosen, line in lines_to_add(look.draft, look.card)
        ]
        self.add_choice.offer([*found, (_ONE_OFF, "A one-off payment…")])

    def _show_outside(self, draft: CallOffDraft) -> None:
        first = draft.lines[0] if draft.lines else None
        is_typed = first is not None and first.rate_id is None and first.kind is not FeeKind.ONE_OFF
        is_awarded = draft.awarded_in is not None  # its price is settled
        self._outside.setVisible(
            (is_typed and not is_awarded) or (draft.route is AwardRoute.OFF_SCHEME and first is None)
        )
        if is_typed and first is not None and not self._price.hasFocus():
            self._price.set_amount(first.price)
            if first.unit in _UNITS:
                self._unit.choose(first.unit)

    def _add(self) -> None:
        chosen = self.add_choice.value()
        if self._look is None or chosen is None:
            return
        if chosen == _ONE_OFF:
            self._once_row.show()
            self._once_words.setFocus()
        else:
            self.lines_changed.emit((*self._look.draft.lines, chosen))

    def _add_once(self) -> None:
        self._once.clear_error()
        try:
            price = self._once_price.amount()
        except BadInput as error:
            self._once.show_error(error.sentence)
            return
        if price is None or self._look is None:
            self._once.show_error("Give its price.")
            return
        words = self._once_words.text().strip() or "One-off"
        self._once_words.clear()
        self._once_price.clear()
        self._once_row.hide()
        self.lines_changed.emit((*self._look.draft.lines, replace(_ONE_OFF, price=price, description=words)))

    def _remove(self, number: int) -> None:
        if self._look is not None:
            lines = self._look.draft.lines
            self.lines_changed.emit((*lines[:number], *lines[number + 1 :]))

    def _price_typed(self) -> None:
        self._outside_price.clear_error()
        try:
            price = self._price.amount()
        except BadInput as error:
            self._outside_price.show_error(error.sentence)
            return
        if self._look is None or not self._look.draft.lines:
            return
        first = self._look.draft.lines[0]
        changed = replace(first, price=price, unit=self._unit.value() or first.unit)
        if changed != first:
            self.lines_changed.emit((changed, *self._look.draft.lines[1:]))

    def _focused_remove(self) -> int | None:
        for number in range(self._grid.count()):
            item = self._grid.itemAt(number)
            widget = None if item is None else item.widget()
            if widget is not None and widget.hasFocus():
                return number
        return None
