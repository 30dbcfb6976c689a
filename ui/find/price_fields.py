"""What it may cost, and at which ratio."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from brokerage.domain.ratio import Ratio
from ui.find.choices import RATIOS
from ui.find.fields import Fields, read_or_keep, set_quietly
from ui.find.form import Fault, FindForm
from ui.widgets.choice import ChoiceField, tick
from ui.widgets.labelled import Labelled
from ui.widgets.money_field import MoneyField


class PriceFields(Fields):
    """Budget, ratio, transport."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._budget = MoneyField("Weekly budget", zero_allowed=True)
        self._budget.textEdited.connect(lambda _text: self.changed.emit())
        self._ratio: ChoiceField[Ratio | None] = ChoiceField("Ratio")
        self._ratio.activated.connect(lambda _index: self.changed.emit())
        self._transport = tick("Transport by the service", lambda _ticked: self.changed.emit())
        self.labelled["budget"] = Labelled("Weekly budget", self._budget)
        self.column.addWidget(self.labelled["budget"])
        self.column.addWidget(Labelled("Ratio of staff to people", self._ratio))
        self.column.addWidget(self._transport)
        self._offer_ratios(None)

    def put(self, form: FindForm) -> None:
        self._budget.set_amount(form.budget)
        self._offer_ratios(form.ratio)
        self._ratio.choose(form.ratio)
        set_quietly(self._transport, ticked=form.transport)

    def take(self, form: FindForm, faults: list[Fault]) -> FindForm:
        budget = read_or_keep("budget", self._budget.amount, form.budget, faults)
        return replace(form, budget=budget, ratio=self._ratio.value(), transport=self._transport.isChecked())

    def asked(self, form: FindForm) -> int:
        return (form.budget is not None) + (form.ratio is not None) + form.transport

    def _offer_ratios(self, another: Ratio | None) -> None:
        ratios = [*RATIOS, another] if another is not None and another not in RATIOS else list(RATIOS)
        self._ratio.offer([(None, "Any ratio"), *((ratio, str(ratio)) for ratio in ratios)])
