"""A field for pounds and pence."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from brokerage.domain.errors import BadInput
from brokerage.domain.money import format_pounds, parse_pounds


class MoneyField(QLineEdit):
    """Pounds as typed, `310` or `£1,234.50`; written out in full when the cursor leaves.

    `textEdited` tells of typing; `editingFinished` of a finished amount.
    """

    def __init__(self, name: str, *, zero_allowed: bool = False) -> None:
        super().__init__()
        self._name = name
        self._zero_allowed = zero_allowed
        self.setAccessibleName(name)
        self.setPlaceholderText("£")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editingFinished.connect(self._write_out)

    def amount(self) -> Decimal | None:
        """The amount, or None when nothing is typed. Raises: BadInput for what is no amount."""
        if not self.text().strip():
            return None
        return parse_pounds(self.text(), zero_allowed=self._zero_allowed, what=self._name.lower())

    def set_amount(self, amount: Decimal | None) -> None:
        """Show this amount."""
        self.setText("" if amount is None else format_pounds(amount))

    def _write_out(self) -> None:
        try:
            self.set_amount(self.amount())
        except BadInput:
            return  # it stays as typed; whoever asks for the amount gets the sentence
