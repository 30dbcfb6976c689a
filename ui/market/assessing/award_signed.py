"""Keeps the signed copy of a contract that was sealed: one button for each contract that has none yet."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from brokerage.domain.contract import Contract
from brokerage.domain.document_form import DocumentForm
from brokerage.domain.provider_document import DocumentKind
from ui.desk import Desk
from ui.market.assessing import award_words
from ui.widgets.buttons import button
from ui.widgets.files import ask_for_file
from ui.widgets.flow_row import FlowRow
from ui.widgets.tab_order import lead_through

if TYPE_CHECKING:
    from brokerage.services.provider_documents import DocumentKept


class SignedCopies(FlowRow):
    """The buttons.

    Signals:
        added(): a signed copy is kept; the button that was pressed is gone.
    """

    added = Signal()

    def __init__(self, desk: Desk, following: QWidget) -> None:
        """`following` is what the Tab key comes to after them."""
        super().__init__()
        self._desk, self._following = desk, following
        self._provider_id = 0
        self.buttons: dict[str, QPushButton] = {}

    def show_contracts(self, provider_id: int, without: tuple[Contract, ...]) -> None:
        """Offer to add the signed copy of these contracts of the provider."""
        self._provider_id = provider_id
        wanted = {contract.terms.number: contract for contract in without}
        for number in [number for number in self.buttons if number not in wanted]:
            self.buttons.pop(number).deleteLater()
        for number, contract in wanted.items():
            if number not in self.buttons:
                self.buttons[number] = button(f"Add the signed copy of {number}…", partial(self._choose_file, contract))
                self.add(self.buttons[number])
                lead_through(self.buttons[number], self._following)  # made last, they would come last
        self.setVisible(bool(wanted))

    def add_from(self, contract: Contract, path: Path) -> None:
        """Keep this file as the signed copy of the contract."""
        from brokerage.services.provider_documents import add_document

        desk, number = self._desk, contract.terms.number
        form = DocumentForm(
            self._provider_id,
            DocumentKind.SIGNED_CONTRACT,
            f"Signed copy of {number}",
            desk.today(),
            contract_id=contract.contract_id,
        )
        keep = partial(add_document, desk.database, desk.actor, form, path, desk.now())
        desk.writes.run(keep, partial(self._kept, number), while_running=self.buttons.get(number))

    def _choose_file(self, contract: Contract) -> None:
        ask_for_file(self, f"The signed copy of {contract.terms.number}", partial(self.add_from, contract))

    def _kept(self, number: str, _kept: "DocumentKept") -> None:
        self.added.emit()
        self._desk.say(award_words.signed_copy_kept(number))
