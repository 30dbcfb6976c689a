"""Who pays what beside the council, for one service in the form: contribution, who collects it, top-up, who pays that."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.call_off_draft import CallOffDraft
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.errors import BadInput
from brokerage.services.draft_looks import DraftLook
from ui.call_offs import part_money_words
from ui.widgets.choice import ChoiceField
from ui.widgets.fields_row import fields_row
from ui.widgets.labelled import Labelled
from ui.widgets.money_field import MoneyField

_ON_RECORD: CollectedBy | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled for this call-off, pounds a week; None where the record and the rules say it."""

    contribution_weekly: Decimal | None
    collected_by: CollectedBy | None
    top_up_weekly: Decimal | None
    top_up_payer: str


class PartMoney(QWidget):
    """The four fields. Those that make no sense here are out of sight.

    Signals:
        settled(Settled): something else was typed or chosen that can be read.
    """

    settled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.contribution = MoneyField("Contribution a week", zero_allowed=True)
        self.collector: ChoiceField[CollectedBy | None] = ChoiceField("Who collects the contribution")
        self.top_up = MoneyField("Top-up a week", zero_allowed=True)
        self.payer = QLineEdit()
        self.payer.setMaxLength(80)
        self.fields: dict[str, Labelled] = {
            "contribution_weekly": Labelled("Contribution a week", self.contribution),
            "collected_by": Labelled("Who collects the contribution", self.collector),
            "top_up_weekly": Labelled("Top-up a week", self.top_up, "Empty: all that the home costs above the budget"),
            "top_up_payer": Labelled("Who pays the top-up", self.payer),
        }
        self._lay_out()
        self.contribution.editingFinished.connect(self.take_typed)
        self.collector.activated.connect(lambda _index: self.take_typed())
        self.top_up.editingFinished.connect(self.take_typed)
        self.payer.textEdited.connect(lambda _text: self.take_typed())

    @property
    def has_faults(self) -> bool:
        """Whether an amount typed cannot be read; it says so at the field."""
        faults = [not self._can_be_read(*each) for each in self._amounts()]
        return any(faults)

    def take_typed(self) -> None:
        """Tell what is typed and chosen, when all of it can be read."""
        if self.has_faults:
            return
        self.fields["top_up_payer"].clear_error()
        self.settled.emit(
            Settled(
                self.contribution.amount(),
                self.collector.value(),
                self.top_up.amount(),
                self.payer.text(),
            )
        )

    def fill(self, draft: CallOffDraft) -> None:
        """Show what the draft has."""
        self.contribution.set_amount(draft.contribution_weekly)
        self.top_up.set_amount(draft.top_up_weekly)
        self.payer.setText(draft.top_up_payer)
        if not self.collector.offers(draft.collected_by):
            self.collector.offer(part_money_words.collector_choices(None))
        self.collector.choose(draft.collected_by)

    def show_look(self, look: DraftLook) -> None:
        """Say what stands where nothing is typed, and hide what makes no sense; nothing typed is touched."""
        draft, priced = look.draft, look.priced
        self.collector.offer(part_money_words.collector_choices(look.person))
        self.fields["contribution_weekly"].set_hint(part_money_words.contribution_hint(look))
        may_contribute = part_money_words.may_contribute(look)
        for name in ("contribution_weekly", "collected_by"):
            self.fields[name].setVisible(may_contribute)
        has_top_up = priced is not None and priced.top_up_weekly > 0
        for name in ("top_up_weekly", "top_up_payer"):
            self.fields[name].setVisible(has_top_up or draft.top_up_weekly is not None or bool(draft.top_up_payer))

    def _amounts(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        return ("contribution_weekly", self.contribution.amount), ("top_up_weekly", self.top_up.amount)

    def _can_be_read(self, field: str, read: Callable[[], object]) -> bool:
        try:
            read()
        except BadInput as error:
            self.fields[field].show_error(error.sentence)
            return False
        self.fields[field].clear_error()
        return True

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(fields_row(self.fields["contribution_weekly"], self.fields["collected_by"]))
        whole.addLayout(fields_row(self.fields["top_up_weekly"], self.fields["top_up_payer"]))
